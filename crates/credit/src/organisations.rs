//! Organisations that the vocabulary knows: their names, spellings, kind and country.
//!
//! The data is `data/organisations.csv`; CONTRIBUTING.md says how to add a row. Matching folds
//! case, accents and punctuation, so the data lists only spellings that differ in their letters.

use std::borrow::Cow;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// As printed.
    pub text: Cow<'static, str>,
    /// In use, former or misspelt.
    pub kind: SpellingKind,
    /// For a former name: the year since when it is no longer used, where known.
    pub until: Option<u16>,
}

/// One organisation of the vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Canonical name.
    pub name: Cow<'static, str>,
    /// What kind of body it is.
    pub kind: Option<OrganisationKind>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<Cow<'static, str>>,
    /// Its home page, where certain.
    pub homepage: Option<Cow<'static, str>>,
    /// Name of its owner or distributor.
    pub parent: Option<Cow<'static, str>>,
    /// In its credits the distributor stands first: `picture alliance/dpa`.
    pub distributor_first: bool,
    /// How boldly its spellings may be believed.
    pub matching: Match,
    /// Other spellings.
    pub spellings: Cow<'static, [Spelling]>,
}

impl Entry {
    /// Its name and every spelling.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_ref()).chain(self.spellings.iter().map(|s| s.text.as_ref()))
    }

    /// Whether it supplies pictures to others, so that its bare name is a credit.
    pub fn supplies_images(&self) -> bool {
        use OrganisationKind as K;
        matches!(self.kind, Some(K::Wire | K::PhotoAgency | K::Stock | K::Collection | K::Free))
    }
}
