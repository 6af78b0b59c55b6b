//! Rows out of the catalog: items as records, counts, one item with its evidence, and plain SQL.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::expression::Expression;
use super::sql::{self, condition};
use super::{Error, Query};
use crate::catalog::open_read_only;
use crate::model::{Conflict, Document, Record, Span};

const FROM: &str = "FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id";

const COLUMNS: &str = "m.id, d.path, d.member, d.url, d.title, d.publisher, d.language, d.published, \
    m.kind, m.placement, m.caption, m.title, m.alt, c.line, c.status, c.collection, c.licence, c.copyright, \
    m.duration_seconds, m.line, m.span_start, m.span_end, m.method, m.confidence, m.credit_id";

/// Hands each item that `query` wants to `take`, in order, one at a time.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn each(catalog: &Path, query: &Query, take: &mut dyn FnMut(Record) -> Result<(), Error>) -> Result<(), Error> {
    let conn = open_read_only(catalog)?;
    let mut sql = condition(&query.expression);
    let order = query.sort.map_or_else(|| "d.path, d.member, m.position".to_owned(), sql::Sort::sql);
    let mut text = format!("SELECT {COLUMNS} {FROM} WHERE {} ORDER BY {order}", sql.text);
    if let Some(limit) = query.limit {
        text.push_str(" LIMIT ?");
        sql.values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
    let mut statement = conn.prepare(&text)?;
    let mut rows = statement.query(params_from_iter(sql.values))?;
    while let Some(row) = rows.next()? {
        take(record(&conn, row)?)?;
    }
    Ok(())
}

fn record(conn: &Connection, row: &Row<'_>) -> rusqlite::Result<Record> {
    let id: i64 = row.get(0)?;
    let member: String = row.get(2)?;
    let credit: Option<i64> = row.get(24)?;
    let mut out = Record {
        id: Some(id),
        document: Document {
            path: row.get(1)?,
            member: Some(member).filter(|m| !m.is_empty()),
            url: row.get(3)?,
            title: row.get(4)?,
            publisher: row.get(5)?,
            language: row.get(6)?,
            published: row.get(7)?,
        },
        kind: row.get(8)?,
        placement: row.get(9)?,
        caption: row.get(10)?,
        title: row.get(11)?,
        alt: row.get(12)?,
        credit: row.get(13)?,
        status: row.get(14)?,
        collection: row.get(15)?,
        licence: row.get(16)?,
        copyright: row.get(17)?,
        duration_seconds: row.get(18)?,
        line: row.get(19)?,
        span: Span::new(row.get::<_, u32>(20)? as usize, row.get::<_, u32>(21)? as usize),
        method: row.get(22)?,
        confidence: row.get(23)?,
        urls: list(conn, "SELECT url FROM media_url WHERE media_id = ?1 ORDER BY position", id)?,
        ..Record::default()
    };
    if let Some(credit) = credit {
        out.people = list(
            conn,
            "SELECT p.name FROM credit_person cp JOIN person p ON p.id = cp.person_id WHERE cp.credit_id = ?1 ORDER BY cp.position",
            credit,
        )?;
        out.agencies = list(
            conn,
            "SELECT o.name FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id WHERE co.credit_id = ?1 ORDER BY co.position",
            credit,
        )?;
        out.flags = list(conn, "SELECT flag FROM credit_flag WHERE credit_id = ?1 ORDER BY flag", credit)?;
    }
    Ok(out)
}

fn list(conn: &Connection, sql: &str, id: i64) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}

/// What items are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatsBy {
    /// Each organisation of the chain.
    Agency,
    /// Each creator.
    Creator,
    /// The publisher.
    Publisher,
    /// Photo, video, graphic.
    Kind,
    /// The creator's standing.
    Status,
    /// Month of publication.
    Month,
}

impl StatsBy {
    /// The value counted, and the join that it needs.
    fn sql(self) -> (&'static str, &'static str) {
        match self {
            Self::Agency => (
                "o.name",
                " LEFT JOIN credit_organisation co ON co.credit_id = m.credit_id LEFT JOIN organisation o ON o.id = co.organisation_id",
            ),
            Self::Creator => (
                "p.name",
                " LEFT JOIN credit_person cp ON cp.credit_id = m.credit_id LEFT JOIN person p ON p.id = cp.person_id",
            ),
            Self::Publisher => ("d.publisher", ""),
            Self::Kind => ("m.kind", ""),
            Self::Status => ("c.status", ""),
            Self::Month => ("substr(d.published, 1, 7)", ""),
        }
    }
}

/// One row of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The value; `None` for items that have none.
    pub value: Option<String>,
    /// Items with it.
    pub items: i64,
    /// Its share of all items asked for, 0 to 1. An item with two agencies counts for both.
    pub share: f64,
}

/// Counts the items that `expression` wants.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn stats(catalog: &Path, by: StatsBy, expression: &Expression) -> Result<Vec<Counted>, Error> {
    let conn = open_read_only(catalog)?;
    let (value, join) = by.sql();
    let sql = condition(expression);
    let total: i64 = conn.query_row(
        &format!("SELECT count(*) {FROM} WHERE {}", sql.text),
        params_from_iter(sql.values.iter()),
        |row| row.get(0),
    )?;
    let order = if by == StatsBy::Month { "1 IS NULL, 1" } else { "1 IS NULL, 2 DESC, 1" };
    let text = format!(
        "SELECT value, count(*) FROM (SELECT DISTINCT m.id, {value} AS value {FROM}{join} WHERE {}) GROUP BY 1 ORDER BY {}",
        sql.text,
        order.replace("1 IS NULL", "value IS NULL")
    );
    let mut statement = conn.prepare(&text)?;
    let rows = statement.query_map(params_from_iter(sql.values), |row| {
        let items: i64 = row.get(1)?;
        Ok(Counted { value: row.get(0)?, items, share: items as f64 / total.max(1) as f64 })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One item with what its evidence rests on.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The item.
    pub record: Record,
    /// Its credit as printed, marker and all.
    pub printed: Option<String>,
    /// Nanoseconds since 1970 UTC when the file had last been modified as the scan read it.
    pub modified: i64,
    /// Its size then, in bytes.
    pub size: i64,
    /// What other sources of the page say differently.
    pub conflicts: Vec<Conflict>,
}

/// The item with number `id`.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn show(catalog: &Path, id: i64) -> Result<Option<Shown>, Error> {
    let conn = open_read_only(catalog)?;
    let sql = format!("SELECT {COLUMNS}, c.printed, d.modified, d.size {FROM} WHERE m.id = ?1");
    let shown = conn
        .query_row(&sql, [id], |row| {
            Ok(Shown {
                record: record(&conn, row)?,
                printed: row.get(25)?,
                modified: row.get(26)?,
                size: row.get(27)?,
                conflicts: conflicts(&conn, id)?,
            })
        })
        .optional()?;
    Ok(shown)
}

fn conflicts(conn: &Connection, id: i64) -> rusqlite::Result<Vec<Conflict>> {
    let sql = "SELECT field, value, source FROM media_conflict WHERE media_id = ?1 ORDER BY position";
    conn.prepare_cached(sql)?
        .query_map([id], |row| Ok(Conflict { field: row.get(0)?, value: row.get(1)?, source: row.get(2)? }))?
        .collect()
}

/// Runs `sql` on a connection that cannot write, and hands on its columns, then row after row.
///
/// # Errors
/// What SQLite says, or what `row` answers.
pub fn run_sql(
    catalog: &Path,
    sql: &str,
    columns: &mut dyn FnMut(&[String]) -> Result<(), Error>,
    take: &mut dyn FnMut(Vec<serde_json::Value>) -> Result<(), Error>,
) -> Result<(), Error> {
    let conn = open_read_only(catalog)?;
    conn.pragma_update(None, "query_only", true)?;
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    columns(&names)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..names.len()).map(|at| row.get_ref(at).map(json)).collect::<Result<_, _>>()?;
        take(cells)?;
    }
    Ok(())
}

fn json(value: ValueRef<'_>) -> serde_json::Value {
    match value {
        ValueRef::Null => serde_json::Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => x.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect::<String>().into(),
    }
}
