//! What a run of words looks like: prose, a year, an organisation's name.

use super::class::{Class, List};
use super::tokens::{Gap, Lexical, Tokens};
use super::vocabulary::Vocabulary;

/// `警視庁提供` is a name and a marker without a space between them: parted here.
pub(crate) fn part_suffixes(printed: &str, tokens: &mut Tokens, vocabulary: &Vocabulary) {
    let mut at = 0;
    while at < tokens.words.len() {
        let word = tokens.words[at];
        if word.caseless && word.letters > 2 {
            let folded = &tokens.folded[word.folded_start as usize..word.folded_end as usize];
            let suffix =
                vocabulary.list(List::Suffix).iter().find(|s| folded.len() > s.len() && folded.ends_with(s.as_ref()));
            let text = &printed[word.start as usize..word.end as usize];
            if let Some(suffix) = suffix.filter(|s| text.ends_with(s.as_ref())) {
                let length = suffix.len() as u32;
                let letters = suffix.chars().count() as u8;
                let mut tail = word;
                tail.start = word.end - length;
                tail.folded_start = word.folded_end - length;
                tail.gap = Gap::default();
                tail.letters = letters;
                tail.lexical = Lexical::of(suffix, vocabulary);
                let head_text = &tokens.folded[word.folded_start as usize..tail.folded_start as usize];
                let lexical = Lexical::of(head_text, vocabulary);
                let head = &mut tokens.words[at];
                head.lexical = lexical;
                head.end = tail.start;
                head.folded_end = tail.folded_start;
                head.letters = word.letters.saturating_sub(letters);
                tokens.words.insert(at + 1, tail);
                at += 1;
            }
        }
        at += 1;
    }
}

/// Small words that no name has: the words are running text.
pub(crate) fn is_prose(tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut small = 0;
    for i in from..to {
        let word = &tokens.words[i];
        if word.caseless || word.letters == 0 || word.upper > 0 || word.digits > 0 {
            continue;
        }
        let class = tokens.class(i);
        if !class.has(Class::PARTICLE | Class::AND | Class::SHAPE | Class::SMALL) {
            small += 1;
        }
    }
    let caseless = (from..to).filter(|i| tokens.words[*i].caseless).count();
    small > 0 || caseless > 5
}

pub(crate) fn is_year_at(tokens: &Tokens, index: usize) -> bool {
    index < tokens.words.len() && is_year(tokens, index)
}

pub(crate) fn is_year(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.folded(index, index + 1);
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Words that make a name an organisation: Agency, Ltd, Police, a domain, an acronym.
pub(crate) fn has_organisation_shape(tokens: &Tokens, from: usize, to: usize, vocabulary: &Vocabulary) -> bool {
    // A domain: n-tv.de
    let last = &tokens.words[to - 1];
    if to - from > 1
        && to - from <= 5
        && tokens.gap(to - 1).0 == Gap::DOT
        && last.lower == last.letters
        && (2..=4).contains(&last.letters)
    {
        return true;
    }
    if to - from > 10 || is_prose(tokens, from, to) {
        return false;
    }
    (from..to).any(|i| {
        let word = &tokens.words[i];
        let class = tokens.class(i);
        if class.has(Class::SHAPE)
            && !class.has(Class::WEAK)
            && (word.capital || word.caseless)
            && !(class.has(Class::PARTICLE) && to - from > 1)
        {
            return true;
        }
        word.caseless && word.letters > 1 && {
            let folded = tokens.folded(i, i + 1);
            vocabulary.list(List::ShapePart).iter().any(|p| folded.len() > p.len() && folded.ends_with(p.as_ref()))
        }
    })
}

/// `DENMARK OUT`, `NO SALES`, `EDITORIAL USE ONLY`: what agencies write about the use of a picture.
pub(crate) fn restricts(tokens: &Tokens, from: usize, to: usize, vocabulary: &Vocabulary) -> bool {
    if to - from < 2 || to - from > 10 {
        return false;
    }
    let shouted = (from..to).all(|i| tokens.words[i].lower == 0);
    let about = |i: usize| tokens.class(i).has(Class::RESTRICTED);
    shouted && tokens.class(to - 1).has(Class::RESTRICTION_END)
        || tokens.class(from).has(Class::RESTRICTION_HEAD) && (from..to).any(about)
        || vocabulary.is(tokens.folded(from, to), Class::RESTRICTION)
}
