//! The one writer of a catalog. A scan opens it, stores what it reads in transactions of its own
//! size, and finishes it; what was committed survives a kill at any moment.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::contents::Contents;
use super::counts::{FileMeta, ScanCounts};
use super::credits::Credits;
use super::dropped::Dropped;
use super::error::Error;
use super::facts::now;
use super::ids::Ids;
use super::lock::WriterLock;
use super::roots::Scopes;
use super::spelling::below;
use super::totals::{self, Totals};
use super::{open, orphans, pictures, prune, vocabulary};
use crate::credit::Vocabulary;
use crate::model::{Document, Extraction, Problem, Skip};

/// What became of a document that was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It is in the catalog with its items.
    Kept,
    /// Another document holds the same; its name and facts are in the catalog.
    Duplicate,
}

/// The right to write to a catalog, for one scan.
///
/// ```no_run
/// # use cutline::{catalog::*, credit::Vocabulary, model::Extraction};
/// # fn main() -> Result<(), cutline::catalog::Error> {
/// let mut writer = Writer::open("cutline.db".as_ref(), &Vocabulary::builtin(), &["news".into()])?;
/// let meta = FileMeta { path: "news/a.txt".into(), ..FileMeta::default() };
/// writer.store_document(&Extraction::default(), &meta)?;
/// let totals = writer.finish(&ScanCounts { read: 1, ..ScanCounts::default() })?;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Writer {
    pub(super) path: PathBuf,
    pub(super) conn: Connection,
    scan: i64,
    scopes: Scopes,
    pub(super) credits: Credits,
    /// Credits that lost an item in this transaction and may be of no item any more.
    pub(super) loosened: HashSet<i64>,
    /// Pictures that did.
    pub(super) loosened_pictures: HashSet<i64>,
    /// Members of containers that this scan met.
    met: Ids,
    contents: Contents,
    /// Whether this scan changed any document.
    changed: bool,
    // Dropped last: the lock outlives the connection.
    _lock: WriterLock,
}

impl Writer {
    /// Opens the catalog at `path`, making it if there is none; loads the organisations of `vocabulary`,
    /// understanding every credit line anew if vocabulary or grammar changed; begins a scan of `roots`.
    ///
    /// # Errors
    /// Why the catalog cannot be written: another scan runs, it is no catalog, it is newer, ….
    pub fn open(path: &Path, vocabulary: &Vocabulary, roots: &[String]) -> Result<Self, Error> {
        let mut writer = Self::edit(path)?;
        let begun = vocabulary::load(&writer.conn, &mut writer.credits, vocabulary);
        writer.scan =
            begun.and_then(|()| begin_scan(&writer.conn, roots)).map_err(|source| Error::new(path, source))?;
        writer.scopes = writer.enter(roots)?;
        writer.commit_transaction()?;
        Ok(writer)
    }

    /// Opens the catalog at `path` to change what is in it, without a scan.
    ///
    /// # Errors
    /// Why the catalog cannot be written.
    pub fn edit(path: &Path) -> Result<Self, Error> {
        let lock = WriterLock::take(path)?;
        let conn = open::open_read_write(path)?;
        Ok(Self {
            path: path.to_owned(),
            conn,
            scan: 0,
            scopes: Scopes::default(),
            credits: Credits::default(),
            loosened: HashSet::new(),
            loosened_pictures: HashSet::new(),
            met: Ids::default(),
            contents: Contents::default(),
            changed: false,
            _lock: lock,
        })
    }

    /// How the paths of this scan are spelled in the catalog. Those that are given to the writer are.
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// Stores a document and its items in place of what was known of it. A member of a container that
    /// holds what another one does is noted without its items. Begins a transaction where none is
    /// open; nothing is safe before [`Writer::commit`].
    ///
    /// # Errors
    /// What SQLite refused; the transaction is lost then.
    pub fn store_document(&mut self, extraction: &Extraction, meta: &FileMeta) -> Result<Stored, Error> {
        let mut stored = Stored::Kept;
        self.write(|writer| {
            let (document, format) = (&extraction.document, extraction.format);
            let known = writer.known(meta)?;
            if !meta.member.is_empty() {
                let holder = writer.contents.holder(&writer.conn, meta.hash)?;
                if holder.is_some_and(|holder| known.as_ref().is_none_or(|known| known.id != holder)) {
                    stored = Stored::Duplicate;
                    return writer.store_row(document, format, Some(Skip::Duplicate), meta, known).map(drop);
                }
            }
            let (id, old) = writer.store_row(document, format, None, meta, known)?;
            if !meta.member.is_empty() {
                writer.contents.hold(&writer.conn, meta.hash, id)?;
            }
            writer.store_items(id, document, &extraction.items, old)
        })?;
        Ok(stored)
    }

    /// Notes that a file is no article, so that it need not be read again.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn store_skipped(&mut self, skip: Skip, meta: &FileMeta) -> Result<(), Error> {
        self.write(|writer| {
            let known = writer.known(meta)?;
            writer.store_row(&Document::default(), "", Some(skip), meta, known).map(drop)
        })
    }

    /// Notes a new size and time of a file whose contents are the same.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn touch(&mut self, meta: &FileMeta) -> Result<(), Error> {
        self.write(|writer| {
            let sql = "UPDATE document SET size = ?3, modified = ?4 WHERE path = ?1 AND member = ?2 RETURNING id";
            let row = params![meta.path, meta.member, meta.size.cast_signed(), meta.modified];
            let id = writer.conn.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
            writer.met.extend(id);
            Ok(())
        })
    }

    /// Records what could not be read.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn problem(&mut self, problem: &Problem) -> Result<(), Error> {
        self.write(|writer| {
            let sql = "INSERT INTO problem (scan_id, path, member, code, message) VALUES (?1, ?2, ?3, ?4, ?5)";
            writer.conn.prepare_cached(sql)?.execute(params![
                writer.scan,
                problem.path,
                problem.member.as_deref().unwrap_or_default(),
                problem.code.as_str(),
                problem.message
            ])?;
            Ok(())
        })
    }

    /// Drops the members of the file `path` that this scan did not meet; says how many.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn drop_unmet(&mut self, path: &str) -> Result<u64, Error> {
        let unmet = || -> rusqlite::Result<Vec<i64>> {
            let sql = "SELECT id FROM document WHERE path = ?1 AND member <> ''";
            let mut statement = self.conn.prepare_cached(sql)?;
            let members = statement.query_map([path], |row| row.get(0))?;
            members.filter(|id| !id.as_ref().is_ok_and(|id| self.met.contains(*id))).collect()
        };
        let unmet = unmet().map_err(|source| Error::new(&self.path, source))?;
        for id in &unmet {
            self.remove(*id)?;
        }
        Ok(unmet.len() as u64)
    }

    /// Containers that hold duplicates of a document that went since this was asked last: they want
    /// reading anew.
    pub fn released(&mut self) -> Vec<String> {
        self.contents.released()
    }

    /// Drops the documents under `root`, as walked, whose file `exists` denies; says how many. Commits as
    /// it goes.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn prune(&mut self, root: &str, exists: &mut dyn FnMut(&str) -> bool) -> Result<u64, Error> {
        let (mut removed, mut after) = (0, 0);
        loop {
            let page = prune::page(&self.conn, after);
            let page = page.map_err(|source| Error::new(&self.path, source))?;
            let Some((last, _)) = page.last() else {
                return Ok(removed);
            };
            after = *last;
            for (id, path) in page {
                let walked = self.scopes.walked(&path).filter(|walked| below(root, walked).is_some());
                if walked.is_some_and(|walked| !exists(&walked)) {
                    self.remove(id)?;
                    removed += 1;
                }
            }
            self.commit_transaction()?;
        }
    }

    /// Makes safe what was stored since the last commit, and the counts so far.
    ///
    /// # Errors
    /// What SQLite refused; what was stored since the last commit is lost then.
    pub fn commit(&mut self, counts: &ScanCounts) -> Result<(), Error> {
        self.update_scan(counts, false)?;
        self.commit_transaction()
    }

    /// Ends the scan: all was seen. Says what the catalog now holds.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn finish(&mut self, counts: &ScanCounts) -> Result<Totals, Error> {
        self.commit_transaction()?;
        let totals = self.totals()?;
        self.update_scan(counts, true)?;
        self.commit_transaction()?;
        Ok(totals)
    }

    /// What the catalog holds, as committed.
    ///
    /// # Errors
    /// What SQLite refused.
    pub fn totals(&self) -> Result<Totals, Error> {
        totals::totals(&self.conn).map_err(|source| Error::new(&self.path, source))
    }

    pub(super) fn remove(&mut self, document: i64) -> Result<(), Error> {
        self.write(|writer| {
            writer.note_change()?;
            writer.drop_items(document)?;
            let sql = "DELETE FROM document WHERE id = ?1 RETURNING member <> '' AND skipped IS NULL, hash";
            let mut statement = writer.conn.prepare_cached(sql)?;
            let held = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()));
            match statement.query_row([document], held).optional()? {
                Some((true, hash)) => writer.contents.release(&writer.conn, hash, document),
                _ => Ok(()),
            }
        })
    }

    /// Runs `change` in the open transaction, beginning one where none is.
    pub(super) fn write(&mut self, change: impl FnOnce(&mut Self) -> rusqlite::Result<()>) -> Result<(), Error> {
        let begun = if self.conn.is_autocommit() { self.conn.execute_batch("BEGIN IMMEDIATE") } else { Ok(()) };
        begun.and_then(|()| change(self)).map_err(|source| Error::new(&self.path, source))
    }

    pub(super) fn commit_transaction(&mut self) -> Result<(), Error> {
        if self.conn.is_autocommit() {
            return Ok(());
        }
        // Orphans go with the transaction that made them, so that no kill can leave one behind.
        let loosened = std::mem::take(&mut self.loosened);
        let pictures = std::mem::take(&mut self.loosened_pictures);
        let cleaned = orphans::clean(&self.conn, &loosened).and_then(|removed| {
            if removed {
                self.credits.forget();
            }
            pictures::clean(&self.conn, pictures.into_iter())?;
            self.conn.execute_batch("COMMIT")
        });
        cleaned.map_err(|source| Error::new(&self.path, source))
    }

    fn update_scan(&mut self, counts: &ScanCounts, finished: bool) -> Result<(), Error> {
        let sql = "UPDATE scan SET read = ?2, unchanged = ?3, skipped = ?4, removed = ?5, problems = ?6,
                   finished = ?7 WHERE id = ?1";
        let numbers = [counts.read, counts.unchanged, counts.skipped, counts.removed, counts.problems];
        let [read, unchanged, skipped, removed, problems] = numbers.map(u64::cast_signed);
        let finished = finished.then(now);
        let done = self
            .conn
            .prepare_cached(sql)
            .and_then(|mut s| s.execute(params![self.scan, read, unchanged, skipped, removed, problems, finished]));
        done.map(drop).map_err(|source| Error::new(&self.path, source))
    }

    /// The row of a document, if there is one.
    fn known(&self, meta: &FileMeta) -> rusqlite::Result<Option<Row>> {
        let sql = "SELECT id, member <> '' AND skipped IS NULL, hash FROM document WHERE path = ?1 AND member = ?2";
        let row = |row: &rusqlite::Row<'_>| {
            let hash = row.get::<_, i64>(2)?.cast_unsigned();
            Ok(Row { id: row.get(0)?, holds: row.get::<_, bool>(1)?.then_some(hash) })
        };
        self.conn.prepare_cached(sql)?.query_row([&meta.path, &meta.member], row).optional()
    }

    /// Stores the row of a document, in place of the one it had, and drops the items it had. Says its
    /// id and theirs, which serve the items that replace them. Not as one statement: an upsert
    /// makes SQLite ready to undo half of it, for which the index of words writes out all that it
    /// has gathered, each time.
    fn store_row(
        &mut self,
        document: &Document,
        format: &str,
        skip: Option<Skip>,
        meta: &FileMeta,
        known: Option<Row>,
    ) -> rusqlite::Result<(i64, Dropped)> {
        self.note_change()?;
        if let Some(Row { id, holds: Some(hash) }) = known
            && (hash != meta.hash || skip.is_some())
        {
            self.contents.release(&self.conn, hash, id)?;
        }
        let known = known.map(|known| known.id);
        // Before the document changes: its title is among the words of its items.
        let old = known.map_or(Ok(Dropped::default()), |id| self.drop_items(id))?;
        let sql = if known.is_some() { UPDATE_DOCUMENT } else { INSERT_DOCUMENT };
        self.conn.prepare_cached(sql)?.execute(params![
            known,
            self.scopes.root_of(&meta.path),
            meta.path,
            meta.member,
            document.url,
            document.url.as_deref().map(pictures::article),
            document.title,
            document.publisher,
            document.language,
            document.published,
            format,
            skip.map(Skip::as_str),
            meta.size.cast_signed(),
            meta.modified,
            meta.hash.cast_signed(),
            meta.made_by.extraction,
            meta.made_by.containers,
            meta.made_by.vocabulary.cast_signed(),
            self.scan
        ])?;
        let id = known.unwrap_or_else(|| self.conn.last_insert_rowid());
        if !meta.member.is_empty() {
            self.met.extend(Some(id));
        }
        Ok((id, old))
    }

    /// The totals kept in the catalog hold no more.
    fn note_change(&mut self) -> rusqlite::Result<()> {
        if !self.changed {
            totals::forget(&self.conn)?;
            self.changed = true;
        }
        Ok(())
    }
}

/// The row of a document before it is stored anew.
struct Row {
    id: i64,
    /// The hash of its contents, where it is a member that was read.
    holds: Option<u64>,
}

const INSERT_DOCUMENT: &str = "
    INSERT INTO document (id, root_id, path, member, url, article, title, publisher, language, published, format,
                          skipped, size, modified, hash, extractor, container, vocabulary, scan_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";

const UPDATE_DOCUMENT: &str = "
    UPDATE document SET root_id = ?2, path = ?3, member = ?4, url = ?5, article = ?6, title = ?7, publisher = ?8,
        language = ?9, published = ?10, format = ?11, skipped = ?12, size = ?13, modified = ?14, hash = ?15,
        extractor = ?16, container = ?17, vocabulary = ?18, scan_id = ?19
    WHERE id = ?1";

fn begin_scan(conn: &Connection, roots: &[String]) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO scan (started, version, roots) VALUES (?1, ?2, ?3) RETURNING id";
    let roots = serde_json::json!(roots).to_string();
    conn.query_row(sql, params![now(), env!("CARGO_PKG_VERSION"), roots], |row| row.get(0))
}
