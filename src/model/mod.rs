//! The plain types that travel between the steps: a document, its media items, a credit understood.
//!
//! Names follow the field: IPTC Photo Metadata (creator, credit line, description), schema.org
//! (ImageObject, VideoObject). This module imports nothing of ours and holds no logic beyond
//! naming; every step of the program takes one of these types and returns another.

mod record;

pub use record::Record;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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

/// Declares an enum whose variants have one fixed spelling, used in the catalog, in JSON and on
/// the command line alike.
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The one spelling used in the catalog, in JSON and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The variant that `text` names, ignoring case.
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str().eq_ignore_ascii_case(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

named_enum! {
    /// What a media item is.
    Kind {
        /// A still photograph.
        Photo = "photo",
        /// A moving picture.
        Video = "video",
        /// A drawing, map, chart or composite.
        Graphic = "graphic",
    }
}

named_enum! {
    /// Where in its document a media item stands.
    Placement {
        /// At the head of the article.
        Lead = "lead",
        /// In the running text.
        Body = "body",
        /// In a gallery or slide show.
        Gallery = "gallery",
        /// On the page but not of the article: teasers, logos, related links.
        Page = "page",
    }
}

named_enum! {
    /// The creator's standing (IPTC Creator's Job Title, as agencies use it).
    Status {
        /// Employed by the organisation that supplies the picture.
        Staff = "Staff",
        /// Contributes to it without being employed.
        Contributor = "Contributor",
        /// Works for it by the piece; name often withheld.
        Stringer = "Stringer",
        /// Self-employed.
        Freelance = "Freelance",
        /// Shot for all media under a pool arrangement.
        Pool = "Pool",
    }
}

named_enum! {
    /// What a credit says about the picture besides who is owed credit.
    Flag {
        /// Given by courtesy of its owner.
        Courtesy = "courtesy",
        /// Handed out by an interested party.
        Handout = "handout",
        /// From the archive, not of the day.
        File = "file",
        /// A picture of a screen, or a still of a video.
        Screenshot = "screenshot",
        /// Drawn, or posed to illustrate.
        Illustration = "illustration",
        /// Assembled of several pictures.
        Composite = "composite",
        /// Made by a generative model.
        AiGenerated = "ai-generated",
        /// Taken from a social network.
        SocialMedia = "social-media",
        /// The credit line itself says that no creator is named (private, supplied, all rights reserved).
        Uncredited = "uncredited",
        /// Free of copyright.
        PublicDomain = "public-domain",
    }
}

named_enum! {
    /// What kind of body an organisation is.
    OrganisationKind {
        /// A news agency with text and pictures.
        Wire = "wire",
        /// Supplies photographs.
        PhotoAgency = "photo-agency",
        /// Stock and microstock.
        Stock = "stock",
        /// An archive, museum or library.
        Archive = "archive",
        /// A brand inside a distributor.
        Collection = "collection",
        /// Radio and television.
        Broadcaster = "broadcaster",
        /// A newspaper.
        Newspaper = "newspaper",
        /// A magazine.
        Magazine = "magazine",
        /// An online publication.
        Online = "online",
        /// A publishing house.
        Publisher = "publisher",
        /// A government, ministry or authority.
        Government = "government",
        /// Police, fire and rescue services, armed forces.
        Service = "service",
        /// A space agency.
        Space = "space",
        /// A non-governmental or international organisation.
        Ngo = "ngo",
        /// A university, hospital or research body.
        Research = "research",
        /// A club, league or federation.
        Sport = "sport",
        /// A social network or video platform.
        Social = "social",
        /// A platform of freely licensed pictures.
        Free = "free",
        /// A company that hands out its own pictures.
        Company = "company",
        /// Not known.
        Other = "other",
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Segment {
    /// Where in the credit line it stands.
    pub span: Span,
    /// What it was taken for: `marker`, `person`, `organisation`, `status`, `collection`, `flag`,
    /// `licence`, `copyright`, `restriction`, `separator`, `unknown`.
    pub taken_for: &'static str,
    /// The value it gave, in canonical form.
    pub value: String,
    /// Why, in words for a person.
    pub why: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// What a credit line says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
}

/// Where a value was read, how, and how sure we are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Line of the document where the item begins, counted from 1.
    pub line: u32,
    /// The bytes of the whole item.
    pub span: Span,
    /// The form that was recognised, such as `pipe-credit`.
    pub method: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// What other sources of the same page say differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// What the page's structured data says of the item: a JSON object of schema.org's names, values
    /// verbatim, of those properties alone that speak of credit, licence and duration. Properties
    /// beginning with `@` are ours: `@creditFrom` (where the credit was read, if not on the page),
    /// `@otherCredit` (what a second object says of the same picture).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub structured: Option<String>,
}

/// A value that another source of the page gives for a field, and that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// `caption` or `credit`.
    pub field: String,
    /// What it says there.
    pub value: String,
    /// Where: `json-ld`, `page-state`, `html` for another place of the page.
    pub source: String,
}

/// One photo, video or graphic as a document shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MediaItem {
    /// Photo, video or graphic.
    pub kind: Kind,
    /// Where in the document it stands.
    pub placement: Placement,
    /// The text that describes it (IPTC Description).
    pub caption: Option<String>,
    /// A video's title.
    pub title: Option<String>,
    /// Alternative text of the page.
    pub alt: Option<String>,
    /// The credit line as printed, with its marker: what is understood anew when the authority changes.
    pub credit_printed: Option<String>,
    /// The credit understood.
    pub credit: Option<Credit>,
    /// Addresses of its renditions.
    pub urls: Vec<String>,
    /// A video's length in seconds.
    pub duration_seconds: Option<f64>,
    /// Where and how it was found.
    pub evidence: Evidence,
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
