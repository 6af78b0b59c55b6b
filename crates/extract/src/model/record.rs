//! The interchange record: one flat object a media item, that programs read.
//!
//! `extract` and `query --format ndjson` print it; its names stay.

use serde::{Deserialize, Serialize};

use super::{Document, MediaItem, Span};

/// One media item with its document, people and agencies by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Number in the catalog; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The article.
    pub document: Document,
    /// `photo`, `video` or `graphic`.
    pub kind: String,
    /// `lead`, `body`, `gallery` or `page`.
    pub placement: String,
    /// The text that describes it.
    pub caption: Option<String>,
    /// A video's title.
    pub title: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// The credit line verbatim, without its marker.
    pub credit: Option<String>,
    /// Creators by name, in the order printed.
    pub people: Vec<String>,
    /// Organisations by canonical name, originator first.
    pub agencies: Vec<String>,
    /// Staff, Contributor, Stringer, Freelance or Pool.
    pub status: Option<String>,
    /// A brand inside the distributor.
    pub collection: Option<String>,
    /// What else the credit says.
    pub flags: Vec<String>,
    /// The licence in normal form.
    pub licence: Option<String>,
    /// The copyright notice verbatim.
    pub copyright: Option<String>,
    /// Addresses of the renditions.
    pub urls: Vec<String>,
    /// Length of a video in seconds.
    pub duration_seconds: Option<f64>,
    /// Line of the document, from 1.
    pub line: u32,
    /// Bytes of the document's text.
    pub span: Span,
    /// The form that was recognised.
    pub method: String,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// What the credit forbids, verbatim, such as `NO RESALE`.
    #[serde(default)]
    pub restrictions: Vec<String>,
}

impl Record {
    /// The record of `item` in `document`.
    pub fn new(document: &Document, item: MediaItem) -> Self {
        let credit = item.credit.unwrap_or_default();
        Self {
            id: None,
            document: document.clone(),
            kind: item.kind.to_string(),
            placement: item.placement.to_string(),
            caption: item.caption,
            title: item.title,
            alt: item.alt,
            credit: Some(credit.line).filter(|l| !l.is_empty()),
            people: credit.people.into_iter().map(|p| p.name).collect(),
            agencies: credit.organisations.into_iter().map(|o| o.name).collect(),
            status: credit.status.map(|s| s.to_string()),
            collection: credit.collection,
            flags: credit.flags.iter().map(ToString::to_string).collect(),
            licence: credit.licence,
            copyright: credit.copyright,
            urls: item.urls,
            duration_seconds: item.duration_seconds,
            line: item.evidence.line,
            span: item.evidence.span,
            method: item.evidence.method,
            confidence: (f64::from(item.evidence.confidence) * 100.0).round() / 100.0,
            restrictions: credit.restrictions,
        }
    }
}
