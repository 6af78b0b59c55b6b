//! Reconciling an agency's invoice with what was published: used and billed, used and not billed, billed
//! and not found.
//!
//! A line of the invoice belongs to an item by an address, by the number of the picture inside one of the
//! item's addresses, or by creator, date and words of the caption; the surest pairs are made first, and each
//! line and each item is used once.

use std::path::Path;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Error;
use super::text::fold;
use crate::catalog::article;
use crate::credit::{self, Vocabulary};
use crate::extract::date::day;
use crate::extract::identity::picture_key;
use crate::query::{Page, PageItem, Pages, Query};

/// What a column of an invoice holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who made the picture.
    Creator,
    /// What it shows.
    Caption,
    /// Its number at the agency.
    Id,
    /// Its address, or the article's.
    Url,
    /// When it was used, or downloaded.
    Date,
    /// What it costs.
    Amount,
}

/// The usual names of columns, folded.
const USUAL: &[(Field, &[&str])] = &[
    (
        Field::Creator,
        &[
            "creator",
            "photographer",
            "by line",
            "byline",
            "artist",
            "author",
            "photographer name",
            "fotograf",
            "fotografin",
            "urheber",
            "photographe",
            "fotografo",
            "autor",
        ],
    ),
    (
        Field::Caption,
        &[
            "caption",
            "description",
            "headline",
            "title",
            "image title",
            "bildunterschrift",
            "beschreibung",
            "legende",
            "titel",
            "descripcion",
        ],
    ),
    (
        Field::Id,
        &[
            "asset id",
            "id",
            "image id",
            "picture id",
            "photo id",
            "image number",
            "asset",
            "asset number",
            "master id",
            "reference",
            "ref",
            "file name",
            "filename",
            "bildnummer",
            "bild id",
            "numero",
        ],
    ),
    (Field::Url, &["url", "link", "web address", "address", "page", "page url", "image url", "adresse"]),
    (
        Field::Date,
        &[
            "date",
            "usage date",
            "date used",
            "used",
            "published",
            "publication date",
            "download date",
            "downloaded",
            "datum",
            "fecha",
            "data",
        ],
    ),
    (Field::Amount, &["amount", "price", "fee", "net", "total", "cost", "betrag", "preis", "prix", "importe"]),
];

/// A line of the invoice.
#[derive(Clone, Debug, Default)]
pub struct Billed {
    /// Its line in the file.
    pub line: u64,
    /// As there.
    pub creator: String,
    /// As there.
    pub caption: String,
    /// As there.
    pub id: String,
    /// As there.
    pub url: String,
    /// As there.
    pub date: String,
    /// As there.
    pub amount: String,
}

/// An invoice that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InvoiceError {
    /// No table.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// A column that a flag names is not there.
    #[error("no column '{name}'; there are {there}")]
    NoColumn {
        /// The name asked for.
        name: String,
        /// What there is.
        there: String,
    },
    /// Nothing to match by.
    #[error(
        "no column of addresses, of numbers or of creators was recognised among {0}; name one with --column url=NAME, id=NAME, creator=NAME, caption=NAME or date=NAME"
    )]
    Unrecognised(String),
}

/// Reads an invoice; `named` says which columns hold what, where their names are not the usual ones.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str, named: &[(Field, String)]) -> Result<Vec<Billed>, InvoiceError> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|d| head.bytes().filter(|b| b == d).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers()?.iter().map(|h| h.trim().to_owned()).collect();
    let mut columns: FxHashMap<Field, usize> = FxHashMap::default();
    for (field, names) in USUAL {
        let found = names.iter().find_map(|name| headers.iter().position(|h| fold(h) == *name));
        columns.extend(found.map(|at| (*field, at)));
    }
    for (field, name) in named {
        let Some(at) = headers.iter().position(|h| h == name || fold(h) == fold(name)) else {
            return Err(InvoiceError::NoColumn { name: name.clone(), there: headers.join(", ") });
        };
        columns.insert(*field, at);
    }
    if ![Field::Url, Field::Id, Field::Creator].iter().any(|f| columns.contains_key(f)) {
        return Err(InvoiceError::Unrecognised(headers.join(", ")));
    }
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell =
            |field| columns.get(&field).and_then(|at| record.get(*at)).map(str::trim).unwrap_or_default().to_owned();
        let billed = Billed {
            line: record.position().map_or(0, csv::Position::line),
            creator: cell(Field::Creator),
            caption: cell(Field::Caption),
            id: cell(Field::Id),
            url: cell(Field::Url),
            date: cell(Field::Date),
            amount: cell(Field::Amount),
        };
        // A line of sums at the end names no picture.
        if !(billed.creator.is_empty() && billed.id.is_empty() && billed.url.is_empty() && billed.caption.is_empty()) {
            out.push(billed);
        }
    }
    Ok(out)
}

/// What became of a line, or of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// On the invoice and in an article.
    Billed,
    /// In an article, not on the invoice.
    NotBilled,
    /// On the invoice, in no article.
    NotFound,
}

impl Verdict {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Billed => "used and billed",
            Self::NotBilled => "used, not billed",
            Self::NotFound => "billed, not found",
        }
    }
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which of the three.
    pub verdict: Verdict,
    /// By what the two were matched; empty where one is missing.
    pub by: &'static str,
    /// The line of the invoice.
    pub billed: Option<Billed>,
    /// The item.
    pub used: Option<Used>,
}

/// An item as an answer tells of it.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// Its number.
    pub id: i64,
    /// Where it stands.
    pub path: String,
    /// Line there.
    pub line: u32,
    /// When the article was published.
    pub published: Option<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// Its credit as printed.
    pub credit: Option<String>,
}

struct Pair {
    score: u32,
    line: usize,
    item: usize,
    by: &'static str,
}

/// Days between publication and the invoice's date that are still the same use.
const DAYS: i32 = 31;

/// Matches `invoice` with the catalog; items that `query` wants and no line bills are used and not billed.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn reconcile(
    catalog: &Path,
    query: &Query,
    vocabulary: &Vocabulary,
    invoice: &[Billed],
) -> Result<Vec<Answer>, Error> {
    let index = Index::new(invoice);
    let (mut used, mut pairs): (Vec<Used>, Vec<Pair>) = (Vec::new(), Vec::new());
    let mut wanted: Vec<bool> = Vec::new();
    Pages::open(catalog, query)?.each::<Error>(&mut |page| {
        for item in &page.items {
            let before = pairs.len();
            index.candidates(page, item, vocabulary, used.len(), &mut pairs);
            if item.wanted || pairs.len() > before {
                wanted.push(item.wanted);
                used.push(shown(page, item));
            }
        }
        Ok(())
    })?;
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.score), p.line, p.item));
    let mut of_line: Vec<Option<(usize, &'static str)>> = vec![None; invoice.len()];
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for pair in pairs {
        if of_line[pair.line].is_none() && taken.insert(pair.item) {
            of_line[pair.line] = Some((pair.item, pair.by));
        }
    }
    let mut out = Vec::with_capacity(invoice.len());
    for (billed, found) in invoice.iter().zip(&of_line) {
        out.push(match found {
            Some((item, by)) => {
                Answer { verdict: Verdict::Billed, by, billed: Some(billed.clone()), used: used.get(*item).cloned() }
            }
            None => Answer { verdict: Verdict::NotFound, by: "", billed: Some(billed.clone()), used: None },
        });
    }
    let unbilled = used.into_iter().enumerate().filter(|(at, _)| wanted[*at] && !taken.contains(at));
    out.extend(unbilled.map(|(_, used)| Answer {
        verdict: Verdict::NotBilled,
        by: "",
        billed: None,
        used: Some(used),
    }));
    out.sort_by_key(|answer| answer.verdict);
    Ok(out)
}

fn shown(page: &Page, item: &PageItem) -> Used {
    Used {
        id: item.id,
        path: page.document.name().into_owned(),
        line: item.line,
        published: page.document.published.clone(),
        caption: item.caption.clone(),
        credit: item.credit.as_ref().map(|(_, printed)| printed.clone()),
    }
}

/// Lines by what they may be found by.
struct Index {
    /// By the key of the picture that an address leads to.
    by_picture: FxHashMap<String, Vec<usize>>,
    /// By the address of an article.
    by_article: FxHashMap<String, Vec<usize>>,
    by_id: FxHashMap<String, Vec<usize>>,
    by_creator: FxHashMap<String, Vec<usize>>,
    words: Vec<FxHashSet<String>>,
    days: Vec<Option<Date>>,
}

impl Index {
    fn new(invoice: &[Billed]) -> Self {
        let mut index = Self {
            by_picture: FxHashMap::default(),
            by_article: FxHashMap::default(),
            by_id: FxHashMap::default(),
            by_creator: FxHashMap::default(),
            words: Vec::new(),
            days: Vec::new(),
        };
        for (at, billed) in invoice.iter().enumerate() {
            if !billed.url.is_empty() {
                if let Some(key) = picture_key(std::slice::from_ref(&billed.url)) {
                    index.by_picture.entry(key).or_default().push(at);
                }
                index.by_article.entry(article(&billed.url)).or_default().push(at);
            }
            for id in numbers(&billed.id) {
                index.by_id.entry(id).or_default().push(at);
            }
            let creator = fold(&billed.creator);
            if !creator.is_empty() {
                index.by_creator.entry(creator).or_default().push(at);
            }
            index.words.push(words(&billed.caption));
            index.days.push(day(&billed.date));
        }
        index
    }

    fn candidates(&self, page: &Page, item: &PageItem, vocabulary: &Vocabulary, number: usize, out: &mut Vec<Pair>) {
        let mut add = |score, lines: &[usize], by| {
            out.extend(lines.iter().map(|line| Pair { score, line: *line, item: number, by }))
        };
        let mut seen: FxHashSet<String> = FxHashSet::default();
        if let Some(lines) = item.picture.as_ref().and_then(|key| self.by_picture.get(key)) {
            add(100, lines, "address");
        }
        if !self.by_id.is_empty() {
            for url in &item.urls {
                for id in numbers(url) {
                    if let Some(lines) = self.by_id.get(&id).filter(|_| seen.insert(id.clone())) {
                        add(90, lines, "number");
                    }
                }
            }
        }
        let here = page.document.url.as_deref().and_then(|url| self.by_article.get(&article(url)));
        if here.is_none() && self.by_creator.is_empty() {
            return;
        }
        let Some((_, printed)) = &item.credit else { return };
        let creators: Vec<String> = credit::parse(printed, vocabulary).people.iter().map(|p| fold(&p.name)).collect();
        let caption = item.caption.as_deref().or(item.title.as_deref()).map(words).unwrap_or_default();
        let published = page.document.published.as_deref().and_then(day);
        for line in creators.iter().filter_map(|c| self.by_creator.get(c)).flatten() {
            let shared = self.words[*line].intersection(&caption).count();
            let smaller = self.words[*line].len().min(caption.len());
            let alike = smaller >= 2 && shared * 2 >= smaller;
            let apart =
                self.days[*line].zip(published).and_then(|(a, b)| a.since(b).ok()).map(|span| span.get_days().abs());
            let near = apart.is_some_and(|days| days <= DAYS);
            let on_page = here.is_some_and(|lines| lines.contains(line));
            // Two of the three beside the creator, or the page itself; a date that contradicts ends it.
            if on_page || alike && apart.is_none_or(|days| days <= DAYS) || near && smaller < 2 {
                let close = 31 - apart.unwrap_or(31).min(31) as u32;
                let score = if on_page { 60 } else { 0 } + if alike { 20 } else { 0 } + close / 2;
                let by = match (on_page, alike) {
                    (true, _) => "article and creator",
                    (_, true) if near => "creator, date and caption",
                    (_, true) => "creator and caption",
                    _ => "creator and date",
                };
                out.push(Pair { score, line: *line, item: number, by });
            }
        }
    }
}

/// The runs of letters and digits of a text that can be a picture's number: six or more, most of them digits.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|run| run.len() >= 6 && run.bytes().filter(u8::is_ascii_digit).count() * 2 > run.len())
        .map(str::to_ascii_lowercase)
}

/// The words of a caption that tell it from others.
fn words(text: &str) -> FxHashSet<String> {
    fold(text).split(' ').filter(|w| w.chars().count() >= 4).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_usual_names_and_by_flags() {
        let lines =
            read("Bildnummer;Fotograf;Datum;Betrag\n515208860;Lena Orlova;30.6.2024;12,00\n;;;12,00\n", &[]).unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].id.as_str(), lines[0].creator.as_str(), lines[0].line), ("515208860", "Lena Orlova", 2));
        assert!(read("a,b\n1,2\n", &[]).unwrap_err().to_string().contains("among a, b"));
        let lines = read("a,b\n1,2\n", &[(Field::Id, "b".to_owned())]).unwrap();
        assert_eq!(lines[0].id, "2");
        assert!(read("a,b\n1,2\n", &[(Field::Id, "c".to_owned())]).is_err());
    }
}
