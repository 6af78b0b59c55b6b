//! Findings for programs: JSON objects, and CSV.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::{Format, Rows};
use super::FindingWriter;
use crate::audit::{Finding, Summary};

/// JSON: an array, or an object a line.
pub(super) struct Objects<'o> {
    out: &'o mut dyn Write,
    array: bool,
    count: u64,
}

impl<'o> Objects<'o> {
    pub fn array(out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, array: true, count: 0 })
    }

    pub fn lines(out: &'o mut dyn Write) -> Self {
        Self { out, array: false, count: 0 }
    }
}

impl FindingWriter for Objects<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        }
        self.count += 1;
        serde_json::to_writer(&mut *self.out, finding)?;
        if self.array { Ok(()) } else { self.out.write_all(b"\n") }
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

const COLUMNS: &[&str] = &[
    "code",
    "name",
    "severity",
    "fingerprint",
    "item",
    "path",
    "member",
    "line",
    "publisher",
    "published",
    "document_title",
    "message",
    "evidence",
    "suggestion",
];

/// CSV.
pub(super) struct Table<'o>(Option<Rows<'o>>);

impl<'o> Table<'o> {
    pub fn new(raw: bool, out: &'o mut dyn Write) -> io::Result<Self> {
        Ok(Self(Some(Rows::begin(Format::Csv, COLUMNS, raw, out)?)))
    }
}

impl FindingWriter for Table<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let d = &finding.document;
        let evidence: Vec<String> = finding.evidence.iter().map(|e| format!("{}: {}", e.field, e.value)).collect();
        let cells: Vec<Value> = vec![
            json!(finding.code),
            json!(finding.name),
            json!(finding.severity),
            json!(finding.fingerprint),
            json!(finding.item),
            json!(d.path),
            json!(d.member),
            json!(finding.line),
            json!(d.publisher),
            json!(d.published),
            json!(d.title),
            json!(finding.message),
            json!(evidence.join("; ")),
            json!(finding.suggestion),
        ];
        self.0.as_mut().map_or(Ok(()), |rows| rows.row(&cells))
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.0.take().map_or(Ok(()), Rows::end)
    }
}
