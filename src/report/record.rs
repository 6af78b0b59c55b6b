//! Media items as rows: the cells of a record, and the few columns that a person reads in a table.

use serde_json::{Value, json};

use super::clean;
use crate::model::Record;
use crate::query::{Field, find};

/// The cells of `record` under the columns of `fields`; nothing where the catalog alone knows them.
pub fn record_cells(record: &Record, fields: &[&'static Field]) -> Vec<Value> {
    let whole = serde_json::to_value(record).unwrap_or_default();
    let cell = |field: &&'static Field| match field.column.and_then(|column| column.pointer) {
        Some(pointer) => whole.pointer(pointer).cloned().unwrap_or_default(),
        None if field.name == WHERE => json!(place(record)),
        None => Value::Null,
    };
    fields.iter().map(cell).collect()
}

/// File and line.
const WHERE: &str = "where";

/// The fields whose columns a person reads in a table, by heading. A creator's standing is written
/// behind the name, so that the heading is in the singular there.
const BEFORE: &[&str] = &["id", "kind", "published", "creator", "agency"];
const BEHIND: &[&str] = &["caption", WHERE];

/// What these fields ask for stands in one of the usual columns.
const SEEN: &[&str] =
    &["originator", "distributor", "status", "collection", "title", "duration", "path", "year", "month", "day"];

/// The columns of a table for a person who asked for the fields `asked`: the usual ones, and those
/// asked for that would not be seen otherwise.
pub fn table_fields(asked: &[&str]) -> Vec<&'static Field> {
    let mut names = BEFORE.to_vec();
    for name in asked {
        if !SEEN.contains(name) && !BEHIND.contains(name) && !names.contains(name) {
            names.push(name);
        }
    }
    names.extend(BEHIND);
    names.into_iter().filter_map(find).filter(|field| field.column.is_some()).collect()
}

/// The headings of a table for people.
pub fn table_headings(fields: &[&'static Field]) -> Vec<&'static str> {
    let heading = |field: &&'static Field| match field.column {
        Some(column) if field.name != "creator" => column.name,
        _ => field.name,
    };
    fields.iter().map(heading).collect()
}

/// The `cells` of `record` as a person reads them in a table.
pub fn record_table(record: &Record, fields: &[&'static Field], cells: &[Value]) -> Vec<Value> {
    let shown = |(field, cell): (&&'static Field, &Value)| {
        for_people(record, field.name).map_or_else(|| cell.clone(), Value::from)
    };
    fields.iter().zip(cells).map(shown).collect()
}

/// What a person reads in the column of a field, where it is not the bare value.
fn for_people(record: &Record, field: &str) -> Option<String> {
    Some(match field {
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
        "agency" => match &record.collection {
            Some(collection) => format!("{} ({collection})", record.agencies.join(" › ")),
            None => record.agencies.join(" › "),
        },
        "creator" => match (&record.people[..], &record.status) {
            ([], Some(status)) => format!("({status})"),
            (people, Some(status)) => format!("{} ({status})", people.join(", ")),
            (people, None) => people.join(", "),
        },
        "published" => record.document.published.as_deref().map(|p| p.get(..10).unwrap_or(p).to_owned())?,
        "duration" => clock(record.duration_seconds?),
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
