//! The interchange record: one flat object a media item, that programs read.
//!
//! `extract` and `query --format ndjson` print it; its names stay.

use serde::{Deserialize, Serialize};

use super::{Claim, Document, Field, Flag, Kind, MediaItem, Method, Placement, PlacementReason, Source, Span, Status};

/// One media item with its document, people and agencies by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Number in the catalog; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The article.
    pub document: Document,
    /// `photo`, `video` or `graphic`.
    pub kind: Kind,
    /// `lead`, `body`, `gallery` or `page`.
    pub placement: Placement,
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
    pub status: Option<Status>,
    /// A brand inside the distributor.
    pub collection: Option<String>,
    /// What else the credit says.
    pub flags: Vec<Flag>,
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
    pub method: Method,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Restrictions verbatim: `DENMARK OUT`, `NO ARCHIVING`.
    #[serde(default)]
    pub restrictions: Vec<String>,
    /// What other sources say differently.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What the item is known by in its document.
    #[serde(default)]
    pub key: String,
    /// Which picture it is; the same wherever it is shown.
    #[serde(default)]
    pub picture: Option<String>,
    /// Which rule decided where it stands; nothing where that was not recorded.
    #[serde(default)]
    pub placement_reason: Option<PlacementReason>,
}

/// What another source says of a field, and that is not what the item shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// What it says there, verbatim.
    pub value: String,
    /// Who says so.
    pub source: Source,
}

impl From<Claim> for Conflict {
    fn from(claim: Claim) -> Self {
        Self { field: claim.field, value: claim.value, source: claim.source }
    }
}

impl Record {
    /// The record of `item` in `document`.
    pub fn new(document: &Document, item: MediaItem) -> Self {
        let credit = item.credit.unwrap_or_default().credit;
        Self {
            id: None,
            document: document.clone(),
            kind: item.kind,
            placement: item.placement,
            caption: item.caption,
            title: item.title,
            alt: item.alt,
            credit: Some(credit.line).filter(|l| !l.is_empty()),
            people: credit.people.into_iter().map(|p| p.name).collect(),
            agencies: credit.organisations.into_iter().map(|o| o.name).collect(),
            status: credit.status,
            collection: credit.collection,
            flags: credit.flags,
            licence: credit.licence,
            copyright: credit.copyright,
            urls: item.urls,
            duration_seconds: item.duration_seconds,
            line: item.evidence.line,
            span: item.evidence.span,
            method: item.evidence.method,
            confidence: (f64::from(item.evidence.confidence) * 100.0).round() / 100.0,
            restrictions: credit.restrictions,
            conflicts: item.claims.into_iter().filter(Claim::contradicts).map(Conflict::from).collect(),
            key: item.key,
            picture: item.picture,
            placement_reason: Some(item.placement_reason),
        }
    }
}
