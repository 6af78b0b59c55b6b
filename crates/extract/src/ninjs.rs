//! IPTC ninjs 1.x, 2.x and 3.x: news items in JSON. 1.x names things as keys of objects, 2.x and 3.x
//! have arrays of things with a role or name.

use serde_json::{Map, Value};

use super::declared::{Declared, some};
use super::html;
use crate::date;
use crate::json;
use crate::model::{Extraction, Kind, Method, Placement, Span};
use crate::recognition::Recognition;
use cutline_credit::Vocabulary;

/// How deep items may be associated with items.
const MOST_DEPTH: usize = 4;

/// Keys that items of ninjs have and other objects seldom; two of them are enough.
const KEYS: &[&str] = &[
    "versioncreated",
    "renditions",
    "associations",
    "body_xhtml",
    "descriptions",
    "headlines",
    "infosource",
    "infosources",
    "$standard",
];

/// An object with keys that ninjs alone has.
pub(super) fn recognises(_: &str, text: &str) -> Recognition {
    let text = text.trim_start_matches('\u{feff}');
    let has = |key: &str| memchr::memmem::find(text.as_bytes(), key.as_bytes()).is_some();
    if !text.trim_start().starts_with('{') || !(has("\"uri\"") || has("\"renditions\"") || has("\"associations\"")) {
        return Recognition::No;
    }
    let keys = json::top_keys(text).unwrap_or_default();
    Recognition::declared(keys.iter().filter(|(key, _)| KEYS.contains(key)).count() > 1)
}

/// Reads a news item.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Ok(Value::Object(item)) = serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}')) else { return };
    let document = &mut out.document;
    document.title = role(&item, "headlines", &["main", "headline", ""])
        .or_else(|| text(&item, "headline"))
        .or_else(|| text(&item, "title"));
    document.url = text(&item, "uri").filter(|uri| uri.starts_with("http"));
    document.language = text(&item, "language");
    document.published =
        ["firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentcreated", "contentCreated"]
            .iter()
            .find_map(|key| date::iso(&text(&item, key)?));
    document.publisher = source_of(&item);
    let span = Span::new(0, source.len());
    let mut found = Vec::new();
    collect(&item, 0, span, vocabulary, &mut found);
    out.items = found.into_iter().map(|declared| declared.item(Method::Ninjs, source, vocabulary)).collect();
    let markup = text(&item, "body_xhtml").or_else(|| text(&item, "body_html")).or_else(|| {
        let bodies = item.get("bodies")?.as_array()?;
        let is_markup = |body: &&Value| {
            body["contenttype"].as_str().or(body["contentType"].as_str()).is_some_and(|t| t.contains("html"))
        };
        bodies.iter().find(is_markup).or(bodies.first()).and_then(|body| body["value"].as_str()).map(str::to_owned)
    });
    if let Some(markup) = markup.filter(|markup| markup.contains('<')) {
        let mut inner = Extraction::default();
        html::read(&markup, vocabulary, &mut inner);
        for mut item in inner.items {
            let known = |other: &crate::model::MediaItem| {
                other.urls.iter().any(|url| item.urls.contains(url))
                    || other.caption.is_some() && other.caption == item.caption
            };
            if !out.items.iter().any(known) {
                item.move_places(|_| span);
                item.evidence.line = 1;
                out.items.push(item);
            }
        }
    }
}

/// The item itself where it is a picture or video, and what is associated with it.
fn collect(item: &Map<String, Value>, depth: usize, span: Span, vocabulary: &Vocabulary, found: &mut Vec<Declared>) {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    if matches!(kind, "picture" | "photo" | "video" | "graphic" | "image") {
        let mut declared = media(item, kind, vocabulary);
        declared.span = span;
        if depth > 0 && found.is_empty() {
            declared.placement = Placement::Lead;
        }
        if !declared.is_empty() {
            found.push(declared);
        }
    }
    if depth == MOST_DEPTH {
        return;
    }
    match item.get("associations") {
        // 1.x: by name; 2.x: a list.
        Some(Value::Object(named)) => {
            named
                .values()
                .filter_map(Value::as_object)
                .for_each(|item| collect(item, depth + 1, span, vocabulary, found));
        }
        Some(Value::Array(items)) => {
            items
                .iter()
                .filter_map(Value::as_object)
                .for_each(|item| collect(item, depth + 1, span, vocabulary, found));
        }
        _ => {}
    }
}

fn media(item: &Map<String, Value>, kind: &str, vocabulary: &Vocabulary) -> Declared {
    let caption = role(item, "descriptions", &["caption", "text", "main", ""])
        .or_else(|| text(item, "description_caption"))
        .or_else(|| text(item, "description_text"))
        .or_else(|| {
            item.iter()
                .find(|(key, _)| key.starts_with("description_"))
                .and_then(|(_, v)| v.as_str())
                .map(str::to_owned)
        });
    let credit = role(item, "descriptions", &["creditline"])
        .or_else(|| text(item, "creditline"))
        .or_else(|| source_of(item))
        .or_else(|| text(item, "copyrightholder").or_else(|| text(item, "copyrightHolder")))
        .or_else(|| text(item, "copyrightnotice").or_else(|| text(item, "copyrightNotice")));
    let renditions: Vec<&Value> = match item.get("renditions") {
        Some(Value::Object(named)) => named.values().collect(),
        Some(Value::Array(list)) => list.iter().collect(),
        _ => Vec::new(),
    };
    let mut urls: Vec<String> = Vec::new();
    for url in renditions.iter().filter_map(|r| r["href"].as_str()) {
        if !urls.iter().any(|known| known == url) {
            urls.push(url.to_owned());
        }
    }
    // The schema says seconds; some suppliers write milliseconds.
    let seconds = |n: f64| if n > 20_000.0 { n / 1000.0 } else { n };
    Declared {
        kind: match kind {
            "video" => Kind::Video,
            "graphic" => Kind::Graphic,
            _ => Kind::Photo,
        },
        caption: some(caption).map(|caption| html::plain(&caption)),
        title: Some(())
            .filter(|()| kind == "video")
            .and_then(|()| role(item, "headlines", &["main", "headline", ""]).or_else(|| text(item, "headline"))),
        creators: text(item, "byline")
            .or_else(|| text(item, "by"))
            .map(|by| bare_byline(by, vocabulary))
            .into_iter()
            .collect(),
        credit,
        urls,
        duration_seconds: renditions.iter().filter_map(|r| r["duration"].as_f64()).find(|n| *n > 0.0).map(seconds),
        ..Declared::default()
    }
}

fn text(item: &Map<String, Value>, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The value of a list whose entries have roles: the first of the roles wanted; `""` is any.
fn role(item: &Map<String, Value>, key: &str, wanted: &[&str]) -> Option<String> {
    let list = item.get(key)?.as_array()?;
    let found = wanted.iter().find_map(|wanted| {
        list.iter().find(|entry| {
            let role = entry["role"].as_str().unwrap_or_default();
            (wanted.is_empty() && role != "creditline")
                || role.rsplit(':').next() == Some(*wanted) && !wanted.is_empty()
        })
    })?;
    found["value"].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Where it comes from: `infosource` (1.x) or `infosources`.
fn source_of(item: &Map<String, Value>) -> Option<String> {
    let list = ["infosource", "infosources", "infoSources"].iter().find_map(|key| item.get(*key)?.as_array())?;
    list.iter().find_map(|source| source["name"].as_str()).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// `By Lena Orlova` names Lena Orlova.
fn bare_byline(byline: String, vocabulary: &Vocabulary) -> String {
    cutline_credit::byline(&byline, vocabulary).map(str::to_owned).unwrap_or(byline)
}
