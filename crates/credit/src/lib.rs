//! A credit line understood: tokens, markers, grammar, people, chain, authority.
//!
//! [`parse`] reads a line in these steps, each a file of its own: `tokens` cuts it into words and
//! gaps; `lexicon` and `authority` say what words mean; `grammar` takes segment by segment
//! for a person, an organisation, a status, a flag, a licence; `verdict` settles what stayed open
//! and whether the line is a credit at all; `chain` puts the organisations in order. `split`
//! finds the credit at the end of a caption.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod authority;
mod chain;
pub mod fold;
mod grammar;
mod judge;
mod lexicon;
mod licence;
mod markers;
pub mod model;
pub mod people;
mod reading;
mod shape;
mod signals;
mod split;
mod tokens;
mod user;
mod verdict;

pub use authority::Vocabulary;
pub use licence::link as licence_link;
pub use signals::look;
pub use split::{CaptionSplit, split_caption};
pub use split::{Strength, read_whole, split_and_parse, supplied};

/// Version of the grammar. A catalog understands every credit line anew that an older one understood: raise it
/// whenever the same line may say something else.
pub const VERSION: u32 = 1;

use lexicon::{Class, LEXICON};
use model::{Credit, CreditLine};

/// What `printed` says of who is owed credit. Pure; never fails: a line that is no credit gives a
/// [`Credit`] without people, organisations and flags, and a low confidence.
///
/// Spans are byte offsets into `printed`.
pub fn parse(printed: &str, vocabulary: &Vocabulary) -> Credit {
    let reading = grammar::read(printed, vocabulary);
    verdict::settle(reading, vocabulary)
}

impl CreditLine {
    /// Reads `printed`, a credit line with its marker if it has one.
    pub fn read(printed: impl Into<String>, vocabulary: &Vocabulary) -> Self {
        let printed = printed.into();
        let credit = parse(&printed, vocabulary);
        Self { printed, credit }
    }
}

/// Whether `text` is nothing but the name of a person.
pub fn is_name(text: &str) -> bool {
    let tokens = tokens::tokenise(text);
    let count = tokens.words.len();
    !text.contains(',')
        && !text.ends_with('.')
        && tokens.unbroken(0, count)
        && people::looks_like_name(&tokens, 0, count)
}

/// Whether `text` begins with a marker and a colon: `Fonte: …`. Such a line describes no picture.
pub fn begins_with_marker(text: &str) -> bool {
    let Some((head, _)) = text.split_once([':', '：']) else { return false };
    head.len() <= 40 && LEXICON.get(&fold::fold(head)).is_some_and(|e| e.class.has(Class::MARKER | Class::FLAG))
}

/// Whether `text` is a part of the page's interface: "Sign in", "hide caption".
pub fn is_interface(text: &str) -> bool {
    text.len() <= 80 && LEXICON.get(&fold::fold(text)).is_some_and(|e| e.class.has(Class::UI | Class::NOISE))
}

/// The caption behind a label that says so: `Image caption, The port was closed`.
pub fn labelled_caption(text: &str) -> Option<&str> {
    // Labels are phrases: most lines are told by their first word.
    let first = text.split([' ', ',', ':', '，', '：']).next().unwrap_or_default();
    if first.len() > 40 || !LEXICON.begins(&fold::fold(first), Class::CAPTION_LABEL) {
        return None;
    }
    let mut end = text.len().min(64);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let tokens = tokens::tokenise(head.get(..head.rfind(' ').unwrap_or(head.len())).unwrap_or(head));
    let found = LEXICON.longest_at(&tokens, 0, tokens.words.len(), Class::CAPTION_LABEL)?;
    let end = tokens.words[found.words - 1].end as usize;
    let caption = text[end..].trim_start_matches([' ', ',', ':', '，', '：', '、', '،', '\u{a0}', '-', '–', '|']);
    (!caption.is_empty()).then_some(caption)
}

/// Whether `text` says who wrote the article: `By Jane Ruiz`, `Von Ana Falk`.
pub fn is_byline(text: &str) -> bool {
    const HEADS: &[&str] = &[
        "By ",
        "by ",
        "von ",
        "BY ",
        "Von ",
        "VON ",
        "Par ",
        "Por ",
        "Di ",
        "Door ",
        "Av ",
        "Af ",
        "Tekst ",
        "Text ",
        "Texte ",
        "Autor ",
        "Autor:",
        "Écrit par ",
        "Written by ",
        "Reported by ",
        "Story by ",
        "Автор",
        "글 ",
        "文／",
        "文/",
    ];
    text.len() <= 160
        && HEADS.iter().any(|h| text.starts_with(h))
        && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}
