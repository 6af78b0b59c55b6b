//! Findings as Markdown: a section a document, and the counts.

use std::io::{self, Write};

use super::super::clean;
use super::{FindingWriter, in_words};
use crate::audit::{Finding, Summary, rule};

pub(super) struct Markdown<'o> {
    out: &'o mut dyn Write,
    path: Option<String>,
}

impl<'o> Markdown<'o> {
    pub fn new(out: &'o mut dyn Write) -> Self {
        Self { out, path: None }
    }
}

/// Text of strangers in a cell: it is no markup.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl FindingWriter for Markdown<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let name = finding.document.name();
        if self.path.as_deref() != Some(&*name) {
            if self.path.is_none() {
                writeln!(self.out, "# Audit\n")?;
            } else {
                writeln!(self.out)?;
            }
            writeln!(self.out, "## {}\n", cell(&name))?;
            writeln!(
                self.out,
                "| line | item | code | severity | finding | suggestion |\n| ---: | ---: | --- | --- | --- | --- |"
            )?;
            self.path = Some(name.into_owned());
        }
        writeln!(
            self.out,
            "| {} | {} | {} | {} | {} | {} |",
            finding.line,
            finding.item.map(|id| id.to_string()).unwrap_or_default(),
            finding.code,
            finding.severity,
            cell(&finding.message),
            cell(finding.suggestion.as_deref().unwrap_or_default())
        )
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        if self.path.is_none() {
            writeln!(self.out, "# Audit")?;
        }
        if summary.findings() > 0 {
            writeln!(self.out, "\n## Counts\n\n| code | findings | |\n| --- | ---: | --- |")?;
            for (code, n) in &summary.codes {
                writeln!(self.out, "| {code} | {n} | {} |", rule(code).map_or("", |r| r.message))?;
            }
        }
        writeln!(self.out, "\n{}.", in_words(summary))?;
        self.out.flush()
    }
}
