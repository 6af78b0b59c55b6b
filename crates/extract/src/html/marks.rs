//! What the names that a page gives its elements say: class, id, itemprop, data-* and their like.
//!
//! Names are cut into words (`c-figure__credit`, `imageCaption`), and the words are looked up. The
//! words are those of many languages and of no one publisher.

use super::page::{Id, Page};
use super::tag::Tag;
use cutline_credit::Vocabulary;

/// A set of what an element's names say.
pub(super) use cutline_credit::Meanings as Marks;

/// What the names of `id` say.
pub(super) fn of(page: &Page<'_>, id: Id, vocabulary: &Vocabulary) -> Marks {
    let mut out = Marks::default();
    if page.tag(id) == Tag::Text {
        return out;
    }
    for (name, value) in page.attributes(id) {
        let named = matches!(
            name.to_ascii_lowercase().as_str(),
            "class"
                | "id"
                | "itemprop"
                | "property"
                | "role"
                | "rel"
                | "data-testid"
                | "data-test"
                | "data-component"
                | "data-type"
                | "data-qa"
                | "data-module"
                | "data-role"
                | "data-name"
                | "data-e2e"
                | "aria-label"
                | "data-cy"
                | "data-test-id"
                | "data-component-name"
                | "slot"
                | "data-block"
                | "data-gtm-block"
                | "data-hook"
        );
        if named && value.len() < 2000 {
            out |= names(value, vocabulary);
        }
    }
    out
}

/// What a list of names says.
pub(super) fn names(value: &str, vocabulary: &Vocabulary) -> Marks {
    let mut out = Marks::default();
    for name in value.split_ascii_whitespace().take(24) {
        // Names of utility classes say how it looks: `md:text-lg`, `hover:underline`.
        if name.contains([':', '[', '@']) {
            continue;
        }
        // `c-image--has-icon` says what is inside, not what it is.
        let name = name.split("--has-").next().unwrap_or_default();
        if !name.starts_with("has-") {
            out |= name_marks(name, vocabulary);
        }
    }
    out
}

fn name_marks(name: &str, vocabulary: &Vocabulary) -> Marks {
    let mut out = Marks::default();
    let mut word = String::with_capacity(24);
    let mut before = String::new();
    let mut previous = ' ';
    let mut flush = |word: &mut String, before: &mut String| {
        if word.len() > 1 {
            out |= vocabulary.element(word);
            // `photo-caption`, `articleBody`: two words that are one.
            if !before.is_empty() {
                before.push_str(word);
                out |= vocabulary.element(before);
            }
            before.clear();
            before.push_str(word);
        }
        word.clear();
    };
    for c in name.chars().take(120) {
        let edge = !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && previous.is_ascii_lowercase();
        if edge {
            flush(&mut word, &mut before);
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        previous = c;
    }
    flush(&mut word, &mut before);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_words() {
        let vocabulary = Vocabulary::builtin();
        let names = |value: &str| names(value, &vocabulary);
        assert!(names("c-figure__credit").has(Marks::CREDIT));
        assert!(names("imageCaption--large").has(Marks::CAPTION));
        assert!(names("wp-caption-text").has(Marks::CAPTION));
        assert!(names("article-body").has(Marks::BODY));
        assert!(names("o-teaser o-teaser--large").has(Marks::ELSEWHERE));
        assert_eq!(names("md:text-lg hover:underline css-1a2b3c"), Marks::default());
        assert!(!names("header loading shadow").has(Marks::ELSEWHERE));
    }
}
