//! Roots of a catalog that is written: entered by a scan, found again, adopted by the root that holds them;
//! and the paths of their documents, spelled anew.

use std::path::Path;

use rusqlite::{OptionalExtension, params};

use super::error::Error;
use super::roots::{self, Root, Scopes};
use super::spelling::{below, join, overlap};
use super::write::Writer;
use crate::source::path::{path_from_text, path_text};

/// How paths begin that are neither where they were nor where they will be.
const ON_THE_WAY: &str = "\0";

/// A document on its way to another path.
pub(super) struct Moving {
    pub id: i64,
    pub path: String,
    member: String,
    skipped: Option<String>,
}

impl Writer {
    /// Finds the roots that a scan of `walks` belongs to, making those that are new.
    pub(super) fn enter(&mut self, walks: &[String]) -> Result<Scopes, Error> {
        self.find_again()?;
        for walk in walks {
            self.make_root(walk)?;
        }
        // Only now: a root that one walk makes may be adopted by that of the next, `/x/news/sub` by `news`.
        let known = self.roots()?;
        let mut scopes = Scopes::default();
        for walk in walks {
            if let Some((root, between)) = roots::owner(&known, &roots::places(walk)) {
                scopes.add(walk, join(&root.given, &between), root.id);
            }
        }
        Ok(scopes)
    }

    /// Makes a root of `walk` where it lies in none that is known; it adopts those that lie in it.
    fn make_root(&mut self, walk: &str) -> Result<(), Error> {
        let known = self.roots()?;
        let places = roots::places(walk);
        if roots::owner(&known, &places).is_some() {
            return Ok(());
        }
        // Of what is not there nothing is read, and so nothing belongs to it.
        let Some(place) = places.into_iter().next().filter(|place| path_from_text(place).exists()) else {
            return Ok(());
        };
        let (inner, others): (Vec<Root>, Vec<Root>) =
            known.into_iter().partition(|root| below(&place, &root.path).is_some());
        let given = roots::spelled(others.iter(), walk, &place);
        let root = self.new_root(&place, &given)?;
        for child in inner {
            self.adopt(&root, &child)?;
        }
        Ok(())
    }

    /// Looks up the roots that are known by their spelling alone: those of a catalog of old times, and those
    /// that were not there. Where a root turns out to lie in another, the other adopts it.
    fn find_again(&mut self) -> Result<(), Error> {
        for root in self.roots()?.into_iter().filter(|root| root.path == root.given) {
            let Some(place) = self.place_of(&root)?.filter(|place| *place != root.path) else { continue };
            let others: Vec<Root> = self.roots()?.into_iter().filter(|other| other.id != root.id).collect();
            let found = Root { path: place, ..root };
            if let Some((owner, _)) = roots::owner(&others, std::slice::from_ref(&found.path)) {
                self.adopt(owner, &found)?;
                continue;
            }
            self.sql("UPDATE root SET path = ?2 WHERE id = ?1", params![found.id, found.path])?;
            for inner in others.iter().filter(|other| below(&found.path, &other.path).is_some()) {
                self.adopt(&found, inner)?;
            }
        }
        Ok(())
    }

    /// Where a root that is known by its spelling alone is: seen from the current folder, or from that of the
    /// catalog. One of its documents must be there too, since other folders have folders of that name.
    fn place_of(&self, root: &Root) -> Result<Option<String>, Error> {
        let sql = "SELECT path FROM document WHERE root_id = ?1 ORDER BY id LIMIT 1";
        let read = || self.conn.prepare_cached(sql)?.query_row([root.id], |row| row.get::<_, String>(0)).optional();
        let document = read().map_err(|source| Error::new(&self.path, source))?;
        let given = path_from_text(&root.given);
        let beside = self.path.parent().unwrap_or(Path::new("")).join(&given);
        Ok([given, beside].into_iter().find_map(|place| {
            let place = place.canonicalize().ok()?;
            let text = path_text(&place).into_owned();
            let between = document.as_deref().and_then(|path| below(&root.given, path)).unwrap_or_default();
            path_from_text(&join(&text, between)).exists().then_some(text)
        }))
    }

    pub(super) fn roots(&self) -> Result<Vec<Root>, Error> {
        roots::all(&self.conn).map_err(|source| Error::new(&self.path, source))
    }

    fn new_root(&mut self, place: &str, given: &str) -> Result<Root, Error> {
        self.sql("INSERT INTO root (path, given) VALUES (?1, ?2)", [place, given])?;
        Ok(Root { id: self.conn.last_insert_rowid(), path: place.to_owned(), given: given.to_owned() })
    }

    /// Makes the documents of `child`, which lies in `owner`, documents of `owner`.
    fn adopt(&mut self, owner: &Root, child: &Root) -> Result<(), Error> {
        let Some(between) = below(&owner.path, &child.path) else { return Ok(()) };
        let now = join(&owner.given, between);
        self.respell(child.id, &child.given, &now)?;
        self.sql("UPDATE document SET root_id = ?2 WHERE root_id = ?1", [child.id, owner.id])?;
        self.sql("DELETE FROM root WHERE id = ?1", [child.id])
    }

    /// Says of all that lies in a root, whose paths began with `then`, that they begin with `now`.
    pub(super) fn respell(&mut self, root: i64, then: &str, now: &str) -> Result<(), Error> {
        if then == now {
            return Ok(());
        }
        // A folder that goes into a folder of its own: no path may meet one that is yet to move.
        if overlap(then, now) && then != ON_THE_WAY && now != ON_THE_WAY {
            self.respell(root, then, ON_THE_WAY)?;
            return self.respell(root, ON_THE_WAY, now);
        }
        for document in self.documents_of(root)? {
            let Some(between) = below(then, &document.path) else { continue };
            self.rename(&document, &join(now, between))?;
        }
        for (waiver, path) in self.waivers_below(then)? {
            let Some(between) = below(then, &path) else { continue };
            // Where the same was waived under both spellings, one of the two is enough.
            self.sql("UPDATE OR REPLACE waiver SET path = ?2 WHERE id = ?1", params![waiver, join(now, between)])?;
        }
        Ok(())
    }

    /// Gives a document another path. Where there is one already, the one of the two that was read stays;
    /// of two that are alike the older one, whose numbers people have noted first.
    fn rename(&mut self, document: &Moving, path: &str) -> Result<(), Error> {
        let sql = "SELECT id, skipped IS 'duplicate' FROM document WHERE path = ?1 AND member = ?2";
        let read = || {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?));
            self.conn.prepare_cached(sql)?.query_row([path, &document.member], row).optional()
        };
        match read().map_err(|source| Error::new(&self.path, source))? {
            Some((there, _)) if there == document.id => return Ok(()),
            Some((there, is_duplicate)) => {
                let moving_is_duplicate = document.skipped.as_deref() == Some("duplicate");
                let stays = (is_duplicate, there) < (moving_is_duplicate, document.id);
                if stays {
                    return self.remove(document.id);
                }
                self.remove(there)?;
            }
            None => {}
        }
        self.sql("UPDATE document SET path = ?2 WHERE id = ?1", params![document.id, path])
    }

    pub(super) fn documents_of(&self, root: i64) -> Result<Vec<Moving>, Error> {
        let read = || -> rusqlite::Result<Vec<Moving>> {
            let sql = "SELECT id, path, member, skipped FROM document WHERE root_id = ?1 ORDER BY id";
            let row = |row: &rusqlite::Row<'_>| {
                Ok(Moving { id: row.get(0)?, path: row.get(1)?, member: row.get(2)?, skipped: row.get(3)? })
            };
            self.conn.prepare_cached(sql)?.query_map([root], row)?.collect()
        };
        read().map_err(|source| Error::new(&self.path, source))
    }

    fn waivers_below(&self, given: &str) -> Result<Vec<(i64, String)>, Error> {
        let read = || -> rusqlite::Result<Vec<(i64, String)>> {
            let mut statement = self.conn.prepare_cached("SELECT id, path FROM waiver ORDER BY id")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            rows.filter(|row| row.as_ref().map_or(true, |(_, path)| below(given, path).is_some())).collect()
        };
        read().map_err(|source| Error::new(&self.path, source))
    }

    /// Runs one statement in the open transaction.
    pub(super) fn sql(&mut self, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
        self.write(|writer| writer.conn.prepare_cached(sql)?.execute(values).map(drop))
    }
}
