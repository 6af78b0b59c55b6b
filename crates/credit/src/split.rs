//! A caption parted from the credit that stands at its end.
//!
//! A credit is cut from a caption only when all of it is read: what is not understood stays in the
//! caption, so that nothing is lost.

use super::class::{Class, List};
use super::fold::fold;
use super::length::{last_chars, longer_than};
use super::people;
use super::signals::{self, Signals};
use super::tokens::{Gap, Tokens, tokenise};
use super::understand::parse;
use super::verdict::ends_statement;
use super::vocabulary::Vocabulary;
use super::weights;
use crate::model::{Credit, Flag, OrganisationKind, Reason};
use crate::named_enum;

named_enum! {
    /// How a credit was parted from its caption.
    SplitForm {
        /// `… (AP Photo/Sam Hill)`.
        Brackets = "brackets",
        /// `… Foto: Name`.
        Marker = "marker",
        /// `… | AFP/Name`.
        Separator = "separator",
        /// `… Madrid. AFP`.
        Sentence = "sentence",
        /// `… EFE/ J.J. Guillén`.
        Slash = "slash",
    }
}

/// A caption and the credit it held.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptionSplit<'t> {
    /// The caption without its credit.
    pub caption: &'t str,
    /// The credit as printed, marker and all; `None` when the caption holds none.
    pub printed: Option<&'t str>,
    /// How the credit was parted from the caption.
    pub form: Option<SplitForm>,
}

/// How much a text says by itself that it is a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// No credit.
    None,
    /// A bare name.
    Weak,
    /// A marker with a name that is not known.
    Fair,
    /// A known organisation and everything read, or a marker and everything read.
    Strong,
}

impl Strength {
    /// How sure the reading of `credit` is.
    pub fn of(credit: &Credit) -> Self {
        if !credit.says_something() || credit.confidence < weights::ACCEPTED {
            Self::None
        } else if credit.confidence >= weights::STRONG {
            Self::Strong
        } else if credit.confidence >= weights::FAIR {
            Self::Fair
        } else {
            Self::Weak
        }
    }
}

/// Characters at the end of a caption in which its credit is looked for.
const WINDOW: usize = 220;
/// Most characters of a credit in brackets.
const LONGEST_BRACKETS: usize = 2 * WINDOW;
/// Most characters of one in brackets without a marker or a known name.
const LONGEST_BARE_BRACKETS: usize = 90;
/// Most characters of a bare credit behind a full stop.
const LONGEST_BARE: usize = 120;
/// Characters before brackets in which the creator's name is looked for.
const NAME_WINDOW: usize = 80;
/// Most words of a credit.
const MOST_WORDS: usize = 30;
/// Most words of a credit without a marker.
const MOST_BARE_WORDS: usize = 14;

/// Splits a caption from the credit that stands at its end.
pub fn split_caption<'t>(text: &'t str, vocabulary: &Vocabulary) -> CaptionSplit<'t> {
    split_and_parse(text, vocabulary).0
}

/// The same, with the credit understood.
pub fn split_and_parse<'t>(text: &'t str, vocabulary: &Vocabulary) -> (CaptionSplit<'t>, Option<Credit>) {
    let whole = text.trim();
    let body = without_interface(whole, vocabulary);
    let signals = signals::look(body, vocabulary);
    let found =
        brackets(body, vocabulary).or_else(|| if signals.any() { tail(body, signals, vocabulary) } else { None });
    let Some(cut) = found else {
        return (CaptionSplit { caption: whole, printed: None, form: None }, None);
    };
    let printed = body[cut.start..cut.end].trim();
    (CaptionSplit { caption: tidy(&body[..cut.start]), printed: Some(printed), form: Some(cut.form) }, Some(cut.credit))
}

/// Words of the page's interface behind a credit.
fn without_interface<'t>(text: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let mut text = text;
    while let Some(rest) = vocabulary.list(List::InterfaceTail).iter().find_map(|w| strip_suffix_ignoring_case(text, w))
    {
        text = rest.trim_end();
    }
    text
}

fn strip_suffix_ignoring_case<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(suffix.len())?;
    let (rest, end) = (text.get(..at)?, text.get(at..)?);
    let parted = rest.ends_with(|c: char| !c.is_alphanumeric());
    (parted && end.to_lowercase() == suffix).then_some(rest)
}

/// What separated the credit stays with neither.
fn tidy(caption: &str) -> &str {
    caption.trim_end().trim_end_matches(['|', '/', '–', '—', '-', '(', '[', '（', '•', '·', '｜', '©']).trim_end()
}

/// Where the credit stands, how it was parted, and what it says.
struct Cut {
    start: usize,
    end: usize,
    form: SplitForm,
    credit: Credit,
}

/// `… (AP Photo/Sam Hill, File)`, `… Ana Ruiz (REUTERS)`.
fn brackets(text: &str, vocabulary: &Vocabulary) -> Option<Cut> {
    let end = text.trim_end_matches(['.', ' ', '。', '*']);
    let close = end.chars().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        '）' => '（',
        '】' => '【',
        '〕' => '〔',
        _ => return None,
    };
    let inside_end = end.len() - close.len_utf8();
    let start = matching(&end[..inside_end], open, close)?;
    let inside = &end[start + open.len_utf8()..inside_end];
    if longer_than(inside, LONGEST_BRACKETS) || inside.trim().is_empty() || tidy(&text[..start]).is_empty() {
        return None;
    }
    let credit = parse(inside, vocabulary);
    // `… and Jo Lund (Riverside United)`: where somebody plays, not who took the picture.
    let club = credit.people.is_empty()
        && !credit.organisations.is_empty()
        && !credit.holds_marker()
        && credit
            .organisations
            .iter()
            .all(|o| vocabulary.find(&o.name).is_some_and(|e| e.kind == Some(OrganisationKind::Sport)));
    if club {
        return None;
    }
    // `(Ana Ruiz/Some House)`: a name, a slash and a house say it without a marker.
    let paired =
        inside.contains('/') && credit.people.len() == 1 && !credit.organisations.is_empty() && read_whole(&credit);
    let marked = Strength::of(&credit) >= Strength::Fair && credit.holds_marker();
    if names_somebody(&credit) && (Strength::of(&credit) == Strength::Strong || marked)
        || paired
        || suffixed(inside, &credit, vocabulary)
        || closes_caption(&text[..start], inside, &credit)
    {
        // `Ana Ruiz (REUTERS)` behind a full stop: the name belongs to the credit.
        if credit.people.is_empty()
            && let Some(name) = name_before(&text[..start], vocabulary)
        {
            let credit = parse(&end[name..], vocabulary);
            return Some(Cut { start: name, end: end.len(), form: SplitForm::Brackets, credit });
        }
        // Spans count from the bracket, which is part of what is printed.
        let credit = parse(&end[start..], vocabulary);
        return Some(Cut { start, end: end.len(), form: SplitForm::Brackets, credit });
    }
    None
}

fn names_somebody(credit: &Credit) -> bool {
    !credit.people.is_empty() || !credit.organisations.is_empty() || credit.flags.iter().any(|f| *f != Flag::File)
}

/// `… is heard in November. (NPA)`: behind the full stop that ends the caption, nothing but names
/// with capitals. Brackets of running text stand before its full stop.
fn closes_caption(before: &str, inside: &str, credit: &Credit) -> bool {
    let small = |word: &str| word.starts_with(char::is_lowercase) && longer_than(word, 3);
    before.trim_end().ends_with('.')
        && before.split_whitespace().nth(3).is_some()
        && !longer_than(inside, LONGEST_BARE_BRACKETS)
        && !inside
            .contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '?' | '!' | '"' | '”') && inside.ends_with(c))
        && !inside.split_whitespace().any(small)
        && read_whole(credit)
        && credit.people.len() + credit.organisations.len() > 0
}

/// `（警視庁提供）`: a marker glued behind the name.
fn suffixed(text: &str, credit: &Credit, vocabulary: &Vocabulary) -> bool {
    let trimmed = text.trim();
    names_somebody(credit)
        && vocabulary.list(List::Suffix).iter().any(|s| trimmed.len() > s.len() && trimmed.ends_with(s.as_ref()))
}

fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Where a personal name begins that fills the space between the last full stop and the end.
fn name_before(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let window = window_start(text, NAME_WINDOW);
    let tokens = tokenise(&text[window..], vocabulary);
    let count = tokens.words.len();
    let start = (1..count).rev().find(|i| {
        tokens.gap(*i).has(Gap::DOT | Gap::ELLIPSIS | Gap::QUOTE | Gap::OTHER) && statement_boundary(&tokens, *i)
    })?;
    let fits = count - start <= 5
        && people::looks_like_name(&tokens, start, count, vocabulary)
        && vocabulary.find_folded(tokens.folded(start, count)).is_none();
    fits.then(|| window + tokens.words[start].start as usize)
}

/// A credit at the end that no brackets enclose.
fn tail(text: &str, signals: Signals, vocabulary: &Vocabulary) -> Option<Cut> {
    let window = window_start(text, WINDOW);
    let last = &text[window..];
    let tokens = tokenise(last, vocabulary);
    let count = tokens.words.len();
    if count == 0 {
        return None;
    }
    let marked = if signals.marker { marked_tail(last, window, &tokens, vocabulary) } else { None };
    marked.or_else(|| {
        if signals.separator || signals.ending { bare_tail(last, window, &tokens, vocabulary) } else { None }
    })
}

/// `… Foto: Name`, `… © Name`, `…StudioQuelle: Name/dpa`, `… Photo by Name`.
fn marked_tail(last: &str, window: usize, tokens: &Tokens, vocabulary: &Vocabulary) -> Option<Cut> {
    let count = tokens.words.len();
    for at in count.saturating_sub(MOST_WORDS)..count {
        let word = &tokens.words[at];
        let start =
            if tokens.gap(at).has(Gap::COPYRIGHT) && (window > 0 || at > 0 || !last.trim_start().starts_with('©')) {
                last[..word.start as usize].rfind(['©', 'ⓒ', '℗']).unwrap_or(word.start as usize)
            } else if let Some(found) =
                vocabulary.phrase_at(tokens, at, count, Class::MARKER | Class::MARKER_BARE | Class::FLAG)
            {
                let end = at + found.words;
                let after = tokens.gap(end);
                let colon = after.has(Gap::COLON | Gap::ELLIPSIS | Gap::EQUALS | Gap::COPYRIGHT | Gap::PIPE);
                let starts_statement = at == 0 || statement_boundary(tokens, at) || tokens.gap(at).has(Gap::SEPARATORS);
                let bare = found.entry.class.has(Class::MARKER_BARE) && starts_statement && word.capital;
                let flag = found.entry.flag.is_some()
                    && starts_statement
                    && word.capital
                    && !tokens.gap(at).has(Gap::SLASH | Gap::COMMA | Gap::OPEN);
                let plain = found.entry.class.has(Class::MARKER)
                    && starts_statement
                    && word.capital
                    && vocabulary.house_at(tokens, end, count).is_some();
                let colon = colon && (word.capital || word.caseless || starts_statement);
                // `(Archivbild). © …`: a flag in brackets of its own belongs to the caption.
                let enclosed = tokens.gap(at).has(Gap::OPEN) && after.has(Gap::CLOSE);
                if enclosed {
                    continue;
                }
                if end >= count || !(colon || bare || flag || plain) {
                    continue;
                }
                word.start as usize
            } else if let Some(glued) = glued_marker(last, tokens, at, vocabulary) {
                glued
            } else {
                continue;
            };
        if window == 0 && tidy(&last[..start]).is_empty() {
            continue;
        }
        let printed = last[start..].trim();
        let credit = parse(printed, vocabulary);
        let strength = Strength::of(&credit);
        if strength >= Strength::Fair && read_whole(&credit) {
            return Some(Cut { start: window + start, end: window + last.len(), form: SplitForm::Marker, credit });
        }
    }
    None
}

/// `CupCredit: PA`, `VALENTINOFoto: Ana Ruiz`: a marker glued to the caption's last word.
fn glued_marker(last: &str, tokens: &Tokens, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let word = &tokens.words[at];
    if word.upper == 0 || word.letters < 5 || !tokens.gap(at + 1).has(Gap::COLON | Gap::ELLIPSIS) {
        return None;
    }
    let text = &last[word.start as usize..word.end as usize];
    let (cut, _) = text.char_indices().skip(1).filter(|(_, c)| c.is_uppercase()).last()?;
    vocabulary.is(&fold(&text[cut..]), Class::MARKER).then_some(word.start as usize + cut)
}

/// `… | AFP/Name`, `… Madrid. LUC PETIT / AFP`, `…している。共同通信社`, `… Klinik.Name/dpa`.
fn bare_tail(last: &str, window: usize, tokens: &Tokens, vocabulary: &Vocabulary) -> Option<Cut> {
    let count = tokens.words.len();
    for at in count.saturating_sub(MOST_BARE_WORDS).max(1)..count {
        let gap = tokens.gap(at);
        let word = &tokens.words[at];
        let spaced =
            gap.has(Gap::PIPE | Gap::BULLET) || gap.has(Gap::DASH) || gap.has(Gap::SLASH) && gap.has(Gap::SPACE);
        let statement = statement_boundary(tokens, at);
        let handle = gap.has(Gap::AT);
        let glued = glued_name(last, tokens, at);
        if !(spaced || statement || handle || glued.is_some() || before_slash(tokens, at, vocabulary)) {
            continue;
        }
        let mut start = glued.unwrap_or(word.start as usize);
        if handle {
            start = last[..start].rfind('@').unwrap_or(start);
        } else if gap.has(Gap::OPEN) && glued.is_none() {
            // What is printed keeps both of its brackets: `… (AP Photo/Sam Hill) AP Photo`.
            start = last[..start].rfind(['(', '[', '（']).unwrap_or(start);
        }
        let printed = last[start..].trim();
        let credit = parse(printed, vocabulary);
        let strength = Strength::of(&credit);
        let whole = read_whole(&credit);
        let known = supplied(&credit, vocabulary)
            || !credit.people.is_empty() && credit.organisations.iter().any(|o| o.known)
            || handle;
        let form = if spaced {
            SplitForm::Separator
        } else if statement {
            SplitForm::Sentence
        } else {
            SplitForm::Slash
        };
        // A bare name without a known house is believed only behind a whole caption.
        let caption = tidy(&last[..start]);
        let captioned = (window > 0 || caption.split_whitespace().nth(3).is_some())
            && !caption.contains('|')
            && !printed.ends_with('.');
        let accepted = whole
            && match strength {
                Strength::Strong => {
                    known
                        && (spaced
                            || statement && trusted_alone(&credit, printed)
                            || handle
                            || credit.people.len() + credit.organisations.len() > 1)
                }
                Strength::Fair | Strength::Weak => {
                    let paired = printed.contains('/') && credit.people.len() == 1 && !credit.organisations.is_empty();
                    (statement || spaced) && paired
                        || captioned && gap.has(Gap::PIPE) && !credit.people.is_empty()
                        || captioned
                            && gap.has(Gap::SLASH)
                            && gap.has(Gap::SPACE)
                            && credit.people.len() == 1
                            && credit.organisations.is_empty()
                        || statement && (credit.flags.contains(&Flag::Uncredited) || with_job(&credit))
                }
                Strength::None => false,
            };
        if accepted {
            return Some(Cut { start: window + start, end: window + last.len(), form, credit });
        }
    }
    None
}

/// Whether a known organisation that supplies pictures stands in the credit.
pub fn supplied(credit: &Credit, vocabulary: &Vocabulary) -> bool {
    credit
        .organisations
        .iter()
        .any(|o| o.known && vocabulary.find(&o.name).is_some_and(super::organisations::Entry::supplies_images))
}

/// A bare organisation behind a full stop is a credit when nothing but it stands there.
fn trusted_alone(credit: &Credit, printed: &str) -> bool {
    !longer_than(printed, LONGEST_BARE)
        && (credit.people.len() + credit.organisations.len() > 1 || credit.organisations.iter().any(|o| o.known))
}

/// `고영권 기자`: a name with its job word.
fn with_job(credit: &Credit) -> bool {
    credit.people.len() == 1 && credit.segments.iter().any(|s| s.why == Reason::BehindName)
}

/// Everything of the line was read as something.
pub fn read_whole(credit: &Credit) -> bool {
    credit.is_read_whole()
}

/// Word `at` begins a statement: a full stop, a quote or a bracket stands before it.
fn statement_boundary(tokens: &Tokens, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let gap = tokens.gap(at);
    if !ends_statement(gap) {
        return false;
    }
    let (before, word) = (&tokens.words[at - 1], &tokens.words[at]);
    if before.caseless {
        return gap.has(Gap::DOT | Gap::ELLIPSIS);
    }
    let abbreviation = gap.has(Gap::DOT) && before.letters <= 1 && before.digits == 0;
    !abbreviation && (word.capital || word.caseless || gap.has(Gap::AT))
        || gap.has(Gap::DOT) && gap.has(Gap::SPACE) && before.letters > 2
}

/// `en BédarEmergencias Andalucía/EFE`: a name glued to the caption's last word.
fn glued_name(last: &str, tokens: &Tokens, at: usize) -> Option<usize> {
    let word = &tokens.words[at];
    if word.lower < 2 || word.upper < 2 && word.capital || word.upper == 0 {
        return None;
    }
    let slash_behind = (at + 1..tokens.words.len()).any(|i| tokens.gap(i).has(Gap::SLASH));
    let text = &last[word.start as usize..word.end as usize];
    let mut before = ' ';
    let mut cut = None;
    for (offset, c) in text.char_indices() {
        if c.is_uppercase() && before.is_lowercase() {
            cut = Some(offset);
        }
        before = c;
    }
    cut.filter(|c| slash_behind && text.len() - c > 2).map(|c| word.start as usize + c)
}

/// `… Grupo de Madrid EFE/ J.J. Guillén`, `… à Matignon LUC PETIT / AFP`: the chain begins at a known
/// organisation or at a name in capitals right before the slash.
fn before_slash(tokens: &Tokens, at: usize, vocabulary: &Vocabulary) -> bool {
    let word = &tokens.words[at];
    if !word.capital || word.caseless {
        return false;
    }
    let Some(slash) = (at + 1..tokens.words.len().min(at + 7)).find(|i| tokens.gap(*i).has(Gap::SLASH)) else {
        return false;
    };
    if (at + 1..slash).any(|i| tokens.gap(i).has(Gap::COMMA | Gap::DOT) && tokens.words[i - 1].letters > 1) {
        return false;
    }
    // `… Corentin Moutet REUTERS/Mike Segar`: the chain begins at the house, not at the name before it.
    if vocabulary.house_before(tokens, at, slash).is_some_and(|house| slash - house.words > at) {
        return false;
    }
    let after_lower = tokens.words[at - 1].upper == 0;
    vocabulary.find_folded(tokens.folded(at, slash)).is_some()
        || (slash - at >= 2
            && people::looks_like_name(tokens, at, slash, vocabulary)
            && (after_lower || (at..slash).all(|i| tokens.words[i].lower == 0) && tokens.words[at - 1].lower > 0))
}

/// Where the last `size` characters of `text` begin, from the beginning of a word.
fn window_start(text: &str, size: usize) -> usize {
    let at = last_chars(text, size);
    if at == 0 {
        return 0;
    }
    text[at..].find(char::is_whitespace).map_or(at, |space| at + space)
}
