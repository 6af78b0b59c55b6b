//! Phrases of the vocabulary found in the words of a line.

use crate::phrase::Phrase;
use crate::tokens::Tokens;
use crate::vocabulary::Vocabulary;

/// A phrase found in a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub words: usize,
    pub entry: Phrase,
}

/// A spelling of an organisation found in a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct House {
    pub words: usize,
    /// The number of the organisation.
    pub number: usize,
}

/// Most words of a phrase that is looked for from its end.
const LONGEST_PHRASE: usize = 5;
/// Most words of a spelling that is looked for from its end.
const LONGEST_SPELLING: usize = 6;

impl Vocabulary {
    /// The longest phrase of one of `classes` that begins at word `from` and ends by `to`.
    pub(crate) fn phrase_at(&self, tokens: &Tokens, from: usize, to: usize, classes: u32) -> Option<Found> {
        let head = tokens.words.get(from)?.lexical;
        let most = usize::from(head.longest).min(to.saturating_sub(from));
        (1..=most).rev().find_map(|words| {
            let entry = self.phrase(tokens.folded(from, from + words))?;
            (entry.class.has(classes) && tokens.unbroken(from, from + words)).then_some(Found { words, entry })
        })
    }

    /// The longest phrase of one of `classes` that ends before word `to` and begins at `from` or later.
    pub(crate) fn phrase_before(&self, tokens: &Tokens, from: usize, to: usize, classes: u32) -> Option<Found> {
        (1..=(to - from).min(LONGEST_PHRASE)).rev().find_map(|words| {
            let entry = self.phrase(tokens.folded(to - words, to))?;
            (entry.class.has(classes) && tokens.unbroken(to - words, to)).then_some(Found { words, entry })
        })
    }

    /// The organisation whose spelling is the longest run of words that begins at `from`.
    pub(crate) fn house_at(&self, tokens: &Tokens, from: usize, to: usize) -> Option<House> {
        let the = usize::from(tokens.folded(from, from + 1) == "the" && from + 1 < to);
        let start = from + the;
        let most = usize::from(tokens.words.get(start)?.lexical.houses).min(to.saturating_sub(start));
        (1..=most)
            .rev()
            .filter(|n| tokens.unbroken(start, start + n))
            .find_map(|n| Some(House { words: n + the, number: self.spelled(tokens.folded(start, start + n))? }))
    }

    /// The same for the longest run of words that ends before `to`.
    pub(crate) fn house_before(&self, tokens: &Tokens, from: usize, to: usize) -> Option<House> {
        (1..=(to - from).min(LONGEST_SPELLING))
            .rev()
            .filter(|n| tokens.unbroken(to - n, to))
            .find_map(|n| Some(House { words: n, number: self.spelled(tokens.folded(to - n, to))? }))
    }
}
