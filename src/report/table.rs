//! A table for people, as wide as the terminal.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, presets};
use serde_json::Value;

use super::{Marks, RowWriter, clean, text};

/// Width where there is no terminal.
const WIDTH: u16 = 120;

pub(super) struct Table<'o> {
    table: comfy_table::Table,
    out: &'o mut dyn Write,
    rows: u64,
    marks: Marks,
}

impl<'o> Table<'o> {
    pub fn new(columns: &[&str], marks: Marks, out: &'o mut dyn Write) -> Self {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_header(columns.iter().copied());
        if table.width().is_none() {
            table.set_width(WIDTH);
        }
        Self { table, out, rows: 0, marks }
    }
}

impl RowWriter for Table<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.rows += 1;
        self.table.add_row(cells.iter().map(|cell| {
            let shown = comfy_table::Cell::new(self.marks.mark(&clean(&text(cell))));
            if cell.is_number() { shown.set_alignment(CellAlignment::Right) } else { shown }
        }));
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.rows > 0 {
            for line in self.table.lines() {
                writeln!(self.out, "{}", line.trim_end())?;
            }
        }
        self.out.flush()
    }
}
