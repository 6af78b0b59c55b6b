//! What of a frame's words is the caption, and what the credit.

use super::described::Described;
use super::page::Id;
use super::reader::Reader;
use crate::model::{Credit, CreditLine, Method, Source, Span};
use crate::trust::Statements;
use cutline_credit as credit;
use cutline_credit::Strength;
use cutline_credit::length::{wider_than, width};

/// A credit that stands in no element of its own is no longer than this, in characters.
pub(super) const LONGEST_CREDIT: usize = 160;
/// A name that signs a caption, without a marker, is no longer than this, in characters.
const LONGEST_NAME: usize = 60;
/// Initials and the like that sign a caption are no longer than this, in characters.
const LONGEST_INITIALS: usize = 30;
/// Fewer characters before a credit are no caption.
const SHORTEST_CAPTION: usize = 12;

/// What a frame says of its picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The element that holds picture and words.
    pub frame: Id,
    /// How they were found.
    pub method: Method,
    /// What they say, and what other sources say of the picture.
    pub said: Statements,
}

/// A text of the page, and what it stands in.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub text: String,
    pub source: Source,
    pub place: Option<Span>,
}

impl Said {
    /// No text.
    pub fn nothing(source: Source) -> Self {
        Self { text: String::new(), source, place: None }
    }
}

/// Texts that stand in one element, of which one may be the credit.
pub(super) struct Pieces {
    pub texts: Vec<String>,
    pub source: Source,
    pub place: Option<Span>,
}

impl Reader<'_, '_> {
    pub(super) fn is_credit_text(&self, text: &str) -> bool {
        let credit = credit::parse(text, self.vocabulary);
        let marked = credit.is_marked() || text.starts_with('©');
        marked && Strength::of(&credit) >= Strength::Weak && credit::read_whole(&credit)
    }

    /// Which of a frame's texts is the credit, and which the caption.
    pub(super) fn settle_pieces(&self, pieces: Pieces, printed: Said, out: &mut Words) {
        let Pieces { texts, source, place } = pieces;
        let pieces = texts.into_iter().filter(|p| !credit::is_interface(p, self.vocabulary));
        // A page may say it twice, for narrow and for wide screens.
        let mut unique: Vec<String> = Vec::new();
        for piece in pieces {
            if !unique.contains(&piece) {
                unique.push(piece);
            }
        }
        let mut pieces = unique;
        if pieces.len() > 4 {
            return self.settle(Said::nothing(source), printed, out);
        }
        let mut printed = printed;
        let last = pieces.len().saturating_sub(1);
        if printed.text.is_empty() {
            let found = pieces.iter().enumerate().rposition(|(at, p)| {
                let credit = credit::parse(p, self.vocabulary);
                let marked = credit.is_marked() || p.starts_with('©');
                !wider_than(p, LONGEST_CREDIT)
                    && Strength::of(&credit) >= Strength::Weak
                    && credit::read_whole(&credit)
                    && (marked
                        || credit::supplied(&credit, self.vocabulary)
                        || at > 0 && at == last && !wider_than(p, LONGEST_NAME) && !ends_sentence(p))
            });
            if let Some(at) = found {
                printed = Said { text: pieces.remove(at), source, place };
            }
        }
        // Several texts and no credit among them: a card, not a caption.
        if printed.text.is_empty() && pieces.len() > 1 && out.method == Method::FrameText {
            let signed = pieces.len() == 2
                && !wider_than(&pieces[1], LONGEST_INITIALS)
                && !ends_sentence(&pieces[1])
                && width(&pieces[0]) > width(&pieces[1]);
            if signed {
                // The caption, and initials that say nothing to us: kept as printed.
                printed = Said { text: pieces.remove(1), source, place };
            } else {
                pieces.clear();
            }
        }
        self.settle(Said { text: pieces.join(" "), source, place }, printed, out);
    }

    /// Settles what stands in a caption and in a credit element.
    pub(super) fn settle(&self, caption: Said, printed: Said, out: &mut Words) {
        let mut text = tidy(&caption.text);
        let credit_text = tidy(&printed.text);
        // A marker, or a label of the page, and nobody behind it.
        let is_label =
            credit::is_interface(credit_text.trim_end_matches(':'), self.vocabulary) || credit_text.ends_with(':');
        if !is_label && !credit_text.is_empty() {
            // The credit stands in the caption once more.
            if let Some(rest) = text.strip_suffix(credit_text.as_str()) {
                text = tidy(rest);
            }
            out.said.state_credit(CreditLine::read(credit_text, self.vocabulary), printed.source, printed.place);
        } else if let Some(parted) = self.credit_in(&text) {
            text = parted.caption;
            out.said.state_credit(parted.credit, caption.source, caption.place);
        }
        if let Some(label) = credit::labelled_caption(&text, self.vocabulary) {
            text = label.to_owned();
        }
        if !text.is_empty() {
            out.said.state_caption(text, caption.source, caption.place);
        }
    }

    /// The credit that stands in a caption, or is all there is of it.
    fn credit_in(&self, caption: &str) -> Option<Parted> {
        if caption.is_empty() {
            return None;
        }
        let whole = credit::parse(caption, self.vocabulary);
        let marked = whole.is_marked();
        let all_of_it = |whole: Credit| Parted {
            caption: String::new(),
            credit: CreditLine { printed: caption.to_owned(), credit: whole },
        };
        let (split, found) = credit::split_and_parse(caption, self.vocabulary);
        if let (Some(printed), Some(credit)) = (split.printed, found) {
            let is_whole = marked
                && Strength::of(&whole) >= Strength::Fair
                && credit::read_whole(&whole)
                && !wider_than(split.caption, SHORTEST_CAPTION - 1);
            return Some(if is_whole {
                all_of_it(whole)
            } else {
                let credit = CreditLine { printed: printed.to_owned(), credit };
                Parted { caption: split.caption.to_owned(), credit }
            });
        }
        let is_credit = !wider_than(caption, LONGEST_CREDIT)
            && credit::read_whole(&whole)
            && (marked && Strength::of(&whole) >= Strength::Weak
                || Strength::of(&whole) >= Strength::Fair && credit::supplied(&whole, self.vocabulary));
        is_credit.then(|| all_of_it(whole))
    }

    /// What structured data says of the picture: it fills what the frame leaves open, and what it says
    /// differently is kept beside it.
    pub(super) fn supplement(&self, described: &Described, out: &mut Words) {
        let wordless = out.said.is_wordless();
        let (source, place) = (described.source, Some(self.span(described.at)));
        if let Some(printed) = &described.credit {
            let line = CreditLine::read(printed.as_str(), self.vocabulary);
            if line.credit.says_something() {
                out.said.state_credit(line, source, place);
            }
        }
        if let Some(caption) = &described.caption {
            let mut found = Words::default();
            self.settle(Said { text: caption.clone(), source, place }, Said::nothing(source), &mut found);
            if out.said.credit.is_some() {
                // What a description ends with is believed where nobody says more.
                found.said.credit = None;
            }
            out.said.merge(found.said);
        }
        if wordless && !out.said.is_wordless() {
            out.method = described.method();
        }
    }
}

/// A caption parted from the credit that stood in it.
struct Parted {
    caption: String,
    credit: CreditLine,
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。'])
}

/// Without what parted it from its neighbours.
pub(super) fn tidy(text: &str) -> String {
    text.trim().trim_matches(['|', '/', '•', '·', '–', '—']).trim().to_owned()
}
