//! In which way the catalog is gone through to answer a question.
//!
//! The first page of an answer must come at once from a catalog of any size, whether a million
//! items are wanted or three. SQLite knows too little of the data to tell which, so both ways are
//! written: *walk* the items in the order wanted and stop when the page is full, or *drive*, that
//! is, gather by the best index whatever is wanted, and sort. A page is walked for within a fixed
//! budget; if it is not full by then, what is wanted is rare, and is driven to.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::condition::{Access, condition, placement};
use super::expression::Expression;
use super::field::Lookup;
use super::test::Test;
use super::{Query, words};
use crate::credit::people;

/// Steps of SQLite's machine that a walk may cost: some ten thousand items looked at.
const BUDGET: i32 = 400_000;

/// The same where a person is asked for: few have taken so many pictures that a walk is worth more.
const SMALL_BUDGET: i32 = 100_000;

/// The same where a name is that of more than [`NAMESAKES`]: the walk begins by gathering them all.
const LARGE_BUDGET: i32 = 10 * BUDGET;
const NAMESAKES: i64 = 500;

/// Pages larger than this are not walked for.
const PAGE: u64 = 1000;

/// So many items are ranked by their words; of more, the first in the catalog come first.
const RANKED: i64 = 2000;

const DOCUMENT_AND_CREDIT: &str =
    "LEFT JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id";

/// One way to the ids of the items wanted, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The statement.
    pub sql: String,
    /// The values bound to it, in order.
    pub values: Vec<Value>,
    /// Steps of SQLite's machine after which it is given up.
    pub budget: Option<i32>,
}

/// The ways to answer `query`, to be tried in order; the last always answers.
pub(super) fn ways(conn: &Connection, query: &Query) -> rusqlite::Result<Vec<Way>> {
    let page = query.limit.is_some_and(|limit| limit <= PAGE);
    let (asked, rest) = searched(conn, &query.expression)?;
    let mut ways = Vec::new();
    if let (Some(asked), None) = (&asked, query.sort) {
        if few(conn, asked)? {
            // bm25 looks at all that match. A caption that holds the words counts more than a headline.
            let order = "bm25(media_words, 10.0, 8.0, 5.0, 1.0), media_words.rowid";
            ways.push(search(conn, query, asked, &rest, order, None)?);
            return Ok(ways);
        }
        ways.push(search(conn, query, asked, &rest, "media_words.rowid", page.then_some(BUDGET))?);
        if !page {
            return Ok(ways);
        }
    } else if page && let Some(budget) = budget(conn, &query.expression)? {
        ways.extend(walk(conn, query, budget)?);
    }
    ways.push(drive(conn, query)?);
    Ok(ways)
}

/// A count of all that `expression` wants.
pub(super) fn count(conn: &Connection, expression: &Expression) -> rusqlite::Result<Way> {
    let inner = condition(conn, expression, Access::Drive)?;
    let sql =
        format!("SELECT count(*) FROM media m {DOCUMENT_AND_CREDIT} WHERE {}{}", placement(expression), inner.text);
    Ok(Way { sql, values: inner.values, budget: None })
}

/// The words that every item wanted must have, as one question to the full-text index, and what
/// else is asked.
fn searched(conn: &Connection, expression: &Expression) -> rusqlite::Result<(Option<String>, Expression)> {
    let parts = match expression {
        Expression::And(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let (mut asked, mut rest) = (Vec::new(), Expression::All);
    for part in parts {
        let ask = match part {
            Expression::Words(text) => words::ask(conn, text, None)?,
            Expression::Field(field, Test::Matches(text)) if field.lookup == Lookup::Words => {
                words::ask(conn, text, Some(field.name))?
            }
            _ => None,
        };
        match ask {
            Some(ask) => asked.push(format!("({ask})")),
            None => rest = rest.and(part.clone()),
        }
    }
    Ok(((!asked.is_empty()).then(|| asked.join(" AND ")), rest))
}

/// Whether the words are in few items.
fn few(conn: &Connection, asked: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM media_words WHERE media_words MATCH ?1 LIMIT ?2)";
    conn.query_row(sql, (asked, RANKED + 1), |row| row.get::<_, i64>(0)).map(|n| n <= RANKED)
}

/// The full-text index hands out items; the rest of the question is asked of each.
fn search(
    conn: &Connection,
    query: &Query,
    asked: &str,
    rest: &Expression,
    order: &str,
    budget: Option<i32>,
) -> rusqlite::Result<Way> {
    let inner = condition(conn, rest, Access::Walk)?;
    let mut sql = format!(
        "SELECT m.id FROM media_words CROSS JOIN media m ON m.id = media_words.rowid {DOCUMENT_AND_CREDIT} \
         WHERE media_words MATCH ? AND {}{} ORDER BY {order}",
        placement(&query.expression),
        inner.text
    );
    let mut values = vec![Value::Text(asked.to_owned())];
    values.extend(inner.values);
    limited(query, &mut sql, &mut values);
    Ok(Way { sql, values, budget })
}

/// Items in the order wanted, each looked at; only where an index has that order.
fn walk(conn: &Connection, query: &Query, budget: i32) -> rusqlite::Result<Option<Way>> {
    let (from, order) = match query.sort {
        None => {
            let from = format!("media m INDEXED BY sqlite_autoindex_media_1 {DOCUMENT_AND_CREDIT}");
            (from, "m.document_id, m.position".to_owned())
        }
        Some(sort) => match sort.index() {
            None => return Ok(None),
            Some(index) => (
                format!(
                    "document d INDEXED BY {index} CROSS JOIN media m ON m.document_id = d.id \
                     LEFT JOIN credit c ON c.id = m.credit_id"
                ),
                sort.sql(),
            ),
        },
    };
    let inner = condition(conn, &query.expression, Access::Walk)?;
    let mut sql =
        format!("SELECT m.id FROM {from} WHERE {}{} ORDER BY {order}", placement(&query.expression), inner.text);
    let mut values = inner.values;
    limited(query, &mut sql, &mut values);
    Ok(Some(Way { sql, values, budget: Some(budget) }))
}

/// What is wanted gathered by any index, then sorted.
fn drive(conn: &Connection, query: &Query) -> rusqlite::Result<Way> {
    let inner = condition(conn, &query.expression, Access::Drive)?;
    let order = query.sort.map_or_else(|| "m.document_id, m.position".to_owned(), super::sort::Sort::sql);
    let mut sql = format!(
        "SELECT m.id FROM media m {DOCUMENT_AND_CREDIT} WHERE {}{} ORDER BY {order}",
        placement(&query.expression),
        inner.text
    );
    let mut values = inner.values;
    limited(query, &mut sql, &mut values);
    Ok(Way { sql, values, budget: None })
}

fn limited(query: &Query, sql: &mut String, values: &mut Vec<Value>) {
    if let Some(limit) = query.limit {
        sql.push_str(" LIMIT ?");
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
}

/// What a walk for the question may cost; nothing where it names one address or number: walking
/// for that would be in vain.
fn budget(conn: &Connection, expression: &Expression) -> rusqlite::Result<Option<i32>> {
    Ok(match expression {
        Expression::And(parts) => {
            let mut least = Some(BUDGET);
            for part in parts {
                least = match (least, budget(conn, part)?) {
                    (Some(BUDGET), Some(one)) => Some(one),
                    (Some(least), Some(one)) => Some(least.min(one)),
                    _ => return Ok(None),
                };
            }
            least
        }
        Expression::Field(field, Test::Matches(name)) if field.lookup == Lookup::Creator => {
            let folded = people::fold(name.trim_end_matches('*'));
            let sql = "SELECT count(*) FROM (SELECT 1 FROM person_word WHERE word = ?1 LIMIT ?2)";
            let word = folded.split(' ').next_back().unwrap_or_default();
            let namesakes: i64 = conn.query_row(sql, (word, NAMESAKES + 1), |row| row.get(0))?;
            Some(if namesakes > NAMESAKES { LARGE_BUDGET } else { SMALL_BUDGET })
        }
        Expression::Field(field, Test::Is(_)) if field.lookup == Lookup::Creator => Some(SMALL_BUDGET),
        Expression::Field(field, Test::Is(_)) if field.lookup == Lookup::Urls => None,
        Expression::Field(field, Test::Is(_)) if matches!(field.name, "url" | "path") => None,
        Expression::Field(field, _) if field.name == "id" => None,
        _ => Some(BUDGET),
    })
}
