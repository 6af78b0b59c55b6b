//! Documents with their items, one after the other, for those who judge each item by its neighbours;
//! and the few columns by which items of different documents are compared.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::condition::{Access, condition};
use super::expression::Expression;
use super::{Error, Query, rows};
use crate::catalog::spelling::{below, join};
use crate::extract::claim::{Field, Source};
use crate::model::{Conflict, Document, Kind, Method, Placement, Span};

/// A document with its items, in their order.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The article.
    pub document: Document,
    /// The scan that read it last.
    pub scan: i64,
    /// Where its file is.
    pub file: String,
    /// Nanoseconds since 1970 UTC when its file had last been modified as the scan read it.
    pub modified: i64,
    /// Its items.
    pub items: Vec<PageItem>,
}

/// One item of a [`Page`].
#[derive(Clone, Debug)]
pub struct PageItem {
    /// Its number in the catalog.
    pub id: i64,
    /// What it is known by in its document.
    pub key: String,
    /// Which picture it shows.
    pub picture: Option<String>,
    /// Whether the query asked for it; the others are there for comparison.
    pub wanted: bool,
    /// Photo, video or graphic.
    pub kind: Kind,
    /// Where it stands.
    pub placement: Placement,
    /// The text that describes it.
    pub caption: Option<String>,
    /// A video's title.
    pub title: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Row and text of its credit as printed, with its marker.
    pub credit: Option<(i64, String)>,
    /// A video's length.
    pub duration_seconds: Option<f64>,
    /// Line where it begins.
    pub line: u32,
    /// Bytes of the whole item.
    pub span: Span,
    /// The form that was recognised.
    pub method: Method,
    /// Addresses of its renditions.
    pub urls: Vec<String>,
    /// What other sources of the page state, and was not taken.
    pub conflicts: Vec<Conflict>,
    /// Properties of schema.org that structured data has of it, as a JSON object.
    pub structured: Option<String>,
    /// Who states its credit, where that is not the text itself.
    pub credit_source: Option<Source>,
}

/// An item with what it is compared by.
#[derive(Debug)]
pub struct Shown<'r> {
    /// The item.
    pub item: i64,
    /// Its credit.
    pub credit: Option<i64>,
    /// Its caption.
    pub caption: Option<&'r str>,
    /// Its picture.
    pub picture: Option<i64>,
}

/// A reader of a catalog, item by item.
#[derive(Debug)]
pub struct Pages {
    conn: Connection,
    scope: &'static str,
    /// The condition of the question, and its values; nothing where all items are wanted.
    wanted: Option<(String, Vec<Value>)>,
    /// Whether there are any claims: most catalogs of text have none.
    claims: bool,
}

impl Pages {
    /// Opens `catalog` to read what `query` asks for.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn open(catalog: &Path, query: &Query) -> Result<Self, Error> {
        let conn = rows::open(catalog)?;
        // Documents come in the order of their paths, which is not that of their rows.
        conn.pragma_update(None, "cache_size", -64_000)?;
        let wanted = match query.expression {
            Expression::All => None,
            ref expression => {
                let condition = condition(&conn, expression, Access::Walk)?;
                Some((condition.text, condition.values))
            }
        };
        let scope = if query.expression.mentions("placement") { "1" } else { "m.placement <> 'page'" };
        let claims = conn.query_row("SELECT EXISTS (SELECT 1 FROM claim)", [], |row| row.get::<_, bool>(0))?;
        Ok(Self { conn, scope, wanted, claims })
    }

    /// Hands each document that has items to `take`, in the order of paths.
    ///
    /// # Errors
    /// Why the catalog cannot be read, or what `take` answers.
    pub fn each<E: From<Error>>(&self, take: &mut dyn FnMut(&mut Page) -> Result<(), E>) -> Result<(), E> {
        let (asked, values) = self.wanted.as_ref().map_or(("1", &[][..]), |(text, values)| (text, values));
        // CROSS JOIN: by document, in the order of its index, so that nothing is sorted.
        let sql = format!(
            "SELECT d.id, d.path, d.member, d.url, d.title, d.publisher, d.language, d.published, d.scan_id, d.modified,
                    m.id, coalesce(({asked}), 0), m.kind, m.placement, m.caption, m.title, m.alt, c.id, c.printed,
                    m.duration_seconds, m.line, m.span_start, m.span_end, m.method, m.key, p.key,
                    r.path, r.given
             FROM document d CROSS JOIN media m ON m.document_id = d.id LEFT JOIN credit c ON c.id = m.credit_id
             LEFT JOIN picture p ON p.id = m.picture_id LEFT JOIN root r ON r.id = d.root_id
             WHERE {} ORDER BY d.path, d.member, m.position",
            self.scope
        );
        let failed = |e: rusqlite::Error| E::from(Error::from(e));
        let mut statement = self.conn.prepare(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
        let (mut page, mut open) = (Page::default(), None);
        while let Some(row) = rows.next().map_err(failed)? {
            let document: i64 = row.get(0).map_err(failed)?;
            if open != Some(document) {
                if open.is_some() {
                    self.complete(&mut page).map_err(failed)?;
                    take(&mut page)?;
                }
                open = Some(document);
                page = begin(row).map_err(failed)?;
            }
            page.items.push(item(row).map_err(failed)?);
        }
        if open.is_some() {
            self.complete(&mut page).map_err(failed)?;
            take(&mut page)?;
        }
        Ok(())
    }

    /// Addresses and claims of all items of a page.
    fn complete(&self, page: &mut Page) -> rusqlite::Result<()> {
        let Some((low, high)) = page.items.iter().map(|i| i.id).min().zip(page.items.iter().map(|i| i.id).max()) else {
            return Ok(());
        };
        // Items of a document mostly have neighbouring rows; where not, one by one.
        let near = high - low < 4 * page.items.len() as i64;
        let ranges: Vec<(i64, i64)> =
            if near { vec![(low, high)] } else { page.items.iter().map(|i| (i.id, i.id)).collect() };
        let mut place = rustc_hash::FxHashMap::default();
        place.extend(page.items.iter().enumerate().map(|(at, i)| (i.id, at)));
        for range in ranges {
            let sql =
                "SELECT media_id, url FROM media_url WHERE media_id BETWEEN ?1 AND ?2 ORDER BY media_id, position";
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([range.0, range.1])?;
            while let Some(row) = rows.next()? {
                if let Some(at) = place.get(&row.get(0)?) {
                    page.items[*at].urls.push(row.get(1)?);
                }
            }
            if self.claims {
                let sql = "SELECT media_id, field, source, taken, value FROM claim
                           WHERE media_id BETWEEN ?1 AND ?2 ORDER BY media_id, position";
                let mut statement = self.conn.prepare_cached(sql)?;
                let mut found = statement.query([range.0, range.1])?;
                while let Some(row) = found.next()? {
                    if let Some(at) = place.get(&row.get(0)?) {
                        claim(row, &mut page.items[*at])?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Hands each item in scope to `take`, with what it is compared by.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn each_shown(&self, take: &mut dyn FnMut(Shown<'_>)) -> Result<(), Error> {
        let sql = format!(
            "SELECT m.id, m.credit_id, m.caption, m.picture_id FROM media m
             WHERE {} AND m.kind <> 'video' ORDER BY m.id",
            self.scope
        );
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(Shown {
                item: row.get(0)?,
                credit: row.get(1)?,
                caption: row.get_ref(2)?.as_str_or_null().unwrap_or_default(),
                picture: row.get(3)?,
            });
        }
        Ok(())
    }

    /// Hands each credit line as printed to `take`.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn each_credit(&self, take: &mut dyn FnMut(i64, &str)) -> Result<(), Error> {
        let mut statement = self.conn.prepare("SELECT id, printed FROM credit ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, row.get_ref(1)?.as_str().unwrap_or_default());
        }
        Ok(())
    }

    /// Hands each spelling of each creator to `take`: the creator's key, the spelling, and how many
    /// items carry it; spellings of one creator follow one another.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn each_spelling(&self, take: &mut dyn FnMut(&str, &str, u64)) -> Result<(), Error> {
        // Creators of one spelling alone are left out before anything is joined.
        let sql = "SELECT p.key, cp.printed, sum((SELECT count(*) FROM media m WHERE m.credit_id = cp.credit_id))
                   FROM (SELECT person_id FROM credit_person GROUP BY person_id HAVING min(printed) <> max(printed)) many
                   JOIN credit_person cp ON cp.person_id = many.person_id JOIN person p ON p.id = cp.person_id
                   GROUP BY p.id, cp.printed ORDER BY p.id, cp.printed";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let items: i64 = row.get(2)?;
            take(
                row.get_ref(0)?.as_str().unwrap_or_default(),
                row.get_ref(1)?.as_str().unwrap_or_default(),
                items.unsigned_abs(),
            );
        }
        Ok(())
    }

    /// Every creator's key and name.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn each_creator(&self, take: &mut dyn FnMut(&str, &str)) -> Result<(), Error> {
        let mut statement = self.conn.prepare("SELECT key, name FROM person ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get_ref(0)?.as_str().unwrap_or_default(), row.get_ref(1)?.as_str().unwrap_or_default());
        }
        Ok(())
    }

    /// How many items name the creator of that key.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn items_of_creator(&self, key: &str) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM person p JOIN credit_person cp ON cp.person_id = p.id
                   JOIN media m ON m.credit_id = cp.credit_id WHERE p.key = ?1";
        let items: i64 = self.conn.prepare_cached(sql)?.query_row([key], |row| row.get(0))?;
        Ok(items.unsigned_abs())
    }

    /// The number of the last scan that was begun.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn last_scan(&self) -> Result<Option<i64>, Error> {
        Ok(self.conn.query_row("SELECT max(id) FROM scan", [], |row| row.get(0))?)
    }

    /// Name of the document and line of an item, to point at it.
    ///
    /// # Errors
    /// Why the catalog cannot be read.
    pub fn place_of(&self, item: i64) -> Result<Option<(String, u32)>, Error> {
        let sql = "SELECT d.path || iif(d.member = '', '', '!' || d.member), m.line
                   FROM media m JOIN document d ON d.id = m.document_id WHERE m.id = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([item], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

impl Query {
    /// A query of every item of the articles themselves.
    pub fn all() -> Self {
        Self { expression: Expression::All, ..Self::default() }
    }
}

fn begin(row: &Row<'_>) -> rusqlite::Result<Page> {
    let member: String = row.get(2)?;
    let path: String = row.get(1)?;
    let root: Option<String> = row.get(26)?;
    let file = match root {
        Some(root) => {
            let given: String = row.get(27)?;
            below(&given, &path).map_or_else(|| path.clone(), |below| join(&root, below))
        }
        None => path.clone(),
    };
    Ok(Page {
        file,
        document: Document {
            path,
            member: Some(member).filter(|m| !m.is_empty()),
            url: row.get(3)?,
            title: row.get(4)?,
            publisher: row.get(5)?,
            language: row.get(6)?,
            published: row.get(7)?,
        },
        scan: row.get(8)?,
        modified: row.get(9)?,
        items: Vec::new(),
    })
}

fn item(row: &Row<'_>) -> rusqlite::Result<PageItem> {
    let credit: Option<i64> = row.get(17)?;
    let kind = row.get_ref(12)?.as_str().ok().and_then(Kind::from_name);
    let placement = row.get_ref(13)?.as_str().ok().and_then(Placement::from_name);
    Ok(PageItem {
        id: row.get(10)?,
        key: row.get(24)?,
        picture: row.get(25)?,
        wanted: row.get(11)?,
        kind: kind.unwrap_or(Kind::Photo),
        placement: placement.unwrap_or(Placement::Page),
        caption: row.get(14)?,
        title: row.get(15)?,
        alt: row.get(16)?,
        credit: match credit {
            Some(id) => Some((id, row.get(18)?)),
            None => None,
        },
        duration_seconds: row.get(19)?,
        line: row.get(20)?,
        span: Span::new(row.get::<_, u32>(21)? as usize, row.get::<_, u32>(22)? as usize),
        method: rows::word(row, 23, Method::from_name)?,
        urls: Vec::new(),
        conflicts: Vec::new(),
        structured: None,
        credit_source: None,
    })
}

/// Adds to an item what a row of `claim` states of it.
fn claim(row: &Row<'_>, item: &mut PageItem) -> rusqlite::Result<()> {
    let (field, source) = (rows::word(row, 1, Field::from_name)?, rows::word(row, 2, Source::from_name)?);
    let taken: bool = row.get(3)?;
    match field {
        Field::Structured => item.structured = row.get(4)?,
        Field::Credit if taken => item.credit_source = Some(source),
        Field::Caption | Field::Credit | Field::Title | Field::Alt | Field::Duration if !taken => {
            let conflict = Conflict { field, value: row.get(4)?, source };
            item.conflicts.push(conflict);
        }
        _ => {}
    }
    Ok(())
}
