//! Findings of an audit to a terminal, to programs, and to a page that can be mailed. One file a form.

mod github;
mod html;
mod junit;
mod markdown;
mod rows;
mod rules;
mod sarif;
mod terminal;

use std::io::{self, Write};

pub use rules::{RULE_COLUMNS, explain, rule_cells, rules_page};

use crate::audit::{Finding, Severity, Summary};
use crate::model::named_enum;
use crate::source::Excerpts;

named_enum! {
    /// A form of findings.
    FindingFormat {
        /// For people: by document, with the line and the words in it.
        Table = "table",
        /// One JSON array.
        Json = "json",
        /// One JSON object per line.
        Ndjson = "ndjson",
        /// Comma-separated, safe to open in a spreadsheet.
        Csv = "csv",
        /// SARIF 2.1.0, for code scanning.
        Sarif = "sarif",
        /// JUnit's XML, for builds.
        Junit = "junit",
        /// Workflow commands of GitHub Actions.
        Github = "github",
        /// Markdown tables.
        Markdown = "markdown",
        /// A page of its own: counts, charts, filters.
        Html = "html",
    }
}

/// How findings are to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In colours.
    pub colour: bool,
    /// Findings of this severity or more fail.
    pub fail_on: Severity,
    /// Cells of CSV as they are.
    pub raw: bool,
}

/// One form: what begins it, each finding, what ends it.
trait FindingWriter {
    fn finding(&mut self, finding: &Finding) -> io::Result<()>;
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
}

/// Writes findings, one after the other.
pub struct Findings<'o>(Box<dyn FindingWriter + 'o>);

impl<'o> Findings<'o> {
    /// Begins to write in `format`.
    ///
    /// # Errors
    /// What the output answers.
    pub fn begin(format: FindingFormat, style: Style, out: &'o mut dyn Write) -> io::Result<Self> {
        Ok(Self(match format {
            FindingFormat::Table => Box::new(terminal::Terminal::new(style, Excerpts::default(), out)),
            FindingFormat::Json => Box::new(rows::Objects::array(out)?),
            FindingFormat::Ndjson => Box::new(rows::Objects::lines(out)),
            FindingFormat::Csv => Box::new(rows::Table::new(style.raw, out)?),
            FindingFormat::Sarif => Box::new(sarif::Sarif::new(out)?),
            FindingFormat::Junit => Box::new(junit::Junit::new(style.fail_on, out)?),
            FindingFormat::Github => Box::new(github::Github { out }),
            FindingFormat::Markdown => Box::new(markdown::Markdown::new(out)),
            FindingFormat::Html => Box::new(html::Html::new(out)),
        }))
    }

    /// Writes one finding.
    ///
    /// # Errors
    /// What the output answers.
    pub fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.0.finding(finding)
    }

    /// Writes what is left, with what the audit saw.
    ///
    /// # Errors
    /// What the output answers.
    pub fn end(mut self, summary: &Summary) -> io::Result<()> {
        self.0.end(summary)
    }
}

/// `12 findings (3 errors, 9 warnings) in 4 documents`, and what was left out.
fn in_words(summary: &Summary) -> String {
    let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let of = |severity| summary.severities.get(&severity).copied().unwrap_or(0);
    let parts: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .map(|(severity, name)| (of(severity), name))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| count(n, name))
        .chain(Some(of(Severity::Info)).filter(|n| *n > 0).map(|n| format!("{n} info")))
        .collect();
    let split = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    let mut out = format!(
        "{}{split} about {} of {}",
        count(summary.findings(), "finding"),
        count(summary.items, "item"),
        count(summary.documents, "document")
    );
    if summary.waived > 0 {
        out.push_str(&format!("; {} waived", summary.waived));
    }
    if summary.known > 0 {
        out.push_str(&format!("; {} known from the baseline", summary.known));
    }
    if let Some(mended) = summary.mended.filter(|n| *n > 0) {
        out.push_str(&format!("; {mended} of the baseline mended"));
    }
    out
}

/// The path of a finding as others may follow it: relative to the working folder where it lies below.
fn relative(path: &str) -> &str {
    let below = std::env::current_dir().ok().and_then(|here| {
        let here = here.to_str()?;
        path.strip_prefix(here)?.strip_prefix('/')
    });
    below.unwrap_or(path.strip_prefix("./").unwrap_or(path))
}
