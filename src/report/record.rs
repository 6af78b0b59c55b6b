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

/// Other names of [`RECORD_COLUMNS`], those of the query language.
const ALIASES: &[(&str, &str)] = &[
    ("creator", "people"),
    ("agency", "agencies"),
    ("flag", "flags"),
    ("document", "document_title"),
    ("headline", "document_title"),
    ("lang", "language"),
    ("date", "published"),
    ("license", "licence"),
    ("duration", "duration_seconds"),
    ("span", "span_start"),
    ("image", "urls"),
];

/// The column that `name` names: one of [`RECORD_COLUMNS`], `where`, or the field of the query
/// language that stands in it.
pub fn record_column(name: &str) -> Option<&'static str> {
    let name = ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map_or(name, |(_, column)| column);
    RECORD_COLUMNS.iter().chain(&[WHERE]).find(|column| column.eq_ignore_ascii_case(name)).copied()
}

/// File and line, as editors and compilers write it.
const WHERE: &str = "where";

/// The cells of `record` under `columns`.
pub fn record_picked(record: &Record, columns: &[&str]) -> Vec<Value> {
    let cells = record_cells(record);
    columns
        .iter()
        .map(|column| match RECORD_COLUMNS.iter().position(|c| c == column) {
            Some(at) => cells[at].clone(),
            None => json!(place(record)),
        })
        .collect()
}

/// The columns of a table for a person who asked for `fields`: the usual ones, and those asked for
/// that would not be seen otherwise.
pub fn table_columns(fields: &[&str]) -> Vec<&'static str> {
    const BEFORE: &[&str] = &["id", "kind", "published", "creator", "agencies"];
    // What these fields ask for stands in one of the usual columns, or is the same in every row.
    const SEEN: &[&str] = &[
        "people",
        "agencies",
        "status",
        "collection",
        "kind",
        "published",
        "caption",
        "title",
        "duration_seconds",
        "id",
    ];
    let mut columns = BEFORE.to_vec();
    for field in fields {
        match record_column(field) {
            Some(column) if !SEEN.contains(&column) && !columns.contains(&column) && column != "path" => {
                columns.push(column);
            }
            _ => {}
        }
    }
    columns.extend(["caption", WHERE]);
    columns
}

/// The cells of `record` under columns of [`table_columns`].
pub fn record_table(record: &Record, columns: &[&str]) -> Vec<Value> {
    let picked = record_picked(record, columns);
    columns.iter().zip(picked).map(|(column, cell)| for_people(record, column).map_or(cell, Value::from)).collect()
}

/// What a person reads in a column, where it is not the bare value.
fn for_people(record: &Record, column: &str) -> Option<String> {
    Some(match column {
        "caption" => {
            let caption = match (&record.caption, &record.title) {
                (Some(caption), _) => caption.clone(),
                (None, Some(title)) => match record.duration_seconds {
                    Some(seconds) => format!("{title} ({})", clock(seconds)),
                    None => title.clone(),
                },
                (None, None) => String::new(),
            };
            clipped(&clean(&caption))
        }
        "agencies" => match &record.collection {
            Some(collection) => format!("{} ({collection})", record.agencies.join(" › ")),
            None => record.agencies.join(" › "),
        },
        "creator" => match (&record.people[..], &record.status) {
            ([], Some(status)) => format!("({status})"),
            (people, Some(status)) => format!("{} ({status})", people.join(", ")),
            (people, None) => people.join(", "),
        },
        "published" => record.document.published.as_deref().map(|p| p.get(..10).unwrap_or(p).to_owned())?,
        "duration_seconds" => clock(record.duration_seconds?),
        _ => return None,
    })
}

/// `news/a.txt:8`, `crawl.warc.gz!https://example.org/:8`.
pub(super) fn place(record: &Record) -> String {
    format!("{}:{}", record.document.name(), record.line)
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
