//! Rows as JSON: one object that holds them all, or one object per line.

use std::io::{self, Write};

use serde_json::Value;

use super::RowWriter;

pub(super) struct Json<'o> {
    columns: Vec<String>,
    out: &'o mut dyn Write,
    array: bool,
    rows: u64,
}

impl<'o> Json<'o> {
    pub fn array(columns: &[&str], out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(b"{\"format\":\"cutline.rows/1\",\"rows\":[")?;
        Ok(Self { columns: owned(columns), out, array: true, rows: 0 })
    }

    pub fn lines(columns: &[&str], out: &'o mut dyn Write) -> Self {
        Self { columns: owned(columns), out, array: false, rows: 0 }
    }
}

fn owned(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|c| (*c).to_owned()).collect()
}

impl RowWriter for Json<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
        }
        self.rows += 1;
        self.out.write_all(b"{")?;
        for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if at > 0 {
                self.out.write_all(b",")?;
            }
            serde_json::to_writer(&mut *self.out, column)?;
            self.out.write_all(b":")?;
            serde_json::to_writer(&mut *self.out, cell)?;
        }
        self.out.write_all(if self.array { b"}" } else { b"}\n" })
    }

    fn end(&mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]}\n")?;
        }
        self.out.flush()
    }
}
