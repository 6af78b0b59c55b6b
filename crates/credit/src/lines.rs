//! What a line is besides a credit: a name, a byline, a part of the page, a caption behind its label.

use super::class::{Class, List};
use super::fold::fold;
use super::length::{first_chars, longer_than};
use super::people;
use super::tokens::tokenise;
use super::vocabulary::Vocabulary;

/// Most characters of a marker before its colon.
const LONGEST_MARKER: usize = 40;
/// Most characters of a text of the page's interface.
const LONGEST_INTERFACE: usize = 80;
/// Most characters of a caption's label.
const LONGEST_LABEL: usize = 64;
/// Most characters of the first word of one.
const LONGEST_LABEL_WORD: usize = 40;
/// Most characters of a byline.
const LONGEST_BYLINE: usize = 160;

/// Whether `text` is nothing but the name of a person.
pub fn is_name(text: &str, vocabulary: &Vocabulary) -> bool {
    let tokens = tokenise(text, vocabulary);
    let count = tokens.words.len();
    !text.contains(',')
        && !text.ends_with('.')
        && tokens.unbroken(0, count)
        && people::looks_like_name(&tokens, 0, count, vocabulary)
}

/// Whether `text` begins with a marker and a colon: `Fonte: …`. Such a line describes no picture.
pub fn begins_with_marker(text: &str, vocabulary: &Vocabulary) -> bool {
    let Some((head, _)) = text.split_once([':', '：']) else { return false };
    !longer_than(head, LONGEST_MARKER) && vocabulary.is(&fold(head), Class::MARKER | Class::FLAG)
}

/// Whether `text` is a part of the page's interface: "Sign in", "hide caption".
pub fn is_interface(text: &str, vocabulary: &Vocabulary) -> bool {
    !longer_than(text, LONGEST_INTERFACE) && vocabulary.is(&fold(text), Class::UI | Class::NOISE)
}

/// The caption behind a label that says so: `Image caption, The port was closed`.
pub fn labelled_caption<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    // Labels are phrases: most lines are known for none by their first word.
    let first = text.split([' ', ',', ':', '，', '：']).next().unwrap_or_default();
    if longer_than(first, LONGEST_LABEL_WORD) || !vocabulary.begins(&fold(first), Class::CAPTION_LABEL) {
        return None;
    }
    let head = &text[..first_chars(text, LONGEST_LABEL)];
    let head = head.get(..head.rfind(' ').unwrap_or(head.len())).unwrap_or(head);
    let tokens = tokenise(head, vocabulary);
    let found = vocabulary.phrase_at(&tokens, 0, tokens.words.len(), Class::CAPTION_LABEL)?;
    let end = tokens.words[found.words - 1].end as usize;
    let caption = text[end..].trim_start_matches([' ', ',', ':', '，', '：', '、', '،', '\u{a0}', '-', '–', '|']);
    (!caption.is_empty()).then_some(caption)
}

/// Whether the label of a caption says that it stands under moving pictures: `Media caption, …`.
pub fn labels_video(text: &str, vocabulary: &Vocabulary) -> bool {
    head_of(text, List::VideoCaption, vocabulary).is_some()
}

/// Whether `text` says who wrote the article: `By Jane Ruiz`, `Von Ana Falk`.
pub fn is_byline(text: &str, vocabulary: &Vocabulary) -> bool {
    !longer_than(text, LONGEST_BYLINE)
        && byline(text, vocabulary).is_some()
        && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// What stands behind the head of a byline: `By Lena Orlova` names Lena Orlova.
pub fn byline<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let parted = |rest: &&str| rest.starts_with([' ', ':', '：', '/', '／', '\u{a0}']);
    let rest = vocabulary.list(List::Byline).iter().filter_map(|head| text.strip_prefix(head.as_ref())).find(parted)?;
    Some(rest.trim_start_matches([' ', ':', '：', '/', '／', '\u{a0}']))
}

/// Whether `text` is nothing but the head of a byline whose name stands elsewhere: `von`, `By`.
pub fn is_byline_head(text: &str, vocabulary: &Vocabulary) -> bool {
    !longer_than(text, LONGEST_MARKER) && {
        let text = text.to_lowercase();
        vocabulary.list(List::BylineBare).iter().any(|head| head.as_ref() == text)
    }
}

/// The label of a video at the beginning of `text`: `VIDEO`, `Watch`.
pub fn video_head<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    head_of(text, List::VideoHead, vocabulary)
}

/// Whether `marker` speaks of a video, in whatever letter case: `Video`, `영상`.
pub fn speaks_of_video(marker: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(marker);
    vocabulary.list(List::VideoHead).iter().any(|head| folded.starts_with(&fold(head)))
}

/// The label of a duration at the beginning of `text`: `Dauer`.
pub fn duration_head<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    head_of(text, List::DurationHead, vocabulary)
}

/// `text` without the unit behind the digits of a duration: `2:20 min`.
pub fn without_duration_tail<'t>(text: &'t str, vocabulary: &Vocabulary) -> &'t str {
    vocabulary.list(List::DurationTail).iter().find_map(|tail| text.strip_suffix(tail.as_ref())).unwrap_or(text)
}

/// What stands behind the word between the numbers of a gallery's counter: `of 12`, `/12`.
pub fn behind_counter_word<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<&'t str> {
    let behind = |word: &str| text.strip_prefix(word)?.strip_prefix(' ');
    text.strip_prefix('/').or_else(|| vocabulary.list(List::Counter).iter().find_map(|word| behind(word)))
}

/// Whether `text` leads to another article: `Read more`, `Lire aussi`.
pub fn is_pointer(text: &str, vocabulary: &Vocabulary) -> bool {
    head_of(text, List::Pointer, vocabulary).is_some()
}

/// The longest word of `list` that `text` begins with.
fn head_of<'t>(text: &'t str, list: List, vocabulary: &Vocabulary) -> Option<&'t str> {
    let head = vocabulary.list(list).iter().find(|head| text.starts_with(head.as_ref()))?;
    Some(&text[..head.len()])
}
