//! A user's own vocabulary: a TOML file that adds to the one that ships, and overrides it.
//!
//! ```toml
//! [[organisation]]
//! name = "Harbour Pictures"
//! kind = "photo-agency"
//! country = "NO"
//! spellings = ["HP Foto", "Harbour Pics"]
//! former = ["Quay Press"]
//! misspellings = ["Harbor Pictures"]
//!
//! [[word]]
//! word = "lichtbild"
//! class = "marker"
//!
//! [[element]]
//! means = "caption"
//! word = "bildtext"
//! ```

use serde::Deserialize;
use toml::Spanned;

use crate::elements::Meanings;
use crate::named::OrganisationKind;
use crate::organisations::{Match, Own, OwnSpelling, SpellingKind};
use crate::phrase;

/// Why a file of vocabulary was refused.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct DataError {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// What a user's file adds.
#[derive(Debug, Default)]
pub(crate) struct Additions {
    pub organisations: Vec<Added<Own>>,
    pub words: Vec<Added<phrase::Row>>,
    pub elements: Vec<Added<Element>>,
}

/// A row and the line in which it begins.
#[derive(Debug)]
pub(crate) struct Added<T> {
    pub line: u64,
    pub row: T,
}

/// A word of an element's names and what it means.
#[derive(Debug)]
pub(crate) struct Element {
    pub word: String,
    pub means: Meanings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    organisation: Vec<Spanned<OrganisationRow>>,
    #[serde(default)]
    word: Vec<Spanned<WordRow>>,
    #[serde(default)]
    element: Vec<Spanned<ElementRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationRow {
    name: String,
    kind: Option<OrganisationKind>,
    country: Option<String>,
    homepage: Option<String>,
    parent: Option<String>,
    order: Option<Order>,
    #[serde(rename = "match")]
    matching: Option<Matching>,
    #[serde(default)]
    spellings: Vec<String>,
    #[serde(default)]
    former: Vec<String>,
    #[serde(default)]
    misspellings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    word: String,
    class: String,
    #[serde(default)]
    value: String,
    /// For whoever reads the file; nothing depends on it.
    #[serde(default, rename = "language")]
    _language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementRow {
    means: String,
    word: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    First,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Matching {
    Segment,
    Case,
}

/// What `toml` adds.
pub(crate) fn read(toml: &str) -> Result<Additions, DataError> {
    let line_of = |at: usize| 1 + toml.as_bytes()[..at.min(toml.len())].iter().filter(|b| **b == b'\n').count() as u64;
    let file: File = toml::from_str(toml)
        .map_err(|e| DataError { line: e.span().map_or(1, |s| line_of(s.start)), reason: e.message().to_owned() })?;
    let mut out = Additions::default();
    for row in file.organisation {
        out.organisations.push(Added { line: line_of(row.span().start), row: own(row.into_inner()) });
    }
    for spanned in file.word {
        let line = line_of(spanned.span().start);
        let row = spanned.into_inner();
        let row = phrase::read(row.word.trim(), &row.class, &row.value).map_err(|reason| DataError { line, reason })?;
        out.words.push(Added { line, row });
    }
    for spanned in file.element {
        let line = line_of(spanned.span().start);
        let row = element(spanned.into_inner()).map_err(|reason| DataError { line, reason })?;
        out.elements.push(Added { line, row });
    }
    Ok(out)
}

fn element(row: ElementRow) -> Result<Element, String> {
    let means = Meanings::named(&row.means).ok_or_else(|| format!("'{}' is no meaning", row.means))?;
    if row.word.len() < 2 || !row.word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(format!("'{}': two small letters or more, and nothing else", row.word));
    }
    Ok(Element { word: row.word, means })
}

fn own(row: OrganisationRow) -> Own {
    let spelt = |texts: Vec<String>, kind| texts.into_iter().map(move |text| OwnSpelling { text, kind, until: None });
    let spellings = spelt(row.spellings, SpellingKind::Current)
        .chain(spelt(row.former, SpellingKind::Former))
        .chain(spelt(row.misspellings, SpellingKind::Misspelt));
    Own {
        name: row.name,
        kind: row.kind,
        country: row.country,
        homepage: row.homepage,
        parent: row.parent,
        distributor_first: matches!(row.order, Some(Order::First)),
        matching: match row.matching {
            None => Match::Anywhere,
            Some(Matching::Segment) => Match::Segment,
            Some(Matching::Case) => Match::Case,
        },
        spellings: spellings.collect(),
    }
}
