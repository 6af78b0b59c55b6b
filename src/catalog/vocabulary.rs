//! The organisations in the catalog. When the vocabulary or the grammar changes, every credit line that
//! another understood is understood anew from what is stored. Which articles are read again besides, a
//! scan decides (`versions`).

use rusqlite::{Connection, params};

use super::credits::{Credits, restrictions, store_spelling};
use super::facts::{meta, rounded, set_meta};
use super::versions::Understanding;
use super::words;
use super::{orphans, totals};
use crate::credit::{self, Vocabulary};

/// Keys in `meta`: by what credit lines were understood last.
const VOCABULARY: &str = "vocabulary";
const GRAMMAR: &str = "grammar";

/// How many credit lines are held in memory at once.
const PAGE: i64 = 1000;

/// Loads the organisations unless the catalog has them already, and understands anew what others, or another
/// grammar, understood.
pub(super) fn load(conn: &Connection, credits: &mut Credits, vocabulary: &Vocabulary) -> rusqlite::Result<()> {
    let now = Understanding::of(vocabulary);
    *credits = Credits::new(now);
    let (fingerprint, grammar) = (format!("{:016x}", now.vocabulary), now.grammar.to_string());
    let same_entries = meta(conn, VOCABULARY)?.as_deref() == Some(&fingerprint);
    if same_entries && meta(conn, GRAMMAR)?.as_deref() == Some(&grammar) {
        return Ok(());
    }
    let transaction = conn.unchecked_transaction()?;
    if !same_entries {
        store_entries(conn, vocabulary)?;
    }
    understand_anew(conn, credits, vocabulary, now)?;
    orphans::clean_all(conn)?;
    totals::forget(conn)?;
    set_meta(conn, VOCABULARY, &fingerprint)?;
    set_meta(conn, GRAMMAR, &grammar)?;
    *credits = Credits::new(now);
    transaction.commit()
}

fn store_entries(conn: &Connection, vocabulary: &Vocabulary) -> rusqlite::Result<()> {
    conn.execute_batch(
        "UPDATE organisation SET kind = NULL, country = NULL, homepage = NULL, parent = NULL, known = 0;
         DELETE FROM organisation_name;",
    )?;
    for entry in vocabulary.organisations() {
        let sql =
            "INSERT INTO organisation (name, kind, country, homepage, parent, known) VALUES (?1, ?2, ?3, ?4, ?5, 1)
                   ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, country = excluded.country,
                       homepage = excluded.homepage, parent = excluded.parent, known = 1
                   RETURNING id";
        let kind = entry.kind.map(|kind| kind.as_str());
        let values = params![entry.name, kind, entry.country, entry.homepage, entry.parent];
        let id = conn.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
        store_spelling(conn, id, entry.name)?;
        for spelling in entry.spellings() {
            store_spelling(conn, id, spelling.text)?;
        }
    }
    let mut unknown = conn.prepare("SELECT id, name FROM organisation WHERE known = 0")?;
    let mut rows = unknown.query([])?;
    while let Some(row) = rows.next()? {
        store_spelling(conn, row.get(0)?, row.get_ref(1)?.as_str()?)?;
    }
    Ok(())
}

fn understand_anew(
    conn: &Connection,
    credits: &mut Credits,
    vocabulary: &Vocabulary,
    now: Understanding,
) -> rusqlite::Result<()> {
    let mut after = 0;
    loop {
        let page: Vec<(i64, String, String)> = conn
            .prepare_cached(
                "SELECT id, printed, line FROM credit WHERE id > ?1 AND (grammar, vocabulary) <> (?3, ?4)
                 ORDER BY id LIMIT ?2",
            )?
            .query_map(params![after, PAGE, now.grammar, now.vocabulary], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let Some((last, ..)) = page.last() else {
            return Ok(());
        };
        after = *last;
        for (id, printed, old_line) in &page {
            let credit = credit::parse(printed, vocabulary);
            for table in ["credit_flag", "credit_person", "credit_organisation"] {
                conn.prepare_cached(&format!("DELETE FROM {table} WHERE credit_id = ?1"))?.execute([id])?;
            }
            let reads_otherwise = credit.line != *old_line;
            if reads_otherwise {
                each_item(conn, *id, words::forget)?;
            }
            let sql = "UPDATE credit SET line = ?2, status = ?3, collection = ?4, licence = ?5, copyright = ?6,
                       restrictions = ?7, confidence = ?8, grammar = ?9, vocabulary = ?10 WHERE id = ?1";
            conn.prepare_cached(sql)?.execute(params![
                id,
                credit.line,
                credit.status.map(|status| status.as_str()),
                credit.collection,
                credit.licence,
                credit.copyright,
                restrictions(&credit),
                rounded(credit.confidence),
                now.grammar,
                now.vocabulary
            ])?;
            credits.store_parts(conn, *id, printed, &credit)?;
            if reads_otherwise {
                each_item(conn, *id, words::index_stored)?;
            }
        }
    }
}

/// Does `what` with the words of each item of a credit.
fn each_item(
    conn: &Connection,
    credit: i64,
    what: fn(&Connection, i64) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached("SELECT id FROM media WHERE credit_id = ?1")?;
    let ids: Vec<i64> = statement.query_map([credit], |row| row.get(0))?.collect::<Result<_, _>>()?;
    ids.into_iter().try_for_each(|id| what(conn, id))
}
