//! Creators who are written in more than one way across the catalog.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Error;
use super::text::one_case;
use crate::credit::length::longer_than;
use crate::query::Pages;

/// Spellings that are not the usual one of their creator, each with that one.
#[derive(Debug, Default)]
pub struct Variants(FxHashMap<Box<str>, Usual>);

/// The spelling to use instead, and how often either is used.
#[derive(Clone, Debug)]
pub struct Usual {
    /// The spelling.
    pub name: Box<str>,
    /// Items with it.
    pub items: u64,
    /// Items with the other.
    pub other_items: u64,
}

impl Variants {
    /// Whether every creator is written in one way.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The usual spelling of the creator that `printed` names otherwise.
    pub fn usual(&self, printed: &str) -> Option<&Usual> {
        self.0.get(printed)
    }

    /// Reads the catalog's creators.
    pub(super) fn find(pages: &Pages) -> Result<Self, Error> {
        let mut out = Self::default();
        let mut key = String::new();
        let mut spellings: Vec<(String, u64)> = Vec::new();
        pages.each_spelling(&mut |creator, printed, items| {
            if creator != key {
                out.settle(&mut spellings);
                creator.clone_into(&mut key);
            }
            spellings.push((printed.to_owned(), items));
        })?;
        out.settle(&mut spellings);
        out.turned(pages)?;
        Ok(out)
    }

    /// Keeps all spellings of one creator but the usual one. All capitals and small letters are matters
    /// of style, and of another rule.
    fn settle(&mut self, spellings: &mut Vec<(String, u64)>) {
        spellings.retain(|(s, _)| one_case(s).is_none() && s.contains(' '));
        let bare = |s: &str| {
            s.replace(['.', '\u{a0}'], " ").split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
        };
        let rank = |(text, items): &(String, u64)| (*items, text.chars().filter(|c| !c.is_ascii()).count());
        if let Some(usual) = spellings.iter().max_by_key(|s| rank(s)).cloned() {
            for (other, other_items) in spellings.drain(..) {
                if bare(&other) != bare(&usual.0) && words_differ(&bare(&other), &bare(&usual.0)) {
                    let usual = Usual { name: usual.0.as_str().into(), items: usual.1, other_items };
                    self.0.insert(other.into(), usual);
                }
            }
        }
        spellings.clear();
    }

    /// Names of two or three words in another order: `Orlova Lena`.
    fn turned(&mut self, pages: &Pages) -> Result<(), Error> {
        let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
        let sorted = |key: &str| -> Option<u64> {
            let mut words: Vec<&str> = key.split(' ').collect();
            words.sort_unstable();
            ((2..=3).contains(&words.len()) && words.iter().all(|w| w.chars().count() > 1))
                .then(|| xxh3_64(words.join(" ").as_bytes()))
        };
        pages.each_creator(&mut |key, _| {
            if let Some(hash) = sorted(key) {
                *seen.entry(hash).or_default() += 1;
            }
        })?;
        seen.retain(|_, count| *count > 1);
        if seen.is_empty() {
            return Ok(());
        }
        let mut turned: FxHashMap<u64, Vec<(Box<str>, u64)>> = FxHashMap::default();
        pages.each_creator(&mut |key, name| {
            if let Some(hash) = sorted(key).filter(|h| seen.contains_key(h)) {
                turned.entry(hash).or_default().push((name.into(), pages.items_of_creator(key).unwrap_or(0)));
            }
        })?;
        for names in turned.into_values() {
            // The first of those with the most items.
            let Some((usual, items)) = names.iter().cloned().reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
                continue;
            };
            for (name, other_items) in names.into_iter().filter(|(name, _)| *name != usual) {
                self.0.entry(name).or_insert(Usual { name: usual.clone(), items, other_items });
            }
        }
        Ok(())
    }
}

/// Whether words differ by more than the letter case of particles: `van der Berg`, `Van der Berg`.
fn words_differ(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    one.len() != other.len()
        || one.iter().zip(&other).any(|(a, b)| a != b && (longer_than(a, 3) || a.to_lowercase() != b.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::words_differ;

    #[test]
    fn the_letters_of_a_particle_are_counted_in_every_script() {
        assert!(!words_differ("Anna van der Berg", "Anna Van der Berg"));
        assert!(!words_differ("Анна де Берг", "Анна Де Берг"));
        assert!(words_differ("Anna Berg", "Anna BERG"));
    }
}
