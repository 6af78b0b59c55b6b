//! Documents under a root, page by page, to see which of their files are gone.

use std::path::{MAIN_SEPARATOR, Path};

use rusqlite::{Connection, params};

/// How many documents are looked at between commits.
const PAGE: i64 = 1000;

/// The next documents after the id `after`, with their paths.
pub(super) fn page(conn: &Connection, after: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let sql = "SELECT id, path FROM document WHERE id > ?1 ORDER BY id LIMIT ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![after, PAGE], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Whether a document's path is `root` or lies under it.
pub(super) fn is_under(root: &str, path: &str) -> bool {
    if root == "." {
        let path = Path::new(path);
        return !path.has_root() && !path.starts_with("..");
    }
    let stem = root.strip_suffix(MAIN_SEPARATOR).unwrap_or(root);
    path.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with(MAIN_SEPARATOR))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_root_holds_its_own_paths_alone() {
        assert!(is_under("news", "news/a.txt"));
        assert!(is_under("news/a.txt", "news/a.txt"));
        assert!(!is_under("news", "newsroom/a.txt"));
        assert!(is_under("/", "/a.txt"));
        assert!(is_under(".", "news/a.txt"));
        assert!(!is_under(".", "/a.txt"));
        assert!(!is_under(".", "../a.txt"));
    }
}
