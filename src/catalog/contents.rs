//! Which member of a container holds which contents: of members that hold the same, one is read, the
//! others are noted as its duplicates. When it goes, they are forgotten and their containers read anew.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

/// Documents by the hash of what they hold; some 30 bytes a document.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Read when the first member is stored: most scans store none.
    holders: Option<FxHashMap<u64, i64>>,
    /// Containers that held duplicates of what is gone.
    released: Vec<String>,
}

impl Contents {
    /// The document that holds the contents of this hash.
    pub fn holder(&mut self, conn: &Connection, hash: u64) -> rusqlite::Result<Option<i64>> {
        Ok(self.holders(conn)?.get(&hash).copied())
    }

    /// Notes that document `id` holds the contents of this hash.
    pub fn hold(&mut self, conn: &Connection, hash: u64, id: i64) -> rusqlite::Result<()> {
        self.holders(conn)?.insert(hash, id);
        Ok(())
    }

    /// Notes that document `id` does not hold the contents of this hash any more.
    pub fn release(&mut self, conn: &Connection, hash: u64, id: i64) -> rusqlite::Result<()> {
        if let Some(holders) = &mut self.holders
            && holders.get(&hash) == Some(&id)
        {
            holders.remove(&hash);
        }
        let sql = "DELETE FROM document WHERE skipped = 'duplicate' AND hash = ?1 RETURNING path";
        let mut statement = conn.prepare_cached(sql)?;
        let paths = statement.query_map([hash.cast_signed()], |row| row.get(0))?;
        for path in paths.collect::<rusqlite::Result<Vec<String>>>()? {
            // No file has this size, so a scan takes it for changed.
            let sql = "UPDATE document SET size = -1 WHERE path = ?1 AND member = '' AND skipped = 'container'";
            conn.prepare_cached(sql)?.execute(params![path])?;
            if !self.released.contains(&path) {
                self.released.push(path);
            }
        }
        Ok(())
    }

    /// The containers released since this was asked last.
    pub fn released(&mut self) -> Vec<String> {
        std::mem::take(&mut self.released)
    }

    fn holders(&mut self, conn: &Connection) -> rusqlite::Result<&mut FxHashMap<u64, i64>> {
        let holders = match self.holders.take() {
            Some(holders) => holders,
            None => {
                let sql = "SELECT hash, id FROM document WHERE member <> '' AND skipped IS NULL";
                let mut statement = conn.prepare(sql)?;
                let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?;
                rows.collect::<rusqlite::Result<_>>()?
            }
        };
        Ok(self.holders.insert(holders))
    }
}
