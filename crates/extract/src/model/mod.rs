//! The plain types that travel between the steps: a document, its media items, a credit understood.
//!
//! Names follow the field: IPTC Photo Metadata (creator, credit line, description), schema.org
//! (ImageObject, VideoObject). This module imports nothing of ours and holds no logic beyond
//! naming; every step of the program takes one of these types and returns another.

mod method;
mod placement;
mod record;

pub use crate::claim::{Claim, Field, Source};
pub use cutline_credit::model::*;
pub use cutline_credit::named_enum;
pub use method::Method;
pub use placement::{Placed, Placement, PlacementReason};
pub use record::{Conflict, Record};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

named_enum! {
    /// What a media item is.
    #[derive(Default)]
    Kind {
        /// A still photograph.
        #[default]
        Photo = "photo",
        /// A moving picture.
        Video = "video",
        /// A drawing, map, chart or composite.
        Graphic = "graphic",
    }
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file as it was named to the scan.
    pub path: String,
    /// The member inside an archive, corpus or feed.
    pub member: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Date of publication: ISO 8601, `YYYY-MM-DD` or with time and zone.
    pub published: Option<String>,
}

impl Document {
    /// What it is called: its file, inside a container `file!member`.
    pub fn name(&self) -> Cow<'_, str> {
        match &self.member {
            Some(member) => Cow::Owned(format!("{}!{member}", self.path)),
            None => Cow::Borrowed(&self.path),
        }
    }
}

/// Where an item was read, how, and how sure we are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Line of the document where the item begins, counted from 1.
    pub line: u32,
    /// The bytes of the whole item.
    pub span: Span,
    /// The form that was recognised.
    pub method: Method,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// One photo, video or graphic as a document shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MediaItem {
    /// Photo, video or graphic.
    pub kind: Kind,
    /// Where in the document it stands.
    pub placement: Placement,
    /// Which rule decided that.
    pub placement_reason: PlacementReason,
    /// The text that describes it (IPTC Description).
    pub caption: Option<String>,
    /// A video's title.
    pub title: Option<String>,
    /// Alternative text of the page.
    pub alt: Option<String>,
    /// The credit line as printed, and what it says.
    pub credit: Option<CreditLine>,
    /// Addresses of its renditions.
    pub urls: Vec<String>,
    /// A video's length in seconds.
    pub duration_seconds: Option<f64>,
    /// Where and how it was found.
    pub evidence: Evidence,
    /// What sources say of it: of each field the value that is shown, and what others say differently.
    pub claims: Vec<Claim>,
    /// Which picture it is ([`picture_key`](crate::identity::picture_key)); nothing where no address says.
    pub picture: Option<String>,
    /// What it is known by in its document ([`item_key`](crate::identity::item_key)).
    pub key: String,
}

impl MediaItem {
    /// An item of which nothing is known yet but what it is, where it stands and where it was read.
    pub fn new(kind: Kind, placed: Placed, evidence: Evidence) -> Self {
        Self { kind, placement: placed.placement, placement_reason: placed.reason, evidence, ..Self::default() }
    }

    /// The credit understood.
    pub fn understood(&self) -> Option<&Credit> {
        self.credit.as_ref().map(|line| &line.credit)
    }

    /// The credit line as printed, with its marker.
    pub fn printed(&self) -> Option<&str> {
        self.credit.as_ref().map(|line| line.printed.as_str())
    }

    /// The claims that contradict what the item shows.
    pub fn conflicts(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.contradicts())
    }

    /// Moves every place of the document that it names: its evidence and its claims.
    pub(crate) fn move_places(&mut self, moved: impl Fn(Span) -> Span) {
        self.evidence.span = moved(self.evidence.span);
        for place in self.claims.iter_mut().filter_map(|claim| claim.place.as_mut()) {
            *place = moved(*place);
        }
    }
}

/// A document and its media items: all that extraction says of one input.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Extraction {
    /// The article's own facts.
    pub document: Document,
    /// Name of the format that was read: `text`, `markdown`.
    pub format: &'static str,
    /// Its media items in the order of the document.
    pub items: Vec<MediaItem>,
    /// What could not be read of it.
    pub problems: Vec<Problem>,
}

named_enum! {
    /// Why an input, or a part of one, could not be read.
    ProblemCode {
        /// The path does not exist, or vanished between walking and reading.
        NotFound = "not-found",
        /// No permission.
        PermissionDenied = "permission-denied",
        /// Any other failure of the operating system.
        Io = "io",
        /// A symbolic link that leads back to one of its own parents.
        SymlinkLoop = "symlink-loop",
        /// Neither a regular file nor a folder: a pipe, a socket, a device.
        SpecialFile = "special-file",
        /// Larger than the bound.
        TooLarge = "too-large",
        /// It ends before its end; what came before was read.
        Truncated = "truncated",
        /// What is there is not what its format says; what can be understood was read.
        Damaged = "damaged",
        /// It unpacks to far more than it is.
        Bomb = "bomb",
        /// Archives in archives in archives.
        TooDeep = "too-deep",
        /// The name of a member leads out of its archive.
        UnsafeName = "unsafe-name",
        /// A table without a column of text.
        NoText = "no-text",
        /// Bytes that are not of the encoding were replaced.
        Encoding = "encoding",
        /// The program failed on it: a fault of ours, to be reported.
        Internal = "internal",
    }
}

/// One thing that could not be read: reported, recorded, never a reason to stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Why.
    pub code: ProblemCode,
    /// The file.
    pub path: String,
    /// The member inside it.
    pub member: Option<String>,
    /// In words, with what to do next where we know.
    pub message: String,
}

named_enum! {
    /// Why a readable file was left out: it is no article.
    Skip {
        /// No bytes, or white space alone.
        Empty = "empty",
        /// Binary data.
        Binary = "binary",
        /// A text format that is no article: source code, tables, logs, markup of a format not read yet.
        NotArticle = "not-article",
        /// An archive, corpus or feed: its members are the documents.
        Container = "container",
        /// The same content as a document read before.
        Duplicate = "duplicate",
    }
}

impl Skip {
    /// In words for a person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "there is nothing in it",
            Self::Binary => "it is binary data, not text",
            Self::NotArticle => "it does not read like an article",
            Self::Container => "it holds documents and is none itself",
            Self::Duplicate => "its content was read before under another name",
        }
    }
}

/// `Display` gives the name, [`Skip::sentence`] the words.
impl std::error::Error for Skip {}
