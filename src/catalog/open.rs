//! Opening a catalog: to write, making or migrating it first; or to read, by construction unable
//! to write.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::Error;
use super::migrate::{self, STEPS, Version};

/// How long to wait for another process' lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the catalog at `path` for reading alone. Works on a catalog that is being written, and on
/// one in a folder that cannot be written.
///
/// # Errors
/// Why it cannot be read.
pub fn open_read_only(path: &Path) -> Result<Connection, Error> {
    if !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|conn| {
        conn.busy_timeout(PATIENCE)?;
        keep_plans(&conn)?;
        migrate::version(&conn)?;
        Ok(conn)
    });
    let conn = match opened {
        Ok(conn) => conn,
        // A catalog in WAL mode wants files beside it, even to read. With nothing in the log the
        // file alone is the whole truth, and nobody can be writing where nobody can write.
        Err(_) if log_is_empty(path) => immutable(path).map_err(|source| Error::new(path, source))?,
        Err(source) => return Err(Error::new(path, source)),
    };
    let known = STEPS.len() as i64;
    match migrate::version(&conn).map_err(|source| Error::new(path, source))? {
        Version::Ours(found) if found == known => Ok(conn),
        Version::Ours(found) if found < known => Err(Error::Older { path: path.to_owned(), found, known }),
        Version::Ours(found) => Err(Error::Newer { path: path.to_owned(), found, known }),
        Version::Empty => Err(Error::Missing { path: path.to_owned() }),
        Version::Other => Err(Error::OtherApplication { path: path.to_owned() }),
    }
}

/// Opens the catalog at `path` for writing; makes it where there is none, brings it up to date
/// where it is older.
pub(super) fn open_read_write(path: &Path) -> Result<Connection, Error> {
    let failed = |source| Error::new(path, source);
    let conn = Connection::open(path).map_err(failed)?;
    conn.busy_timeout(PATIENCE).map_err(failed)?;
    let known = STEPS.len() as i64;
    match migrate::version(&conn).map_err(failed)? {
        Version::Other => {
            return Err(Error::OtherApplication { path: path.to_owned() });
        }
        Version::Ours(found) if found > known => {
            return Err(Error::Newer { path: path.to_owned(), found, known });
        }
        Version::Ours(_) | Version::Empty => {}
    }
    set_up(&conn).map_err(failed)?;
    migrate::migrate(&conn, STEPS).map_err(failed)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Settings of a writer. In WAL mode a commit needs no sync to survive a kill; the log is folded
/// back every 32 MB rather than every 4, which is what a long scan spends its time on otherwise.
fn set_up(conn: &Connection) -> rusqlite::Result<()> {
    keep_plans(conn)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", 8000)?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    conn.pragma_update(None, "cache_size", -32_000)?;
    conn.pragma_update(None, "temp_store", "MEMORY")
}

/// Without this, a statement is planned anew whenever another value is bound to it.
fn keep_plans(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

fn log_is_empty(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log).metadata().map_or(true, |metadata| metadata.len() == 0)
}

fn immutable(path: &Path) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags)
}
