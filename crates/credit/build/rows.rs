//! The rows of the three data files, read and checked: what is broken is said with file, line and reason.
//!
//! The build script refuses broken data by this; the example `data` verifies and repairs by it.

use std::collections::{BTreeMap, BTreeSet};

use crate::class::{CLASSES, List};
use crate::elements::Meanings;
use crate::named::OrganisationKind;
use crate::phrase::{self, Phrase, Row, Spelled};

/// How boldly a spelling may be believed, as the column `match` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    Anywhere,
    Segment,
    Case,
}

/// What a spelling is to its organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpellingKind {
    Current,
    Former,
    Misspelt,
}

/// A spelling of an organisation.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub text: String,
    pub kind: SpellingKind,
    pub until: Option<u16>,
}

/// A row of `organisations.csv`.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub name: String,
    pub kind: OrganisationKind,
    pub country: Option<String>,
    pub homepage: Option<String>,
    pub parent: Option<String>,
    pub distributor_first: bool,
    pub matching: Matching,
    pub spellings: Vec<Spelling>,
}

/// All that the data says.
#[derive(Debug, Default)]
pub struct Data {
    pub phrases: BTreeMap<String, Phrase>,
    pub lists: Vec<Vec<String>>,
    pub organisations: Vec<Organisation>,
    /// Folded spelling to the number of its organisation.
    pub spellings: BTreeMap<String, u16>,
    pub elements: BTreeMap<String, u16>,
}

/// A row that is wrong.
#[derive(Debug)]
pub struct Broken {
    pub line: u64,
    pub reason: String,
}

/// Reads `words.csv` into `data`.
pub fn words(csv: &str, data: &mut Data) -> Result<(), Broken> {
    data.lists.resize(List::COUNT, Vec::new());
    let mut seen = BTreeSet::new();
    for row in records(csv, &["word", "class", "value", "language"])? {
        if !seen.insert(row.fields[..3].to_vec()) {
            // The same word in another language, or a row twice, which `data` removes.
            continue;
        }
        match phrase::read(&row.fields[0], &row.fields[1], &row.fields[2]).map_err(|reason| row.broken(reason))? {
            Row::Lookup(word) => {
                data.phrases.entry(word.head().to_owned()).or_default().begin(&word);
                let phrase = data.phrases.entry(word.folded.clone()).or_default();
                if let (Some(flag), Some(other)) = (phrase.flag, word.flag)
                    && flag != other
                {
                    return Err(row.broken(format!("'{}' is the flag {flag} already", row.fields[0])));
                }
                if let (Some(status), Some(other)) = (phrase.status, word.status)
                    && status != other
                {
                    return Err(row.broken(format!("'{}' is the status {status} already", row.fields[0])));
                }
                phrase.be(&word);
            }
            Row::Listed(list, text) => {
                let list = &mut data.lists[list as usize];
                if !list.contains(&text) {
                    list.push(text);
                }
            }
        }
    }
    for list in &mut data.lists {
        list.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }
    Ok(())
}

/// Reads `organisations.csv` into `data`.
pub fn organisations(csv: &str, data: &mut Data) -> Result<(), Broken> {
    let header = ["name", "kind", "country", "homepage", "parent", "order", "match", "spellings"];
    let rows = records(csv, &header)?;
    let names: BTreeSet<&str> = rows.iter().map(|row| row.fields[0].as_str()).collect();
    for row in &rows {
        let number = data.organisations.len() as u16;
        let organisation = organisation(&row.fields, &names).map_err(|reason| row.broken(reason))?;
        if data.organisations.last().is_some_and(|before| before.name == organisation.name) {
            continue;
        }
        let texts = std::iter::once(&organisation.name).chain(organisation.spellings.iter().map(|s| &s.text));
        for text in texts {
            let spelled = Spelled::of(text).map_err(|reason| row.broken(reason))?;
            data.phrases.entry(spelled.head().to_owned()).or_default().begin_spelling(&spelled);
            data.phrases.entry(spelled.last().to_owned()).or_default().end_spelling(&spelled);
            if let Some(other) = data.spellings.insert(spelled.folded, number).filter(|other| *other != number) {
                let other = &data.organisations[usize::from(other)].name;
                return Err(row.broken(format!("'{text}' already belongs to {other}")));
            }
        }
        data.organisations.push(organisation);
    }
    Ok(())
}

/// Reads `elements.csv` into `data`.
pub fn elements(csv: &str, data: &mut Data) -> Result<(), Broken> {
    for row in records(csv, &["means", "word"])? {
        let (means, word) = (&row.fields[0], &row.fields[1]);
        let meaning = Meanings::named(means).ok_or_else(|| row.broken(format!("'{means}' is no meaning")))?;
        if word.len() < 2 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(row.broken(format!("'{word}': two small letters or more, and nothing else")));
        }
        *data.elements.entry(word.clone()).or_default() |= meaning.bits();
    }
    Ok(())
}

/// The order in which a class stands in the data.
#[allow(dead_code, reason = "the order matters to the example alone")]
pub fn class_place(class: &str) -> usize {
    CLASSES.iter().position(|(name, _)| *name == class).unwrap_or(CLASSES.len())
}

/// One row and where it stands.
struct Record {
    fields: Vec<String>,
    line: u64,
}

impl Record {
    fn broken(&self, reason: String) -> Broken {
        Broken { line: self.line, reason }
    }
}

fn records(csv: &str, header: &[&str]) -> Result<Vec<Record>, Broken> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let error = |e: csv::Error| Broken { line: e.position().map_or(1, csv::Position::line), reason: e.to_string() };
    if reader.headers().map_err(error)?.iter().ne(header.iter().copied()) {
        return Err(Broken { line: 1, reason: format!("the columns are {}", header.join(",")) });
    }
    let mut out = Vec::new();
    for row in reader.records() {
        let row = row.map_err(error)?;
        let line = row.position().map_or(0, csv::Position::line);
        out.push(Record { fields: row.iter().map(|field| field.trim().to_owned()).collect(), line });
    }
    Ok(out)
}

fn organisation(fields: &[String], names: &BTreeSet<&str>) -> Result<Organisation, String> {
    let field = |n: usize| Some(fields[n].clone()).filter(|f| !f.is_empty());
    let kind = &fields[1];
    let country = field(2);
    if let Some(country) = country.as_ref().filter(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
        return Err(format!("'{country}' is no ISO 3166-1 alpha-2 code"));
    }
    let homepage = field(3);
    if let Some(homepage) = homepage.as_ref().filter(|h| !h.starts_with("http")) {
        return Err(format!("'{homepage}' is no address of a page"));
    }
    let parent = field(4);
    if let Some(parent) = parent.as_ref().filter(|p| !names.contains(p.as_str())) {
        return Err(format!("its parent {parent} has no row"));
    }
    Ok(Organisation {
        name: field(0).ok_or("the name is empty")?,
        kind: OrganisationKind::from_name(kind).ok_or_else(|| format!("'{kind}' is no kind of organisation"))?,
        country,
        homepage,
        parent,
        distributor_first: match fields[5].as_str() {
            "" => false,
            "first" => true,
            other => return Err(format!("order is empty or 'first', not '{other}'")),
        },
        matching: match fields[6].as_str() {
            "" => Matching::Anywhere,
            "segment" => Matching::Segment,
            "case" => Matching::Case,
            other => return Err(format!("match is empty, 'segment' or 'case', not '{other}'")),
        },
        spellings: fields[7]
            .split(';')
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .map(spelling)
            .collect::<Result<_, _>>()?,
    })
}

/// `~text` is a misspelling, `<text` a former name, `<text@2023` one left in that year.
fn spelling(text: &str) -> Result<Spelling, String> {
    let (kind, rest) = match text.as_bytes()[0] {
        b'~' => (SpellingKind::Misspelt, &text[1..]),
        b'<' => (SpellingKind::Former, &text[1..]),
        _ => (SpellingKind::Current, text),
    };
    let (name, until) = match rest.rsplit_once('@') {
        Some((name, year)) if kind == SpellingKind::Former => {
            (name, Some(year.parse().map_err(|_| format!("'{year}' in '{text}' is no year"))?))
        }
        _ => (rest, None),
    };
    Ok(Spelling { text: name.trim().to_owned(), kind, until })
}
