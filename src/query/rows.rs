//! Rows out of the catalog: items as records, counts, one item with its evidence, and plain SQL.

use std::path::Path;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::plan::{self, Way};
use super::{Error, Query};
use crate::catalog::open_read_only;
use crate::model::{Conflict, Document, Field, Flag, Kind, Method, Placement, Record, Source, Span, Status};

const FROM: &str = "FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id";

const COLUMNS: &str = "m.id, d.path, d.member, d.url, d.title, d.publisher, d.language, d.published, \
    m.kind, m.placement, m.caption, m.title, m.alt, c.line, c.status, c.collection, c.licence, c.copyright, \
    m.duration_seconds, m.line, m.span_start, m.span_end, m.method, m.confidence, m.credit_id";

/// Hands each item that `query` wants to `take`, in order, one at a time.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn each(catalog: &Path, query: &Query, take: &mut dyn FnMut(Record) -> Result<(), Error>) -> Result<(), Error> {
    let mut conn = open(catalog)?;
    let ways = plan::ways(&conn, query)?;
    for way in &ways {
        if let Some(budget) = way.budget {
            let Some(ids) = within_budget(&mut conn, way, budget)? else { continue };
            for id in ids {
                take(item(&conn, id)?)?;
            }
        } else {
            let mut statement = conn.prepare(&way.sql)?;
            let mut rows = statement.query(params_from_iter(&way.values))?;
            while let Some(row) = rows.next()? {
                take(item(&conn, row.get(0)?)?)?;
            }
        }
        return Ok(());
    }
    Ok(())
}

/// How many items `query` wants, whatever its limit.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn count(catalog: &Path, query: &Query) -> Result<u64, Error> {
    let conn = open(catalog)?;
    let way = plan::count(&conn, &query.expression)?;
    let n: i64 = conn.query_row(&way.sql, params_from_iter(&way.values), |row| row.get(0))?;
    Ok(n.cast_unsigned())
}

/// How `query` is answered: each way that would be tried, and SQLite's plan for it, a step a line.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn explain(catalog: &Path, query: &Query) -> Result<Vec<(Way, Vec<String>)>, Error> {
    let conn = open(catalog)?;
    let mut out = Vec::new();
    for way in plan::ways(&conn, query)? {
        let steps = conn
            .prepare(&format!("EXPLAIN QUERY PLAN {}", way.sql))?
            .query_map(params_from_iter(&way.values), |row| row.get(3))?
            .collect::<Result<Vec<String>, _>>()?;
        out.push((way, steps));
    }
    Ok(out)
}

/// The catalog for reading, with what the query language needs beyond SQL.
pub(super) fn open(catalog: &Path) -> Result<Connection, Error> {
    let conn = open_read_only(catalog)?;
    conn.set_prepared_statement_cache_capacity(64);
    // `x REGEXP y` calls regexp(y, x).
    conn.create_scalar_function(
        "regexp",
        2,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |ctx| {
            let pattern = ctx.get_or_create_aux(0, |value| -> Result<_, Box<dyn std::error::Error + Send + Sync>> {
                Ok(regex::RegexBuilder::new(value.as_str()?).size_limit(1 << 20).build()?)
            })?;
            Ok(ctx.get_raw(1).as_str_or_null()?.map(|text| pattern.is_match(text)))
        },
    )?;
    Ok(conn)
}

/// The ids that `way` leads to, unless that costs too much.
fn within_budget(conn: &mut Connection, way: &Way, budget: i32) -> rusqlite::Result<Option<Vec<i64>>> {
    conn.progress_handler(budget, Some(|| true))?;
    let ids = conn.prepare(&way.sql).and_then(|mut statement| {
        statement.query_map(params_from_iter(&way.values), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
    });
    conn.progress_handler(0, None::<fn() -> bool>)?;
    match ids {
        Ok(ids) => Ok(Some(ids)),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) => Ok(None),
        Err(error) => Err(error),
    }
}

fn item(conn: &Connection, id: i64) -> rusqlite::Result<Record> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE m.id = ?1"))?.query_row([id], |row| record(conn, row))
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
        kind: word(row, 8, Kind::from_name)?,
        placement: word(row, 9, Placement::from_name)?,
        caption: row.get(10)?,
        title: row.get(11)?,
        alt: row.get(12)?,
        credit: row.get(13)?,
        status: row.get::<_, Option<String>>(14)?.as_deref().and_then(Status::from_name),
        collection: row.get(15)?,
        licence: row.get(16)?,
        copyright: row.get(17)?,
        duration_seconds: row.get(18)?,
        line: row.get(19)?,
        span: Span::new(row.get::<_, u32>(20)? as usize, row.get::<_, u32>(21)? as usize),
        method: word(row, 22, Method::from_name)?,
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
        let flags = list(conn, "SELECT flag FROM credit_flag WHERE credit_id = ?1 ORDER BY flag", credit)?;
        out.flags = flags.iter().filter_map(|flag| Flag::from_name(flag)).collect();
    }
    Ok(out)
}

/// A word of a closed list, or why it is none of them.
pub(super) fn word<T>(row: &Row<'_>, at: usize, read: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = row.get_ref(at)?.as_str()?;
    read(text).ok_or_else(|| {
        let message = format!("'{text}' is not a word of this version").into();
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, message)
    })
}

fn list(conn: &Connection, sql: &str, id: i64) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
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
    let sql = "SELECT field, value, source FROM claim
               WHERE media_id = ?1 AND taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration') ORDER BY position";
    conn.prepare_cached(sql)?
        .query_map([id], |row| {
            Ok(Conflict {
                field: word(row, 0, Field::from_name)?,
                value: row.get(1)?,
                source: word(row, 2, Source::from_name)?,
            })
        })?
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
    run(&conn, sql, [], columns, take)
}

/// Runs one statement and hands on its columns, then row after row.
pub(super) fn run(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    columns: &mut dyn FnMut(&[String]) -> Result<(), Error>,
    take: &mut dyn FnMut(Vec<serde_json::Value>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    columns(&names)?;
    let mut rows = statement.query(params)?;
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
