//! The authority: known organisations with their spellings, kind and country.
//!
//! The data is `data/organisations.csv`; CONTRIBUTING.md says how to add a row. Matching folds
//! case, accents and punctuation, so the data lists only spellings that differ in their letters.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

pub use super::fold::fold;
use super::tokens::Tokens;
use crate::model::OrganisationKind;

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
    pub text: String,
    /// In use, former or misspelt.
    pub kind: SpellingKind,
    /// For a former name: the year since when it is no longer used, where known.
    pub until: Option<u16>,
}

/// One organisation of the authority.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// What kind of body it is.
    pub kind: Option<OrganisationKind>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// Its home page, where certain.
    pub homepage: Option<String>,
    /// Name of its owner or distributor.
    pub parent: Option<String>,
    /// In its credits the distributor stands first: `picture alliance/dpa`.
    pub distributor_first: bool,
    /// How boldly its spellings may be believed.
    pub matching: Match,
    /// Other spellings.
    pub spellings: Vec<Spelling>,
}

impl Entry {
    /// Its name and every spelling.
    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.spellings.iter().map(|s| s.text.as_str()))
    }

    /// Whether it supplies pictures to others, so that its bare name is a credit.
    pub fn supplies_images(&self) -> bool {
        use OrganisationKind as K;
        matches!(self.kind, Some(K::Wire | K::PhotoAgency | K::Stock | K::Collection | K::Free))
    }
}

/// Why a data file of organisations was refused.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct DataError {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// The authority, loaded.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    /// Folded spelling to index of its entry.
    index: FxHashMap<Box<str>, u32>,
    /// First word of spellings to the most words of one that begins so.
    heads: FxHashMap<Box<str>, u8>,
    /// Last words of spellings, and whether one begins with a small letter: `dpa`, `rp.pl`.
    ends: FxHashMap<Box<str>, bool>,
    fingerprint: u64,
}

impl Vocabulary {
    /// The authority that ships with the program.
    pub fn builtin() -> Self {
        // A test reads the shipped data row by row, so it cannot be refused here.
        Self::from_csv(include_str!("data/organisations.csv")).unwrap_or_default()
    }

    /// An authority of the rows of `csv`, in the form of `data/organisations.csv`.
    ///
    /// # Errors
    /// The first row that is not of that form, with its line.
    pub fn from_csv(csv: &str) -> Result<Self, DataError> {
        let mut vocabulary = Self { fingerprint: xxh3_64(csv.as_bytes()), ..Self::default() };
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        for row in reader.records() {
            let row = row
                .map_err(|e| DataError { line: e.position().map_or(0, csv::Position::line), reason: e.to_string() })?;
            let line = row.position().map_or(0, csv::Position::line);
            let entry = entry_of(&row).map_err(|reason| DataError { line, reason })?;
            vocabulary.add(entry).map_err(|reason| DataError { line, reason })?;
        }
        Ok(vocabulary)
    }

    /// This authority with the organisations of a user's TOML file: they add to it, and override it
    /// where a name or a spelling is the same.
    ///
    /// # Errors
    /// What cannot be understood of the file, with its line.
    pub fn with_user_file(self, toml: &str) -> Result<Self, DataError> {
        let added = super::user::entries(toml)?;
        let mut taken: FxHashSet<String> = FxHashSet::default();
        for (line, entry) in &added {
            for text in entry.texts() {
                if !taken.insert(fold(text)) {
                    return Err(DataError { line: *line, reason: format!("'{text}' is there twice") });
                }
            }
        }
        let mut out =
            Self { fingerprint: xxh3_64(toml.as_bytes()) ^ self.fingerprint.rotate_left(1), ..Self::default() };
        for mut entry in self.entries {
            // An organisation of the same name is replaced; a spelling claimed elsewhere goes there.
            if taken.contains(&fold(&entry.name)) {
                continue;
            }
            entry.spellings.retain(|s| !taken.contains(&fold(&s.text)));
            out.add(entry).map_err(|reason| DataError { line: 0, reason })?;
        }
        for (line, entry) in added {
            out.add(entry).map_err(|reason| DataError { line, reason })?;
        }
        Ok(out)
    }

    fn add(&mut self, entry: Entry) -> Result<(), String> {
        let number = self.entries.len() as u32;
        for text in std::iter::once(&entry.name).chain(entry.spellings.iter().map(|s| &s.text)) {
            let folded = fold(text);
            if folded.is_empty() {
                return Err(format!("'{text}' has no letters"));
            }
            let words = folded.split(' ').count().min(255) as u8;
            let head: Box<str> = folded.split(' ').next().unwrap_or_default().into();
            let last = text.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
            let small = self.ends.entry(folded.rsplit(' ').next().unwrap_or_default().into()).or_default();
            *small |= !last.starts_with(char::is_uppercase);
            let most = self.heads.entry(head).or_default();
            *most = (*most).max(words);
            if let Some(other) = self.index.insert(folded.into(), number).filter(|o| *o != number) {
                return Err(format!("'{text}' already belongs to {}", self.entries[other as usize].name));
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Every organisation, in the order of the data.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry that `name` spells, ignoring case and accents.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.find_folded(&fold(name)).map(|n| &self.entries[n])
    }

    /// The spelling of `entry` that `name` is, if it is not the canonical name.
    pub fn spelling<'e>(&self, entry: &'e Entry, name: &str) -> Option<&'e Spelling> {
        let folded = fold(name);
        entry.spellings.iter().find(|s| fold(&s.text) == folded)
    }

    /// A number that changes when the data changes; the catalog keeps it to know when its credit
    /// lines must be understood anew.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Whether some spelling ends in this folded word; one that is written small there if `small`.
    pub(super) fn ends_a_name(&self, folded: &str, small: bool) -> bool {
        self.ends.get(folded).is_some_and(|written_small| !small || *written_small)
    }

    pub(super) fn find_folded(&self, folded: &str) -> Option<usize> {
        self.index.get(folded.strip_prefix("the ").unwrap_or(folded)).map(|n| *n as usize)
    }

    /// The organisation whose spelling is the longest run of words that begins at `from`; the
    /// number of words and the entry.
    pub(super) fn longest_at(&self, tokens: &Tokens, from: usize, to: usize) -> Option<(usize, usize)> {
        let the = usize::from(tokens.folded(from, from + 1) == "the" && from + 1 < to);
        let start = from + the;
        let most = usize::from(*self.heads.get(tokens.folded(start, start + 1))?).min(to - start);
        (1..=most)
            .rev()
            .filter(|n| tokens.unbroken(start, start + n))
            .find_map(|n| self.index.get(tokens.folded(start, start + n)).map(|e| (n + the, *e as usize)))
    }

    /// The same for the longest run of words that ends before `to`.
    pub(super) fn longest_before(&self, tokens: &Tokens, from: usize, to: usize) -> Option<(usize, usize)> {
        const LONGEST: usize = 6;
        let runs = (1..=(to - from).min(LONGEST)).rev();
        runs.filter(|n| tokens.unbroken(to - n, to))
            .find_map(|n| self.index.get(tokens.folded(to - n, to)).map(|e| (n, *e as usize)))
    }
}

fn entry_of(row: &csv::StringRecord) -> Result<Entry, String> {
    let field = |n: usize| row.get(n).map(str::trim).filter(|f| !f.is_empty());
    let owned = |n: usize| field(n).map(str::to_owned);
    let kind = match field(1) {
        None => None,
        Some(k) => Some(OrganisationKind::from_name(k).ok_or_else(|| format!("'{k}' is no kind of organisation"))?),
    };
    let matching = match field(6) {
        None => Match::Anywhere,
        Some("segment") => Match::Segment,
        Some("case") => Match::Case,
        Some(other) => {
            return Err(format!("match is empty, 'segment' or 'case', not '{other}'"));
        }
    };
    let distributor_first = match field(5) {
        None => false,
        Some("first") => true,
        Some(other) => return Err(format!("order is empty or 'first', not '{other}'")),
    };
    Ok(Entry {
        name: owned(0).ok_or("the name is empty")?,
        kind,
        country: owned(2),
        homepage: owned(3),
        parent: owned(4),
        distributor_first,
        matching,
        spellings: field(7).into_iter().flat_map(|s| s.split(';')).filter_map(spelling_of).collect(),
    })
}

/// `~text` is a misspelling, `<text` a former name, `<text@2023` one left in that year.
fn spelling_of(text: &str) -> Option<Spelling> {
    let text = text.trim();
    let (kind, rest) = match text.chars().next()? {
        '~' => (SpellingKind::Misspelt, &text[1..]),
        '<' => (SpellingKind::Former, &text[1..]),
        _ => (SpellingKind::Current, text),
    };
    let (name, until) = match rest.rsplit_once('@') {
        Some((name, year)) if kind == SpellingKind::Former => (name, year.parse().ok()),
        _ => (rest, None),
    };
    Some(Spelling { text: name.trim().to_owned(), kind, until }).filter(|s| !s.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_data_is_sound() {
        let vocabulary = Vocabulary::from_csv(include_str!("data/organisations.csv"))
            .unwrap_or_else(|e| panic!("organisations.csv, {e}"));
        assert!(vocabulary.entries().len() >= 150);
        let names: std::collections::HashSet<&str> = vocabulary.entries().iter().map(|e| e.name.as_str()).collect();
        for entry in vocabulary.entries() {
            if let Some(parent) = &entry.parent {
                assert!(names.contains(parent.as_str()), "{}: its parent {parent} has no row", entry.name);
            }
            if let Some(country) = &entry.country {
                assert!(
                    country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()),
                    "{}: {country}",
                    entry.name
                );
            }
            if let Some(homepage) = &entry.homepage {
                assert!(homepage.starts_with("http"), "{}: {homepage}", entry.name);
            }
            assert!(entry.kind.is_some(), "{} has no kind", entry.name);
        }
        let sorted = vocabulary.entries().windows(2).all(|w| w[0].name.to_lowercase() <= w[1].name.to_lowercase());
        assert!(sorted, "rows are sorted by name");
    }

    #[test]
    fn a_spelling_belongs_to_one_organisation() {
        let header = "name,kind,country,homepage,parent,order,match,spellings\n";
        let error =
            Vocabulary::from_csv(&format!("{header}A Press,wire,,,,,,AP\nAssociated,wire,,,,,,ap\n")).unwrap_err();
        assert_eq!(error.to_string(), "line 3: 'ap' already belongs to A Press");
        let error = Vocabulary::from_csv(&format!("{header}A Press,wires,,,,,,\n")).unwrap_err();
        assert_eq!(error.to_string(), "line 2: 'wires' is no kind of organisation");
    }
}
