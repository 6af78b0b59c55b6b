//! Files given as a catalog that are none, or not of this version: refused in clear words, and left
//! as they were. (That every older version migrates to `schema.sql` is proved beside the steps.)

mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tree::{assert_sound, grow, number, run_expecting, text};

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

/// The catalog of version 5 in `tests/catalogs/5`, as the program of then wrote it, with its articles.
fn version_5(folder: &Path) -> PathBuf {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogs/5");
    fs::create_dir_all(folder.join("news")).unwrap();
    fs::create_dir(folder.join("x")).unwrap();
    for name in ["ferries.html", "harbour.txt"] {
        fs::copy(golden.join("news").join(name), folder.join("news").join(name)).unwrap();
    }
    let catalog = folder.join("cutline.db");
    let conn = Connection::open(&catalog).unwrap();
    let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
    conn.create_scalar_function("words_text", 1, flags, |ctx| ctx.get::<Option<String>>(0)).unwrap();
    for step in ["1-first", "2-conflicts", "3-questions", "4-waivers", "5-duplicates"] {
        let step = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/steps").join(step).with_extension("sql");
        conn.execute_batch(&fs::read_to_string(step).unwrap()).unwrap();
    }
    conn.execute_batch(&fs::read_to_string(golden.join("catalog.sql")).unwrap()).unwrap();
    conn.execute_batch(
        "INSERT INTO media_words (rowid, caption, title, credit, document)
            SELECT m.id, m.caption, m.title, c.line, d.title FROM media m
            JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id;
         PRAGMA application_id = 0x6375746C; PRAGMA user_version = 5;",
    )
    .unwrap();
    catalog
}

#[test]
fn a_catalog_of_version_5_is_migrated_with_nothing_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), version_5(folder.path()));
    // Whatever writes migrates; nothing is read for that.
    run_expecting(root, 1, &["waive", "--remove", "99"]);
    assert_sound(&catalog);
    let count = |sql: &str| number(&catalog, sql);
    assert_eq!((count("SELECT count(*) FROM document"), count("SELECT count(*) FROM media")), (6, 9));
    assert_eq!(count("SELECT count(*) FROM waiver"), 2);
    assert_eq!(text(&catalog, "SELECT query FROM saved_query"), "agency:afp");
    assert_eq!(count("SELECT count(*) FROM root"), 3);
    assert_eq!(count("SELECT count(*) FROM claim WHERE field = 'credit' AND value = 'Bo Falk/Reuters'"), 3);
    assert_eq!(count("SELECT count(*) FROM claim WHERE field = 'structured' AND value LIKE '%creditText%'"), 3);
    assert_eq!(count("SELECT count(*) FROM media WHERE key = ''"), 0);
    assert_eq!(count("SELECT count(*) FROM picture"), 2);
    assert_eq!(count("SELECT count(DISTINCT article) FROM document WHERE url IS NOT NULL"), 1);
    let (out, _) = run_expecting(root, 0, &["query", "@afp", "--count"]);
    assert_eq!(out.trim(), "3");
    // Three spellings of one folder give nine findings, two of which are waived.
    let (out, _) = run_expecting(root, 1, &["audit", "--select", "CL101,CL102,CL302,CL901", "--format", "ndjson"]);
    assert_eq!(out.lines().count(), 7, "{out}");
    // The next scan finds that they are one folder, and reads what nobody knows how it was read.
    let (out, _) = run_expecting(root, 0, &["scan", root.join("news").to_str().unwrap()]);
    assert!(out.contains("2 read, 0 unchanged"), "{out}");
    assert_sound(&catalog);
    assert_eq!(count("SELECT count(*) FROM root"), 1);
    assert_eq!(text(&catalog, "SELECT group_concat(path) FROM document"), "news/ferries.html,news/harbour.txt");
    assert_eq!(text(&catalog, "SELECT group_concat(id) FROM media"), "1,2,3", "numbers stay");
    assert_eq!(count("SELECT count(*) FROM claim WHERE field = 'credit' AND value = 'Bo Falk/Reuters'"), 1);
    let (out, _) = run_expecting(root, 1, &["audit", "--select", "CL101,CL102,CL302,CL901", "--format", "ndjson"]);
    assert_eq!(out.lines().count(), 1, "both waivers hold: {out}");
    assert!(out.contains("CL302"), "{out}");
    // What an audit of then knew is known still.
    let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogs/5/known.ndjson");
    let args = ["audit", "--select", "CL302", "--format", "ndjson", "--baseline", known.to_str().unwrap()];
    assert_eq!(run_expecting(root, 0, &args).0, "");
    run_expecting(root, 0, &["scan", "x/../news"]);
    assert_eq!(count("SELECT count(*) FROM document"), 2);
}
