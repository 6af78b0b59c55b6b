//! A user's own organisations: a TOML file that adds to the authority and overrides it.
//!
//! ```toml
//! [[organisation]]
//! name = "Harbour Pictures"
//! kind = "photo-agency"
//! country = "NO"
//! spellings = ["HP Foto", "Harbour Pics"]
//! former = ["Quay Press"]
//! misspellings = ["Harbor Pictures"]
//! ```

use serde::Deserialize;
use toml::Spanned;

use super::authority::{DataError, Entry, Match, Spelling, SpellingKind};
use crate::model::OrganisationKind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    organisation: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
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

/// The entries of `toml` with the line that each begins in.
pub(super) fn entries(toml: &str) -> Result<Vec<(u64, Entry)>, DataError> {
    let line_of = |at: usize| 1 + toml.as_bytes()[..at.min(toml.len())].iter().filter(|b| **b == b'\n').count() as u64;
    let file: File = toml::from_str(toml)
        .map_err(|e| DataError { line: e.span().map_or(1, |s| line_of(s.start)), reason: e.message().to_owned() })?;
    Ok(file.organisation.into_iter().map(|row| (line_of(row.span().start), entry(row.into_inner()))).collect())
}

fn entry(row: Row) -> Entry {
    let spelt = |texts: Vec<String>, kind| texts.into_iter().map(move |text| Spelling { text, kind, until: None });
    let spellings = spelt(row.spellings, SpellingKind::Current)
        .chain(spelt(row.former, SpellingKind::Former))
        .chain(spelt(row.misspellings, SpellingKind::Misspelt));
    Entry {
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
