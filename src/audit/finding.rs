//! A finding: what a rule found, where, and by what it is known again.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::evidence::Evidence;
use super::formerly;
use super::rule::{Rule, Severity};
use crate::model::{Document, Span};
use crate::query::{Page, PageItem};

/// What a rule found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Of the rule.
    pub code: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One line.
    pub message: String,
    /// The same for the same finding, wherever in its document it stands.
    pub fingerprint: String,
    /// The same without the document: by it, and by its document, a waiver knows it.
    #[serde(skip)]
    pub mark: String,
    /// Number of the item in the catalog; none for a finding about the whole.
    pub item: Option<i64>,
    /// The article.
    pub document: Document,
    /// `photo`, `video` or `graphic`.
    pub kind: Option<&'static str>,
    /// Line where the item begins.
    pub line: u32,
    /// Bytes of the item.
    pub span: Span,
    /// What it was known by when waivers and baselines of older programs were made.
    #[serde(skip)]
    pub formerly: Former,
    /// What it rests on: field and raw value.
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub suggestion: Option<String>,
    /// The words of the document to point at.
    #[serde(skip)]
    pub needle: Option<String>,
    /// Where the document's file is.
    #[serde(skip)]
    pub file: String,
    /// When the file had last been modified as the scan read it.
    #[serde(skip)]
    pub modified: i64,
    /// The rule.
    #[serde(skip)]
    pub rule: &'static Rule,
}

/// What a finding was known by before keys of items were stored.
#[derive(Clone, Debug, Default)]
pub struct Former {
    /// Of its item.
    pub key: String,
    /// How many twins there were before it.
    pub again: u32,
    /// How much of the evidence counts.
    pub evidence: usize,
}

impl Finding {
    /// The fingerprint that it had, of a document spelled `path`.
    pub(super) fn former_fingerprint(&self, path: &str) -> String {
        let Former { key, again, evidence } = &self.formerly;
        let member = self.document.member.as_deref().unwrap_or_default();
        let evidence = self.evidence.get(..*evidence).unwrap_or_default();
        formerly::fingerprint(self.code, path, member, key, evidence, *again)
    }

    /// Makes a finding about the whole known by `key` and so much of its evidence.
    pub(super) fn know_by(&mut self, key: String, evidence: usize) {
        self.mark = mark(self.code, &key, self.evidence.get(..evidence).unwrap_or_default(), 0);
        self.fingerprint = fingerprint(&self.document, &self.mark);
        self.formerly = Former { key, again: 0, evidence };
    }
}

/// The fingerprint of a finding: where it stands, and its mark.
pub(super) fn fingerprint(document: &Document, mark: &str) -> String {
    hash([&document.path, document.member.as_deref().unwrap_or_default(), mark].into_iter())
}

/// What a finding is known by in its document, whatever the item's row, line and neighbours are; `again` counts
/// twins in the document.
pub(super) fn mark(code: &str, key: &str, evidence: &[Evidence], again: u32) -> String {
    let again = if again > 0 { again.to_string() } else { String::new() };
    let evidence = evidence.iter().flat_map(|Evidence { field, value }| [field.as_str(), value]);
    hash([code, key].into_iter().chain(evidence).chain([again.as_str()]))
}

fn hash<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::with_capacity(200);
    for part in parts {
        text.push_str(part);
        text.push('\0');
    }
    format!("{:016x}", xxh3_128(text.as_bytes()) as u64)
}

/// The page's finding of `rule` about `item`.
pub(super) fn of_item(rule: &'static Rule, severity: Severity, page: &Page, item: &PageItem) -> Finding {
    Finding {
        code: rule.code,
        name: rule.name,
        severity,
        message: rule.message.to_owned(),
        fingerprint: String::new(),
        mark: String::new(),
        formerly: Former::default(),
        item: Some(item.id),
        document: page.document.clone(),
        kind: Some(item.kind.as_str()),
        line: item.line,
        span: item.span,
        evidence: Vec::new(),
        suggestion: None,
        needle: None,
        file: page.file.clone(),
        modified: page.modified,
        rule,
    }
}

/// A finding of `rule` about the whole, or about a document that has no such item.
pub(super) fn of_path(rule: &'static Rule, severity: Severity, path: &str, detail: &str) -> Finding {
    Finding {
        code: rule.code,
        name: rule.name,
        severity,
        message: format!("{}: {detail}", rule.message),
        fingerprint: String::new(),
        mark: String::new(),
        formerly: Former::default(),
        item: None,
        document: Document { path: path.to_owned(), ..Document::default() },
        kind: None,
        line: 1,
        span: Span::default(),
        evidence: Vec::new(),
        suggestion: None,
        needle: None,
        file: path.to_owned(),
        modified: 0,
        rule,
    }
}
