//! What a page says of itself: title, address, publisher, language, date, and the pictures and videos
//! that its structured data describes (schema.org in JSON-LD, Open Graph, Twitter cards).

use cutline_credit::length::longer_than;
use serde_json::Value;

use super::described::Described;
use super::page::{Id, Page};
use super::tag::Tag;
use super::{structured, text};
use crate::date;
use crate::identity::loose_key;
use crate::model::{Document, Kind, Source};

/// All that a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub document: Document,
    /// Against which addresses are made absolute.
    pub base: String,
    pub described: Vec<Described>,
    /// The key of the picture that stands for the article elsewhere.
    pub lead: Vec<String>,
}

/// The longest JSON that is read, in bytes.
const LONGEST_JSON: usize = 4 << 20;

/// The longest text of a `meta` element that is a title or a name, in characters.
const LONGEST_CONTENT: usize = 4000;

/// Reads them.
pub(super) fn read(page: &Page<'_>) -> Facts {
    let mut facts = Facts::default();
    let mut open_graph_title = None;
    let mut page_title = None;
    let mut scripts = Vec::new();
    for id in 0..page.nodes.len() as Id {
        match page.tag(id) {
            Tag::Html => {
                facts.document.language =
                    page.attribute(id, "lang").and_then(language).or(facts.document.language.take());
            }
            Tag::Meta => meta(page, id, &mut facts, &mut open_graph_title),
            Tag::Link if page.attribute(id, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                facts.document.url = page.attribute(id, "href").and_then(text::attribute).or(facts.document.url.take());
            }
            Tag::Base => facts.base = page.attribute(id, "href").unwrap_or_default().to_owned(),
            Tag::Title if page_title.is_none() => {
                page_title = page.children(id).next().map(|t| text::plain(page.raw(t))).filter(|t| !t.is_empty());
            }
            Tag::Script if page.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                scripts.push(id);
            }
            _ => {}
        }
    }
    if !facts.base.starts_with("http") {
        facts.base = facts.document.url.clone().filter(|u| u.starts_with("http")).unwrap_or_default();
    }
    for script in scripts {
        let Some(body) = page.children(script).next() else { continue };
        for value in json(page.raw(body)) {
            let mut walk = Walk { facts: &mut facts, at: script, budget: 50_000 };
            walk.value(&value, 0);
        }
    }
    facts.document.title = facts.document.title.take().or(open_graph_title).or(page_title);
    facts
}

fn meta(page: &Page<'_>, id: Id, facts: &mut Facts, title: &mut Option<String>) {
    let name = page
        .attribute(id, "property")
        .or_else(|| page.attribute(id, "name"))
        .or_else(|| page.attribute(id, "itemprop"));
    let (Some(name), Some(content)) = (name, page.attribute(id, "content")) else { return };
    let name = name.to_ascii_lowercase();
    let content = content.trim();
    if content.is_empty() || longer_than(content, LONGEST_CONTENT) {
        return;
    }
    let document = &mut facts.document;
    let fill = |into: &mut Option<String>| {
        if into.is_none() {
            *into = text::attribute(content);
        }
    };
    match name.as_str() {
        "og:title" => fill(title),
        "og:url" => fill(&mut document.url),
        "og:site_name" | "application-name" => fill(&mut document.publisher),
        "og:locale" | "language" | "dc.language" if document.language.is_none() => {
            document.language = language(content)
        }
        "article:published_time"
        | "datepublished"
        | "date"
        | "dc.date"
        | "dc.date.issued"
        | "pubdate"
        | "publish-date"
        | "parsely-pub-date"
        | "sailthru.date"
        | "publication_date"
        | "dcterms.created"
        | "article:published" => {
            document.published = document.published.take().or_else(|| date::stated(content));
        }
        "og:image" | "og:image:url" | "og:image:secure_url" | "twitter:image" | "twitter:image:src" | "image" => {
            let key = loose_key(&text::decoded(content));
            if !facts.lead.contains(&key) {
                facts.lead.push(key);
            }
        }
        _ => {}
    }
}

/// A tag of BCP 47 as it should be written; nothing where it is none.
fn language(value: &str) -> Option<String> {
    let value = value.trim().replace('_', "-");
    let mut parts = value.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let region = parts.find(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
    Some(match region {
        Some(region) => format!("{first}-{}", region.to_ascii_uppercase()),
        None => first,
    })
}

/// The values of a script; what is broken in the usual ways is mended.
fn json(raw: &str) -> Vec<Value> {
    let raw = raw.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let raw =
        raw.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if raw.len() > LONGEST_JSON {
        return Vec::new();
    }
    let read = |text: &str| -> Vec<Value> {
        serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).collect()
    };
    let values = read(raw);
    if !values.is_empty() {
        return values;
    }
    read(&mended(raw))
}

/// Line breaks inside strings, commas before a closing bracket, and quotes written as entities.
fn mended(raw: &str) -> String {
    let raw = raw.replace("&quot;", "\"");
    let mut out = String::with_capacity(raw.len());
    let mut inside = false;
    let mut escaped = false;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if inside {
            if escaped {
                escaped = false;
                // `\'` is no escape of JSON.
                if c == '\'' {
                    out.pop();
                }
            } else if c == '\\' {
                escaped = true;
            } else if c == '"' {
                inside = false;
            } else if c.is_control() {
                out.push(' ');
                continue;
            }
            out.push(c);
            continue;
        }
        if c == '"' {
            inside = true;
        }
        if c == ',' {
            let mut rest = chars.clone().skip_while(|c| c.is_whitespace());
            if matches!(rest.next(), Some('}' | ']' | ',') | None) {
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// A walk over structured data, no longer than its budget.
struct Walk<'f> {
    facts: &'f mut Facts,
    at: Id,
    budget: usize,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, depth: usize) {
        if depth > 40 || self.budget == 0 {
            return;
        }
        self.budget -= 1;
        match value {
            Value::Array(all) => {
                for value in all {
                    self.value(value, depth + 1);
                }
            }
            Value::Object(fields) => {
                let kind = |wanted: &str| match fields.get("@type").or_else(|| fields.get("type")) {
                    Some(Value::String(t)) => t.ends_with(wanted),
                    Some(Value::Array(all)) => all.iter().any(|t| t.as_str().is_some_and(|t| t.ends_with(wanted))),
                    _ => false,
                };
                if kind("ImageObject") || kind("Photograph") {
                    self.image(value);
                } else if kind("VideoObject") {
                    self.video(value);
                } else if kind("Article") || kind("BlogPosting") || kind("Report") || kind("LiveBlogPosting") {
                    self.article(value);
                }
                for (name, inner) in fields {
                    if inner.is_object() || inner.is_array() {
                        if matches!(name.as_str(), "logo" | "author" | "publisher" | "itemListElement") {
                            continue;
                        }
                        self.value(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, value: &Value) {
        let document = &mut self.facts.document;
        let take = |into: &mut Option<String>, found: Option<String>| {
            if into.is_none() {
                *into = found;
            }
        };
        take(&mut document.title, string(value, &["headline", "name"]));
        take(&mut document.published, string(value, &["datePublished"]).and_then(|d| date::stated(&d)));
        take(&mut document.publisher, value.get("publisher").and_then(name_of));
        take(&mut document.language, string(value, &["inLanguage"]).and_then(|l| language(&l)));
        take(&mut document.url, string(value, &["url", "mainEntityOfPage"]).filter(|u| u.starts_with("http")));
        if let Some(image) = value.get("image") {
            for url in addresses(image) {
                let key = loose_key(&url);
                if self.facts.lead.len() < 8 && !self.facts.lead.contains(&key) {
                    self.facts.lead.push(key);
                }
            }
        }
    }

    fn image(&mut self, value: &Value) {
        let urls = addresses(value);
        let caption = string(value, &["caption", "description", "name"]);
        let credit = string(value, &["creditText"])
            .or_else(|| people(value, &["creator", "author", "copyrightHolder", "contributor"]))
            .or_else(|| string(value, &["copyrightNotice", "copyright"]));
        if urls.is_empty() {
            return;
        }
        let key = loose_key(&urls[0]);
        self.facts.described.push(Described {
            urls,
            key,
            caption,
            credit,
            properties: structured::properties(value, structured::IMAGE),
            ..Described::new(Kind::Photo, Source::JsonLd, self.at)
        });
    }

    fn video(&mut self, value: &Value) {
        let title = string(value, &["name", "headline"]);
        let duration = value.get("duration").and_then(|d| match d {
            Value::String(text) => seconds(text),
            Value::Number(number) => number.as_f64(),
            _ => None,
        });
        let mut urls: Vec<String> = Vec::new();
        for name in ["contentUrl", "embedUrl", "url"] {
            urls.extend(value.get(name).and_then(Value::as_str).map(str::to_owned));
        }
        urls.dedup();
        if title.is_none() && urls.is_empty() {
            return;
        }
        let thumbnail = value.get("thumbnailUrl").or_else(|| value.get("thumbnail")).map(addresses).unwrap_or_default();
        let key = thumbnail.first().map(|u| loose_key(u)).unwrap_or_default();
        let caption = string(value, &["caption", "description"]).filter(|c| Some(c) != title.as_ref());
        let credit = string(value, &["creditText"])
            .or_else(|| people(value, &["creator", "productionCompany", "copyrightHolder"]));
        urls.extend(thumbnail);
        self.facts.described.push(Described {
            urls,
            key,
            caption,
            credit,
            title,
            duration,
            properties: structured::properties(value, structured::VIDEO),
            ..Described::new(Kind::Video, Source::JsonLd, self.at)
        });
    }
}

fn string(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|n| value.get(n).and_then(Value::as_str)).find_map(text::attribute)
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text::attribute(text),
        Value::Array(all) => {
            let names: Vec<String> = all.iter().filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(" / "))
        }
        _ => string(value, &["name"]),
    }
}

fn people(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|n| value.get(n)).find_map(name_of).filter(|n| !n.starts_with("http"))
}

fn addresses(value: &Value) -> Vec<String> {
    match value {
        Value::String(url) if url.starts_with("http") || url.starts_with("//") => vec![text::decoded(url).into_owned()],
        Value::Array(all) => all.iter().take(20).flat_map(addresses).collect(),
        Value::Object(fields) => ["contentUrl", "url", "@id", "thumbnailUrl"]
            .iter()
            .filter_map(|n| fields.get(*n))
            .flat_map(|v| if v.is_object() { Vec::new() } else { addresses(v) })
            .collect(),
        _ => Vec::new(),
    }
}

/// Seconds of a duration: `PT2M20S` (ISO 8601), `2:20`, `140`.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return Some(number).filter(|n| *n > 0.0 && *n < 86_400.0);
    }
    if text.contains(':') {
        let mut sum = 0.0;
        for part in text.split(':') {
            sum = sum * 60.0 + part.trim().parse::<f64>().ok()?;
        }
        return Some(sum).filter(|n| *n > 0.0 && *n < 86_400.0);
    }
    let mut sum = 0.0;
    let mut number = String::new();
    let body = text.strip_prefix(['P', 'p'])?;
    for c in body.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            'T' | 't' => number.clear(),
            'D' | 'd' | 'H' | 'h' | 'M' | 'm' | 'S' | 's' => {
                let value = number.parse::<f64>().ok()?;
                number.clear();
                sum += value
                    * match c.to_ascii_uppercase() {
                        'D' => 86_400.0,
                        'H' => 3600.0,
                        'M' => 60.0,
                        _ => 1.0,
                    };
            }
            _ => return None,
        }
    }
    Some(sum).filter(|n| *n > 0.0 && *n < 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_their_forms() {
        assert_eq!(seconds("PT2M20S"), Some(140.0));
        assert_eq!(seconds("PT1H0M3.5S"), Some(3603.5));
        assert_eq!(seconds("P0DT0H0M59S"), Some(59.0));
        assert_eq!(seconds("2:20"), Some(140.0));
        assert_eq!(seconds("01:02:03"), Some(3723.0));
        assert_eq!(seconds("599"), Some(599.0));
        for none in ["PT0S", "", "soon", "P", "-3"] {
            assert_eq!(seconds(none), None, "{none}");
        }
    }

    #[test]
    fn broken_json_is_mended() {
        assert_eq!(json("{\"a\": \"one\ntwo\",}").len(), 1);
        assert_eq!(json("<!-- {\"a\": [1, 2,]} -->").len(), 1);
        assert_eq!(json("{\"a\": \"it\\'s\"};").len(), 1);
        assert!(json("{\"a\": ").is_empty());
    }

    #[test]
    fn languages() {
        assert_eq!(language("en_US").as_deref(), Some("en-US"));
        assert_eq!(language("DE").as_deref(), Some("de"));
        assert_eq!(language("english"), None);
    }
}
