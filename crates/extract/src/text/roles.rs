//! What each block is by itself.

use super::blocks::Block;
use super::video::{self, Label};
use crate::model::Credit;
use cutline_credit as credit;
use cutline_credit::length::wider_than;
use cutline_credit::{SplitForm, Strength, Vocabulary};

/// What a block was taken for.
#[derive(Debug)]
pub(super) enum Role<'t> {
    /// Running text, a heading, or something not understood: may still serve as a caption.
    Text,
    /// A caption that holds its credit.
    Captioned { caption: &'t str, printed: &'t str, credit: Box<Credit>, form: SplitForm },
    /// A credit alone.
    Credit { printed: &'t str, credit: Box<Credit>, strength: Strength, bare: bool },
    /// A caption that its label shows to be one: `Image caption, …`.
    Caption { caption: &'t str },
    /// `3 of 12 |`: what follows belongs to a gallery.
    Counter,
    /// A video's label, duration or title.
    Video(Label<'t>),
}

/// The roles of `blocks`, one each.
pub(super) fn of<'t>(blocks: &[Block<'t>], vocabulary: &Vocabulary) -> Vec<Role<'t>> {
    // A name alone in a line counts only right under its caption, in a dump that parts paragraphs
    // by blank lines.
    let spaced = blocks.iter().skip(1).filter(|b| b.blank_before).count() * 2 > blocks.len();
    blocks.iter().map(|block| role(block.text, spaced && !block.blank_before, vocabulary)).collect()
}

/// Captions are no longer than this, in characters.
const LONGEST_CAPTION: usize = 1500;
/// A credit alone is no longer than this, in characters.
const LONGEST_CREDIT: usize = 220;
/// One without a marker is no longer than this, in characters.
const LONGEST_PLAIN_CREDIT: usize = 110;

/// A paragraph longer than this, in characters, that ends with a house in brackets was signed by it.
const LONG_PARAGRAPH: usize = 280;
/// A name alone is no longer than this, in characters.
const LONGEST_NAME: usize = 60;

fn role<'t>(text: &'t str, close: bool, vocabulary: &Vocabulary) -> Role<'t> {
    if wider_than(text, LONGEST_CAPTION) {
        return Role::Text;
    }
    let signals = credit::look(text, vocabulary);
    let name = close && !wider_than(text, LONGEST_NAME);
    if !signals.any() && !name {
        return Role::Text;
    }
    if let Some(label) = video::label(text, vocabulary) {
        return Role::Video(label);
    }
    let (text, counted) = match counter(text, vocabulary) {
        Some("") => return Role::Counter,
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if let Some(caption) = credit::labelled_caption(text, vocabulary) {
        return captioned(caption, vocabulary).unwrap_or(Role::Caption { caption });
    }
    if !signals.credit() && !name {
        return if counted { Role::Caption { caption: text } } else { Role::Text };
    }
    let byline = credit::is_byline(text, vocabulary);
    let short = !wider_than(text, LONGEST_PLAIN_CREDIT) || signals.marker && !wider_than(text, LONGEST_CREDIT);
    let alone = (short && !byline).then(|| credit_alone(text, vocabulary)).flatten();
    // A line that begins with a marker is a credit; one that is a whole caption before its credit
    // is a caption.
    if !text.starts_with(['©', 'ⓒ'])
        && alone.as_ref().is_none_or(|a| !begins_with_marker(a))
        && let Some(role) = captioned(text, vocabulary)
        && !byline
        && (alone.is_none() || is_whole_caption(&role, vocabulary))
    {
        return role;
    }
    if let Some(role) = alone {
        return role;
    }
    if counted { Role::Caption { caption: text } } else { Role::Text }
}

fn captioned<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<Role<'t>> {
    let (split, credit) = credit::split_and_parse(text, vocabulary);
    let (printed, form, credit) = (split.printed?, split.form?, Box::new(credit?));
    if form == SplitForm::Brackets && signs_off(text, printed) {
        return None;
    }
    Some(Role::Captioned { caption: split.caption, printed, credit, form })
}

/// `… said the minister. (dpa)`: a wire's sign-off under a long paragraph, not a picture's credit.
fn signs_off(text: &str, printed: &str) -> bool {
    let short = printed.chars().filter(|c| c.is_alphanumeric()).count() <= 12 && !printed.contains(':');
    short && wider_than(text, LONG_PARAGRAPH)
}

fn credit_alone<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<Role<'t>> {
    let credit = credit::parse(text, vocabulary);
    let strength = Strength::of(&credit);
    if strength == Strength::None || !credit::read_whole(&credit) {
        return None;
    }
    let marked = credit.holds_marker() || text.contains('©');
    let single = credit.people.len() + credit.organisations.len() <= 1;
    // A name without marker, status or partner: an organisation, a person, a heading?
    let bare = !marked && single && credit.status.is_none() && credit.licence.is_none();
    // Without a marker a house that supplies pictures says it, or a name beside a known house.
    let housed = credit::supplied(&credit, vocabulary)
        || credit.people.len() == 1 && !single && credit.organisations.iter().any(|o| o.known);
    if !marked && !housed && strength >= Strength::Fair && credit.status.is_none() {
        return None;
    }
    if strength < Strength::Fair && (marked || !bare || credit.people.is_empty() && credit.flags.is_empty()) {
        return None;
    }
    Some(Role::Credit { printed: text, credit: Box::new(credit), strength, bare })
}

fn begins_with_marker(role: &Role<'_>) -> bool {
    matches!(role, Role::Credit { credit, .. } if credit.is_introduced())
}

/// Some words before the credit, or a marker between the two: `Jo Lund. (Photo by Ana Ruiz)`. A name
/// before brackets is no caption: `Ana Ruiz (REUTERS)`.
fn is_whole_caption(role: &Role<'_>, vocabulary: &Vocabulary) -> bool {
    match role {
        Role::Captioned { caption, credit, .. } => {
            caption.split_whitespace().nth(3).is_some() && !credit::is_name(caption, vocabulary) || credit.is_marked()
        }
        _ => false,
    }
}

/// `3 of 12 |`, `3/12`: the rest of the line behind a gallery's counter.
fn counter<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if first == 0 || first > 3 {
        return None;
    }
    let rest = text[first..].trim_start();
    let rest = credit::behind_counter_word(rest, vocabulary)?.trim_start();
    let second = digits(rest);
    if second == 0 || second > 3 {
        return None;
    }
    let rest = rest[second..].trim_start();
    if rest.is_empty() {
        return Some(rest);
    }
    Some(rest.strip_prefix(['|', ':', '–', '-'])?.trim_start())
}

#[cfg(test)]
mod tests {
    use cutline_credit::Vocabulary;

    #[test]
    fn counters_of_galleries() {
        let vocabulary = Vocabulary::builtin();
        let counter = |text| super::counter(text, &vocabulary);
        assert_eq!(counter("3 of 12 |"), Some(""));
        assert_eq!(counter("3 of 12 | A boat."), Some("A boat."));
        assert_eq!(counter("3 von 12"), Some(""));
        assert_eq!(counter("3 of 12 people voted"), None);
        assert_eq!(counter("Three of 12"), None);
    }
}
