//! A finding: what a rule found, where, and by what it is known again.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

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
    /// What it rests on: field and raw value.
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub suggestion: Option<String>,
    /// The words of the document to point at.
    #[serde(skip)]
    pub needle: Option<String>,
    /// When the file had last been modified as the scan read it.
    #[serde(skip)]
    pub modified: i64,
    /// The rule.
    #[serde(skip)]
    pub rule: &'static Rule,
}

/// A field and its raw value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Of the interchange record, or of schema.org.
    pub field: String,
    /// Verbatim.
    pub value: String,
}

/// What an item is known by in its document, whatever its row, line and neighbours are: its first address
/// without a query, or its words.
pub(super) fn item_key(item: &PageItem) -> String {
    if let Some(url) = item.urls.first() {
        let url = url.split(['?', '#']).next().unwrap_or(url);
        return url.split_once("//").map_or(url, |(_, rest)| rest).to_owned();
    }
    let words = item.caption.as_deref().or(item.title.as_deref()).or(item.alt.as_deref());
    match (words, &item.credit) {
        (Some(words), _) => super::text::fold(words),
        (None, Some((_, printed))) => super::text::fold(printed),
        (None, None) => String::new(),
    }
}

/// The fingerprint of a finding; `again` counts twins in the document.
pub(super) fn fingerprint(code: &str, document: &Document, key: &str, evidence: &[Evidence], again: u32) -> String {
    let mut text = String::with_capacity(200);
    let member = document.member.as_deref().unwrap_or_default();
    for part in [code, &document.path, member, key] {
        text.push_str(part);
        text.push('\0');
    }
    for Evidence { field, value } in evidence {
        text.push_str(field);
        text.push('\x01');
        text.push_str(value);
        text.push('\0');
    }
    if again > 0 {
        text.push_str(&again.to_string());
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
        item: Some(item.id),
        document: page.document.clone(),
        kind: Some(item.kind.as_str()),
        line: item.line,
        span: item.span,
        evidence: Vec::new(),
        suggestion: None,
        needle: None,
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
        item: None,
        document: Document { path: path.to_owned(), ..Document::default() },
        kind: None,
        line: 1,
        span: Span::default(),
        evidence: Vec::new(),
        suggestion: None,
        needle: None,
        modified: 0,
        rule,
    }
}
