//! Which known organisation a name may be a slip of: one letter more, less or other, or cut off.
//!
//! Every spelling is indexed by itself and by itself without each of its letters; two names one letter
//! apart share one of these, so that a look-up costs as many steps as the name has letters.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::text::{distance, fold};
use crate::credit::SpellingKind;
use crate::credit::Vocabulary;

/// A name shorter than this, in letters, is one letter apart from too much.
const SHORT: usize = 7;
/// Letters of a name cut off, at least: fewer may begin anything.
const SHORT_HEAD: usize = 9;

/// The index.
#[derive(Debug, Default)]
pub struct Nearest {
    /// Folded spelling, and the name of its organisation; sorted.
    spellings: Vec<(Box<str>, Box<str>)>,
    /// Hash of a spelling without one of its letters to places in `spellings`.
    without: FxHashMap<u64, Vec<u32>>,
}

impl Nearest {
    /// Indexes the authority.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut spellings: Vec<(Box<str>, Box<str>)> = Vec::new();
        for entry in vocabulary.organisations() {
            let current = entry.spellings().filter(|s| s.kind != SpellingKind::Misspelt);
            for text in std::iter::once(entry.name).chain(current.map(|s| s.text)) {
                spellings.push((fold(text).into(), entry.name.into()));
            }
        }
        spellings.sort_unstable();
        let mut without: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, (spelling, _)) in spellings.iter().enumerate() {
            if spelling.chars().count() + 1 >= SHORT {
                for hash in neighbours(spelling) {
                    without.entry(hash).or_default().push(at as u32);
                }
            }
        }
        Self { spellings, without }
    }

    /// The organisation of which `name` is a slip by one letter.
    pub fn slip(&self, name: &str) -> Option<&str> {
        let name = fold(name);
        if name.chars().count() < SHORT {
            return None;
        }
        let places = neighbours(&name).filter_map(|hash| self.without.get(&hash)).flatten();
        let near = places.map(|at| &self.spellings[*at as usize]);
        near.filter(|(spelling, _)| **spelling != *name && spelling.chars().next() == name.chars().next())
            .find(|(spelling, _)| distance(spelling, &name, 1).is_some())
            .map(|(_, organisation)| &**organisation)
    }

    /// The spelling that `name` is the beginning of, cut off inside a word.
    pub fn cut_off(&self, name: &str) -> Option<(&str, &str)> {
        let name = fold(name);
        if name.chars().count() < SHORT_HEAD || !name.contains(' ') {
            return None;
        }
        let from = self.spellings.partition_point(|(s, _)| **s < *name);
        let (spelling, organisation) = self.spellings.get(from)?;
        let rest = spelling.strip_prefix(name.as_str())?;
        (!rest.is_empty() && !rest.starts_with(' ')).then_some((spelling, organisation))
    }
}

/// Hashes of `text` and of it without each of its letters.
fn neighbours(text: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let whole = xxh3_64(text.as_bytes());
    std::iter::once(whole).chain(letters.into_iter().map(move |(at, letter)| {
        let mut shorter = String::with_capacity(text.len());
        shorter.push_str(&text[..at]);
        shorter.push_str(&text[at + letter.len_utf8()..]);
        xxh3_64(shorter.as_bytes())
    }))
}
