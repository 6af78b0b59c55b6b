//! A Markdown table, as GitHub reads it.

use std::io::{self, Write};

use serde_json::Value;

use super::{RowWriter, clean, text};

pub(super) struct Markdown<'o> {
    out: &'o mut dyn Write,
}

impl<'o> Markdown<'o> {
    pub fn new(columns: &[&str], out: &'o mut dyn Write) -> io::Result<Self> {
        writeln!(out, "| {} |", columns.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(columns.len()))?;
        Ok(Self { out })
    }
}

impl RowWriter for Markdown<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        let cells: Vec<String> =
            cells.iter().map(|c| clean(&text(c)).replace('\\', "\\\\").replace('|', "\\|")).collect();
        writeln!(self.out, "| {} |", cells.join(" | "))
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
