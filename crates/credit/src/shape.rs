//! What a run of words looks like: prose, a year, an organisation's name.

use super::lexicon::{Class, LEXICON};
use super::tokens::{Gap, Tokens};

/// `警視庁提供` is a name and a marker without a space between them: parted here.
pub(super) fn part_suffixes(printed: &str, tokens: &mut Tokens) {
    let mut at = 0;
    while at < tokens.words.len() {
        let word = tokens.words[at];
        if word.caseless && word.letters > 2 {
            let folded = &tokens.folded[word.folded_start as usize..word.folded_end as usize];
            let suffix =
                LEXICON.suffixes.iter().find(|s| folded.len() > s.text.len() && folded.ends_with(s.text.as_str()));
            let text = &printed[word.start as usize..word.end as usize];
            if let Some(suffix) = suffix.filter(|s| text.ends_with(s.text.as_str())) {
                let length = suffix.text.len() as u32;
                let letters = suffix.text.chars().count() as u8;
                let mut tail = word;
                tail.start = word.end - length;
                tail.folded_start = word.folded_end - length;
                tail.gap = Gap::default();
                tail.letters = letters;
                tail.lexical = LEXICON.lexical(&suffix.text);
                let head_text = &tokens.folded[word.folded_start as usize..tail.folded_start as usize];
                let lexical = LEXICON.lexical(head_text);
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
pub(super) fn is_prose(tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut small = 0;
    for i in from..to {
        let word = &tokens.words[i];
        if word.caseless || word.letters == 0 || word.upper > 0 || word.digits > 0 {
            continue;
        }
        let class = LEXICON.class(tokens, i);
        if !class.has(Class::PARTICLE | Class::AND | Class::SHAPE) && !links_names(tokens.folded(i, i + 1)) {
            small += 1;
        }
    }
    let caseless = (from..to).filter(|i| tokens.words[*i].caseless).count();
    small > 0 || caseless > 5
}

/// Small words inside the names of organisations.
fn links_names(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "for"
            | "the"
            | "and"
            | "in"
            | "on"
            | "at"
            | "des"
            | "der"
            | "dos"
            | "das"
            | "per"
            | "pour"
            | "para"
            | "por"
            | "fur"
            | "und"
            | "sur"
            | "aux"
            | "au"
            | "unas"
            | "os"
            | "as"
            | "im"
            | "zur"
            | "zum"
            | "von"
            | "s"
    )
}

pub(super) fn is_year_at(tokens: &Tokens, index: usize) -> bool {
    index < tokens.words.len() && is_year(tokens, index)
}

pub(super) fn is_year(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.folded(index, index + 1);
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// The phrase before `end` ends in of, by, from, via: what follows is who.
pub(super) fn ends_with_connective(tokens: &Tokens, end: usize) -> bool {
    matches!(
        tokens.folded(end - 1, end),
        "of" | "by"
            | "from"
            | "via"
            | "to"
            | "von"
            | "der"
            | "de"
            | "par"
            | "por"
            | "di"
            | "da"
            | "af"
            | "av"
            | "sur"
            | "dari"
            | "oleh"
            | "za"
    )
}

/// Words that make a name an organisation: Agency, Ltd, Police, a domain, an acronym.
pub(super) fn has_organisation_shape(tokens: &Tokens, from: usize, to: usize) -> bool {
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
        let class = LEXICON.class(tokens, i);
        if class.has(Class::SHAPE)
            && !class.has(Class::WEAK)
            && (word.capital || word.caseless)
            && !(class.has(Class::PARTICLE) && to - from > 1)
        {
            return true;
        }
        word.caseless && word.letters > 1 && {
            let folded = tokens.folded(i, i + 1);
            LEXICON.shape_parts.iter().any(|p| folded.len() > p.len() && (folded.ends_with(p.as_str())))
        }
    })
}

/// `DENMARK OUT`, `NO SALES`, `EDITORIAL USE ONLY`: what agencies write about the use of a picture.
pub(super) fn restricts(tokens: &Tokens, from: usize, to: usize) -> bool {
    if to - from < 2 || to - from > 10 {
        return false;
    }
    let shouted = (from..to).all(|i| tokens.words[i].lower == 0);
    let first = tokens.folded(from, from + 1);
    let about = |i: usize| {
        matches!(
            tokens.folded(i, i + 1),
            "sales"
                | "resales"
                | "archives"
                | "archiving"
                | "archive"
                | "internet"
                | "tv"
                | "commercial"
                | "use"
                | "restrictions"
        )
    };
    shouted && tokens.folded(to - 1, to) == "out"
        || first == "no" && (from..to).any(about)
        || matches!(
            tokens.folded(from, to),
            "editorial use only" | "for editorial use only" | "mandatory credit" | "internet out"
        )
}
