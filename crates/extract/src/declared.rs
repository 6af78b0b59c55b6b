//! Media items whose parts a format declares field by field: feeds, exports, formats of newsrooms.

use crate::model::{
    CreditLine, Evidence, Field, Kind, MediaItem, Method, Placed, Placement, PlacementReason, Source, Span,
};
use crate::trust::{STATED, Statements};
use cutline_credit::{Vocabulary, split_caption};

/// What a format says of one picture or video.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub kind: Kind,
    pub placement: Placement,
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
    pub fn item(self, method: Method, document: &str, vocabulary: &Vocabulary) -> MediaItem {
        let (source, place) = (source_of(method), Some(self.span));
        let mut said = Statements::default();
        let mut printed = self.printed();
        let mut caption = some(self.caption);
        if let (None, Some(text)) = (&printed, &caption) {
            let split = split_caption(text, vocabulary);
            if let Some(found) = split.printed {
                printed = Some(found.to_owned());
                caption = some(Some(split.caption.to_owned()));
            }
        }
        for creator in self.creators {
            said.keep(Field::Creator, creator, source, place, STATED);
        }
        if let Some(caption) = caption {
            said.state_caption(caption, source, place);
        }
        if let Some(printed) = printed {
            said.state_credit(CreditLine::read(printed, vocabulary), source, place);
        }
        if let Some(seconds) = self.duration_seconds {
            said.state_duration(seconds, source, place);
        }
        said.state_title(some(self.title), source, place);
        said.state_alt(some(self.alt), source, place);
        let before = document.as_bytes().get(..self.span.start).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u32 + 1;
        // The format says outright what it is; what the line says is as sure as it reads.
        let confidence = match said.credit() {
            Some(credit) if credit.says_something() => credit.confidence.clamp(0.6, 0.99),
            _ => 0.9,
        };
        let placed = Placed { placement: self.placement, reason: PlacementReason::Declared };
        let mut item = said.item(self.kind, placed, Evidence { line, span: self.span, method, confidence });
        item.urls = self.urls;
        item
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

/// Who states what is found in the form `method`.
fn source_of(method: Method) -> Source {
    match method {
        Method::Ninjs => Source::Ninjs,
        Method::Newsml | Method::Nitf => Source::Newsml,
        Method::Oembed => Source::Oembed,
        Method::MediaRss | Method::Wxr => Source::Feed,
        // A format that has no source of its own yet: better nobody than somebody else.
        _ => Source::Unknown,
    }
}

/// Text that says something, blanks folded.
pub(super) fn some(text: Option<String>) -> Option<String> {
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}
