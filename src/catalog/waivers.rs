//! Waivers: findings of an audit that somebody has looked at and lets pass.

use std::path::Path;

use rusqlite::params;

use super::error::Error;
use super::facts::now;
use super::lock::WriterLock;
use super::open::{open_read_only, open_read_write};

/// A finding that is let pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiver {
    /// Its number.
    pub id: i64,
    /// Code of the rule.
    pub code: String,
    /// The document.
    pub path: String,
    /// The member inside the file; empty for the file itself.
    pub member: String,
    /// Fingerprint of the finding as it was waived.
    pub fingerprint: String,
    /// What the finding is known by in its document; nothing in waivers of older programs, which know it by
    /// the fingerprint.
    pub mark: Option<String>,
    /// How the document was spelled in that fingerprint, if otherwise than now.
    pub path_then: Option<String>,
    /// What was waived, in words for a person.
    pub item: String,
    /// Why.
    pub reason: String,
    /// When: UTC, ISO 8601.
    pub created: String,
}

impl Waiver {
    /// How the document was spelled when an older program made the fingerprint.
    pub fn formerly(&self) -> &str {
        self.path_then.as_deref().unwrap_or(&self.path)
    }
}

/// Every waiver, oldest first.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn list(catalog: &Path) -> Result<Vec<Waiver>, Error> {
    let failed = |source| Error::new(catalog, source);
    let conn = open_read_only(catalog)?;
    let sql = "SELECT id, code, path, member, fingerprint, item, reason, created, mark, path_then
               FROM waiver ORDER BY id";
    let mut statement = conn.prepare(sql).map_err(failed)?;
    let rows = statement.query_map([], |row| {
        Ok(Waiver {
            id: row.get(0)?,
            code: row.get(1)?,
            path: row.get(2)?,
            member: row.get(3)?,
            fingerprint: row.get(4)?,
            item: row.get(5)?,
            reason: row.get(6)?,
            created: row.get(7)?,
            mark: row.get(8)?,
            path_then: row.get(9)?,
        })
    });
    rows.and_then(Iterator::collect).map_err(failed)
}

/// Adds `waivers`, of which number and moment are set here; one of the same finding is replaced.
///
/// # Errors
/// Why the catalog cannot be written.
pub fn add(catalog: &Path, waivers: &[Waiver]) -> Result<(), Error> {
    let failed = |source| Error::new(catalog, source);
    let _lock = WriterLock::take(catalog)?;
    let mut conn = open_read_write(catalog)?;
    let transaction = conn.transaction().map_err(failed)?;
    for waiver in waivers {
        let sql = "INSERT INTO waiver (code, path, member, fingerprint, item, reason, created, mark)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (path, member, mark) WHERE mark IS NOT NULL DO UPDATE SET
                       fingerprint = excluded.fingerprint, path_then = NULL, item = excluded.item,
                       reason = excluded.reason, created = excluded.created";
        let Waiver { code, path, member, fingerprint, item, reason, mark, .. } = waiver;
        let values = params![code, path, member, fingerprint, item, reason, now(), mark];
        transaction.execute(sql, values).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// Removes the waiver of number `id`; says whether there was one.
///
/// # Errors
/// Why the catalog cannot be written.
pub fn remove(catalog: &Path, id: i64) -> Result<bool, Error> {
    let failed = |source| Error::new(catalog, source);
    let _lock = WriterLock::take(catalog)?;
    let conn = open_read_write(catalog)?;
    Ok(conn.execute("DELETE FROM waiver WHERE id = ?1", [id]).map_err(failed)? > 0)
}
