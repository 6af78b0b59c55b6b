//! CSV and TSV. Cells that a spreadsheet would run as a formula are defused by an apostrophe.

use std::io::{self, Write};

use serde_json::Value;

use super::{RowWriter, text};

pub(super) struct Delimited<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
    raw: bool,
}

impl<'o> Delimited<'o> {
    pub fn new(delimiter: u8, columns: &[&str], raw: bool, out: &'o mut dyn Write) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        writer.write_record(columns)?;
        Ok(Self { writer, raw })
    }
}

impl RowWriter for Delimited<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        let cells = cells.iter().map(|cell| match cell {
            Value::String(_) | Value::Array(_) if !self.raw => defused(text(cell)),
            cell => text(cell),
        });
        Ok(self.writer.write_record(cells)?)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn defused(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
