//! Counts of items by one or two fields.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, params_from_iter};

use super::condition::{Access, condition, placement};
use super::expression::Expression;
use super::field::{Count, Field};
use super::fields::find;
use super::{Error, rows};

/// The field of this name that items can be counted by.
pub fn countable(name: &str) -> Option<&'static Field> {
    find(name).filter(|field| field.count.is_some())
}

/// One row of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// A value of each field; `None` for items that have none.
    pub values: Vec<Option<String>>,
    /// Items with them.
    pub items: u64,
    /// Their share of all items asked for, 0 to 1. An item with two agencies counts for both.
    pub share: f64,
}

/// Counts the items that `expression` wants, by one field or by the second within the first.
/// A field that nothing can be counted by gives no rows.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn stats(catalog: &Path, by: &[&'static Field], expression: &Expression) -> Result<Vec<Counted>, Error> {
    let conn = rows::open(catalog)?;
    let kept = match (by, expression) {
        ([one], Expression::All) => kept(&conn, one)?,
        _ => None,
    };
    let (mut counted, total) = match kept {
        Some(kept) => kept,
        None => live(&conn, by, expression)?,
    };
    for row in &mut counted {
        row.share = row.items as f64 / total.max(1) as f64;
    }
    order(&mut counted, by);
    Ok(counted)
}

/// What the last scan counted, if it counted by this.
fn kept(conn: &Connection, by: &Field) -> rusqlite::Result<Option<(Vec<Counted>, u64)>> {
    let counted: Vec<Counted> = conn
        .prepare("SELECT nullif(value, ''), items FROM tally WHERE field = ?1")?
        .query_map([by.name], |row| {
            Ok(Counted { values: vec![row.get(0)?], items: row.get::<_, i64>(1)?.cast_unsigned(), share: 0.0 })
        })?
        .collect::<Result<_, _>>()?;
    if counted.is_empty() {
        return Ok(None);
    }
    let total = "SELECT coalesce(sum(items), 0) FROM tally WHERE field = 'kind'";
    let total: i64 = conn.query_row(total, [], |row| row.get(0))?;
    Ok(Some((counted, total.cast_unsigned())))
}

fn live(conn: &Connection, by: &[&'static Field], expression: &Expression) -> Result<(Vec<Counted>, u64), Error> {
    let total = super::plan::count(conn, expression)?;
    let total: i64 = conn.query_row(&total.sql, params_from_iter(&total.values), |row| row.get(0))?;
    let wanted = condition(conn, expression, Access::Drive)?;
    let counts: Vec<Count> = by.iter().filter_map(|field| field.count).collect();
    if counts.len() < by.len() {
        return Ok((Vec::new(), 0));
    }
    let values =
        counts.iter().enumerate().map(|(at, c)| format!("{} AS v{at}", c.value)).collect::<Vec<_>>().join(", ");
    let names = (0..by.len()).map(|at| format!("v{at}")).collect::<Vec<_>>().join(", ");
    // A value is text whatever its column holds, numbers too.
    let shown = (0..by.len()).map(|at| format!("CAST(v{at} AS TEXT)")).collect::<Vec<_>>().join(", ");
    let joins = counts.iter().map(|c| c.join).collect::<Vec<_>>().join(" ");
    // An item that names an organisation twice counts once for it.
    let distinct = if joins.trim().is_empty() { "" } else { "DISTINCT m.id," };
    let sql = format!(
        "SELECT {shown}, count(*) FROM (SELECT {distinct} {values} FROM media m \
         LEFT JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id {joins} \
         WHERE {}{}) GROUP BY {names}",
        placement(expression),
        wanted.text
    );
    let mut statement = conn.prepare(&sql)?;
    let counted = statement
        .query_map(params_from_iter(wanted.values), |row| {
            Ok(Counted {
                values: (0..by.len()).map(|at| row.get(at)).collect::<Result<_, _>>()?,
                items: row.get::<_, i64>(by.len())?.cast_unsigned(),
                share: 0.0,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok((counted, total.cast_unsigned()))
}

/// Values with an order of their own by that; others by count, the first field's by their sums.
/// What has no value comes last.
fn order(counted: &mut [Counted], by: &[&'static Field]) {
    let mut sums: HashMap<Option<String>, u64> = HashMap::new();
    for row in counted.iter() {
        *sums.entry(row.values[0].clone()).or_default() += row.items;
    }
    let key = |row: &Counted, at: usize| {
        let weight = if at == 0 { sums.get(&row.values[0]).copied().unwrap_or(0) } else { row.items };
        let weight = if by[at].count.is_some_and(|count| count.ordered) { 0 } else { weight };
        (row.values[at].is_none(), std::cmp::Reverse(weight), row.values[at].clone())
    };
    counted.sort_by_cached_key(|row| (0..by.len()).map(|at| key(row, at)).collect::<Vec<_>>());
}

/// Values of `field` that begin with `prefix`, case ignored, with their counts, most first, as the
/// last scan counted them: for completion.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn values(catalog: &Path, field: &str, prefix: &str) -> Result<Vec<(String, u64)>, Error> {
    let conn = rows::open(catalog)?;
    let mut statement =
        conn.prepare("SELECT value, items FROM tally WHERE field = ?1 AND value <> '' ORDER BY items DESC, value")?;
    let all = statement.query_map([field], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    let all: Vec<(String, u64)> = all.collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|(value, _)| value.to_lowercase().starts_with(prefix)).take(200).collect())
}
