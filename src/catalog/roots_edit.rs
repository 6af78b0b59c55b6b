//! Roots moved and forgotten, by people who ask for it.

use std::path::Path;

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use super::counts::ScanCounts;
use super::error::Error;
use super::open::open_read_only;
use super::roots::{self, Root};
use super::spelling::{below, join};
use super::write::Writer;
use crate::model::Skip;
use crate::source::path::{path_from_text, path_text, tidy_root};

/// A root with what the catalog holds of it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The root.
    pub root: Root,
    /// Articles.
    pub documents: u64,
    /// Media items in them.
    pub items: u64,
    /// Whether its folder or file is there.
    pub found: bool,
}

/// What forgetting a root, or a path under one, drops and leaves.
#[derive(Clone, Debug, Default)]
pub struct Forgotten {
    /// Rows dropped: the documents, and what was noted of files that are no articles.
    pub rows: u64,
    /// Articles dropped.
    pub documents: u64,
    /// Their media items.
    pub items: u64,
    /// Articles that remain in the catalog.
    pub remaining: u64,
    /// Duplicates elsewhere of what is dropped: the next scan of their containers reads them.
    pub unread: u64,
    /// Waivers of findings in what is dropped: number and what was waived. They remain.
    pub waivers: Vec<NamedWaiver>,
}

/// A waiver, named.
#[derive(Clone, Debug)]
pub struct NamedWaiver {
    /// Its number.
    pub id: i64,
    /// What was waived.
    pub item: String,
}

/// Why a root cannot be moved or forgotten.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// The catalog cannot be used.
    #[error(transparent)]
    Catalog(#[from] Error),
    /// Nothing of that name is in the catalog.
    #[error("{0}: no root, and no path under one; `cutline roots list` shows the roots")]
    Unknown(String),
    /// Only whole roots are moved.
    #[error("{path} lies in the root {root}; only a whole root can be moved")]
    Inside {
        /// What was to be moved.
        path: String,
        /// The root that it lies in.
        root: String,
    },
    /// The new place is, holds, or lies in another root.
    #[error("{path} and the root {root} would lie in one another; scan the outer one instead, it adopts the other")]
    Taken {
        /// The new place.
        path: String,
        /// The other root.
        root: String,
    },
    /// The new place was scanned already.
    #[error("{path} was scanned as a root already; say `cutline roots forget {path}` first, then move")]
    Scanned {
        /// The new place.
        path: String,
    },
    /// The files of the root are not at the new place.
    #[error(
        "{path}: of the first {asked} files of the root {root}, {there} are there; move them first, or say --force \
         if they will be there"
    )]
    Elsewhere {
        /// The new place.
        path: String,
        /// The root.
        root: String,
        /// Files looked for.
        asked: usize,
        /// Those that are there.
        there: usize,
    },
}

/// What is asked of the new place of a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That most of the first files of the root are there.
    Files,
    /// Nothing: they will be there.
    Nothing,
}

/// How many files of a root are looked for at its new place.
const FIRST_FILES: usize = 16;

/// A root that is somewhere else, as it will be in the catalog.
struct Moved {
    root: Root,
    place: String,
    given: String,
}

/// Every root, with what the catalog holds of it.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn held(catalog: &Path) -> Result<Vec<Held>, Error> {
    let failed = |source| Error::new(catalog, source);
    let conn = open_read_only(catalog)?;
    let count = |root: Root| -> rusqlite::Result<Held> {
        let sql = "SELECT count(*) FROM document WHERE root_id = ?1 AND skipped IS NULL";
        let documents: i64 = conn.prepare_cached(sql)?.query_row([root.id], |row| row.get(0))?;
        let sql = "SELECT count(*) FROM document d JOIN media m ON m.document_id = d.id
                   WHERE d.root_id = ?1 AND m.placement <> 'page'";
        let items: i64 = conn.prepare_cached(sql)?.query_row([root.id], |row| row.get(0))?;
        let found = path_from_text(&root.path).exists();
        Ok(Held { documents: documents.unsigned_abs(), items: items.unsigned_abs(), found, root })
    };
    roots::all(&conn).and_then(|roots| roots.into_iter().map(count).collect()).map_err(failed)
}

/// What a person may name in a catalog: a root or a path under one, as the catalog spells it.
fn named(roots: &[Root], name: &Path) -> Option<(Root, String)> {
    let spelled = path_text(&tidy_root(name)).into_owned();
    let as_given = roots.iter().find(|root| root.given == spelled || root.path == spelled);
    if let Some(root) = as_given {
        return Some((root.clone(), root.given.clone()));
    }
    if let Some((root, between)) = roots::owner(roots, &roots::places(&spelled)) {
        return Some((root.clone(), join(&root.given, &between)));
    }
    let root = roots.iter().find(|root| below(&root.given, &spelled).is_some())?;
    Some((root.clone(), spelled))
}

impl Writer {
    /// Says that the root `old` is now at `new`: its documents stay what they are. Says how many they are.
    ///
    /// # Errors
    /// There is no such root, another one is there, or what is asked of the place does not hold.
    pub fn move_root(&mut self, old: &Path, new: &Path, ask: Ask) -> Result<u64, RootError> {
        let Moved { root, place, given } = moved(&self.conn, &self.path, old, new, ask)?;
        self.respell(root.id, &root.given, &given)?;
        self.sql("UPDATE root SET path = ?2, given = ?3 WHERE id = ?1", params![root.id, place, given])?;
        let moved = documents(&self.conn, &root).map_err(|source| Error::new(&self.path, source))?;
        self.commit(&ScanCounts::default())?;
        Ok(moved)
    }

    /// Drops all that lies in the root or under the path `name`.
    ///
    /// # Errors
    /// Nothing of that name is in the catalog.
    pub fn forget(&mut self, name: &Path) -> Result<Forgotten, RootError> {
        let (root, path) =
            named(&self.roots()?, name).ok_or_else(|| RootError::Unknown(path_text(name).into_owned()))?;
        let forgotten = known(of_path(&self.conn, &path).map_err(|source| Error::new(&self.path, source))?, name)?;
        for document in self.documents_of(root.id)? {
            if below(&path, &document.path).is_some() {
                self.remove(document.id)?;
            }
        }
        if path == root.given {
            self.sql("DELETE FROM root WHERE id = ?1", [root.id])?;
        }
        self.finish(&ScanCounts { removed: forgotten.documents, ..ScanCounts::default() })?;
        Ok(forgotten)
    }
}

/// How many documents moving the root `old` to `new` would take along.
///
/// # Errors
/// Why the root could not be moved.
pub fn would_move(catalog: &Path, old: &Path, new: &Path, ask: Ask) -> Result<u64, RootError> {
    let conn = open_read_only(catalog)?;
    let Moved { root, .. } = moved(&conn, catalog, old, new, ask)?;
    Ok(documents(&conn, &root).map_err(|source| Error::new(catalog, source))?)
}

/// What the root `old` is at `new`, if it can be there.
fn moved(conn: &Connection, catalog: &Path, old: &Path, new: &Path, ask: Ask) -> Result<Moved, RootError> {
    let failed = |source| Error::new(catalog, source);
    let all = roots::all(conn).map_err(failed)?;
    let (root, path) = named(&all, old).ok_or_else(|| RootError::Unknown(path_text(old).into_owned()))?;
    if path != root.given {
        return Err(RootError::Inside { path, root: root.given });
    }
    let spelled = path_text(&tidy_root(new)).into_owned();
    let places = roots::places(&spelled);
    let place = places.first().unwrap_or(&spelled).clone();
    let others: Vec<Root> = all.into_iter().filter(|other| other.id != root.id).collect();
    let around = roots::owner(&others, &places).map(|(other, _)| other);
    if others.iter().any(|other| places.contains(&other.path)) {
        return Err(RootError::Scanned { path: spelled });
    }
    if let Some(other) = around.or_else(|| others.iter().find(|other| below(&place, &other.path).is_some())) {
        return Err(RootError::Taken { path: spelled, root: other.given.clone() });
    }
    if ask == Ask::Files {
        let files = first_files(conn, &root).map_err(failed)?;
        let is_there = |below: &&String| path_from_text(&join(&place, below)).exists();
        let (asked, there) = (files.len(), files.iter().filter(is_there).count());
        // Most of them: some may have gone since they were scanned.
        if there * 2 < asked || !path_from_text(&place).exists() {
            return Err(RootError::Elsewhere { path: spelled, root: root.given, asked, there });
        }
    }
    let given = roots::spelled(others.iter(), &spelled, &place);
    Ok(Moved { root, place, given })
}

/// The first files of a root, below it.
fn first_files(conn: &Connection, root: &Root) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT path FROM document WHERE root_id = ?1 GROUP BY path ORDER BY min(id) LIMIT ?2";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map(params![root.id, FIRST_FILES as i64], |row| row.get::<_, String>(0))?;
    rows.map(|path| path.map(|path| below(&root.given, &path).unwrap_or(&path).to_owned())).collect()
}

/// How many articles a root has.
fn documents(conn: &Connection, root: &Root) -> rusqlite::Result<u64> {
    let sql = "SELECT count(*) FROM document WHERE root_id = ?1 AND skipped IS NULL";
    conn.query_row(sql, [root.id], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
}

/// What forgetting `name` would drop and leave.
///
/// # Errors
/// Nothing of that name is in the catalog.
pub fn would_forget(catalog: &Path, name: &Path) -> Result<Forgotten, RootError> {
    let conn = open_read_only(catalog)?;
    let failed = |source| Error::new(catalog, source);
    let all = roots::all(&conn).map_err(failed)?;
    let (_, path) = named(&all, name).ok_or_else(|| RootError::Unknown(path_text(name).into_owned()))?;
    known(of_path(&conn, &path).map_err(failed)?, name)
}

/// What is dropped, if it is anything: a path that was mistyped drops nothing, and says so.
fn known(forgotten: Forgotten, name: &Path) -> Result<Forgotten, RootError> {
    if forgotten.rows == 0 { Err(RootError::Unknown(path_text(name).into_owned())) } else { Ok(forgotten) }
}

fn of_path(conn: &Connection, path: &str) -> rusqlite::Result<Forgotten> {
    let mut out = Forgotten::default();
    // Counted as everywhere: articles, and of their items those that are not of the page alone.
    let sql = "SELECT path, skipped, hash,
                      (SELECT count(*) FROM media WHERE document_id = d.id AND placement <> 'page') FROM document d";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut dropped, mut doubles) = (FxHashSet::<i64>::default(), Vec::<i64>::new());
    while let Some(row) = rows.next()? {
        let (skipped, hash) = (row.get_ref(1)?.as_str_or_null()?, row.get::<_, i64>(2)?);
        let article = u64::from(skipped.is_none());
        if below(path, row.get_ref(0)?.as_str()?).is_some() {
            out.rows += 1;
            out.documents += article;
            out.items += row.get::<_, i64>(3)?.unsigned_abs();
            dropped.extend(skipped.is_none().then_some(hash));
        } else {
            out.remaining += article;
            doubles.extend((skipped == Some(Skip::Duplicate.as_str())).then_some(hash));
        }
    }
    out.unread = doubles.iter().filter(|hash| dropped.contains(hash)).count() as u64;
    let mut statement = conn.prepare("SELECT id, item, path FROM waiver ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if below(path, row.get_ref(2)?.as_str()?).is_some() {
            out.waivers.push(NamedWaiver { id: row.get(0)?, item: row.get(1)? });
        }
    }
    Ok(out)
}
