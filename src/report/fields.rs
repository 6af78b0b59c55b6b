//! The fields described: as rows for people, and as docs/json.md, the contract of the JSON forms.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::export::EXPORTS;
use crate::query::{Column, FIELDS, Field, Shape};

/// Columns of the list of fields.
pub const FIELD_COLUMNS: &[&str] = &["field", "also", "column", "counted", "sorted", "what"];

/// The cells of `field` under [`FIELD_COLUMNS`].
pub fn field_cells(field: &Field) -> Vec<Value> {
    let yes = |is: bool| if is { json!("yes") } else { Value::Null };
    vec![
        json!(field.name),
        json!(field.aliases),
        json!(field.column.map(|column| column.name)),
        yes(field.count.is_some()),
        yes(field.can_be_sorted_by()),
        json!(field.help),
    ]
}

const HEAD: &str = "\
# The JSON forms

What programs may rely on. The number behind the slash of `format` is raised when a key goes or
changes its meaning; new keys may come at any time. This page is made from the table of fields by
`cutline schema --json > docs/json.md`.

| command | form | `format` |
| --- | --- | --- |
| `query`, `extract`, `export ndjson` | NDJSON: an object per media item, each on a line of its own | `cutline.item/1` |
| `query --format json`, `extract --format json` | one object; the items, without a `format` of their own, in `items` | `cutline.items/1` |
| `stats`, `sql`, `agencies`, `query --fields …` with `--format json` | one object; the rows in `rows`, keys as the columns are named | `cutline.rows/1` |
| the same with `--format ndjson` | NDJSON: a row per line, nothing but the columns | |

## A media item

| key | type | what |
| --- | --- | --- |
| `format` | string | `cutline.item/1` |
";

const DOCUMENT: &str = "
## Its document

| key | type | what |
| --- | --- | --- |
";

const COLUMNS: &str = "
## Fields and columns

Fields are what `query` asks for (`field:value`), what `--fields` shows and `stats` counts by, under any of
their names. CSV, TSV, Markdown and Parquet name their columns as below; those in brackets are printed
only where `--fields` asks for them.

| field | also | column | counted by `stats` | what to ask for |
| --- | --- | --- | --- | --- |
";

const EXPORT_FORMS: &str = "
## Forms of `export`

| form | written to | media type | what |
| --- | --- | --- | --- |
";

/// Writes docs/json.md.
///
/// # Errors
/// What the output answers.
pub fn json_page(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    keys("/", out)?;
    // What `document` holds is described below.
    out.write_all(DOCUMENT.as_bytes())?;
    keys("/document/", out)?;
    out.write_all(COLUMNS.as_bytes())?;
    for field in FIELDS {
        let also: Vec<String> = field.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        let column = match field.column {
            Some(column) if column.usual => format!("`{}`", column.name),
            Some(column) => format!("(`{}`)", column.name),
            None => String::new(),
        };
        let counted = if field.count.is_some() { "yes" } else { "" };
        writeln!(out, "| `{}` | {} | {column} | {counted} | {} |", field.name, also.join(", "), field.help)?;
    }
    out.write_all(EXPORT_FORMS.as_bytes())?;
    for export in EXPORTS {
        let (name, target) = (export.name, export.target.name());
        writeln!(out, "| `{name}` | {target} | `{}` | {} |", export.media_type, export.help)?;
    }
    Ok(())
}

/// A row for each key of the object that `under` leads to.
fn keys(under: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut document = under == "/";
    let parts = FIELDS.iter().filter_map(|field| {
        let column = field.column?;
        let key = column.pointer?.strip_prefix(under)?;
        Some(Part { field, column, key })
    });
    let parts: Vec<Part> = parts.collect();
    for part in &parts {
        if part.key.starts_with("document/") {
            if std::mem::take(&mut document) {
                writeln!(out, "| `document` | object | the article, below |")?;
            }
            continue;
        }
        match part.key.split_once('/') {
            // The places of a list are fields of their own and one key.
            Some((list, "0")) => {
                let others = parts.iter().filter(|other| other.key.starts_with(&format!("{list}/")));
                let what: Vec<String> = others.map(Part::what).collect();
                writeln!(out, "| `{list}` | list of numbers | {} |", what.join("; "))?;
            }
            Some(_) => {}
            None => writeln!(out, "| `{}` | {} | {} |", part.key, part.kind(), part.what())?,
        }
    }
    Ok(())
}

/// A field as a part of the JSON of an item.
struct Part {
    field: &'static Field,
    column: Column,
    key: &'static str,
}

impl Part {
    fn kind(&self) -> &'static str {
        match (self.column.shape, self.column.required) {
            (Shape::List, _) => "list of strings",
            (Shape::Objects, _) => "list of objects",
            (Shape::Text, true) => "string",
            (Shape::Text, false) => "string or null",
            (Shape::Whole | Shape::Real, true) => "number",
            (Shape::Whole | Shape::Real, false) => "number or null",
        }
    }

    /// What it holds, with its words where there are no others.
    fn what(&self) -> String {
        let words = self.field.words().filter(|_| !self.field.holds.contains('`')).unwrap_or_default();
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        match &words[..] {
            [] => self.field.holds.to_owned(),
            words => format!("{}: {}", self.field.holds, words.join(", ")),
        }
    }
}
