//! A cheap look at a line: can a credit stand in it at all?
//!
//! Most lines of an article are running text. This tells them apart in a fraction of a microsecond,
//! so that the grammar reads only the few that may hold a credit. It may say yes too often, never
//! no where the grammar would find a credit.

use super::class::Class;
use super::fold::{fold_word, is_east_asian};
use super::length::{first_chars, last_chars, longer_than};
use super::lines;
use super::phrase::Ending;
use super::vocabulary::Vocabulary;

/// Characters at the end of a line in which a credit is looked for.
const TAIL: usize = 220;
/// Characters at the end of running text in which a marker is looked for.
const NEAR: usize = 64;
/// Characters at the beginning of a line in which a marker is looked for.
const HEAD: usize = 24;

/// Lines up to this many characters may be nothing but a credit, in whatever case.
const SHORT: usize = 60;
/// Most characters of a line that a video's label begins.
const LONGEST_VIDEO: usize = 300;
/// Most characters of a counter or a duration.
const LONGEST_NUMBERS: usize = 32;
/// Longer lines that end in a full stop are paragraphs.
const SHORTEST_PARAGRAPH: usize = 160;
/// Most characters of a word that is looked up.
const LONGEST_WORD: usize = 64;

/// What of a credit a line shows at first sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// It ends in a bracket.
    pub bracket: bool,
    /// A marker's word, or ©, stands in its head or its tail.
    pub marker: bool,
    /// A slash, a bar, an at sign, an equals sign in its tail.
    pub separator: bool,
    /// Its last word also ends the name of an organisation, or is a flag or a job word.
    pub ending: bool,
    /// It is short and begins with a digit, or with a video's label: a counter, a duration.
    pub label: bool,
}

impl Signals {
    /// Whether there is anything at all.
    pub fn any(self) -> bool {
        self.credit() || self.label
    }

    /// Whether a credit may stand there.
    pub fn credit(self) -> bool {
        self.bracket || self.marker || self.separator || self.ending
    }
}

/// Looks at `line`.
pub fn look(line: &str, vocabulary: &Vocabulary) -> Signals {
    let bytes = line.as_bytes();
    let mut out = Signals::default();
    let Some(&last) = bytes.last() else { return out };
    out.bracket = matches!(last, b')' | b']')
        || bytes.ends_with(b").")
        || bytes.ends_with(b"].")
        || line.ends_with(['）', '】', '〕']);
    out.label = bytes[0].is_ascii_digit() && !longer_than(line, LONGEST_NUMBERS)
        || !longer_than(line, LONGEST_VIDEO) && begins_video(line, vocabulary);
    let tail = &bytes[last_chars(line, TAIL)..];
    let mut seen = [false; 4];
    for &byte in tail {
        seen[KINDS[byte as usize] as usize] = true;
    }
    let [_, separator, colon, wide] = seen;
    out.separator = separator;
    if wide {
        out.marker = colon;
        out.ending = wide_tail(line);
        return out;
    }
    let paragraph = matches!(last, b'.' | b'"' | b'?' | b'!') && longer_than(line, SHORTEST_PARAGRAPH);
    let colon = colon || memchr::memmem::find(tail, b"...").is_some();
    // A paragraph that ends in a full stop and has no colon: a marker can stand only near its end.
    let near = if colon || !paragraph { tail } else { &bytes[last_chars(line, NEAR)..] };
    out.marker = holds_marker(near, colon, vocabulary)
        || bytes.len() > near.len() && holds_marker(&bytes[..first_chars(line, HEAD)], colon, vocabulary);
    out.ending = !paragraph && last_word_is_known(line, vocabulary);
    out
}

/// What a byte says: nothing, a separator, something like a colon, a script without spaces.
const KINDS: [u8; 256] = {
    let mut kinds = [0u8; 256];
    kinds[b'/' as usize] = 1;
    kinds[b'|' as usize] = 1;
    kinds[b'@' as usize] = 1;
    kinds[b'=' as usize] = 1;
    kinds[b':' as usize] = 2;
    // Lead bytes of © and … and of wide punctuation.
    kinds[0xC2] = 2;
    kinds[0xE2] = 2;
    kinds[0xEF] = 2;
    // Thai and its neighbours, kana, Han, Hangul.
    kinds[0xE0] = 3;
    let mut byte = 0xE3;
    while byte <= 0xED {
        kinds[byte] = 3;
        byte += 1;
    }
    kinds
};

fn begins_video(line: &str, vocabulary: &Vocabulary) -> bool {
    lines::video_head(line, vocabulary).is_some() || lines::duration_head(line, vocabulary).is_some()
}

/// Whether a word stands in `text` that begins a phrase which introduces a credit: one with a capital,
/// glued to the word before it or not, or one with a colon right behind it.
fn holds_marker(text: &[u8], colon: bool, vocabulary: &Vocabulary) -> bool {
    let bare = Class::MARKER_BARE | Class::FLAG | Class::CAPTION_LABEL;
    let classes = if colon { bare | Class::MARKER } else { bare };
    let mut folded = String::with_capacity(48);
    for (at, &byte) in text.iter().enumerate() {
        let start = match STARTS[byte as usize] {
            // Small letters, spaces, digits: nearly all of a text.
            0 => continue,
            // A capital begins a word, glued to the one before or not; inside a word in capitals it does not.
            1 => {
                let inside = at > 0
                    && text[at - 1].is_ascii_uppercase()
                    && !text.get(at + 1).is_some_and(u8::is_ascii_lowercase);
                if inside {
                    continue;
                }
                at
            }
            // A letter of another script begins a word where no letter stands before it.
            2 => {
                if at > 0 && is_letter(text[at - 1]) {
                    continue;
                }
                at
            }
            // Behind a word something like a colon.
            _ => {
                if text[at..].starts_with("©".as_bytes()) {
                    return true;
                }
                let word = text[..at].strip_suffix(b" ").unwrap_or(&text[..at]);
                word.iter().rposition(|b| !is_letter(*b)).map_or(0, |n| n + 1)
            }
        };
        let end = word_end(text, start);
        if end - start >= 2 && begins_phrase(&text[start..end], classes, vocabulary, &mut folded) {
            return true;
        }
    }
    false
}

/// What a byte may begin: nothing, a word with a capital, a word of another script, a colon.
const STARTS: [u8; 256] = {
    let mut starts = [0u8; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        starts[byte as usize] = 1;
        byte += 1;
    }
    let mut byte = 0xC3;
    while byte < 0xF5 {
        starts[byte] = 2;
        byte += 1;
    }
    starts[b':' as usize] = 3;
    starts[0xC2] = 3;
    starts[0xE2] = 3;
    starts[0xEF] = 3;
    starts
};

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80 && !matches!(byte, 0xE2 | 0xC2 | 0xEF)
}

fn word_end(text: &[u8], start: usize) -> usize {
    text[start..].iter().position(|b| !is_letter(*b)).map_or(text.len(), |n| start + n)
}

fn begins_phrase(word: &[u8], classes: u32, vocabulary: &Vocabulary, folded: &mut String) -> bool {
    // A tail may begin inside a character: that word is not judged.
    let Ok(word) = std::str::from_utf8(word) else { return true };
    folded.clear();
    fold_word(word, folded);
    vocabulary.begins(folded, classes)
}

/// Running text without spaces ends with a full stop and nothing behind it.
fn wide_tail(line: &str) -> bool {
    let Some(last) = line.chars().next_back() else { return false };
    if !matches!(last, '。' | '．' | '」' | '.' | '"' | '”' | '！' | '？' | '?') {
        return true;
    }
    line.chars().rev().skip(1).take(30).any(|c| matches!(c, '：' | '／' | '＝' | '（' | '【' | ':'))
}

/// The line ends in a word that also ends the name of an organisation, or a phrase of the lexicon.
fn last_word_is_known(line: &str, vocabulary: &Vocabulary) -> bool {
    let trimmed = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = trimmed.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8());
    let word = &trimmed[start..];
    if word.is_empty() || longer_than(word, LONGEST_WORD) {
        return false;
    }
    let mut folded = String::with_capacity(word.len());
    fold_word(word, &mut folded);
    let phrase = vocabulary.phrase(&folded).unwrap_or_default();
    if phrase.class.has(Class::FLAG | Class::JOB | Class::STATUS) {
        return true;
    }
    // In a long line a small word ends a sentence, unless the house writes itself small.
    let small = word.starts_with(char::is_lowercase) && longer_than(line, SHORT);
    let ends_a_name = if small { phrase.ending == Ending::Small } else { phrase.ending != Ending::None };
    ends_a_name || word.chars().next().is_some_and(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_tells_running_text_from_what_may_hold_a_credit() {
        let vocabulary = Vocabulary::builtin();
        for line in [
            "A boat at anchor. Foto: Ana Ruiz",
            "A boat at the Riverside CupCredit: PA",
            "Jan Falk im StudioQuelle: Udo Hahn",
            "KATE TRÄGT EINEN LOOKFoto: Ana Ruiz",
            "A boat at anchor. Photo by Ana Ruiz",
            "fot. Jan Nowak: PAP",
            "Лодка у причала. Фото: Иван Лебедев",
            "A boat (Reuters)",
            "A boat at anchor. Getty Images",
            "© Ana Ruiz",
            "Image caption The port was closed",
            "3 of 12 |",
            "VIDEO2:2002:20",
            "시민들이 걷고 있다. 연합뉴스",
        ] {
            assert!(look(line, &vocabulary).any(), "{line}");
        }
        for line in [
            "The council said on Tuesday that the work would take two more weeks than planned.",
            "Nobody had expected the water to rise so quickly, and nobody had prepared for it on the day.",
            "三年ぶりの港祭りには約五万人が訪れ、夜空を彩る花火に歓声が上がった。",
        ] {
            assert!(!look(line, &vocabulary).any(), "{line}");
        }
    }
}
