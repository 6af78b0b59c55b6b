//! The plain types of a credit line understood.
//!
//! Names follow the field: IPTC Photo Metadata (creator, credit line) and schema.org (ImageObject).

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
#[doc(hidden)]
#[macro_export]
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
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

/// A credit line as printed, marker and all, and what it says: what is printed is kept beside what was
/// understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreditLine {
    /// Verbatim. What is understood anew when the vocabulary or the grammar changes.
    pub printed: String,
    /// What it says.
    pub credit: Credit,
}
