//! Media items as JSON: the interchange record, in the forms that programs may rely on. docs/json.md
//! is the contract; the number in [`ITEM_FORMAT`] is raised when a name goes or changes its meaning.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use crate::model::Record;

/// What `format` says in each item of NDJSON.
pub const ITEM_FORMAT: &str = "cutline.item/1";

#[derive(Serialize)]
struct Versioned<'r> {
    format: &'static str,
    #[serde(flatten)]
    record: &'r Record,
}

/// Writes items: NDJSON, an object a line; or JSON, one object with all of them.
pub struct ItemsJson<'o> {
    out: &'o mut dyn Write,
    array: bool,
    first: bool,
}

impl<'o> ItemsJson<'o> {
    /// Begins; any `format` but JSON is taken for NDJSON.
    ///
    /// # Errors
    /// What the output answers.
    pub fn begin(format: Format, out: &'o mut dyn Write) -> io::Result<Self> {
        let array = format == Format::Json;
        if array {
            out.write_all(b"{\"format\":\"cutline.items/1\",\"items\":[")?;
        }
        Ok(Self { out, array, first: true })
    }

    /// Writes one item.
    ///
    /// # Errors
    /// What the output answers.
    pub fn item(&mut self, record: &Record) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
            self.first = false;
            serde_json::to_writer(&mut *self.out, record)?;
            return Ok(());
        }
        serde_json::to_writer(&mut *self.out, &Versioned { format: ITEM_FORMAT, record })?;
        self.out.write_all(b"\n")
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the output answers.
    pub fn end(self) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]}\n")?;
        }
        self.out.flush()
    }
}
