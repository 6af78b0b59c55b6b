//! Rows out of the catalog: items as records, counts, one item with its evidence, and plain SQL.

use std::path::Path;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::Value;

use super::cell::{self, Cells, FROM};
use super::field::Field;
use super::plan::{self, Way};
use super::record::Records;
use super::{Error, Query};
use crate::catalog::open_read_only;
use crate::model::Record;

/// Hands each item that `query` wants to `take`, in order, one at a time.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn each(catalog: &Path, query: &Query, take: &mut dyn FnMut(Record) -> Result<(), Error>) -> Result<(), Error> {
    let records = Records::new();
    ids(catalog, query, &mut |conn, id| take(records.read(conn, id)?))
}

/// Hands on the cells of each item that `query` wants under the columns of `fields`, in order, one
/// item at a time. A field that is no column has empty cells.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn cells(
    catalog: &Path,
    query: &Query,
    fields: &[&'static Field],
    take: &mut dyn FnMut(&[Value]) -> Result<(), Error>,
) -> Result<(), Error> {
    let cells = Cells::new(fields);
    ids(catalog, query, &mut |conn, id| take(&cells.read(conn, id)?))
}

/// Hands on each item as [`each`] does, with its cells as [`cells`] does.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn each_with_cells(
    catalog: &Path,
    query: &Query,
    fields: &[&'static Field],
    take: &mut dyn FnMut(Item) -> Result<(), Error>,
) -> Result<(), Error> {
    let (records, cells) = (Records::new(), Cells::new(fields));
    ids(catalog, query, &mut |conn, id| take(Item { record: records.read(conn, id)?, cells: cells.read(conn, id)? }))
}

/// An item as a record, and as cells under the columns that were asked for.
#[derive(Clone, Debug)]
pub struct Item {
    /// The record.
    pub record: Record,
    /// The cells.
    pub cells: Vec<Value>,
}

/// Hands on the number of each item that `query` wants, with the connection to look it up.
fn ids(
    catalog: &Path,
    query: &Query,
    take: &mut dyn FnMut(&Connection, i64) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut conn = open(catalog)?;
    let ways = plan::ways(&conn, query)?;
    for way in &ways {
        if let Some(budget) = way.budget {
            let Some(ids) = within_budget(&mut conn, way, budget)? else { continue };
            for id in ids {
                take(&conn, id)?;
            }
        } else {
            let mut statement = conn.prepare(&way.sql)?;
            let mut rows = statement.query(params_from_iter(&way.values))?;
            while let Some(row) = rows.next()? {
                take(&conn, row.get(0)?)?;
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
}

/// The item with number `id`.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn show(catalog: &Path, id: i64) -> Result<Option<Shown>, Error> {
    let conn = open_read_only(catalog)?;
    let sql = format!("SELECT c.printed, d.modified, d.size {FROM} WHERE m.id = ?1");
    let shown = conn
        .query_row(&sql, [id], |row| {
            Ok(Shown {
                record: Records::new().read(&conn, id)?,
                printed: row.get("printed")?,
                modified: row.get("modified")?,
                size: row.get("size")?,
            })
        })
        .optional()?;
    Ok(shown)
}

/// A word of a closed list, or why it is none of them.
pub(super) fn word<T>(row: &Row<'_>, at: usize, read: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = row.get_ref(at)?.as_str()?;
    read(text).ok_or_else(|| {
        let message = format!("'{text}' is not a word of this version").into();
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, message)
    })
}

/// Runs `sql` on a connection that cannot write, and hands on its columns, then row after row.
///
/// # Errors
/// What SQLite says, or what `row` answers.
pub fn run_sql(
    catalog: &Path,
    sql: &str,
    columns: &mut dyn FnMut(&[String]) -> Result<(), Error>,
    take: &mut dyn FnMut(Vec<Value>) -> Result<(), Error>,
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
    take: &mut dyn FnMut(Vec<Value>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    columns(&names)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let cells = (0..names.len()).map(|at| row.get_ref(at).map(cell::json)).collect::<Result<_, _>>()?;
        take(cells)?;
    }
    Ok(())
}
