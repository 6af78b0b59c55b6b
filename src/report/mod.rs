//! Rows to a terminal table, csv, json, markdown: the only place that formats.

mod bar;
#[cfg(feature = "charts")]
mod chart;
mod clean;
mod datasette;
mod delimited;
pub mod export;
mod fields;
pub mod findings;
mod highlight;
mod items;
mod json;
mod markdown;
mod record;
#[cfg(feature = "parquet")]
mod shards;
pub mod summary;
mod table;
mod template;
mod understood;

use std::io::{self, Write};

use serde_json::Value;

use crate::model::named_enum;

pub use bar::bar;
#[cfg(feature = "charts")]
pub use chart::{Chart, ChartError};
pub use clean::clean;
pub use datasette::datasette;
pub use fields::{FIELD_COLUMNS, field_cells, json_page};
pub use highlight::Marks;
pub use items::{ITEM_FORMAT, ItemsJson};
pub use record::{record_cells, record_table, table_fields, table_headings};
#[cfg(feature = "parquet")]
pub use shards::Shards;
pub use summary::{write_problems, write_summary};
pub use template::{BUILTIN_TEMPLATES, Template, TemplateError};
pub use understood::{write_credit, write_shown};

named_enum! {
    /// A form of output.
    Format {
        /// For people: as wide as the terminal.
        Table = "table",
        /// One JSON object with all rows.
        Json = "json",
        /// One JSON object per line.
        Ndjson = "ndjson",
        /// Comma-separated, safe to open in a spreadsheet.
        Csv = "csv",
        /// Tab-separated, likewise.
        Tsv = "tsv",
        /// A Markdown table.
        Markdown = "markdown",
    }
}

/// Writes rows of named columns, one after the other.
pub struct Rows<'o> {
    inner: Box<dyn RowWriter + 'o>,
}

/// One form of rows: a header, rows, an end.
trait RowWriter {
    fn row(&mut self, cells: &[Value]) -> io::Result<()>;
    fn end(&mut self) -> io::Result<()>;
}

impl<'o> Rows<'o> {
    /// Begins to write `columns` in `format`. `raw` leaves cells of CSV and TSV as they are.
    ///
    /// # Errors
    /// What the output answers.
    pub fn begin(format: Format, columns: &[&str], raw: bool, out: &'o mut dyn Write) -> io::Result<Self> {
        Self::marked(format, columns, raw, Marks::default(), out)
    }

    /// [`Rows::begin`], with words marked in a table.
    ///
    /// # Errors
    /// What the output answers.
    pub fn marked(
        format: Format,
        columns: &[&str],
        raw: bool,
        marks: Marks,
        out: &'o mut dyn Write,
    ) -> io::Result<Self> {
        let inner: Box<dyn RowWriter + 'o> = match format {
            Format::Table => Box::new(table::Table::new(columns, marks, out)),
            Format::Json => Box::new(json::Json::array(columns, out)?),
            Format::Ndjson => Box::new(json::Json::lines(columns, out)),
            Format::Csv => Box::new(delimited::Delimited::new(b',', columns, raw, out)?),
            Format::Tsv => Box::new(delimited::Delimited::new(b'\t', columns, raw, out)?),
            Format::Markdown => Box::new(markdown::Markdown::new(columns, out)?),
        };
        Ok(Self { inner })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// What the output answers.
    pub fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.inner.row(cells)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the output answers.
    pub fn end(mut self) -> io::Result<()> {
        self.inner.end()
    }
}

/// A cell as text: nothing for null, lists of texts joined by `; `, lists of objects as JSON.
fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(cells) if cells.iter().any(Value::is_object) => cell.to_string(),
        Value::Array(cells) => cells.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
