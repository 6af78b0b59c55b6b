//! Who says what of a media item: one field's value as one source states it.
//!
//! Words of a page, structured data, feeds, newsroom formats, metadata inside pictures and what a
//! person of the desk says instead are the same thing from different sources. `trust` ranks them.

use cutline_credit::named_enum;
use serde::{Deserialize, Serialize};

use cutline_credit::model::Span;

named_enum! {
    /// What a claim is about. Names are those of the interchange record.
    Field {
        /// The text that describes the picture (IPTC Description).
        Caption = "caption",
        /// The credit line as printed, marker and all (IPTC Credit Line).
        Credit = "credit",
        /// A creator by name, where a format declares it apart (IPTC Creator).
        Creator = "creator",
        /// A video's title.
        Title = "title",
        /// Alternative text.
        Alt = "alt",
        /// The copyright notice (IPTC Copyright Notice).
        Copyright = "copyright",
        /// The licence as the source names or links it (schema.org license).
        Licence = "licence",
        /// A video's length in seconds.
        Duration = "duration",
        /// Properties of schema.org that speak of credit, licence and duration, verbatim, as one JSON object.
        Structured = "structured",
    }
}

named_enum! {
    /// Who states a claim.
    Source {
        /// A `figcaption` element.
        Figcaption = "figcaption",
        /// An element whose name speaks of captions.
        CaptionElement = "caption-element",
        /// An element whose name speaks of credits.
        CreditElement = "credit-element",
        /// Text inside the figure, in no element that names it.
        FigureText = "figure-text",
        /// Loose text in the part of the page that belongs to one picture.
        FrameText = "frame-text",
        /// The element right behind the picture's own.
        Beside = "beside",
        /// An attribute of the picture's element.
        Attribute = "attribute",
        /// `itemprop` and `meta` inside the picture's element.
        Microdata = "microdata",
        /// Another place of the same page that shows the same picture.
        Html = "html",
        /// JSON-LD of the page (schema.org).
        JsonLd = "json-ld",
        /// Data of page frameworks in scripts.
        PageState = "page-state",
        /// A player of videos, its attributes and settings.
        Player = "player",
        /// A `video` element.
        VideoElement = "video-element",
        /// A card with a duration and a title.
        VideoCard = "video-card",
        /// Running text of a dump.
        Text = "text",
        /// Markdown.
        Markdown = "markdown",
        /// A field of a feed (RSS, Atom, Media RSS, WordPress export).
        Feed = "feed",
        /// NewsML-G2 or NITF.
        Newsml = "newsml",
        /// ninjs.
        Ninjs = "ninjs",
        /// oEmbed.
        Oembed = "oembed",
        /// What a person of the desk says instead.
        Amendment = "amendment",
        /// Nobody recorded who: a catalog of an older program did not say.
        Unknown = "unknown",
    }
}

impl Field {
    /// The fields of which an item shows one value, so that another source contradicts it by saying
    /// something else. Alternative texts are each showing's own, and contradict nothing.
    pub const SHOWN: &[Field] = &[Field::Caption, Field::Credit, Field::Title, Field::Duration];
}

/// One field's value as one source states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What it is about.
    pub field: Field,
    /// The value, verbatim.
    pub value: String,
    /// Who states it.
    pub source: Source,
    /// The bytes of the document where it stands, if they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
    /// How sure it is that the source states this, 0 to 1.
    pub confidence: f32,
    /// Whether this is the value that the item shows; of the claims to one field at most one is.
    #[serde(default)]
    pub taken: bool,
}

impl Claim {
    /// Whether it is said of a field that the item shows, and is not what the item shows there.
    pub fn contradicts(&self) -> bool {
        !self.taken && Field::SHOWN.contains(&self.field)
    }
}
