//! What of a frame's words is the caption, and what the credit.

use super::frame::Reader;
use super::page::Id;
use crate::model::{Conflict, Credit};
use cutline_credit as credit;
use cutline_credit::Strength;
use cutline_credit::people;

/// What a frame says of its picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub caption: Option<String>,
    /// The credit as printed.
    pub printed: Option<String>,
    pub credit: Option<Credit>,
    /// How it was found.
    pub method: &'static str,
    /// What other sources say differently.
    pub conflicts: Vec<Conflict>,
    /// The element that holds picture and words.
    pub frame: Id,
    /// Where the credit was read, if not among the words of the page.
    pub credit_from: Option<&'static str>,
    /// What structured data says of the picture, as JSON.
    pub structured: Option<String>,
}

impl Reader<'_, '_> {
    pub(super) fn is_credit_text(&self, text: &str) -> bool {
        let credit = credit::parse(text, self.vocabulary);
        let marked = credit.is_marked() || text.starts_with('©');
        marked && Strength::of(&credit) >= Strength::Weak && credit::read_whole(&credit)
    }

    /// Which of a frame's texts is the credit, and which the caption.
    pub(super) fn settle_pieces(&self, pieces: Vec<String>, printed: String, out: &mut Words) {
        let pieces = pieces.into_iter().filter(|p| !credit::is_interface(p, self.vocabulary));
        // A page may say it twice, for narrow and for wide screens.
        let mut unique: Vec<String> = Vec::new();
        for piece in pieces {
            if !unique.contains(&piece) {
                unique.push(piece);
            }
        }
        let mut pieces = unique;
        if pieces.len() > 4 {
            return self.settle(String::new(), printed, out);
        }
        let mut printed = printed;
        let last = pieces.len().saturating_sub(1);
        if printed.is_empty() {
            let found = pieces.iter().enumerate().rposition(|(at, p)| {
                let credit = credit::parse(p, self.vocabulary);
                let marked = credit.is_marked() || p.starts_with('©');
                p.len() <= 160
                    && Strength::of(&credit) >= Strength::Weak
                    && credit::read_whole(&credit)
                    && (marked
                        || credit::supplied(&credit, self.vocabulary)
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
        let printed = if credit::is_interface(printed.trim_end_matches(':'), self.vocabulary) || printed.ends_with(':')
        {
            String::new()
        } else {
            printed
        };
        if !printed.is_empty() {
            let credit = credit::parse(&printed, self.vocabulary);
            // The credit stands in the caption once more.
            if let Some(rest) = caption.strip_suffix(printed.as_str()) {
                caption = tidy(rest);
            }
            out.credit = Some(credit);
            out.printed = Some(printed);
        } else if !caption.is_empty() {
            let whole = credit::parse(&caption, self.vocabulary);
            let (split, found) = credit::split_and_parse(&caption, self.vocabulary);
            let marked = whole.is_marked();
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
                    || Strength::of(&whole) >= Strength::Fair && credit::supplied(&whole, self.vocabulary))
            {
                out.printed = Some(caption.clone());
                out.credit = Some(whole);
                caption = String::new();
            }
        }
        if let Some(label) = credit::labelled_caption(&caption, self.vocabulary) {
            caption = label.to_owned();
        }
        out.caption = Some(caption).filter(|c| !c.is_empty());
    }

    /// What structured data says of the picture: it fills what the frame leaves open, and what it says
    /// differently is kept beside it.
    pub(super) fn supplement(&self, described: &super::facts::Described, out: &mut Words) {
        let wordless = out.caption.is_none() && out.printed.is_none();
        if let Some(printed) = &described.credit {
            let credit = credit::parse(printed, self.vocabulary);
            if out.printed.is_none() && credit.says_something() {
                (out.printed, out.credit) = (Some(printed.clone()), Some(credit));
                out.credit_from = Some(described.source);
            } else if out.credit.as_ref().is_some_and(|known| differ(known, &credit)) {
                out.disagree("credit", printed, described.source);
            }
        }
        if let Some(caption) = &described.caption {
            let mut found = Words::default();
            self.settle(caption.clone(), String::new(), &mut found);
            match (&out.caption, found.caption) {
                (None, Some(caption)) => out.caption = Some(caption),
                (Some(known), Some(caption)) if people::fold(known) != people::fold(&caption) => {
                    out.disagree("caption", &caption, described.source);
                }
                _ => {}
            }
            if out.printed.is_none() && found.printed.is_some() {
                (out.printed, out.credit) = (found.printed, found.credit);
                out.credit_from = Some(described.source);
            }
        }
        if wordless && (out.caption.is_some() || out.printed.is_some()) {
            out.method = described.source;
        }
    }
}

impl Words {
    /// Keeps what `source` says otherwise.
    pub fn disagree(&mut self, field: &str, value: &str, source: &str) {
        let conflict = Conflict { field: field.to_owned(), value: value.to_owned(), source: source.to_owned() };
        if self.conflicts.len() < MOST_CONFLICTS && !self.conflicts.contains(&conflict) {
            self.conflicts.push(conflict);
        }
    }
}

/// Conflicts kept of one item.
const MOST_CONFLICTS: usize = 8;

/// Two credits that name different people or organisations; one that names fewer says the same.
pub(super) fn differ(one: &Credit, other: &Credit) -> bool {
    let names = |c: &Credit| -> Vec<String> {
        let people = c.people.iter().map(|p| people::fold(&p.name));
        people.chain(c.organisations.iter().map(|o| people::fold(&o.name))).collect()
    };
    let (one, other) = (names(one), names(other));
    !other.iter().all(|n| one.contains(n)) && !one.iter().all(|n| other.contains(n))
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。'])
}

/// Without what parted it from its neighbours.
pub(super) fn tidy(text: &str) -> String {
    text.trim().trim_matches(['|', '/', '•', '·', '–', '—']).trim().to_owned()
}
