//! Names of natural persons: what one looks like, and how it is written.

use super::class::{Class, List};
use super::tokens::{Gap, Tokens};
use super::vocabulary::Vocabulary;

/// The key under which the spellings of one name meet: case, accents, dots, hyphens and particles'
/// capitals folded. `GHULAM RASOOL`, `Ghulam Rasool.` and `Ghulam Rasool` have one key.
pub fn fold(name: &str) -> String {
    super::fold::fold(name)
}

/// Most words that a personal name is believed to have.
const MOST_WORDS: usize = 6;

/// Whether words `from..to` look like the name of one person: two words or more, each with a
/// capital (particles excepted), none of them a digit, a common word or part of an organisation's
/// name.
pub(crate) fn looks_like_name(tokens: &Tokens, from: usize, to: usize, vocabulary: &Vocabulary) -> bool {
    let count = to - from;
    if count == 0 || count > MOST_WORDS {
        return false;
    }
    let (mut full, mut initials) = (0, 0);
    for index in from..to {
        let word = &tokens.words[index];
        let class = tokens.class(index);
        if word.digits > 0 || word.letters == 0 {
            return false;
        }
        if word.caseless {
            if class.has(Class::SHAPE | Class::COMMON) {
                return false;
            }
            full += 1;
            continue;
        }
        if word.letters == 1 && word.capital {
            initials += 1;
            continue;
        }
        let particle = class.has(Class::PARTICLE);
        if !word.capital {
            if particle && index + 1 < to {
                continue;
            }
            return false;
        }
        // Inside a word a capital is allowed after Mc, Mac, De, O' and the like only.
        if word.upper > 1
            && word.lower > 0
            && !mixed_case_name(tokens.folded(index, index + 1), word.letters, word.upper, vocabulary)
        {
            return false;
        }
        // Words of two letters are surnames somewhere: Lo, An, Su.
        let ordinary = class.has(Class::SHAPE) && !class.has(Class::WEAK)
            || class.has(Class::COMMON | Class::OTHER_ROLE | Class::NOISE) && word.letters > 2;
        if !particle && ordinary {
            return false;
        }
        full += 1;
    }
    full >= 2 || (full == 1 && initials >= 1)
}

/// A single word that can be a surname or a first name.
pub(crate) fn looks_like_surname(tokens: &Tokens, index: usize, vocabulary: &Vocabulary) -> bool {
    let word = &tokens.words[index];
    let class = tokens.class(index);
    word.capital
        && word.digits == 0
        && word.letters > 1
        && (class.has(Class::WEAK) || !class.has(Class::SHAPE))
        && !class.has(Class::COMMON | Class::UI | Class::MARKER | Class::FLAG | Class::NOISE)
        && (word.upper <= 1
            || word.upper == word.letters && word.letters > 3
            || mixed_case_name(tokens.folded(index, index + 1), word.letters, word.upper, vocabulary))
}

fn mixed_case_name(folded: &str, letters: u8, upper: u8, vocabulary: &Vocabulary) -> bool {
    upper <= 2 && letters > 3 && vocabulary.list(List::NameHead).iter().any(|h| folded.starts_with(h.as_ref()))
}

/// The name as it is displayed: words of capitals alone are put in title case, with care for
/// particles, initials, hyphens, apostrophes, Mc and numerals; the rest stays as printed.
pub(crate) fn display(line: &str, tokens: &Tokens, from: usize, to: usize) -> String {
    let first = &tokens.words[from];
    let last = &tokens.words[to - 1];
    let all_capitals =
        (from..to).all(|i| tokens.words[i].lower == 0) && (from..to).any(|i| tokens.words[i].letters > 1);
    let mut out = String::with_capacity((last.end - first.start) as usize + 2);
    for index in from..to {
        let word = &tokens.words[index];
        if index > from {
            gap_text(tokens, index, line, &mut out);
        }
        let text = &line[word.start as usize..word.end as usize];
        let inside = index > from && index + 1 < to;
        if word.lower == 0 && word.upper > 1 && !keeps_capitals(text, all_capitals, inside) {
            title_case(text, inside && tokens.class(index).has(Class::PARTICLE), &mut out);
        } else {
            out.push_str(text);
        }
    }
    // The dot of a last initial or of "Jr." belongs to the name; the line's full stop does not.
    if tokens.gap(to).has(Gap::DOT)
        && last.letters == 1
        && to - from > 1
        && line.as_bytes().get(last.end as usize) == Some(&b'.')
    {
        out.push('.');
    }
    out
}

/// What stands between two words of a name, tidied: dots of initials and hyphens stay.
fn gap_text(tokens: &Tokens, index: usize, line: &str, out: &mut String) {
    let before = &tokens.words[index - 1];
    let gap = &line[before.end as usize..tokens.words[index].start as usize];
    let mut space = false;
    for c in gap.chars() {
        if c.is_whitespace() {
            space = true;
        } else if matches!(c, '.' | '-' | '‐' | '‑' | '\'' | '’' | '・' | '·') {
            out.push(c);
        } else if matches!(c, '&' | '+') {
            out.push_str(" & ");
            space = false;
        } else {
            space = true;
        }
    }
    if space {
        out.push(' ');
    }
}

/// Initials without dots (`JJ`, in a name that is otherwise mixed case) and numerals stay.
fn keeps_capitals(text: &str, all_capitals: bool, inside: bool) -> bool {
    if matches!(text, "II" | "III" | "IV" | "VI" | "VII" | "VIII") && !inside {
        return true;
    }
    !all_capitals && text.chars().count() <= 2
}

fn title_case(text: &str, particle: bool, out: &mut String) {
    if particle {
        out.extend(text.chars().flat_map(char::to_lowercase));
        return;
    }
    let start = out.len();
    let mut upper = true;
    for c in text.chars() {
        if c.is_alphabetic() {
            if upper {
                out.push(c);
            } else {
                out.extend(c.to_lowercase().filter(|l| *l != '\u{307}'));
            }
            upper = false;
        } else {
            out.push(c);
            upper = true;
        }
    }
    // MCDONALD is McDonald; MACK and MACHADO are not Mac names.
    let word = &out[start..];
    if word.len() > 4 && word.starts_with("Mc") && word.is_ascii() {
        let third = start + 2;
        let upper = out[third..=third].to_ascii_uppercase();
        out.replace_range(third..=third, &upper);
    }
}
