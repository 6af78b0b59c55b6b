//! Small facts: what `meta` keeps, this moment, a confidence as it was written.

use rusqlite::{Connection, OptionalExtension};

/// This moment in UTC, ISO 8601, to the second.
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What is stored under `key` in `meta`.
pub(super) fn meta(conn: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM meta WHERE key = ?1";
    conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
}

/// Stores `value` under `key` in `meta`.
pub(super) fn set_meta(conn: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?.execute([key, value])?;
    Ok(())
}

/// A confidence as people wrote it: 0.9, not 0.8999999761581421.
pub(super) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 10_000.0).round() / 10_000.0
}
