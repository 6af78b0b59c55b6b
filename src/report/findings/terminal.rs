//! Findings for people: by document, each with its line and the words that it points at.

use std::collections::BTreeMap;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::super::clean;
use super::{FindingWriter, Style, in_words};
use crate::audit::{Finding, Severity, Summary, rule};
use crate::source::Excerpts;

pub(super) struct Terminal<'o> {
    style: Style,
    excerpts: Excerpts,
    out: &'o mut dyn Write,
    document: Option<(String, Option<String>)>,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const BLUE: &str = "1;34";

impl<'o> Terminal<'o> {
    pub fn new(style: Style, excerpts: Excerpts, out: &'o mut dyn Write) -> Self {
        Self { style, excerpts, out, document: None }
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.style.colour { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// The document's name above its findings.
    fn heading(&mut self, finding: &Finding) -> io::Result<()> {
        let here = (finding.document.path.clone(), finding.document.member.clone());
        if self.document.as_ref() == Some(&here) {
            return Ok(());
        }
        if self.document.is_some() {
            writeln!(self.out)?;
        }
        let name = self.paint(BOLD, &clean(&finding.document.name()));
        let title = finding.document.title.as_deref().map(|t| self.paint(DIM, &format!("  {}", clean(t))));
        writeln!(self.out, "{name}{}", title.unwrap_or_default())?;
        self.document = Some(here);
        Ok(())
    }

    fn excerpt(&mut self, finding: &Finding, colour: &str) -> io::Result<()> {
        let (document, needle) = (&finding.document, finding.needle.as_deref());
        let found = if document.member.is_none() && finding.item.is_some() {
            self.excerpts.find(&finding.file, None, finding.span, needle, finding.modified)
        } else {
            None
        };
        let Some(excerpt) = found else { return Ok(()) };
        let text = clean(&excerpt.text);
        let head: String = text.chars().take(excerpt.from).collect();
        let words: String = text.chars().skip(excerpt.from).take(excerpt.to - excerpt.from).collect();
        let number = excerpt.line.to_string();
        let rim = self.paint(BLUE, "|");
        let marks = self.paint(colour, &"^".repeat(words.width().max(1)));
        writeln!(self.out, "  {:>6} {rim} {text}", self.paint(BLUE, &format!("{number:>6}")))?;
        writeln!(self.out, "  {:>6} {rim} {}{marks}", "", " ".repeat(head.width()))
    }
}

fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
    }
}

impl FindingWriter for Terminal<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.heading(finding)?;
        let colour = colour_of(finding.severity);
        let code = self.paint(colour, &format!("{}[{}]", finding.severity, finding.code));
        let item = finding.item.map(|id| self.paint(DIM, &format!(" (item {id})"))).unwrap_or_default();
        writeln!(self.out, "  line {}: {code} {}{item}", finding.line, clean(&finding.message))?;
        self.excerpt(finding, colour)?;
        if let Some(suggestion) = &finding.suggestion {
            let help = self.paint(BLUE, "= help:");
            writeln!(self.out, "         {help} {}", clean(suggestion))?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        if summary.findings() > 0 {
            writeln!(self.out)?;
            let mut codes: BTreeMap<(std::cmp::Reverse<u64>, &str), ()> = BTreeMap::new();
            codes.extend(summary.codes.iter().map(|(code, n)| ((std::cmp::Reverse(*n), *code), ())));
            for (std::cmp::Reverse(n), code) in codes.keys() {
                writeln!(self.out, "{n:>7}  {code}  {}", rule(code).map_or("", |r| r.message))?;
            }
        }
        writeln!(self.out, "{}", in_words(summary))?;
        self.out.flush()
    }
}
