//! JSON-LD of schema.org: `ImageObject` and `VideoObject`, with the properties that Google's
//! documentation on image metadata asks for (contentUrl, creator, creditText, copyrightNotice,
//! license), <https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata>.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::form::{Export, ExportError, Job, Target};
use crate::model::{Kind, Record};
use crate::query;

pub(super) const EXPORT: Export = Export {
    name: "jsonld",
    help: "schema.org ImageObject and VideoObject",
    media_type: "application/ld+json",
    target: Target::Stream(write),
};

fn write(job: &Job<'_>, out: &mut dyn Write) -> Result<String, ExportError> {
    let mut items = JsonLd::begin(out)?;
    let mut count = 0u64;
    query::each(job.catalog, job.query, &mut |record| {
        count += 1;
        Ok(items.item(&record)?)
    })?;
    items.end()?;
    Ok(format!("{count} items"))
}

/// Writes one document with a `@graph` of items.
struct JsonLd<'o> {
    out: &'o mut dyn Write,
    first: bool,
}

impl<'o> JsonLd<'o> {
    /// Begins.
    fn begin(out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(b"{\"@context\":\"https://schema.org\",\"@graph\":[")?;
        Ok(Self { out, first: true })
    }

    /// Writes one item.
    fn item(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        Ok(serde_json::to_writer(&mut *self.out, &object(record))?)
    }

    /// Writes what is left.
    fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}

fn object(record: &Record) -> Value {
    let video = record.kind == Kind::Video;
    let mut out = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            out.insert(name.to_owned(), value);
        }
    };
    set("@type", json!(if video { "VideoObject" } else { "ImageObject" }));
    // Beside a video stand its stills.
    let (stills, own): (Vec<&String>, Vec<&String>) = record.urls.iter().partition(|url| video && is_picture(url));
    if let [first, others @ ..] = &own[..] {
        set("contentUrl", json!(first));
        set("sameAs", if others.is_empty() { Value::Null } else { json!(others) });
    }
    set("thumbnailUrl", stills.first().map_or(Value::Null, |url| json!(url)));
    set("name", json!(record.title));
    set("caption", json!(record.caption));
    set("description", if video { json!(record.caption) } else { Value::Null });
    set("creditText", json!(record.credit));
    let people = record.people.iter().map(|name| json!({"@type": "Person", "name": name}));
    let mut creators: Vec<Value> = people.collect();
    if creators.is_empty()
        && let Some(first) = record.agencies.first()
    {
        creators.push(json!({"@type": "Organization", "name": first}));
    }
    set("creator", if creators.len() == 1 { creators.remove(0) } else { listed(creators) });
    let agencies = record.agencies.iter().map(|name| json!({"@type": "Organization", "name": name})).collect();
    set("provider", listed(agencies));
    set("copyrightNotice", json!(record.copyright));
    set(
        "license",
        record
            .licence
            .as_deref()
            .map_or(Value::Null, |l| json!(crate::credit::licence_link(l).unwrap_or_else(|| l.to_owned()))),
    );
    set("duration", record.duration_seconds.map_or(Value::Null, |s| json!(format!("PT{s}S"))));
    set("datePublished", json!(record.document.published));
    if record.document.url.is_some() || record.document.title.is_some() {
        let mut article = Map::new();
        article.insert("@type".to_owned(), json!("NewsArticle"));
        for (name, value) in [
            ("url", &record.document.url),
            ("headline", &record.document.title),
            ("inLanguage", &record.document.language),
        ] {
            if let Some(value) = value {
                article.insert(name.to_owned(), json!(value));
            }
        }
        set("isPartOf", Value::Object(article));
    }
    Value::Object(out)
}

fn listed(values: Vec<Value>) -> Value {
    if values.is_empty() { Value::Null } else { Value::Array(values) }
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}
