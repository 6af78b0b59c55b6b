//! The document's own facts, where the text says them: title, publisher, date, language, address.
//!
//! Taken from a head of `Name: value` lines, or from the first lines of the page; never guessed.

use super::blocks::Block;
use crate::date::date_in;
use crate::model::{Document, MediaItem};
use cutline_credit::length::wider_than;
use cutline_credit::{Vocabulary, is_byline};

/// Reads the facts of a plain-text article into `document`. What belongs to one of `items` says
/// nothing of the document: a caption's date is the picture's.
pub(super) fn read(blocks: &[Block<'_>], items: &[MediaItem], vocabulary: &Vocabulary, document: &mut Document) {
    let own = |b: &&Block<'_>| {
        let span = b.span();
        !items.iter().any(|i| span.start < i.evidence.span.end && span.end > i.evidence.span.start)
    };
    let blocks: Vec<Block<'_>> = blocks.iter().take(40).filter(own).copied().collect();
    for block in blocks.iter().take(12) {
        if let Some((name, value)) = block.text.split_once(':') {
            field(name, value, document);
        }
    }
    if document.title.is_none() {
        document.title = headline(&blocks, vocabulary).map(str::to_owned);
    }
    if document.published.is_none() {
        document.published =
            blocks.iter().take(20).filter(|b| !wider_than(b.text, LONGEST_DATE_LINE)).find_map(|b| date_in(b.text));
    }
}

/// Names of fields in a head are no longer than this, in characters.
const LONGEST_FIELD: usize = 24;
/// A headline is no longer than this, in characters.
const LONGEST_HEADLINE: usize = 220;

/// A line that says when the article appeared is no longer than this, in characters; a sentence with a
/// date in it is.
const LONGEST_DATE_LINE: usize = 90;

/// Takes a `name: value` line of a head; unknown names are left alone.
pub(crate) fn field(name: &str, value: &str, document: &mut Document) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() || wider_than(name, LONGEST_FIELD) {
        return;
    }
    let into = match name.trim().to_lowercase().as_str() {
        "title" | "headline" | "titel" | "titre" | "título" | "titolo" => &mut document.title,
        "url" | "link" | "canonical" | "permalink" => &mut document.url,
        "publisher" | "site" | "sitename" | "site_name" | "publication" | "newspaper" | "outlet" => {
            &mut document.publisher
        }
        "lang" | "language" => &mut document.language,
        "date" | "published" | "pubdate" | "date_published" | "datum" | "fecha" => {
            if document.published.is_none() {
                document.published = date_in(value);
            }
            return;
        }
        _ => return,
    };
    into.get_or_insert_with(|| value.to_owned());
}

/// The first line at the head of the page that reads like a headline.
fn headline<'t>(blocks: &[Block<'t>], vocabulary: &Vocabulary) -> Option<&'t str> {
    for block in blocks.iter().take(6) {
        let text = block.text;
        let words = text.split_whitespace().count();
        let wide = text.chars().filter(|c| !c.is_ascii()).count() * 2 > text.chars().count();
        // Running text: the headline is passed, or there is none.
        if wider_than(text, LONGEST_HEADLINE) || words > 14 && text.ends_with('.') {
            return None;
        }
        let enough = words >= 4 || wide && text.chars().count() >= 10;
        if enough
            && !is_byline(text, vocabulary)
            && date_in(text).is_none()
            && !text.contains('|')
            && !text.ends_with([':', ','])
            && !text.starts_with(['©', '•'])
            && !says_an_hour(text)
        {
            return Some(text);
        }
    }
    None
}

/// `Stand: 10:49 Uhr`, `5:00`.
fn says_an_hour(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit())
}
