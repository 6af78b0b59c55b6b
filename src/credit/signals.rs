//! A cheap look at a line: can a credit stand in it at all?
//!
//! Most lines of an article are running text. This tells them apart in tens of nanoseconds, so that
//! the grammar reads only the few that may hold a credit. It may say yes too often, never no where
//! the grammar would find a credit.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::authority::Authority;
use super::fold::{fold_word, is_east_asian};
use super::lexicon::{Class, LEXICON};

/// Bytes at the end of a line in which a credit is looked for.
const TAIL: usize = 220;
/// Bytes at the end of running text in which a marker is looked for.
const NEAR: usize = 64;
/// Bytes at the beginning of a line in which a marker is looked for.
const HEAD: usize = 24;

/// The first words of phrases that introduce a credit without a separator, and of those that need
/// one.
struct Words {
    bare: Option<AhoCorasick>,
    all: Option<AhoCorasick>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    bare: automaton(Class::MARKER_BARE | Class::FLAG | Class::CAPTION_LABEL),
    all: automaton(Class::MARKER_BARE | Class::FLAG | Class::CAPTION_LABEL | Class::MARKER),
});

/// Searches case-blind for ASCII; other letters are given in the cases that they are printed in.
fn automaton(classes: u32) -> Option<AhoCorasick> {
    let mut patterns: Vec<String> = Vec::new();
    for word in LEXICON.printed.iter().filter(|p| p.class.has(classes)).map(|p| p.first.as_str()) {
        if word.chars().count() < 3 && word.is_ascii() {
            continue;
        }
        patterns.push(word.to_lowercase());
        if !word.is_ascii() {
            patterns.push(word.to_uppercase());
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                patterns
                    .push(first.to_uppercase().chain(letters.as_str().chars().flat_map(char::to_lowercase)).collect());
            }
        }
    }
    patterns.extend(["video", "watch", "duration", "dauer", "duração"].map(str::to_owned));
    patterns.sort_unstable();
    patterns.dedup();
    // Built from constant data that a test builds too; without it every line is read.
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(patterns)
        .ok()
}

/// What of a credit a line shows at first sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signals {
    /// It ends in a bracket.
    pub bracket: bool,
    /// A marker's word, or ©, stands in its head or its tail.
    pub marker: bool,
    /// A slash, a bar, an at sign, an equals sign in its tail.
    pub separator: bool,
    /// Its last word also ends the name of an organisation, or is a flag or a job word.
    pub ending: bool,
    /// It is short and begins with a digit: a counter, a duration.
    pub digits: bool,
}

impl Signals {
    pub fn any(self) -> bool {
        self.bracket || self.marker || self.separator || self.ending || self.digits
    }
}

/// Looks at `line`.
pub(crate) fn look(line: &str, authority: &Authority) -> Signals {
    let bytes = line.as_bytes();
    let mut out = Signals::default();
    let Some(&last) = bytes.last() else {
        return out;
    };
    out.bracket = matches!(last, b')' | b']')
        || bytes.ends_with(b").")
        || bytes.ends_with(b"].")
        || line.ends_with(['）', '】', '〕']);
    out.digits = bytes[0].is_ascii_digit() && bytes.len() <= 32;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut colon = false;
    let mut wide = false;
    for &byte in tail {
        match byte {
            b'/' | b'|' | b'@' | b'=' => out.separator = true,
            // Lead bytes of … and © and of the punctuation of East Asian scripts count too.
            b':' | 0xC2 | 0xE2 | 0xEF => colon = true,
            0xE3..=0xED => wide = true,
            _ => {}
        }
    }
    if wide {
        out.marker = colon;
        out.ending = wide_tail(line);
        return out;
    }
    let copyright = "©".as_bytes();
    out.marker = colon && memchr::memmem::find(tail, copyright).is_some() || head.starts_with(copyright);
    if !out.marker {
        colon |= memchr::memmem::find(tail, b"...").is_some();
        let words = if colon { &WORDS.all } else { &WORDS.bare };
        // A paragraph that ends in a full stop and has no colon: a marker can stand only near its end.
        let near = if colon || last != b'.' { tail } else { &tail[tail.len().saturating_sub(NEAR)..] };
        out.marker = words.as_ref().is_none_or(|w| holds(w, near) || bytes.len() > near.len() && holds(w, head));
    }
    // Running text ends with a full stop, or a quote; credits seldom do.
    let prose = matches!(last, b'.' | b'"' | b'?' | b'!') && bytes.len() > 160;
    out.ending = !prose && last_word_is_known(line, authority);
    out
}

/// Whether one of `words` stands in `text` as a word that may begin a credit: with a capital (glued
/// to the word before it or not), or with a separator right behind it.
fn holds(words: &AhoCorasick, text: &[u8]) -> bool {
    words.find_overlapping_iter(text).any(|found| {
        let first = text[found.start()];
        let before = found.start().checked_sub(1).map(|i| text[i]);
        let after = text[found.end()..].iter().copied().find(|b| *b != b' ');
        let separator = matches!(after, Some(b':' | b'.' | 0xE2 | 0xC2 | 0xEF));
        let capital = first.is_ascii_uppercase() || first >= 0x80;
        let begins = before.is_none_or(|b| !b.is_ascii_alphabetic() && b < 0x80)
            || capital && before.is_some_and(|b| b.is_ascii_lowercase() || b >= 0x80)
            || separator;
        let ends = text.get(found.end()).is_none_or(|b| !b.is_ascii_lowercase());
        begins && ends && (capital || separator)
    })
}

/// East Asian running text ends with a full stop and nothing behind it.
fn wide_tail(line: &str) -> bool {
    let Some(last) = line.chars().next_back() else {
        return false;
    };
    if !matches!(last, '。' | '．' | '」' | '.' | '"' | '”' | '！' | '？' | '?') {
        return true;
    }
    line.chars().rev().skip(1).take(30).any(|c| matches!(c, '：' | '／' | '＝' | '（' | '【' | ':'))
}

/// The line ends in a word that also ends the name of an organisation, or a phrase of the lexicon.
fn last_word_is_known(line: &str, authority: &Authority) -> bool {
    let trimmed = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = trimmed.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8());
    let word = &trimmed[start..];
    if word.is_empty() || word.len() > 64 {
        return false;
    }
    let mut folded = String::with_capacity(word.len());
    fold_word(word, &mut folded);
    if LEXICON.get(&folded).is_some_and(|e| e.class.has(Class::FLAG | Class::JOB | Class::STATUS)) {
        return true;
    }
    authority.ends_a_name(&folded) || word.chars().next().is_some_and(is_east_asian)
}
