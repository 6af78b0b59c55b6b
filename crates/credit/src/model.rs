//! The plain types of a credit line understood.
//!
//! Names follow the field: IPTC Photo Metadata (creator, credit line) and schema.org (ImageObject).

use serde::{Deserialize, Serialize};

pub use crate::named::{Flag, OrganisationKind, Status};
use crate::named_enum;
pub use crate::reason::{Reason, SegmentKind};

/// A half-open range of bytes, `start..end`, in the text as decoded to UTF-8.
///
/// For a UTF-8 file without a byte order mark these are the file's own byte offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text that the span covers, or `None` when it lies outside `text`.
    pub fn of<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.start..self.end)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

named_enum! {
    /// An organisation's place in the chain from the camera to the page.
    Role {
        /// Where the picture came from first.
        Originator = "originator",
        /// Passed it on, neither first nor last.
        Intermediary = "intermediary",
        /// Delivered it to the publisher.
        Distributor = "distributor",
        /// The only organisation of the credit: originator and distributor at once.
        Sole = "sole",
    }
}

/// A natural person credited as author of the picture (IPTC Creator).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name in display form: ALL CAPS made Title Case, job words removed.
    pub name: String,
    /// Where in the credit line it was read.
    pub span: Span,
}

/// An organisation credited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The canonical name if the authority knows it, the name as printed otherwise.
    pub name: String,
    /// Where in the credit line it was read.
    pub span: Span,
    /// Whether the authority knows it.
    pub known: bool,
    /// Its place in the chain.
    pub role: Role,
}

/// One piece of a credit line and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// Where in the credit line it stands.
    pub span: Span,
    /// What it was taken for.
    pub taken_for: SegmentKind,
    /// The value it gave, in canonical form.
    pub value: String,
    /// Why.
    pub why: Reason,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// What a credit line says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// The line verbatim, without the marker that introduced it ("Foto:", "Credit:").
    pub line: String,
    /// The creators, in the order printed.
    pub people: Vec<Person>,
    /// The chain of organisations, originator first, distributor last.
    pub organisations: Vec<Organisation>,
    /// The creator's standing.
    pub status: Option<Status>,
    /// A brand inside the distributor: Moment, WireImage, iStock.
    pub collection: Option<String>,
    /// What else the line says, sorted, each once.
    pub flags: Vec<Flag>,
    /// The licence in normal form, such as `CC BY-SA 4.0`.
    pub licence: Option<String>,
    /// The copyright notice verbatim.
    pub copyright: Option<String>,
    /// Restrictions verbatim: `DENMARK OUT`, `NO ARCHIVING`, `ATTENTION EDITORS …`.
    pub restrictions: Vec<String>,
    /// Every piece of the line and what it was taken for, in the order of the line.
    pub segments: Vec<Segment>,
    /// How sure the reading is that this is a credit, and what it says, 0 to 1.
    pub confidence: f32,
}

impl Credit {
    /// Whether the line says anything about who is owed credit.
    pub fn says_something(&self) -> bool {
        !self.people.is_empty() || !self.organisations.is_empty() || !self.flags.is_empty()
    }

    /// Whether the line begins with a marker: `Foto: …`.
    pub fn is_marked(&self) -> bool {
        self.segments.first().is_some_and(|s| s.taken_for == SegmentKind::Marker)
    }

    /// Whether the line begins with a marker, or with a flag in a marker's place: `Courtesy of …`.
    pub fn is_introduced(&self) -> bool {
        self.is_marked() || self.segments.first().is_some_and(|s| s.why == Reason::MeaningfulMarker)
    }

    /// Whether a marker stands anywhere in the line.
    pub fn holds_marker(&self) -> bool {
        self.segments.iter().any(|s| s.taken_for == SegmentKind::Marker)
    }

    /// Whether a piece of the line says nothing of who is owed credit, or is not understood.
    pub fn has_left_over(&self) -> bool {
        self.segments.iter().any(|s| s.taken_for == SegmentKind::Unknown)
    }

    /// Whether everything of the line was read as something.
    pub fn is_read_whole(&self) -> bool {
        !self.segments.iter().any(|s| s.taken_for == SegmentKind::Unknown && s.why == Reason::NotName)
    }
}

/// A credit line as printed, marker and all, and what it says: what is printed is kept beside what was
/// understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreditLine {
    /// Verbatim. What is understood anew when the vocabulary or the grammar changes.
    pub printed: String,
    /// What it says.
    pub credit: Credit,
}
