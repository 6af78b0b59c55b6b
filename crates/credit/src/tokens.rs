//! A credit line cut into words and the gaps between them.
//!
//! Words carry their folded form in one shared buffer, so that a run of words is a slice of it and
//! can be looked up without building a string. Gaps carry what stood between two words.

use super::class::Class;
use super::fold::{fold_word, is_east_asian, is_joiner, is_mark};
use super::vocabulary::Vocabulary;

/// What stands between two words, as a set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap(pub u32);

impl Gap {
    pub const SPACE: u32 = 1;
    pub const HYPHEN: u32 = 1 << 1;
    pub const DOT: u32 = 1 << 2;
    pub const COMMA: u32 = 1 << 3;
    pub const SLASH: u32 = 1 << 4;
    pub const PIPE: u32 = 1 << 5;
    pub const DASH: u32 = 1 << 6;
    pub const COLON: u32 = 1 << 7;
    pub const OPEN: u32 = 1 << 8;
    pub const CLOSE: u32 = 1 << 9;
    pub const ELLIPSIS: u32 = 1 << 10;
    pub const COPYRIGHT: u32 = 1 << 11;
    pub const AT: u32 = 1 << 12;
    pub const AMP: u32 = 1 << 13;
    pub const SEMICOLON: u32 = 1 << 14;
    pub const EQUALS: u32 = 1 << 15;
    pub const BULLET: u32 = 1 << 16;
    pub const QUOTE: u32 = 1 << 17;
    pub const NEWLINE: u32 = 1 << 18;
    pub const OTHER: u32 = 1 << 19;

    /// Marks that always part two names.
    pub const SEPARATORS: u32 = Self::COMMA
        | Self::SLASH
        | Self::PIPE
        | Self::DASH
        | Self::COLON
        | Self::OPEN
        | Self::CLOSE
        | Self::ELLIPSIS
        | Self::COPYRIGHT
        | Self::SEMICOLON
        | Self::EQUALS
        | Self::BULLET
        | Self::NEWLINE;

    pub fn has(self, marks: u32) -> bool {
        self.0 & marks != 0
    }
}

/// What a single word is by itself, and whether phrases begin with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexical {
    pub class: Class,
    /// Most words of a phrase that begins with it.
    pub longest: u8,
    /// Most words of an organisation's spelling that begins with it.
    pub houses: u8,
}

impl Lexical {
    /// What the folded word `word` is.
    pub fn of(word: &str, vocabulary: &Vocabulary) -> Self {
        let phrase = vocabulary.phrase(word).unwrap_or_default();
        Self { class: phrase.class, longest: phrase.longest, houses: phrase.houses }
    }
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Bytes of the line.
    pub start: u32,
    pub end: u32,
    /// Bytes of the folded buffer.
    pub folded_start: u32,
    pub folded_end: u32,
    /// What stands before it.
    pub gap: Gap,
    /// Letters and digits in it.
    pub letters: u8,
    pub upper: u8,
    pub lower: u8,
    pub digits: u8,
    /// Begins with a capital, or with a letter of a script without case.
    pub capital: bool,
    /// Its script has no case.
    pub caseless: bool,
    /// What the lexicon says of it, looked up once.
    pub lexical: Lexical,
}

/// A line in words.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub words: Vec<Word>,
    pub folded: String,
    /// What stands after the last word.
    pub tail: Gap,
}

impl Tokens {
    /// The folded form of words `from..to`.
    pub fn folded(&self, from: usize, to: usize) -> &str {
        if from >= to || to > self.words.len() {
            return "";
        }
        &self.folded[self.words[from].folded_start as usize..self.words[to - 1].folded_end as usize]
    }

    /// Whether no separator stands between words `from..to`: a phrase never spans one.
    pub fn unbroken(&self, from: usize, to: usize) -> bool {
        (from + 1..to).all(|i| !self.gap(i).has(Gap::SEPARATORS & !Gap::COMMA))
    }

    /// The classes of the single word at `index`.
    pub fn class(&self, index: usize) -> Class {
        self.words.get(index).map_or(Class::default(), |w| w.lexical.class)
    }

    /// The gap before word `index`, or after the last word.
    pub fn gap(&self, index: usize) -> Gap {
        self.words.get(index).map_or(self.tail, |w| w.gap)
    }
}

/// Cuts `line` into words.
pub(crate) fn tokenise(line: &str, vocabulary: &Vocabulary) -> Tokens {
    let mut out =
        Tokens { words: Vec::with_capacity(12), folded: String::with_capacity(line.len() + 8), tail: Gap::default() };
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut gap = 0u32;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_alphanumeric() || b >= 0x80 {
            let c = char_at(line, at);
            if is_letter(c) {
                at = word(line, at, gap, vocabulary, &mut out);
                gap = 0;
                continue;
            }
            gap |= wide_gap(c, line, at);
            at += c.len_utf8();
            continue;
        }
        gap |= ascii_gap(bytes, at);
        at += 1;
    }
    out.tail = Gap(gap);
    out
}

/// Letters and digits; the scripts of most lines are told without a look into Unicode's tables.
fn is_letter(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{52f}' => !matches!(c, '\u{482}'..='\u{489}'),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        _ => c.is_alphanumeric(),
    }
}

fn char_at(line: &str, at: usize) -> char {
    line[at..].chars().next().unwrap_or(' ')
}

fn word(line: &str, start: usize, gap: u32, vocabulary: &Vocabulary, out: &mut Tokens) -> usize {
    let bytes = line.as_bytes();
    let mut w = Word {
        start: start as u32,
        end: 0,
        folded_start: 0,
        folded_end: 0,
        gap: Gap(gap),
        letters: 0,
        upper: 0,
        lower: 0,
        digits: 0,
        capital: false,
        caseless: false,
        lexical: Lexical::default(),
    };
    let mut at = start;
    let mut end = start;
    while at < bytes.len() {
        let b = bytes[at];
        if b < 0x80 {
            if b.is_ascii_alphabetic() {
                if w.caseless {
                    break;
                }
                w.letters = w.letters.saturating_add(1);
                if b.is_ascii_uppercase() {
                    w.upper = w.upper.saturating_add(1);
                    w.capital |= at == start;
                } else {
                    w.lower = w.lower.saturating_add(1);
                }
            } else if b.is_ascii_digit() {
                w.digits = w.digits.saturating_add(1);
            } else if b == b'\''
                && at + 1 < bytes.len()
                && (bytes[at + 1].is_ascii_alphabetic() || bytes[at + 1] >= 0x80)
            {
                at += 1;
                continue;
            } else {
                break;
            }
            at += 1;
            end = at;
            continue;
        }
        let c = char_at(line, at);
        if is_letter(c) || is_mark(c) {
            if !c.is_alphabetic() && c.is_numeric() {
                w.digits = w.digits.saturating_add(1);
            } else {
                w.letters = w.letters.saturating_add(1);
                if c.is_uppercase() {
                    w.upper = w.upper.saturating_add(1);
                    w.capital |= at == start;
                } else if c.is_lowercase() {
                    w.lower = w.lower.saturating_add(1);
                } else if at > start && (w.upper > 0 || w.lower > 0) && is_east_asian(c) {
                    w.letters -= 1;
                    break;
                } else if at == start {
                    w.caseless = true;
                    w.capital = true;
                }
            }
            at += c.len_utf8();
            end = at;
        } else if is_joiner(c) {
            at += c.len_utf8();
        } else {
            break;
        }
    }
    w.end = end as u32;
    if !out.folded.is_empty() {
        out.folded.push(' ');
    }
    w.folded_start = out.folded.len() as u32;
    fold_word(&line[start..end], &mut out.folded);
    w.folded_end = out.folded.len() as u32;
    w.lexical = Lexical::of(&out.folded[w.folded_start as usize..], vocabulary);
    out.words.push(w);
    end
}

fn ascii_gap(bytes: &[u8], at: usize) -> u32 {
    let space_at = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_none_or(|b| b.is_ascii_whitespace());
    match bytes[at] {
        b'\n' | b'\r' => Gap::NEWLINE,
        b' ' | b'\t' => Gap::SPACE,
        b'/' | b'\\' => Gap::SLASH,
        b'|' => Gap::PIPE,
        b',' => Gap::COMMA,
        b';' => Gap::SEMICOLON,
        b':' => Gap::COLON,
        b'=' => Gap::EQUALS,
        b'(' | b'[' | b'{' | b'<' => Gap::OPEN,
        b')' | b']' | b'}' | b'>' => Gap::CLOSE,
        b'@' => Gap::AT,
        b'&' | b'+' => Gap::AMP,
        b'"' | b'*' | b'\'' | b'`' => Gap::QUOTE,
        b'.' if bytes.get(at + 1) == Some(&b'.') || at > 0 && bytes[at - 1] == b'.' => Gap::ELLIPSIS,
        b'.' => Gap::DOT,
        b'-' if space_at(at.checked_sub(1)) || space_at(Some(at + 1)) => Gap::DASH,
        b'-' if bytes.get(at + 1) == Some(&b'-') || at > 0 && bytes[at - 1] == b'-' => Gap::DASH,
        b'-' | b'_' => Gap::HYPHEN,
        _ => Gap::OTHER,
    }
}

fn wide_gap(c: char, line: &str, at: usize) -> u32 {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Gap::SPACE,
        '／' | '⁄' | '∕' | '＼' => Gap::SLASH,
        '｜' | '│' | '¦' | '┃' | '丨' => Gap::PIPE,
        '，' | '、' | '،' => Gap::COMMA,
        '；' | '؛' => Gap::SEMICOLON,
        '：' | '∶' => Gap::COLON,
        '＝' => Gap::EQUALS,
        '（' | '【' | '〔' | '［' | '〈' | '《' | '「' | '『' | '＜' => Gap::OPEN,
        '）' | '】' | '〕' | '］' | '〉' | '》' | '」' | '』' | '＞' => Gap::CLOSE,
        '…' => Gap::ELLIPSIS,
        '©' | 'ⓒ' | '℗' | '®' | 'Ⓒ' => Gap::COPYRIGHT,
        '＠' => Gap::AT,
        '＆' => Gap::AMP,
        '•' | '●' | '▪' | '■' | '▲' | '►' | '▶' | '※' | '◆' | '★' | '→' => Gap::BULLET,
        // A middle dot parts names in Latin script and joins the parts of one in Japanese.
        '·' | '∙' | '・' | '‧' if line[..at].chars().next_back().is_some_and(char::is_whitespace) => Gap::BULLET,
        '·' | '∙' | '・' | '‧' => Gap::HYPHEN,
        '–' | '—' | '―' | '−' | '─' => Gap::DASH,
        '‐' | '‑' => Gap::HYPHEN,
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' => Gap::QUOTE,
        '。' | '．' | '｡' => Gap::DOT,
        _ => Gap::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_gaps() {
        let t = tokenise("Ana O’Brien/AP-Öst | (c) 2017", &Vocabulary::builtin());
        let words: Vec<_> = t.words.iter().map(|w| &t.folded[w.folded_start as usize..w.folded_end as usize]).collect();
        assert_eq!(words, ["ana", "obrien", "ap", "ost", "c", "2017"]);
        assert!(t.words[2].gap.has(Gap::SLASH));
        assert!(t.words[3].gap.has(Gap::HYPHEN));
        assert!(t.words[4].gap.has(Gap::PIPE) && t.words[4].gap.has(Gap::OPEN));
        assert_eq!(t.folded(0, 2), "ana obrien");
    }
}
