//! Documents page by page, to see which of their files are gone.

use rusqlite::{Connection, params};

/// How many documents are looked at between commits.
const PAGE: i64 = 1000;

/// The next documents after the id `after`, with their paths.
pub(super) fn page(conn: &Connection, after: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let sql = "SELECT id, path FROM document WHERE id > ?1 ORDER BY id LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![after, PAGE], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
