//! What the catalog holds of the files that a scan meets, asked for many paths at once.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::error::Error;
use super::open::open_read_only;
use super::prune;
use super::roots::{self, Scopes};
use super::spelling::below;
use super::versions::Versions;
use crate::model::Skip;

/// How many rows that nobody asked for are stepped over before seeking anew is cheaper.
const STEPS: usize = 8;

/// A reader of what is known, for one thread.
#[derive(Debug)]
pub struct Known {
    path: std::path::PathBuf,
    conn: Connection,
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownDocument {
    /// Its size in bytes when it was read.
    pub size: u64,
    /// Nanoseconds since 1970 UTC of its last modification then.
    pub modified: i64,
    /// XXH3-64 of its bytes.
    pub hash: u64,
    /// What read it.
    pub made_by: Versions,
    /// Why it is no article, if it is none.
    pub skipped: Option<Skip>,
}

impl Known {
    /// Opens the catalog at `path` to ask it.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), conn: open_read_only(path)? })
    }

    /// What is known of each of `paths`, in their order. Cheapest where runs of them are sorted,
    /// as walking gives them: the index is then read like a book, not searched for each path.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn look_up<P: AsRef<str>>(&self, paths: &[P]) -> Result<Vec<Option<KnownDocument>>, Error> {
        let mut found = Vec::with_capacity(paths.len());
        while found.len() < paths.len() {
            let rest = &paths[found.len()..];
            self.read_on(rest, &mut found).map_err(|source| Error::new(&self.path, source))?;
        }
        Ok(found)
    }

    /// What is known of one member of the file `path`.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn member(&self, path: &str, member: &str) -> Result<Option<KnownDocument>, Error> {
        let sql = "SELECT path, size, modified, hash, skipped, extractor, container, vocabulary FROM document
                   WHERE path = ?1 AND member = ?2";
        let mut statement = self.conn.prepare_cached(sql).map_err(|source| Error::new(&self.path, source))?;
        statement.query_row([path, member], document).optional().map_err(|source| Error::new(&self.path, source))
    }

    /// The hashes of the members of the file `path`, without those that are no articles; no more
    /// than `most`.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn member_hashes(&self, path: &str, most: usize) -> Result<Vec<u64>, Error> {
        let sql = "SELECT hash FROM document WHERE path = ?1 AND member <> '' AND skipped IS NULL LIMIT ?2";
        let read = || -> rusqlite::Result<Vec<u64>> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let rows = statement.query_map((path, most as i64), |row| row.get::<_, i64>(0).map(i64::cast_unsigned))?;
            rows.collect()
        };
        read().map_err(|source| Error::new(&self.path, source))
    }

    /// How the paths of a scan of `walks` are spelled in the catalog.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn scopes(&self, walks: &[String]) -> Result<Scopes, Error> {
        roots::look(&self.conn, walks).map_err(|source| Error::new(&self.path, source))
    }

    /// How many documents under `root`, as walked, there are whose file `exists` denies.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn count_gone(&self, root: &str, scopes: &Scopes, exists: &mut dyn FnMut(&str) -> bool) -> Result<u64, Error> {
        let (mut gone, mut after) = (0, 0);
        let mut is_gone = |path: &str| {
            let walked = scopes.walked(path).filter(|walked| below(root, walked).is_some());
            walked.is_some_and(|walked| !exists(&walked))
        };
        loop {
            let page = prune::page(&self.conn, after).map_err(|source| Error::new(&self.path, source))?;
            let Some((last, _)) = page.last() else {
                return Ok(gone);
            };
            after = *last;
            gone += page.iter().filter(|(_, path)| is_gone(path)).count() as u64;
        }
    }

    /// Answers the first of `paths`, and those after it as long as reading on is the cheapest way.
    fn read_on<P: AsRef<str>>(&self, paths: &[P], found: &mut Vec<Option<KnownDocument>>) -> rusqlite::Result<()> {
        let sql = "SELECT path, size, modified, hash, skipped, extractor, container, vocabulary FROM document
                   WHERE path >= ?1 AND member = '' ORDER BY path";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([paths[0].as_ref()])?;
        let mut row = rows.next()?;
        let mut previous = paths[0].as_ref();
        for path in paths {
            let path = path.as_ref();
            if path < previous {
                return Ok(());
            }
            previous = path;
            let mut steps = 0;
            while let Some(here) = row {
                if here.get_ref(0)?.as_str()? >= path {
                    break;
                }
                steps += 1;
                if steps > STEPS {
                    return Ok(());
                }
                row = rows.next()?;
            }
            found.push(match row {
                Some(here) if here.get_ref(0)?.as_str()? == path => Some(document(here)?),
                _ => None,
            });
        }
        Ok(())
    }
}

fn document(row: &rusqlite::Row<'_>) -> rusqlite::Result<KnownDocument> {
    Ok(KnownDocument {
        size: row.get::<_, i64>(1)?.cast_unsigned(),
        modified: row.get(2)?,
        hash: row.get::<_, i64>(3)?.cast_unsigned(),
        skipped: row.get_ref(4)?.as_str_or_null()?.and_then(Skip::from_name),
        made_by: Versions {
            extraction: row.get(5)?,
            containers: row.get(6)?,
            vocabulary: row.get::<_, i64>(7)?.cast_unsigned(),
        },
    })
}
