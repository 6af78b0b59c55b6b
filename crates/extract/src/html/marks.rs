//! What the names that a page gives its elements say: class, id, itemprop, data-* and their like.
//!
//! Names are cut into words (`c-figure__credit`, `imageCaption`), and the words are looked up. The
//! words are those of many languages and of no one publisher.

use super::page::{Id, Page};
use super::tag::Tag;

/// A set of what an element's names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(pub u16);

impl Marks {
    pub const CAPTION: Self = Self(1);
    pub const CREDIT: Self = Self(1 << 1);
    /// Of a gallery or a slide show.
    pub const GALLERY: Self = Self(1 << 2);
    /// Leads elsewhere, or belongs to the page and not to the article.
    pub const ELSEWHERE: Self = Self(1 << 3);
    /// The article's own text.
    pub const BODY: Self = Self(1 << 4);
    /// A logo, an icon, a portrait of an author.
    pub const EMBLEM: Self = Self(1 << 7);
    /// A button, a counter: not part of a caption.
    pub const INTERFACE: Self = Self(1 << 9);
    /// Moving pictures.
    pub const VIDEO: Self = Self(1 << 10);

    /// Signed by somebody: the picture's creator in a figure, the article's author elsewhere.
    pub const SIGNED: Self = Self(1 << 12);

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What the words of names mean, one row each: `data/names.csv`.
const WORDS: &str = include_str!("data/names.csv");

const MEANINGS: &[(&str, Marks)] = &[
    ("body", Marks::BODY),
    ("caption", Marks::CAPTION),
    ("credit", Marks::CREDIT),
    ("elsewhere", Marks::ELSEWHERE),
    ("emblem", Marks::EMBLEM),
    ("gallery", Marks::GALLERY),
    ("interface", Marks::INTERFACE),
    ("signed", Marks::SIGNED),
    ("video", Marks::VIDEO),
];

fn of_word(word: &str) -> Marks {
    use rustc_hash::FxHashMap;
    static TABLE: std::sync::LazyLock<FxHashMap<&'static str, Marks>> = std::sync::LazyLock::new(|| {
        let mut table: FxHashMap<&'static str, Marks> = FxHashMap::default();
        for (meaning, word) in WORDS.lines().skip(1).filter_map(|row| row.split_once(',')) {
            if let Some((_, mark)) = MEANINGS.iter().find(|(name, _)| *name == meaning) {
                table.entry(word).or_default().add(*mark);
            }
        }
        table
    });
    TABLE.get(word).copied().unwrap_or_default()
}

/// What the names of `id` say.
pub(super) fn of(page: &Page<'_>, id: Id) -> Marks {
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
            out.0 |= names(value).0;
        }
    }
    out
}

/// What a list of names says.
pub(super) fn names(value: &str) -> Marks {
    let mut out = Marks::default();
    for name in value.split_ascii_whitespace().take(24) {
        // Names of utility classes say how it looks: `md:text-lg`, `hover:underline`.
        if name.contains([':', '[', '@']) {
            continue;
        }
        // `c-image--has-icon` says what is inside, not what it is.
        let name = name.split("--has-").next().unwrap_or_default();
        if !name.starts_with("has-") {
            out.0 |= name_marks(name).0;
        }
    }
    out
}

fn name_marks(name: &str) -> Marks {
    let mut out = Marks::default();
    let mut word = String::with_capacity(24);
    let mut before = String::new();
    let mut previous = ' ';
    let mut flush = |word: &mut String, before: &mut String| {
        if word.len() > 1 {
            out.0 |= of_word(word).0;
            // `photo-caption`, `articleBody`: two words that are one.
            if !before.is_empty() {
                before.push_str(word);
                out.0 |= of_word(before).0;
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
    fn every_row_has_a_meaning() {
        for row in WORDS.lines().skip(1) {
            let (meaning, word) = row.split_once(',').expect("two columns");
            assert!(MEANINGS.iter().any(|(name, _)| *name == meaning), "{row}");
            assert!(word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()), "{row}: small letters alone");
        }
    }

    #[test]
    fn names_are_read_by_their_words() {
        assert!(names("c-figure__credit").has(Marks::CREDIT));
        assert!(names("imageCaption--large").has(Marks::CAPTION));
        assert!(names("wp-caption-text").has(Marks::CAPTION));
        assert!(names("article-body").has(Marks::BODY));
        assert!(names("o-teaser o-teaser--large").has(Marks::ELSEWHERE));
        assert_eq!(names("md:text-lg hover:underline css-1a2b3c"), Marks::default());
        assert!(!names("header loading shadow").has(Marks::ELSEWHERE));
    }
}
