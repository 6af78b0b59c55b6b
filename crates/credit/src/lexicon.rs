//! The words of credit lines in all languages, from `data/words.csv`.
//!
//! The lexicon is constant data: it is the same for every call and is read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::tokens::Tokens;
use crate::model::{Flag, Status};

/// What a word or phrase can be, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(pub u32);

impl Class {
    /// Introduces a credit when a separator follows: `Foto:`.
    pub const MARKER: u32 = 1;
    /// Introduces a credit by itself: `Photo by`.
    pub const MARKER_BARE: u32 = 1 << 1;
    pub const FLAG: u32 = 1 << 2;
    pub const STATUS: u32 = 1 << 3;
    /// Job words and ranks beside a name.
    pub const JOB: u32 = 1 << 4;
    /// Makes a name an organisation: Agency, Verlag, Police.
    pub const SHAPE: u32 = 1 << 5;
    /// Joins the parts of a personal name: van, de, al.
    pub const PARTICLE: u32 = 1 << 6;
    /// Never part of a personal name.
    pub const COMMON: u32 = 1 << 7;
    /// A whole line that is a part of the page: Sign in.
    pub const UI: u32 = 1 << 8;
    /// A line with it is about something else: credit score.
    pub const NEGATIVE: u32 = 1 << 9;
    /// Says nothing about who is owed credit.
    pub const NOISE: u32 = 1 << 10;
    /// A role beside the photographer: Styling.
    pub const OTHER_ROLE: u32 = 1 << 11;
    pub const VIA: u32 = 1 << 12;
    pub const FOR: u32 = 1 << 13;
    pub const FROM: u32 = 1 << 14;
    pub const BY: u32 = 1 << 15;
    pub const AND: u32 = 1 << 16;
    /// A marker that also stands under statistics: `Source:`. Weaker evidence of a picture.
    pub const SOURCE: u32 = 1 << 17;
    /// Introduces a caption: `Image caption, …`.
    pub const CAPTION_LABEL: u32 = 1 << 18;
    /// With SHAPE: the word is a surname too (Court, Post, Park).
    pub const WEAK: u32 = 1 << 19;

    pub fn has(self, classes: u32) -> bool {
        self.0 & classes != 0
    }
}

/// One phrase of the lexicon.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub class: Class,
    pub flag: Option<Flag>,
    pub status: Option<Status>,
    /// Longest phrase, in words, that begins with this word; 0 when none begins with it.
    longest: u8,
    /// Classes of the phrases that begin with this word.
    heads: u32,
}

/// What a single word is by itself, and whether phrases begin with it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lexical {
    pub class: Class,
    longest: u8,
}

/// A phrase found in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub words: usize,
    pub entry: Entry,
}

/// A marker that stands behind a name, glued to it, in a script without spaces.
pub(super) struct Suffix {
    pub text: String,
}

pub(super) struct Lexicon {
    phrases: FxHashMap<Box<str>, Entry>,
    /// Parts of names of organisations in scripts without spaces.
    pub shape_parts: Vec<String>,
    /// Markers that follow the name in such scripts, longest first.
    pub suffixes: Vec<Suffix>,
    /// Negative phrases of scripts without spaces: found inside words.
    pub negative_parts: Vec<String>,
    /// Words of the page's interface that stand behind a credit, in lower case: "hide caption".
    pub interface_tails: Vec<String>,
}

/// The lexicon that ships with the program.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(include_str!("data/words.csv")));

impl Lexicon {
    fn load(csv: &str) -> Self {
        let mut lexicon = Self {
            phrases: FxHashMap::default(),
            shape_parts: Vec::new(),
            suffixes: Vec::new(),
            negative_parts: Vec::new(),
            interface_tails: Vec::new(),
        };
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        // The data ships inside the program and a test reads every row of it.
        for row in reader.records().flatten() {
            let (Some(word), Some(class), Some(value)) = (row.get(0), row.get(1), row.get(2)) else {
                continue;
            };
            lexicon.add(word, class, value);
        }
        lexicon.suffixes.sort_by_key(|s| std::cmp::Reverse(s.text.len()));
        lexicon
    }

    fn add(&mut self, word: &str, class: &str, value: &str) {
        let folded = fold_keeping_the(word);
        if folded.is_empty() {
            return;
        }
        match class {
            "shape-part" => return self.shape_parts.push(folded),
            "interface-tail" => return self.interface_tails.push(word.to_lowercase()),
            "suffix" => return self.suffixes.push(Suffix { text: folded }),
            _ => {}
        }
        if class == "negative" && folded.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit()) {
            return self.negative_parts.push(folded);
        }
        let Some(bit) = class_of(class) else { return };
        let words = folded.split(' ').count() as u8;
        let first: Box<str> = folded.split(' ').next().unwrap_or_default().into();
        let entry = self.phrases.entry(folded.into()).or_default();
        entry.class.0 |= bit;
        entry.flag = entry.flag.or(Flag::from_name(value).filter(|_| bit == Class::FLAG));
        entry.status = entry.status.or(Status::from_name(value).filter(|_| bit == Class::STATUS));
        let head = self.phrases.entry(first).or_default();
        head.longest = head.longest.max(words);
        head.heads |= bit;
    }

    /// The phrase that is exactly `folded`.
    pub fn get(&self, folded: &str) -> Option<Entry> {
        self.phrases.get(folded).copied().filter(|e| e.class.0 != 0)
    }

    /// Whether a phrase of one of `classes` begins with the folded word `first`.
    pub fn begins(&self, first: &str, classes: u32) -> bool {
        self.phrases.get(first).is_some_and(|e| Class(e.heads).has(classes))
    }

    /// What the single folded word `word` is.
    pub fn lexical(&self, word: &str) -> Lexical {
        self.phrases.get(word).map_or(Lexical::default(), |e| Lexical { class: e.class, longest: e.longest })
    }

    /// The classes of the single word at `index`.
    pub fn class(&self, tokens: &Tokens, index: usize) -> Class {
        tokens.words.get(index).map_or(Class::default(), |w| w.lexical.class)
    }

    /// The longest phrase of one of `classes` that begins at word `from` and ends by `to`.
    pub fn longest_at(&self, tokens: &Tokens, from: usize, to: usize, classes: u32) -> Option<Found> {
        let head = tokens.words.get(from)?.lexical;
        let most = usize::from(head.longest).min(to.saturating_sub(from));
        (1..=most).rev().find_map(|words| {
            let entry = self.phrases.get(tokens.folded(from, from + words))?;
            (entry.class.has(classes) && tokens.unbroken(from, from + words)).then_some(Found { words, entry: *entry })
        })
    }

    /// The longest phrase of one of `classes` that ends before word `to` and begins at `from` or later.
    pub fn longest_before(&self, tokens: &Tokens, from: usize, to: usize, classes: u32) -> Option<Found> {
        const LONGEST: usize = 5;
        (1..=(to - from).min(LONGEST)).rev().find_map(|words| {
            let entry = self.phrases.get(tokens.folded(to - words, to))?;
            (entry.class.has(classes) && tokens.unbroken(to - words, to)).then_some(Found { words, entry: *entry })
        })
    }
}

/// Phrases keep their leading "the": it is a word like any other here.
fn fold_keeping_the(word: &str) -> String {
    match word.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => format!("the {}", fold(&word[4..])),
        _ => fold(word),
    }
}

fn class_of(name: &str) -> Option<u32> {
    Some(match name {
        "marker" => Class::MARKER,
        "marker-source" => Class::MARKER | Class::SOURCE,
        "marker-bare" => Class::MARKER_BARE,
        "flag" => Class::FLAG,
        "status" => Class::STATUS,
        "job" => Class::JOB,
        "shape" => Class::SHAPE,
        "shape-weak" => Class::SHAPE | Class::WEAK,
        "particle" => Class::PARTICLE,
        "common" => Class::COMMON,
        "ui" => Class::UI,
        "negative" => Class::NEGATIVE,
        "noise" => Class::NOISE,
        "other-role" => Class::OTHER_ROLE,
        "via" => Class::VIA,
        "for" => Class::FOR,
        "caption-label" => Class::CAPTION_LABEL,
        "from" => Class::FROM,
        "by" => Class::BY,
        "and" => Class::AND,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_data_is_understood() {
        let mut reader = csv::Reader::from_reader(include_str!("data/words.csv").as_bytes());
        let mut seen = std::collections::HashSet::new();
        for (number, row) in reader.records().enumerate() {
            let row = row.unwrap_or_else(|e| panic!("row {}: {e}", number + 2));
            assert_eq!(row.len(), 4, "row {}: {row:?}", number + 2);
            let (word, class, value) = (&row[0], &row[1], &row[2]);
            assert!(!fold(word).is_empty(), "row {}: {word}", number + 2);
            assert!(
                class_of(class).is_some() || ["shape-part", "suffix", "interface-tail"].contains(&class),
                "row {}: {class}",
                number + 2
            );
            assert!(
                value.is_empty() || Flag::from_name(value).is_some() || Status::from_name(value).is_some(),
                "row {}: {value}",
                number + 2
            );
            assert!(
                seen.insert((word.to_lowercase(), class.to_owned(), value.to_owned())),
                "row {} is there twice",
                number + 2
            );
        }
    }
}
