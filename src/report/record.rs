//! Media items as rows: the flat columns of CSV, and the few that a person reads in a table.

use serde_json::{Value, json};

use super::clean;
use crate::model::Record;

/// Columns of an item in CSV, TSV and Markdown.
pub const RECORD_COLUMNS: &[&str] = &[
    "id",
    "path",
    "member",
    "url",
    "document_title",
    "publisher",
    "language",
    "published",
    "kind",
    "placement",
    "caption",
    "title",
    "alt",
    "credit",
    "people",
    "agencies",
    "status",
    "collection",
    "flags",
    "licence",
    "copyright",
    "urls",
    "duration_seconds",
    "line",
    "span_start",
    "span_end",
    "method",
    "confidence",
];

/// The cells of `record` under [`RECORD_COLUMNS`].
pub fn record_cells(record: &Record) -> Vec<Value> {
    let d = &record.document;
    vec![
        json!(record.id),
        json!(d.path),
        json!(d.member),
        json!(d.url),
        json!(d.title),
        json!(d.publisher),
        json!(d.language),
        json!(d.published),
        json!(record.kind),
        json!(record.placement),
        json!(record.caption),
        json!(record.title),
        json!(record.alt),
        json!(record.credit),
        json!(record.people),
        json!(record.agencies),
        json!(record.status),
        json!(record.collection),
        json!(record.flags),
        json!(record.licence),
        json!(record.copyright),
        json!(record.urls),
        json!(record.duration_seconds),
        json!(record.line),
        json!(record.span.start),
        json!(record.span.end),
        json!(record.method),
        json!(record.confidence),
    ]
}

/// Columns and cells of `record` for a person.
pub fn record_table(record: &Record) -> (&'static [&'static str], Vec<Value>) {
    const COLUMNS: &[&str] = &["id", "kind", "published", "creator", "agencies", "caption", "where"];
    let caption = match (&record.caption, &record.title) {
        (Some(caption), _) => caption.clone(),
        (None, Some(title)) => match record.duration_seconds {
            Some(seconds) => format!("{title} ({})", clock(seconds)),
            None => title.clone(),
        },
        (None, None) => String::new(),
    };
    let agencies = match &record.collection {
        Some(collection) => format!("{} ({collection})", record.agencies.join(" › ")),
        None => record.agencies.join(" › "),
    };
    let creator = match (&record.people[..], &record.status) {
        ([], Some(status)) => format!("({status})"),
        (people, Some(status)) => format!("{} ({status})", people.join(", ")),
        (people, None) => people.join(", "),
    };
    let published = record.document.published.as_deref().map(|p| p.get(..10).unwrap_or(p));
    let cells = vec![
        json!(record.id),
        json!(record.kind),
        json!(published),
        json!(creator),
        json!(agencies),
        json!(clipped(&clean(&caption))),
        json!(place(record)),
    ];
    (COLUMNS, cells)
}

/// `news/a.txt:8`, `crawl.warc.gz!https://example.org/:8`.
pub(super) fn place(record: &Record) -> String {
    let member = record.document.member.as_ref().map(|member| format!("!{member}")).unwrap_or_default();
    format!("{}{member}:{}", record.document.path, record.line)
}

/// `2:20`, `1:02:03`.
pub(super) fn clock(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// As much of a caption as tells it from others.
fn clipped(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
