//! A re-scan reads what changed and nothing else, and the catalog stays what a fresh scan makes.

mod tree;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tree::{article, assert_sound, dump, grow, number, run_expecting, text};

/// Scans `news` and expects its summary to hold `counts`.
#[track_caller]
fn scan(folder: &Path, args: &[&str], counts: &str) {
    let (out, _) = run_expecting(folder, 0, &[&["scan", "news"], args].concat());
    assert!(out.contains(counts), "{counts} expected of:\n{out}");
}

/// What a fresh scan of the same tree says.
fn fresh(folder: &Path) -> String {
    run_expecting(folder, 0, &["--catalog", "fresh.db", "scan", "news"]);
    let dump = dump(&folder.join("fresh.db"));
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(folder.join(format!("fresh.db{ending}"))));
    }
    dump
}

fn set_time(path: &Path, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn only_what_changed_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 20);
    scan(root, &[], "20 read, 0 unchanged");
    scan(root, &[], "0 read, 20 unchanged");

    let changed = root.join("news/000/000003.txt");
    fs::write(&changed, article(1003, "Solveig Aas")).unwrap();
    fs::write(root.join("news/000/zz.txt"), article(21, "Lena Orlova")).unwrap();
    scan(root, &[], "2 read, 19 unchanged");
    assert_eq!(text(&catalog, "SELECT people FROM item WHERE path = 'news/000/000003.txt'"), "Solveig Aas");
    assert_sound(&catalog);
    assert_eq!(dump(&catalog), fresh(root));
    // Whom only the replaced photo named is gone, and so are the words of its caption.
    assert_eq!(number(&catalog, "SELECT count(*) FROM person WHERE name = 'Tomas Orlova'"), 0);
    assert_eq!(
        number(&catalog, "SELECT count(*) FROM media_words WHERE media_words MATCH 'credit: tomas + orlova'"),
        0
    );
    assert_eq!(number(&catalog, "SELECT count(*) FROM media_words WHERE media_words MATCH 'credit: solveig'"), 1);
}

#[test]
fn a_new_time_alone_is_noted_and_nothing_read() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 3);
    scan(root, &[], "3 read");
    set_time(&root.join("news/000/000001.txt"), 1_000_000_000);
    scan(root, &[], "0 read, 3 unchanged");
    assert_eq!(number(&catalog, "SELECT modified FROM document WHERE path LIKE '%001.txt'"), 1_000_000_000_000_000_000);
    assert_eq!(number(&catalog, "SELECT scan_id FROM document WHERE path LIKE '%001.txt'"), 1);
}

#[test]
fn the_same_size_with_a_new_time_is_read_when_its_bytes_differ() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("news"), 3);
    scan(root, &[], "3 read");
    let path = root.join("news/000/000000.txt");
    fs::write(&path, article(0, "Lena Orlowa")).unwrap();
    set_time(&path, 1_000_000_000);
    scan(root, &[], "1 read, 2 unchanged");
    assert_eq!(dump(&root.join("cutline.db")), fresh(root));
}

#[test]
fn force_reads_all_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 20);
    scan(root, &[], "20 read");
    let ids = "SELECT group_concat(id || path) FROM (SELECT id, path FROM item ORDER BY id)";
    let (before, numbers) = (dump(&catalog), text(&catalog, ids));
    scan(root, &["--force"], "20 read, 0 unchanged");
    assert_sound(&catalog);
    assert_eq!(dump(&catalog), before);
    assert_eq!(text(&catalog, ids), numbers, "items keep their numbers");
}

#[test]
fn another_extractor_reads_all_again() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 5);
    scan(root, &[], "5 read");
    let conn = rusqlite::Connection::open(&catalog).unwrap();
    conn.execute("UPDATE document SET extractor = 0 WHERE id < 3", []).unwrap();
    drop(conn);
    scan(root, &[], "2 read, 3 unchanged");
    scan(root, &[], "0 read, 5 unchanged");
}

#[test]
fn prune_drops_what_vanished_under_the_roots_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 5);
    grow(&root.join("newsroom"), 2);
    run_expecting(root, 0, &["scan", "newsroom"]);
    scan(root, &[], "5 read");
    fs::remove_file(root.join("news/000/000002.txt")).unwrap();
    fs::remove_dir_all(root.join("newsroom")).unwrap();
    scan(root, &[], "0 read, 4 unchanged\n");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document"), 7, "nothing is dropped unasked");
    scan(root, &["--prune"], "0 read, 4 unchanged, 1 removed");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'news/%'"), 4);
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'newsroom/%'"), 2);
    assert_eq!(number(&catalog, "SELECT count(*) FROM person WHERE name = 'Ana Orlova'"), 0);
    assert_sound(&catalog);
    // A root that is gone as a whole may be a disk that is not mounted.
    run_expecting(root, 2, &["scan", "--prune", "newsroom"]);
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'newsroom/%'"), 2);
}

#[test]
fn an_article_that_is_none_any_more_loses_its_items() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 2);
    scan(root, &[], "2 read");
    fs::write(root.join("news/000/000001.txt"), "").unwrap();
    scan(root, &[], "0 read, 1 unchanged");
    assert_eq!(number(&catalog, "SELECT count(*) FROM media"), 1);
    assert_eq!(text(&catalog, "SELECT skipped FROM document WHERE path LIKE '%001.txt'"), "empty");
    assert_eq!(dump(&catalog), fresh(root));
}

#[test]
fn a_word_or_an_organisation_that_is_added_makes_documents_be_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    fs::create_dir(root.join("news")).unwrap();
    let text = article(1, "x").replace("x | Contributor | Getty Images", "Lichtschrift: Lena Orlova");
    fs::write(root.join("news/a.txt"), text).unwrap();
    let text = article(2, "x").replace("x | Contributor | Getty Images", "(Quaypress)");
    fs::write(root.join("news/b.txt"), text).unwrap();
    scan(root, &[], "2 read");
    let people = "SELECT count(*) FROM credit_person";
    let houses = "SELECT count(*) FROM item_agency WHERE agency = 'Quaypress'";
    assert_eq!((number(&catalog, people), number(&catalog, houses)), (0, 0));
    let words = "[[word]]\nword = \"lichtschrift\"\nclass = \"marker\"\nlanguage = \"de\"\n";
    fs::write(root.join("vocabulary.toml"), words).unwrap();
    scan(root, &[], "2 read, 0 unchanged");
    assert_eq!((number(&catalog, people), number(&catalog, houses)), (1, 0));
    let house = "[[organisation]]\nname = \"Quaypress\"\nkind = \"photo-agency\"\n";
    fs::write(root.join("vocabulary.toml"), format!("{words}{house}")).unwrap();
    scan(root, &[], "2 read, 0 unchanged");
    assert_eq!((number(&catalog, people), number(&catalog, houses)), (1, 1));
    scan(root, &[], "0 read, 2 unchanged");
}

#[test]
fn another_authority_understands_every_credit_anew_without_reading() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    grow(&root.join("news"), 30);
    scan(root, &[], "30 read");
    let before = dump(&catalog);
    let conn = rusqlite::Connection::open(&catalog).unwrap();
    // As an older authority would have left it.
    conn.execute_batch(
        "UPDATE meta SET value = 'older' WHERE key = 'vocabulary';
         DELETE FROM credit_organisation; DELETE FROM credit_person WHERE credit_id < 9;
         UPDATE credit SET status = 'Staff', line = 'read wrongly', vocabulary = 7;
         INSERT INTO organisation (name) VALUES ('Nobody''s Agency');",
    )
    .unwrap();
    drop(conn);
    assert_ne!(dump(&catalog), before);
    scan(root, &[], "0 read, 30 unchanged");
    assert_sound(&catalog);
    assert_eq!(dump(&catalog), before);
}

#[test]
fn one_root_has_one_spelling() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("news"), 3);
    scan(root, &[], "3 read");
    for spelling in ["./news", "news/", ".", "news/../news"] {
        run_expecting(root, 0, &["scan", "--include", "*.txt", spelling]);
    }
    let sql = "SELECT count(*) FROM document WHERE path LIKE 'news/000/%'";
    assert_eq!(number(&root.join("cutline.db"), sql), 3);
}
