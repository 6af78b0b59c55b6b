//! What a catalog holds, counted; kept until something changes, because a re-scan that finds
//! nothing new must not pay for counting.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::facts::{meta, set_meta};

/// How many agencies are named.
const AGENCIES: usize = 8;

/// Key in `meta`.
const KEY: &str = "totals";

/// Counts of all that a catalog, or a scan, holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Articles.
    pub documents: u64,
    /// Photos, videos and graphics of the articles in this order: all, and those with a credit line.
    pub kinds: Vec<(String, u64, u64)>,
    /// The organisations credited most, with the number of items of each.
    pub agencies: Vec<(String, u64)>,
    /// How many organisations are credited at all.
    pub agency_count: u64,
}

/// What the catalog holds.
pub(super) fn totals(conn: &Connection) -> rusqlite::Result<Totals> {
    if let Some(kept) = meta(conn, KEY)?.and_then(|json| serde_json::from_str(&json).ok()) {
        return Ok(kept);
    }
    let transaction = conn.unchecked_transaction()?;
    let totals = count(conn)?;
    if let Ok(json) = serde_json::to_string(&totals) {
        set_meta(conn, KEY, &json)?;
    }
    transaction.commit()?;
    Ok(totals)
}

/// Forgets the counts: something changes.
pub(super) fn forget(conn: &Connection) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([KEY])?;
    conn.prepare_cached("DELETE FROM tally")?.execute([])?;
    Ok(())
}

/// Fills `tally`. Items are grouped by credit first: there are far fewer credits than items.
fn count_fields(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "DELETE FROM tally;
         CREATE TEMP TABLE carried AS
            SELECT credit_id, count(*) AS n FROM media WHERE placement <> 'page' GROUP BY credit_id;
         INSERT INTO tally SELECT 'agency', coalesce(o.name, ''), sum(t.n) FROM
            (SELECT DISTINCT c.credit_id, c.n, co.organisation_id FROM carried c
               LEFT JOIN credit_organisation co ON co.credit_id = c.credit_id) t
            LEFT JOIN organisation o ON o.id = t.organisation_id GROUP BY 2;
         INSERT INTO tally SELECT 'creator', coalesce(p.name, ''), sum(t.n) FROM
            (SELECT DISTINCT c.credit_id, c.n, cp.person_id FROM carried c
               LEFT JOIN credit_person cp ON cp.credit_id = c.credit_id) t
            LEFT JOIN person p ON p.id = t.person_id GROUP BY 2;
         INSERT INTO tally SELECT 'status', coalesce(k.status, ''), sum(c.n)
            FROM carried c LEFT JOIN credit k ON k.id = c.credit_id GROUP BY 2;
         INSERT INTO tally SELECT 'collection', coalesce(k.collection, ''), sum(c.n)
            FROM carried c LEFT JOIN credit k ON k.id = c.credit_id GROUP BY 2;
         INSERT INTO tally SELECT 'licence', coalesce(k.licence, ''), sum(c.n)
            FROM carried c LEFT JOIN credit k ON k.id = c.credit_id GROUP BY 2;
         INSERT INTO tally SELECT 'flag', coalesce(f.flag, ''), sum(c.n)
            FROM carried c LEFT JOIN credit_flag f ON f.credit_id = c.credit_id GROUP BY 2;
         INSERT INTO tally SELECT 'kind', kind, count(*) FROM media WHERE placement <> 'page' GROUP BY 2;
         DROP TABLE carried;",
    )
}

fn count(conn: &Connection) -> rusqlite::Result<Totals> {
    count_fields(conn)?;
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
    let unsigned = |row: &rusqlite::Row<'_>, at: usize| row.get::<_, i64>(at).map(i64::cast_unsigned);
    let kinds = "SELECT kind, count(*), count(credit_id) FROM media WHERE placement <> 'page' GROUP BY kind
                 ORDER BY CASE kind WHEN 'photo' THEN 0 WHEN 'video' THEN 1 ELSE 2 END";
    let agencies = "SELECT value, items FROM tally WHERE field = 'agency' AND value <> '' ORDER BY 2 DESC, 1 LIMIT ?1";
    Ok(Totals {
        documents: number("SELECT count(*) FROM document WHERE skipped IS NULL")?,
        kinds: conn
            .prepare(kinds)?
            .query_map([], |row| Ok((row.get(0)?, unsigned(row, 1)?, unsigned(row, 2)?)))?
            .collect::<Result<_, _>>()?,
        agencies: conn
            .prepare(agencies)?
            .query_map([AGENCIES as i64], |row| Ok((row.get(0)?, unsigned(row, 1)?)))?
            .collect::<Result<_, _>>()?,
        agency_count: number("SELECT count(DISTINCT organisation_id) FROM credit_organisation")?,
    })
}
