//! The forms in which media items are found.

use cutline_credit::named_enum;

named_enum! {
    /// The form that was recognised.
    #[derive(Default)]
    Method {
        /// A picture of a page, with nothing but credit elements, or no words at all.
        HtmlPicture = "html-picture",
        /// A `figcaption` element.
        Figcaption = "figcaption",
        /// An element whose name speaks of captions.
        CaptionClass = "caption-class",
        /// Text inside a figure, in no element that names it.
        FigureText = "figure-text",
        /// Loose text in the part of the page that belongs to one picture.
        FrameText = "frame-text",
        /// The element right behind the picture's own.
        Beside = "beside",
        /// `meta` elements inside the picture's element.
        Microdata = "microdata",
        /// JSON-LD of the page.
        JsonLd = "json-ld",
        /// Data of page frameworks in scripts.
        PageState = "page-state",
        /// A player of videos.
        Player = "player",
        /// A `video` element.
        VideoElement = "video-element",
        /// A card with a duration and a title.
        VideoCard = "video-card",
        /// A caption with its credit in brackets.
        CaptionBrackets = "caption-brackets",
        /// A caption with its credit behind a marker.
        CaptionMarker = "caption-marker",
        /// A caption with its credit behind a separator.
        CaptionSeparator = "caption-separator",
        /// A caption with its credit as a sentence of its own.
        CaptionSentence = "caption-sentence",
        /// A caption with its credit behind a slash.
        CaptionSlash = "caption-slash",
        /// A credit whose parts stand between bars.
        PipeCredit = "pipe-credit",
        /// A bare name beside its caption.
        NameLine = "name-line",
        /// A credit beside its caption.
        CreditLine = "credit-line",
        /// A credit without a caption.
        CreditAlone = "credit-alone",
        /// A caption behind a label that says so.
        CaptionLabel = "caption-label",
        /// A label of a video, its duration, its title.
        VideoLabel = "video-label",
        /// A picture as Markdown has it.
        MarkdownImage = "markdown-image",
        /// An attachment of a WordPress export.
        Wxr = "wxr",
        /// Media RSS, and enclosures of feeds.
        MediaRss = "media-rss",
        /// An item of ninjs.
        Ninjs = "ninjs",
        /// An item of NewsML-G2.
        Newsml = "newsml",
        /// A `media` element of NITF.
        Nitf = "nitf",
        /// An answer of oEmbed.
        Oembed = "oembed",
        /// Not recorded.
        #[default]
        Unknown = "unknown",
    }
}
