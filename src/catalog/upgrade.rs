//! What a step of the migration needs beyond SQL: roots and keys of a catalog that had none.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::pictures;
use super::spelling;
use crate::extract::identity::{item_key, picture_key};
use crate::model::{Method, Source};

/// Gives documents their roots, and items their pictures and keys, as far as the catalog itself tells.
pub(super) fn identity(conn: &Connection) -> rusqlite::Result<()> {
    roots(conn)?;
    articles(conn)?;
    let mut after = 0;
    while let Some(document) = next_document(conn, after)? {
        after = document;
        keys(conn, document)?;
    }
    known_words(conn)
}

/// Forms and sources that an older program named otherwise: an item whose word nobody knows could not be
/// read as a record. The next scan reads its document anew and writes the word of today.
fn known_words(conn: &Connection) -> rusqlite::Result<()> {
    let distinct =
        |sql: &str| -> rusqlite::Result<Vec<String>> { conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
    for method in distinct("SELECT DISTINCT method FROM media")? {
        if Method::from_name(&method).is_none() {
            let known = Method::Unknown.as_str();
            conn.execute("UPDATE media SET method = ?2 WHERE method = ?1", [method.as_str(), known])?;
        }
    }
    for source in distinct("SELECT DISTINCT source FROM claim")? {
        if Source::from_name(&source).is_none() {
            // Not guessed: whoever is named here would be said to have stated it.
            let known = Source::Unknown.as_str();
            conn.execute("UPDATE claim SET source = ?2 WHERE source = ?1", [source.as_str(), known])?;
        }
    }
    Ok(())
}

/// The roots that scans were given, the outermost of those that lie in one another. Where they are is not
/// looked up here: the next scan does, which is run where they are.
fn roots(conn: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT DISTINCT r.value FROM scan s, json_each(s.roots) r WHERE r.type = 'text'";
    let given: Vec<String> = conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for root in &given {
        let inner = given.iter().any(|other| other != root && spelling::below(other, root).is_some());
        if !inner {
            conn.execute("INSERT INTO root (path, given) VALUES (?1, ?1)", [root])?;
        }
    }
    let mut documents = conn.prepare("SELECT id, path FROM document")?;
    let mut rows = documents.query([])?;
    let roots: Vec<(i64, String)> = conn
        .prepare("SELECT id, given FROM root ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut found: Vec<(i64, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let path = row.get_ref(1)?.as_str()?;
        if let Some((root, _)) = roots.iter().find(|(_, given)| spelling::below(given, path).is_some()) {
            found.push((row.get(0)?, *root));
        }
    }
    for (document, root) in found {
        conn.prepare_cached("UPDATE document SET root_id = ?2 WHERE id = ?1")?.execute([document, root])?;
    }
    Ok(())
}

fn articles(conn: &Connection) -> rusqlite::Result<()> {
    let found: Vec<(i64, String)> = conn
        .prepare("SELECT id, url FROM document WHERE url IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (document, url) in found {
        let article = pictures::article(&url);
        conn.prepare_cached("UPDATE document SET article = ?2 WHERE id = ?1")?.execute(params![document, article])?;
    }
    Ok(())
}

fn next_document(conn: &Connection, after: i64) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT document_id FROM media WHERE document_id > ?1 ORDER BY document_id LIMIT 1";
    conn.prepare_cached(sql)?.query_row([after], |row| row.get(0)).optional()
}

/// An item, as far as its key goes.
struct Item {
    id: i64,
    words: String,
    picture: Option<String>,
}

fn keys(conn: &Connection, document: i64) -> rusqlite::Result<()> {
    let sql = "SELECT m.id, coalesce(m.caption, m.title, m.alt, c.printed, '') FROM media m
               LEFT JOIN credit c ON c.id = m.credit_id WHERE m.document_id = ?1 ORDER BY m.position";
    let mut items: Vec<Item> = conn
        .prepare_cached(sql)?
        .query_map([document], |row| Ok(Item { id: row.get(0)?, words: row.get(1)?, picture: None }))?
        .collect::<Result<_, _>>()?;
    let mut shown: FxHashMap<String, u32> = FxHashMap::default();
    for item in &mut items {
        let sql = "SELECT url FROM media_url WHERE media_id = ?1 ORDER BY position";
        let urls: Vec<String> =
            conn.prepare_cached(sql)?.query_map([item.id], |row| row.get(0))?.collect::<Result<_, _>>()?;
        item.picture = picture_key(&urls);
        if let Some(key) = &item.picture {
            *shown.entry(key.clone()).or_default() += 1;
        }
    }
    let mut equals: FxHashMap<String, usize> = FxHashMap::default();
    for Item { id, words, picture } in items {
        // One address under several pictures of a page is a placeholder.
        let picture = picture.filter(|key| shown.get(key) == Some(&1));
        let ordinal = equals.entry(item_key(picture.as_deref(), &words, 0)).or_default();
        let key = item_key(picture.as_deref(), &words, *ordinal);
        *ordinal += 1;
        let picture = picture.map(|key| pictures::id(conn, &key)).transpose()?;
        let sql = "UPDATE media SET key = ?2, picture_id = ?3 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute(params![id, key, picture])?;
    }
    Ok(())
}
