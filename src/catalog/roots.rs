//! Roots: each scanned folder or file once, however it is spelled, and where in the catalog what a walk
//! meets belongs.

use std::borrow::Cow;
use std::path::Path;

use rusqlite::Connection;

use super::error::Error;
use super::open::open_read_only;
use super::spelling::{below, join, overlap};
use crate::source::path::{path_from_text, path_text, whole_paths};

/// A row of `root`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its number.
    pub id: i64,
    /// Where it is: whole and canonical, or as given where it was never found.
    pub path: String,
    /// As it was spelled first; paths of its documents begin so.
    pub given: String,
}

/// One walk among the roots of a catalog.
#[derive(Clone, Debug)]
struct Scope {
    /// How the walk spells its paths.
    walked: String,
    /// How the catalog spells them.
    stored: String,
    root: i64,
}

/// How the paths of a scan are spelled in the catalog. Where nothing is known of a path, as it is walked.
#[derive(Clone, Debug, Default)]
pub struct Scopes {
    scopes: Vec<Scope>,
    /// Whether any path is spelled otherwise in the catalog than on the walk.
    differs: bool,
}

impl Scopes {
    pub(super) fn add(&mut self, walked: &str, stored: String, root: i64) {
        self.differs |= walked != stored;
        self.scopes.push(Scope { walked: walked.to_owned(), stored, root });
        // The innermost first: it knows best.
        self.scopes.sort_by_key(|scope| std::cmp::Reverse(scope.walked.len()));
    }

    /// The path as the catalog spells it.
    pub fn stored<'p>(&self, walked: Cow<'p, str>) -> Cow<'p, str> {
        if !self.differs {
            return walked;
        }
        let place = self.scopes.iter().find_map(|scope| Some(join(&scope.stored, below(&scope.walked, &walked)?)));
        place.map_or(walked, Cow::Owned)
    }

    /// The path as the walk spells it, of what the catalog spells so; `None` where no walk of this scan goes.
    pub fn walked(&self, stored: &str) -> Option<String> {
        self.scopes.iter().find_map(|scope| Some(join(&scope.walked, below(&scope.stored, stored)?)))
    }

    /// The root to which a path of the catalog belongs.
    pub(super) fn root_of(&self, stored: &str) -> Option<i64> {
        self.scopes.iter().find(|scope| below(&scope.stored, stored).is_some()).map(|scope| scope.root)
    }
}

/// Every root, by its path.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn roots(catalog: &Path) -> Result<Vec<Root>, Error> {
    let conn = open_read_only(catalog)?;
    all(&conn).map_err(|source| Error::new(catalog, source))
}

/// Where the file of a document is: `path` as the catalog spells it, under the whole path of its root. As it
/// is spelled where the catalog knows no root of it.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn file_of(catalog: &Path, path: &str) -> Result<String, Error> {
    let place = |root: Root| Some(join(&root.path, below(&root.given, path)?));
    Ok(roots(catalog)?.into_iter().find_map(place).unwrap_or_else(|| path.to_owned()))
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Root>> {
    let row = |row: &rusqlite::Row<'_>| Ok(Root { id: row.get(0)?, path: row.get(1)?, given: row.get(2)? });
    conn.prepare_cached("SELECT id, path, given FROM root ORDER BY path")?.query_map([], row)?.collect()
}

/// The whole paths by which what is spelled `given` may be known, as the catalog writes them.
pub(super) fn places(given: &str) -> Vec<String> {
    whole_paths(&path_from_text(given)).iter().map(|path| path_text(path).into_owned()).collect()
}

/// The root that holds one of `places`, and what lies between the two.
pub(super) fn owner<'r>(roots: &'r [Root], places: &[String]) -> Option<(&'r Root, String)> {
    places.iter().find_map(|place| roots.iter().find_map(|root| Some((root, below(&root.path, place)?.to_owned()))))
}

/// How a new root at `place`, spelled `given`, is to be spelled among `others`: as given, unless paths
/// below it could be taken for those of another.
pub(super) fn spelled<'r>(mut others: impl Iterator<Item = &'r Root>, given: &str, place: &str) -> String {
    let clashes = others.any(|other| overlap(&other.given, given));
    if clashes { place.to_owned() } else { given.to_owned() }
}

/// What a scan of `walks` would find where in the catalog, without writing anything.
pub(super) fn look(conn: &Connection, walks: &[String]) -> rusqlite::Result<Scopes> {
    let roots = all(conn)?;
    let mut scopes = Scopes::default();
    for walk in walks {
        let places = places(walk);
        if let Some((root, between)) = owner(&roots, &places) {
            scopes.add(walk, join(&root.given, &between), root.id);
            continue;
        }
        for root in &roots {
            let known = places.iter().find_map(|place| below(place, &root.path));
            // A catalog of old times, whose roots were never looked up.
            let unsettled = || below(walk, &root.given);
            if let Some(between) = known.or_else(unsettled) {
                scopes.add(&join(walk, between), root.given.clone(), root.id);
            }
        }
    }
    Ok(scopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_spelled_as_the_catalog_has_them_and_found_again() {
        let mut scopes = Scopes::default();
        scopes.add("/x/news", "news".to_owned(), 1);
        scopes.add("/x/news/old", "archive".to_owned(), 2);
        scopes.add("/y", ".".to_owned(), 3);
        for (walked, stored) in [
            ("/x/news/a.txt", "news/a.txt"),
            ("/x/news", "news"),
            ("/x/news/old/a.txt", "archive/a.txt"),
            ("/x/newsroom/a.txt", "/x/newsroom/a.txt"),
        ] {
            assert_eq!(scopes.stored(Cow::Borrowed(walked)), stored);
        }
        assert_eq!(scopes.walked("news/a.txt").as_deref(), Some("/x/news/a.txt"));
        assert_eq!(scopes.walked("archive/a.txt").as_deref(), Some("/x/news/old/a.txt"));
        assert_eq!(scopes.walked("/z"), None);
        assert_eq!((scopes.root_of("archive/a.txt"), scopes.root_of("/z")), (Some(2), None));
        assert_eq!(Scopes::default().stored(Cow::Borrowed("a")), "a");
    }
}
