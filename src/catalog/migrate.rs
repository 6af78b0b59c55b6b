//! Bringing an older catalog up to date, step by step, all or nothing.
//!
//! To change the schema: edit `schema.sql`; add a file to `steps/` that turns the form before into the new
//! one, and a line to [`STEPS`]. Steps are never removed or edited once released. The test below compares
//! every way to the newest form.

use rusqlite::Connection;

use super::upgrade;

/// Says in a file's header that it is a catalog of cutline: "cutl".
const APPLICATION_ID: i64 = 0x6375_746C;

/// One step, from the version that is its index to the next: SQL, and what SQL cannot do behind it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// SQL alone.
    Sql(&'static str),
    /// SQL, and then a function.
    Then(&'static str, fn(&Connection) -> rusqlite::Result<()>),
}

/// Every step there ever was; their number is the newest version.
pub(super) const STEPS: &[Step] = &[
    Step::Sql(include_str!("steps/1-first.sql")),
    Step::Sql(include_str!("steps/2-conflicts.sql")),
    Step::Sql(include_str!("steps/3-questions.sql")),
    Step::Sql(include_str!("steps/4-waivers.sql")),
    Step::Sql(include_str!("steps/5-duplicates.sql")),
    Step::Then(include_str!("steps/6-identity.sql"), upgrade::identity),
];

/// What the header of a database says it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Nothing yet: a new file.
    Empty,
    /// A catalog of this version.
    Ours(i64),
    /// A database of another program.
    Other,
}

/// What the database is.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<Version> {
    let number = |pragma: &str| conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    if application == APPLICATION_ID {
        return Ok(Version::Ours(version));
    }
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(if application == 0 && version == 0 && tables == 0 { Version::Empty } else { Version::Other })
}

/// Runs the steps that the catalog has not seen, in one exclusive transaction: a step that fails
/// leaves it as it was.
pub(super) fn migrate(conn: &Connection, steps: &[Step]) -> rusqlite::Result<()> {
    super::words::register(conn)?;
    if version(conn)? == Version::Ours(steps.len() as i64) {
        return Ok(());
    }
    // A table that is made anew is referred to by its name all the while; neither can be said inside the
    // transaction.
    let foreign_keys = conn.pragma_query_value(None, "foreign_keys", |row| row.get::<_, bool>(0))?;
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN EXCLUSIVE")?;
    let done = run_missing(conn, steps).and_then(|()| conn.execute_batch("COMMIT"));
    if done.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    conn.pragma_update(None, "legacy_alter_table", false)?;
    conn.pragma_update(None, "foreign_keys", foreign_keys)?;
    done
}

fn run_missing(conn: &Connection, steps: &[Step]) -> rusqlite::Result<()> {
    // Asked again under the lock: another process may have migrated while this one waited.
    let seen = match version(conn)? {
        Version::Ours(version) => usize::try_from(version).unwrap_or(0),
        Version::Empty | Version::Other => 0,
    };
    for step in steps.iter().skip(seen) {
        match step {
            Step::Sql(sql) => conn.execute_batch(sql)?,
            Step::Then(sql, then) => {
                conn.execute_batch(sql)?;
                then(conn)?;
            }
        }
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", steps.len() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema_of(conn: &Connection) -> Vec<(String, String, Option<String>)> {
        let mut statement = conn.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").unwrap();
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    #[test]
    fn every_older_version_becomes_the_schema() {
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(include_str!("../../schema.sql")).unwrap();
        for older in 0..=STEPS.len() {
            let conn = Connection::open_in_memory().unwrap();
            migrate(&conn, &STEPS[..older]).unwrap();
            migrate(&conn, STEPS).unwrap();
            assert_eq!(schema_of(&conn), schema_of(&fresh), "from version {older}");
            assert_eq!(version(&conn).unwrap(), Version::Ours(STEPS.len() as i64));
        }
    }

    #[test]
    fn what_an_older_catalog_holds_is_found_in_the_newest() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn, &STEPS[..2]).unwrap();
        conn.execute_batch(
            "INSERT INTO scan (id, started, version, roots) VALUES (1, '', '', '[]');
             INSERT INTO document (id, path, title, format, size, modified, hash, extractor, scan_id)
                VALUES (1, 'a.txt', '東京の港', 'text', 1, 1, 1, 1, 1);
             INSERT INTO credit (id, printed, line, confidence) VALUES (1, 'Ana Ruiz', 'Ana Ruiz', 1);
             INSERT INTO person (id, name, key) VALUES (1, 'Ana Ruiz', 'ana ruiz');
             INSERT INTO media (id, document_id, position, kind, placement, caption, credit_id, line, span_start, span_end,
                method, confidence) VALUES (7, 1, 0, 'photo', 'body', 'A boat', 1, 1, 0, 1, 'x', 1);",
        )
        .unwrap();
        migrate(&conn, STEPS).unwrap();
        let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        for words in ["boat", "ruiz", "\"港\""] {
            assert_eq!(
                count(&format!("SELECT count(*) FROM media_words WHERE media_words MATCH '{words}'")),
                1,
                "{words}"
            );
        }
        assert_eq!(count("SELECT count(*) FROM person_word WHERE person_id = 1 AND word IN ('ana', 'ruiz')"), 2);
        super::super::words::forget(&conn, 7).unwrap();
        assert_eq!(count("SELECT count(*) FROM media_words WHERE media_words MATCH 'boat'"), 0);
    }

    #[test]
    fn who_said_what_is_not_invented() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn, &STEPS[..5]).unwrap();
        conn.execute_batch(
            "INSERT INTO scan (id, started, version, roots) VALUES (1, '', '', '[]');
             INSERT INTO document (id, path, title, format, size, modified, hash, extractor, scan_id)
                VALUES (1, 'a.txt', '', 'text', 1, 1, 1, 1, 1);
             INSERT INTO media (id, document_id, position, kind, placement, caption, line, span_start, span_end,
                method, confidence) VALUES (7, 1, 0, 'photo', 'body', 'A boat', 1, 0, 1, 'x', 1);
             INSERT INTO media_conflict (media_id, position, field, value, source)
                VALUES (7, 0, 'caption', 'A ship', 'old-word'), (7, 1, 'caption', 'A raft', 'json-ld');",
        )
        .unwrap();
        migrate(&conn, STEPS).unwrap();
        let source = |value: &str| {
            let sql = "SELECT source FROM claim WHERE value = ?1";
            conn.query_row(sql, [value], |row| row.get::<_, String>(0)).unwrap()
        };
        assert_eq!((source("A ship"), source("A raft")), ("unknown".to_owned(), "json-ld".to_owned()));
    }

    #[test]
    fn only_missing_steps_run() {
        let steps = &["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y", "CREATE INDEX ay ON a (y)"].map(Step::Sql);
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn, &steps[..1]).unwrap();
        conn.execute("INSERT INTO a VALUES (1)", []).unwrap();
        migrate(&conn, steps).unwrap();
        migrate(&conn, steps).unwrap();
        assert_eq!(version(&conn).unwrap(), Version::Ours(3));
        assert_eq!(conn.query_row("SELECT x, y FROM a", [], |r| r.get::<_, i64>(0)).unwrap(), 1);
    }

    #[test]
    fn a_failing_step_leaves_all_as_it_was() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn, &["CREATE TABLE a (x)"].map(Step::Sql)).unwrap();
        let before = schema_of(&conn);
        let steps = ["", "CREATE TABLE b (x); CREATE TABLE c (x)", "CREATE TABLE a (x)"].map(Step::Sql);
        assert!(migrate(&conn, &steps).is_err());
        assert_eq!(schema_of(&conn), before);
        assert_eq!(version(&conn).unwrap(), Version::Ours(1));
        assert!(conn.is_autocommit());
    }

    #[test]
    fn another_database_is_told() {
        let conn = Connection::open_in_memory().unwrap();
        assert_eq!(version(&conn).unwrap(), Version::Empty);
        conn.execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert_eq!(version(&conn).unwrap(), Version::Other);
    }
}
