//! Credits of no item, people and unknown organisations of no credit: removed as they arise.

use std::collections::HashSet;

use rusqlite::Connection;

/// Removes those of `credits` that no item carries, and whom only they named. Says whether any
/// row went.
pub(super) fn clean(conn: &Connection, credits: &HashSet<i64>) -> rusqlite::Result<bool> {
    let (mut people, mut organisations) = (HashSet::new(), HashSet::new());
    let mut removed = false;
    for credit in credits {
        if exists(conn, "SELECT EXISTS (SELECT 1 FROM media WHERE credit_id = ?1)", *credit)? {
            continue;
        }
        people.extend(ids(conn, "SELECT person_id FROM credit_person WHERE credit_id = ?1", *credit)?);
        let sql = "SELECT organisation_id FROM credit_organisation WHERE credit_id = ?1";
        organisations.extend(ids(conn, sql, *credit)?);
        conn.prepare_cached("DELETE FROM credit WHERE id = ?1")?.execute([credit])?;
        removed = true;
    }
    for person in people {
        let sql = "DELETE FROM person WHERE id = ?1
                   AND NOT EXISTS (SELECT 1 FROM credit_person WHERE person_id = ?1)";
        conn.prepare_cached(sql)?.execute([person])?;
    }
    for organisation in organisations {
        let sql = "DELETE FROM organisation WHERE id = ?1 AND known = 0
                   AND NOT EXISTS (SELECT 1 FROM credit_organisation WHERE organisation_id = ?1)";
        conn.prepare_cached(sql)?.execute([organisation])?;
    }
    Ok(removed)
}

/// Removes all people and unknown organisations that no credit names.
pub(super) fn clean_all(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "DELETE FROM person WHERE id NOT IN (SELECT person_id FROM credit_person);
         DELETE FROM organisation WHERE known = 0
            AND id NOT IN (SELECT organisation_id FROM credit_organisation);",
    )
}

fn exists(conn: &Connection, sql: &str, id: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))
}

fn ids(conn: &Connection, sql: &str, id: i64) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect()
}
