//! Organisations that the vocabulary knows: their names, spellings, kind and country.
//!
//! The data is `data/organisations.csv`; CONTRIBUTING.md says how to add a row. Matching folds
//! case, accents and punctuation, so the data lists only spellings that differ in their letters.
//!
//! What ships is rows of numbers that point into one text: a table of references would have to be
//! mended by the loader each time a program starts, used or not.

use crate::named::OrganisationKind;

/// How boldly a spelling may be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// Wherever a whole segment is that spelling.
    #[default]
    Anywhere,
    /// Only beside a marker or another organisation: the name is also an ordinary word.
    Segment,
    /// Only in the very letter case of the data.
    Case,
}

/// What a spelling is to its organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpellingKind {
    /// In use.
    #[default]
    Current,
    /// A former name.
    Former,
    /// A misspelling seen.
    Misspelt,
}

/// One way to write an organisation's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling<'v> {
    /// As printed.
    pub text: &'v str,
    /// In use, former or misspelt.
    pub kind: SpellingKind,
    /// For a former name: the year since when it is no longer used, where known.
    pub until: Option<u16>,
}

/// One organisation of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'v> {
    /// Canonical name.
    pub name: &'v str,
    /// What kind of body it is.
    pub kind: Option<OrganisationKind>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<&'v str>,
    /// Its home page, where certain.
    pub homepage: Option<&'v str>,
    /// Name of its owner or distributor.
    pub parent: Option<&'v str>,
    /// In its credits the distributor stands first: `picture alliance/dpa`.
    pub distributor_first: bool,
    /// How boldly its spellings may be believed.
    pub matching: Match,
    spellings: Spellings<'v>,
}

#[derive(Clone, Copy, Debug)]
enum Spellings<'v> {
    Shipped { text: &'static str, rows: &'static [SpellingRow] },
    Own(&'v [OwnSpelling]),
}

impl<'v> Entry<'v> {
    /// Its other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = Spelling<'v>> + use<'v> {
        let (text, shipped, own) = match self.spellings {
            Spellings::Shipped { text, rows } => (text, rows, &[][..]),
            Spellings::Own(own) => ("", &[][..], own),
        };
        let shipped = shipped.iter().map(|row| Spelling { text: row.text.of(text), kind: row.kind, until: row.until });
        let own = own.iter().map(|own| Spelling { text: &own.text, kind: own.kind, until: own.until });
        shipped.chain(own)
    }

    /// Its name and every spelling.
    pub fn texts(&self) -> impl Iterator<Item = &'v str> + use<'v> {
        std::iter::once(self.name).chain(self.spellings().map(|spelling| spelling.text))
    }

    /// Whether it supplies pictures to others, so that its bare name is a credit.
    pub fn supplies_images(self) -> bool {
        use OrganisationKind as K;
        matches!(self.kind, Some(K::Wire | K::PhotoAgency | K::Stock | K::Collection | K::Free))
    }
}

/// A piece of the text that all shipped rows point into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub start: u32,
    pub len: u16,
}

impl Piece {
    #[inline]
    fn of(self, text: &'static str) -> &'static str {
        let start = self.start as usize;
        text.get(start..start + usize::from(self.len)).unwrap_or_default()
    }

    #[inline]
    fn some_of(self, text: &'static str) -> Option<&'static str> {
        Some(self.of(text)).filter(|piece| !piece.is_empty())
    }
}

/// An organisation that ships.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub name: Piece,
    pub kind: OrganisationKind,
    pub country: Piece,
    pub homepage: Piece,
    pub parent: Piece,
    pub distributor_first: bool,
    pub matching: Match,
    /// Its first spelling, and how many it has.
    pub first_spelling: u32,
    pub spellings: u16,
}

/// A spelling that ships.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpellingRow {
    pub text: Piece,
    pub kind: SpellingKind,
    pub until: Option<u16>,
}

/// All organisations that ship.
#[derive(Debug)]
pub(crate) struct Shipped {
    pub text: &'static str,
    pub rows: &'static [Row],
    pub spellings: &'static [SpellingRow],
}

impl Shipped {
    /// The organisation with this number. Most callers look at one field of it: the rest costs nothing
    /// where this is inlined.
    #[inline]
    pub fn entry(&self, number: usize) -> Entry<'static> {
        let (row, text) = (&self.rows[number], self.text);
        let first = row.first_spelling as usize;
        Entry {
            name: row.name.of(text),
            kind: Some(row.kind),
            country: row.country.some_of(text),
            homepage: row.homepage.some_of(text),
            parent: row.parent.some_of(text),
            distributor_first: row.distributor_first,
            matching: row.matching,
            spellings: Spellings::Shipped { text, rows: &self.spellings[first..first + usize::from(row.spellings)] },
        }
    }
}

/// An organisation of a user, or one that a user's file took spellings from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own {
    pub name: String,
    pub kind: Option<OrganisationKind>,
    pub country: Option<String>,
    pub homepage: Option<String>,
    pub parent: Option<String>,
    pub distributor_first: bool,
    pub matching: Match,
    pub spellings: Vec<OwnSpelling>,
}

/// A spelling of such an organisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnSpelling {
    pub text: String,
    pub kind: SpellingKind,
    pub until: Option<u16>,
}

impl Own {
    /// A copy of `entry` without the spellings that `taken` says are another's.
    pub fn without(entry: &Entry<'_>, taken: impl Fn(&str) -> bool) -> Self {
        let kept = entry.spellings().filter(|spelling| !taken(spelling.text));
        Self {
            name: entry.name.to_owned(),
            kind: entry.kind,
            country: entry.country.map(str::to_owned),
            homepage: entry.homepage.map(str::to_owned),
            parent: entry.parent.map(str::to_owned),
            distributor_first: entry.distributor_first,
            matching: entry.matching,
            spellings: kept.map(|s| OwnSpelling { text: s.text.to_owned(), kind: s.kind, until: s.until }).collect(),
        }
    }

    /// As it is shown.
    pub fn entry(&self) -> Entry<'_> {
        Entry {
            name: &self.name,
            kind: self.kind,
            country: self.country.as_deref(),
            homepage: self.homepage.as_deref(),
            parent: self.parent.as_deref(),
            distributor_first: self.distributor_first,
            matching: self.matching,
            spellings: Spellings::Own(&self.spellings),
        }
    }
}
