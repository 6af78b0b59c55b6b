//! Questions kept in a catalog under a name.

use std::path::Path;

use super::error::Error;
use super::lock::WriterLock;
use super::open;

/// The questions saved, by name: (name, text).
///
/// # Errors
/// Why the catalog cannot be read.
pub fn saved_queries(catalog: &Path) -> Result<Vec<(String, String)>, Error> {
    let conn = open::open_read_only(catalog)?;
    let read = || {
        conn.prepare("SELECT name, query FROM saved_query ORDER BY name")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<_>, _>>()
    };
    read().map_err(|source| Error::new(catalog, source))
}

/// Saves `query` under `name`, in place of what was saved so; `None` forgets it. Says whether there
/// was one before.
///
/// # Errors
/// Why the catalog cannot be written: a scan runs, ….
pub fn save_query(catalog: &Path, name: &str, query: Option<&str>) -> Result<bool, Error> {
    // Makes no new catalog, and refuses what is none.
    drop(open::open_read_only(catalog)?);
    let _lock = WriterLock::take(catalog)?;
    let conn = open::open_read_write(catalog)?;
    let write = || {
        let gone = conn.execute("DELETE FROM saved_query WHERE name = ?1", [name])?;
        if let Some(query) = query {
            conn.execute("INSERT INTO saved_query (name, query) VALUES (?1, ?2)", [name, query])?;
        }
        Ok(gone > 0)
    };
    write().map_err(|source| Error::new(catalog, source))
}
