//! What of a frame's words is the caption, and what the credit.

use super::frame::Reader;
use super::page::Id;
use crate::credit::{self, Strength};
use crate::model::Credit;

/// What a frame says of its picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub caption: Option<String>,
    /// The credit as printed.
    pub printed: Option<String>,
    pub credit: Option<Credit>,
    /// How it was found.
    pub method: &'static str,
    /// The element that holds picture and words.
    pub frame: Id,
}

impl Reader<'_, '_> {
    pub(super) fn is_credit_text(&self, text: &str) -> bool {
        let credit = credit::parse(text, self.authority);
        let marked = credit.segments.first().is_some_and(|s| s.taken_for == "marker") || text.starts_with('©');
        marked && Strength::of(&credit) >= Strength::Weak && credit::read_whole(&credit)
    }

    /// Which of a frame's texts is the credit, and which the caption.
    pub(super) fn settle_pieces(&self, mut pieces: Vec<String>, printed: String, out: &mut Words) {
        pieces.retain(|p| !credit::is_interface(p));
        pieces.dedup();
        if pieces.len() > 4 {
            return self.settle(String::new(), printed, out);
        }
        let mut printed = printed;
        let last = pieces.len().saturating_sub(1);
        if printed.is_empty() {
            let found = pieces.iter().enumerate().rposition(|(at, p)| {
                let credit = credit::parse(p, self.authority);
                let marked = credit.segments.first().is_some_and(|s| s.taken_for == "marker") || p.starts_with('©');
                p.len() <= 160
                    && Strength::of(&credit) >= Strength::Weak
                    && credit::read_whole(&credit)
                    && (marked
                        || credit::supplied(&credit, self.authority)
                        || at > 0 && at == last && p.len() <= 60 && !ends_sentence(p))
            });
            if let Some(at) = found {
                printed = pieces.remove(at);
            }
        }
        // Several texts and no credit among them: a card, not a caption.
        if printed.is_empty() && pieces.len() > 1 && out.method == "frame-text" {
            let signed = pieces.len() == 2
                && pieces[1].len() <= 30
                && !ends_sentence(&pieces[1])
                && pieces[0].len() > pieces[1].len();
            if signed {
                // The caption, and initials that say nothing to us: kept as printed.
                printed = pieces.remove(1);
            } else {
                pieces.clear();
            }
        }
        self.settle(pieces.join(" "), printed, out);
    }

    /// Settles what stands in a caption and in a credit element.
    pub(super) fn settle(&self, caption: String, printed: String, out: &mut Words) {
        let mut caption = tidy(&caption);
        let printed = tidy(&printed);
        // A marker, or a label of the page, and nobody behind it.
        let printed = if credit::is_interface(printed.trim_end_matches(':')) || printed.ends_with(':') {
            String::new()
        } else {
            printed
        };
        if !printed.is_empty() {
            let credit = credit::parse(&printed, self.authority);
            // The credit stands in the caption once more.
            if let Some(rest) = caption.strip_suffix(printed.as_str()) {
                caption = tidy(rest);
            }
            out.credit = Some(credit);
            out.printed = Some(printed);
        } else if !caption.is_empty() {
            let whole = credit::parse(&caption, self.authority);
            let (split, found) = credit::split_and_parse(&caption, self.authority);
            let marked = whole.segments.first().is_some_and(|s| s.taken_for == "marker");
            if let (Some(p), Some(found)) = (split.printed, found) {
                if !(marked
                    && Strength::of(&whole) >= Strength::Fair
                    && credit::read_whole(&whole)
                    && split.caption.len() < 12)
                {
                    out.printed = Some(p.to_owned());
                    out.credit = Some(found);
                    caption = split.caption.to_owned();
                } else {
                    out.printed = Some(caption.clone());
                    out.credit = Some(whole);
                    caption = String::new();
                }
            } else if caption.len() <= 160
                && credit::read_whole(&whole)
                && (marked && Strength::of(&whole) >= Strength::Weak
                    || Strength::of(&whole) >= Strength::Fair && credit::supplied(&whole, self.authority))
            {
                out.printed = Some(caption.clone());
                out.credit = Some(whole);
                caption = String::new();
            }
        }
        if let Some(label) = credit::labelled_caption(&caption) {
            caption = label.to_owned();
        }
        out.caption = Some(caption).filter(|c| !c.is_empty());
    }

    /// What structured data says of the picture, where its frame says nothing.
    pub(super) fn supplement(&self, described: &super::facts::Described, out: &mut Words) {
        if out.printed.is_none()
            && let Some(printed) = &described.credit
        {
            let credit = credit::parse(printed, self.authority);
            if credit.says_something() {
                (out.printed, out.credit) = (Some(printed.clone()), Some(credit));
            }
        }
        if out.caption.is_none()
            && let Some(caption) = &described.caption
        {
            let mut found = Words::default();
            self.settle(caption.clone(), String::new(), &mut found);
            out.caption = found.caption;
            if out.printed.is_none() {
                (out.printed, out.credit) = (found.printed, found.credit);
            }
            if out.method == "html-picture" {
                out.method = "json-ld";
            }
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。'])
}

/// Without what parted it from its neighbours.
pub(super) fn tidy(text: &str) -> String {
    text.trim().trim_matches(['|', '/', '•', '·', '–', '—']).trim().to_owned()
}
