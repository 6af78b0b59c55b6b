//! What the words of an element's names mean (`class`, `id`, `itemprop`, `data-*`…), as a set.
//!
//! The data is `data/elements.csv`. Build script and crate share this file.

/// What the names of an element say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meanings(u16);

impl Meanings {
    /// The words of a picture's caption.
    pub const CAPTION: Self = Self(1);
    /// The words of a picture's credit.
    pub const CREDIT: Self = Self(1 << 1);
    /// Of a gallery or a slide show.
    pub const GALLERY: Self = Self(1 << 2);
    /// Leads elsewhere, or belongs to the page and not to the article.
    pub const ELSEWHERE: Self = Self(1 << 3);
    /// The article's own text.
    pub const BODY: Self = Self(1 << 4);
    /// A logo, an icon, a portrait of an author.
    pub const EMBLEM: Self = Self(1 << 5);
    /// A button, a counter: not part of a caption.
    pub const INTERFACE: Self = Self(1 << 6);
    /// Moving pictures.
    pub const VIDEO: Self = Self(1 << 7);
    /// Signed by somebody: the picture's creator in a figure, the article's author elsewhere.
    pub const SIGNED: Self = Self(1 << 8);

    /// The meanings by their names in the data.
    pub const NAMED: &[(&str, Self)] = &[
        ("body", Self::BODY),
        ("caption", Self::CAPTION),
        ("credit", Self::CREDIT),
        ("elsewhere", Self::ELSEWHERE),
        ("emblem", Self::EMBLEM),
        ("gallery", Self::GALLERY),
        ("interface", Self::INTERFACE),
        ("signed", Self::SIGNED),
        ("video", Self::VIDEO),
    ];

    /// Whether it is one of `other`.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as a number, for tables.
    #[allow(dead_code, reason = "only the build script writes tables")]
    pub(crate) const fn bits(self) -> u16 {
        self.0
    }

    /// The set of a table's number.
    pub(crate) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The meaning called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(n, _)| *n == name).map(|(_, meaning)| *meaning)
    }
}

impl std::ops::BitOr for Meanings {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Meanings {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
