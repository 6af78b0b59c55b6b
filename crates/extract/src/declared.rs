//! Media items whose parts a format declares field by field: feeds, exports, formats of newsrooms.

use crate::model::{Evidence, Kind, MediaItem, Placement, Span};
use cutline_credit as credit;
use cutline_credit::{Vocabulary, split_caption};

/// What a format says of one picture or video.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub video: bool,
    pub graphic: bool,
    pub lead: bool,
    pub gallery: bool,
    pub caption: Option<String>,
    pub title: Option<String>,
    pub alt: Option<String>,
    /// Creators by name, as the format has them apart.
    pub creators: Vec<String>,
    /// The credit line, the source or the supplier.
    pub credit: Option<String>,
    pub urls: Vec<String>,
    pub duration_seconds: Option<f64>,
    pub span: Span,
}

impl Declared {
    /// Whether it says anything that makes it an item.
    pub fn is_empty(&self) -> bool {
        self.caption.is_none() && self.credit.is_none() && self.creators.is_empty() && self.urls.is_empty()
    }

    /// The media item: the credit is that of the field; where there is none, the one that the caption
    /// ends with.
    pub fn item(self, method: &str, source: &str, vocabulary: &Vocabulary) -> MediaItem {
        let mut printed = self.printed();
        let mut caption = some(self.caption);
        if let (None, Some(text)) = (&printed, &caption) {
            let split = split_caption(text, vocabulary);
            if let Some(found) = split.printed {
                printed = Some(found.to_owned());
                caption = some(Some(split.caption.to_owned()));
            }
        }
        let credit = printed.as_deref().map(|printed| credit::parse(printed, vocabulary));
        let kind = match (self.video, self.graphic) {
            (true, _) => Kind::Video,
            (false, true) => Kind::Graphic,
            (false, false) => Kind::Photo,
        };
        let before = source.as_bytes().get(..self.span.start).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u32 + 1;
        // The format says outright what it is; what the line says is as sure as it reads.
        let confidence = match &credit {
            Some(credit) if credit.says_something() => credit.confidence.clamp(0.6, 0.99),
            _ => 0.9,
        };
        MediaItem {
            claims: Vec::new(),
            picture: None,
            key: String::new(),
            kind,
            placement: match (self.lead, self.gallery) {
                (true, _) => Placement::Lead,
                (false, true) => Placement::Gallery,
                (false, false) => Placement::Body,
            },
            caption,
            title: some(self.title),
            alt: some(self.alt),
            credit_printed: printed,
            credit,
            urls: self.urls,
            duration_seconds: self.duration_seconds,
            evidence: Evidence {
                line,
                span: self.span,
                method: method.to_owned(),
                confidence,
                conflicts: Vec::new(),
                structured: None,
            },
        }
    }

    /// One line of creators and the credit, each name once: `Lena Orlova/AFP`.
    fn printed(&self) -> Option<String> {
        let credit = self.credit.as_deref().map(str::trim).filter(|credit| !credit.is_empty());
        let mut names: Vec<&str> = Vec::new();
        for name in self.creators.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let told = credit.is_some_and(|credit| credit.to_lowercase().contains(&name.to_lowercase()));
            if !told && !names.contains(&name) {
                names.push(name);
            }
        }
        match (&names[..], credit) {
            ([], None) => None,
            ([], Some(credit)) => Some(credit.to_owned()),
            (names, None) => Some(names.join(", ")),
            (names, Some(credit)) => Some(format!("{}/{credit}", names.join(", "))),
        }
    }
}

/// Text that says something, blanks folded.
pub(super) fn some(text: Option<String>) -> Option<String> {
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}
