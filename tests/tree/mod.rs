//! Trees of invented articles, the binary run on them, and catalogs compared.
#![allow(dead_code)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::{Connection, OpenFlags, types::ValueRef};

/// The command `cutline` in `folder`, whatever the environment says.
pub fn cutline(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cutline"));
    command.current_dir(folder).env_remove("CUTLINE_CATALOG");
    command
}

/// Runs `cutline` with `args` in `folder`.
pub fn run(folder: &Path, args: &[&str]) -> Output {
    cutline(folder).args(args).output().expect("cutline runs")
}

/// Runs `cutline`, which must end with `code`; what it said on both streams.
#[track_caller]
pub fn run_expecting(folder: &Path, code: i32, args: &[&str]) -> (String, String) {
    said(run(folder, args), code)
}

/// What a process said on both streams, having ended with `code`.
#[track_caller]
pub fn said(output: Output, code: i32) -> (String, String) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "stdout: {out}\nstderr: {err}");
    (out.into_owned(), err.into_owned())
}

/// An article of one photo; `creator` is credited as contributor to Getty Images.
pub fn article(number: usize, creator: &str) -> String {
    format!(
        "Harbour of Lower Quay reopens after the storm, part {number}\n\n\
         The port of Lower Quay reopened on Monday after three days of high winds. Ships that had waited \
         outside the breakwater came in one by one at noon. The harbour master said that no damage was found.\n\n\
         A tanker lies at anchor off Lower Quay on Monday, seen from pier {number}.\n\
         {creator} | Contributor | Getty Images\n\n\
         It was a fine day for everybody on the quay, the mayor told a small crowd. She thanked the crews who had \
         kept the lights burning. The next ferry leaves on Tuesday morning, the company announced.\n"
    )
}

/// One of many invented creators.
pub fn creator(number: usize) -> String {
    let first = ["Lena", "Marek", "Ana", "Tomas", "Ines", "Pavel", "Greta", "Hugo", "Nadia", "Oskar"];
    let last = ["Orlova", "Novak", "Ruiz", "Lindqvist", "Moreau", "Petrov", "Falk", "Bianchi", "Haddad", "Webb"];
    format!("{} {}", first[number % 10], last[number / 10 % 10])
}

/// Writes `count` articles into folders of a hundred under `root`.
pub fn grow(root: &Path, count: usize) {
    for number in 0..count {
        let folder = root.join(format!("{:03}", number / 100));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{number:06}.txt")), article(number, &creator(number))).unwrap();
    }
}

/// The catalog, to look into.
pub fn open(catalog: &Path) -> Connection {
    Connection::open_with_flags(catalog, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a catalog")
}

/// One number out of the catalog.
#[track_caller]
pub fn number(catalog: &Path, sql: &str) -> i64 {
    open(catalog).query_row(sql, [], |row| row.get(0)).expect(sql)
}

/// One text out of the catalog.
#[track_caller]
pub fn text(catalog: &Path, sql: &str) -> String {
    open(catalog).query_row(sql, [], |row| row.get(0)).expect(sql)
}

/// Checks that the catalog is sound: pages, foreign keys, and the index of words.
#[track_caller]
pub fn assert_sound(catalog: &Path) {
    let conn = Connection::open(catalog).expect("a catalog");
    let verdict: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let broken: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0, "foreign keys");
    conn.execute("INSERT INTO media_words (media_words) VALUES ('integrity-check')", []).expect("the index of words");
}

/// All that a catalog says, but for row ids and the times and counts of its scans.
pub fn dump(catalog: &Path) -> String {
    let conn = open(catalog);
    // Every word of the index with its counts: what was replaced must have left nothing behind.
    conn.execute_batch("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'media_words', 'col')").unwrap();
    let mut out = String::new();
    for sql in [
        "SELECT term, col, doc, cnt FROM temp.vocabulary ORDER BY 1, 2",
        "SELECT p.key, w.word FROM person_word w JOIN person p ON p.id = w.person_id ORDER BY 1, 2",
        "SELECT field, value, items FROM tally ORDER BY 1, 2",
        "SELECT path, member, url, title, publisher, language, published, format, skipped, size, hash, extractor
         FROM document ORDER BY path, member",
        "SELECT i.*, m.position FROM item i JOIN media m USING (id) ORDER BY i.path, i.member, m.position",
        "SELECT printed, line, status, collection, licence, copyright, restrictions, confidence FROM credit ORDER BY 1",
        "SELECT c.printed, f.flag FROM credit_flag f JOIN credit c ON c.id = f.credit_id ORDER BY 1, 2",
        "SELECT c.printed, cp.position, p.key, p.name, cp.printed FROM credit_person cp
         JOIN credit c ON c.id = cp.credit_id JOIN person p ON p.id = cp.person_id ORDER BY 1, 2",
        "SELECT c.printed, co.position, o.name, co.role FROM credit_organisation co
         JOIN credit c ON c.id = co.credit_id JOIN organisation o ON o.id = co.organisation_id ORDER BY 1, 2",
        "SELECT name, key FROM person ORDER BY key",
        "SELECT name, kind, country, homepage, parent, known FROM organisation ORDER BY name",
        "SELECT o.name, n.spelling FROM organisation_name n JOIN organisation o ON o.id = n.organisation_id ORDER BY 1, 2",
        "SELECT d.path, m.position FROM media_words w JOIN media m ON m.id = w.rowid JOIN document d ON d.id = m.document_id
         WHERE media_words MATCH 'tanker OR quay OR getty' ORDER BY 1, 2",
    ] {
        writeln!(out, "-- {sql}").unwrap();
        let mut statement = conn.prepare(sql).unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for (at, name) in names.iter().enumerate() {
                match row.get_ref(at).unwrap() {
                    _ if name == "id" => {}
                    ValueRef::Text(text) => write!(out, "{}|", String::from_utf8_lossy(text)).unwrap(),
                    other => write!(out, "{other:?}|").unwrap(),
                }
            }
            out.push('\n');
        }
    }
    out
}
