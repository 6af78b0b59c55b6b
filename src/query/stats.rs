//! Counts of items by one or two fields.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, params_from_iter};

use super::condition::{Access, condition, placement};
use super::expression::Expression;
use super::{Error, rows};

/// What items are counted by.
#[derive(Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its name.
    pub name: &'static str,
    /// One line for a person.
    pub help: &'static str,
    /// The value counted.
    value: &'static str,
    /// The tables that it needs beside `m`, `d` and `c`.
    join: &'static str,
    /// Whether values have an order of their own, as months have; others come by their counts.
    pub ordered: bool,
}

const fn plain(name: &'static str, value: &'static str, help: &'static str) -> Dimension {
    Dimension { name, help, value, join: "", ordered: false }
}

/// Everything that items can be counted by.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension {
        name: "agency",
        help: "each organisation of the chain",
        value: "o1.name",
        join: "LEFT JOIN credit_organisation l1 ON l1.credit_id = m.credit_id LEFT JOIN organisation o1 ON o1.id = l1.organisation_id",
        ordered: false,
    },
    Dimension {
        name: "originator",
        help: "the organisation where it came from first",
        value: "o2.name",
        join: "LEFT JOIN credit_organisation l2 ON l2.credit_id = m.credit_id AND l2.role IN ('originator', 'sole') LEFT JOIN organisation o2 ON o2.id = l2.organisation_id",
        ordered: false,
    },
    Dimension {
        name: "distributor",
        help: "the organisation that delivered it",
        value: "o3.name",
        join: "LEFT JOIN credit_organisation l3 ON l3.credit_id = m.credit_id AND l3.role IN ('distributor', 'sole') LEFT JOIN organisation o3 ON o3.id = l3.organisation_id",
        ordered: false,
    },
    Dimension {
        name: "country",
        help: "country of each organisation",
        value: "o4.country",
        join: "LEFT JOIN credit_organisation l4 ON l4.credit_id = m.credit_id LEFT JOIN organisation o4 ON o4.id = l4.organisation_id",
        ordered: false,
    },
    Dimension {
        name: "creator",
        help: "each creator",
        value: "p5.name",
        join: "LEFT JOIN credit_person l5 ON l5.credit_id = m.credit_id LEFT JOIN person p5 ON p5.id = l5.person_id",
        ordered: false,
    },
    Dimension {
        name: "flag",
        help: "each flag of the credit",
        value: "l6.flag",
        join: "LEFT JOIN credit_flag l6 ON l6.credit_id = m.credit_id",
        ordered: false,
    },
    plain("publisher", "d.publisher", "the publisher"),
    plain("kind", "m.kind", "photo, video or graphic"),
    plain("placement", "m.placement", "lead, body or gallery"),
    plain("status", "c.status", "the creator's standing"),
    plain("collection", "c.collection", "a brand inside the distributor"),
    plain("licence", "c.licence", "the licence"),
    plain("credit", "c.line", "the whole credit line"),
    plain("lang", "d.language", "the language tag"),
    plain("document", "d.path", "the file"),
    plain("method", "m.method", "the form that was recognised"),
    Dimension { ordered: true, ..plain("year", "substr(d.published, 1, 4)", "year of publication") },
    Dimension { ordered: true, ..plain("month", "substr(d.published, 1, 7)", "month of publication") },
    Dimension { ordered: true, ..plain("day", "substr(d.published, 1, 10)", "day of publication") },
];

impl Dimension {
    /// The one of this name.
    pub fn find(name: &str) -> Option<&'static Dimension> {
        DIMENSIONS.iter().find(|d| d.name.eq_ignore_ascii_case(name))
    }
}

/// One row of statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// A value of each dimension; `None` for items that have none.
    pub values: Vec<Option<String>>,
    /// Items with them.
    pub items: u64,
    /// Their share of all items asked for, 0 to 1. An item with two agencies counts for both.
    pub share: f64,
}

/// Counts the items that `expression` wants, by one dimension or by the second within the first.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn stats(catalog: &Path, by: &[&'static Dimension], expression: &Expression) -> Result<Vec<Counted>, Error> {
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
fn kept(conn: &Connection, by: &Dimension) -> rusqlite::Result<Option<(Vec<Counted>, u64)>> {
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

fn live(conn: &Connection, by: &[&'static Dimension], expression: &Expression) -> Result<(Vec<Counted>, u64), Error> {
    let total = super::plan::count(conn, expression)?;
    let total: i64 = conn.query_row(&total.sql, params_from_iter(&total.values), |row| row.get(0))?;
    let wanted = condition(conn, expression, Access::Drive)?;
    let values = by.iter().enumerate().map(|(at, d)| format!("{} AS v{at}", d.value)).collect::<Vec<_>>().join(", ");
    let names = (0..by.len()).map(|at| format!("v{at}")).collect::<Vec<_>>().join(", ");
    let joins = by.iter().map(|d| d.join).collect::<Vec<_>>().join(" ");
    // An item that names an organisation twice counts once for it.
    let distinct = if joins.trim().is_empty() { "" } else { "DISTINCT m.id," };
    let sql = format!(
        "SELECT {names}, count(*) FROM (SELECT {distinct} {values} FROM media m \
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
fn order(counted: &mut [Counted], by: &[&'static Dimension]) {
    let mut sums: HashMap<Option<String>, u64> = HashMap::new();
    for row in counted.iter() {
        *sums.entry(row.values[0].clone()).or_default() += row.items;
    }
    let key = |row: &Counted, at: usize| {
        let weight = if at == 0 { sums.get(&row.values[0]).copied().unwrap_or(0) } else { row.items };
        let weight = if by[at].ordered { 0 } else { weight };
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
