//! Files given as a catalog that are none, or not of this version: refused in clear words, and left
//! as they were. (That every older version migrates to `schema.sql` is proved beside the steps.)

mod tree;

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tree::{assert_sound, grow, number, run_expecting};

/// Scans into a catalog that must be refused in words that hold `why`, and left as it is.
#[track_caller]
fn assert_refused(folder: &Path, why: &str) {
    grow(&folder.join("news"), 2);
    let before = fs::read(folder.join("cutline.db")).unwrap();
    for args in [&["scan", "news"][..], &["scan", "--dry-run", "news"]] {
        let (out, err) = run_expecting(folder, 2, args);
        assert!(err.contains("cutline.db") && err.contains(why), "{why} expected of {args:?}:\n{out}{err}");
    }
    assert_eq!(fs::read(folder.join("cutline.db")).unwrap(), before, "left as it is");
}

#[test]
fn a_text_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cutline.db"), "Notes of the day: call the harbour master.\n".repeat(50)).unwrap();
    assert_refused(folder.path(), "not a catalog but some other file");
    fs::write(folder.path().join("cutline.db"), "short").unwrap();
    assert_refused(folder.path(), "not a catalog but some other file");
}

#[test]
fn a_database_of_another_application() {
    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join("cutline.db")).unwrap();
    conn.execute_batch("CREATE TABLE document (id INTEGER PRIMARY KEY)").unwrap();
    drop(conn);
    assert_refused(folder.path(), "a database of another application");
}

#[test]
fn a_catalog_of_a_newer_version() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    run_expecting(folder.path(), 0, &["scan", "news"]);
    let conn = Connection::open(folder.path().join("cutline.db")).unwrap();
    conn.pragma_update(None, "user_version", 999).unwrap();
    drop(conn);
    assert_refused(folder.path(), "made by a newer cutline (catalog version 999");
}

#[test]
fn a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("cutline.db")).unwrap();
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "."]);
    assert!(err.contains("cutline.db: cannot be opened"), "{err}");
}

#[test]
fn a_folder_that_does_not_exist() {
    let folder = tempfile::tempdir().unwrap();
    let (_, err) = run_expecting(folder.path(), 2, &["--catalog", "none/cutline.db", "scan", "."]);
    assert!(err.contains("none/cutline.db: cannot write there (there is no such folder)"), "{err}");
}

#[test]
fn a_damaged_catalog() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().join("cutline.db");
    grow(&folder.path().join("news"), 50);
    run_expecting(folder.path(), 0, &["scan", "news"]);
    let mut bytes = fs::read(&catalog).unwrap();
    let end = bytes.len();
    bytes[4096..end].fill(0x5A);
    fs::write(&catalog, bytes).unwrap();
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "--force", "news"]);
    assert!(err.contains("the catalog is damaged") && err.contains("scan again"), "{err}");
}

#[test]
fn an_empty_file_becomes_a_catalog() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    fs::write(folder.path().join("cutline.db"), "").unwrap();
    run_expecting(folder.path(), 0, &["scan", "news"]);
    assert_sound(&folder.path().join("cutline.db"));
    assert_eq!(number(&folder.path().join("cutline.db"), "SELECT count(*) FROM document"), 2);
}
