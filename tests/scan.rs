//! `cutline scan` as a user runs it: what it finds, says, leaves out, and refuses.

mod tree;

use std::fs;
use std::path::Path;

use tree::{article, assert_sound, cutline, grow, number, open, run_expecting, text};

#[test]
fn a_folder_becomes_a_catalog() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 250);
    let (out, err) = run_expecting(folder.path(), 0, &["scan", "news"]);
    assert!(out.contains("250 files in "), "{out}");
    assert!(out.contains("250 read, 0 unchanged"), "{out}");
    assert!(out.contains("250 (250 credited, 0 uncredited)"), "{out}");
    assert!(out.contains("Getty Images 250"), "{out}");
    assert_eq!(err, "");
    let catalog = folder.path().join("cutline.db");
    assert_sound(&catalog);
    assert_eq!(number(&catalog, "SELECT count(*) FROM item WHERE status = 'Contributor'"), 250);
    assert_eq!(number(&catalog, "SELECT count(*) FROM person"), 100);
    assert_eq!(text(&catalog, "SELECT people FROM item WHERE path = 'news/000/000000.txt'"), "Lena Orlova");
    assert_eq!(number(&catalog, "SELECT count(*) FROM scan WHERE finished IS NOT NULL AND read = 250"), 1);
    assert_eq!(number(&catalog, "PRAGMA application_id"), 0x6375_746C);
}

#[test]
fn evidence_points_into_the_document() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), article(7, "Lena Orlova")).unwrap();
    run_expecting(folder.path(), 0, &["scan", "a.txt"]);
    let catalog = folder.path().join("cutline.db");
    let (start, end): (usize, usize) = open(&catalog)
        .query_row("SELECT span_start, span_end FROM media", [], |row| {
            Ok((row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize))
        })
        .unwrap();
    let whole = &article(7, "Lena Orlova")[start..end];
    assert!(whole.contains("Lena Orlova | Contributor | Getty Images"), "{whole}");
}

#[test]
fn the_order_of_the_catalog_is_the_order_of_names_however_many_work() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 1500);
    let order = |jobs: &str| {
        let db = format!("{jobs}.db");
        run_expecting(folder.path(), 0, &["--catalog", &db, "scan", "--jobs", jobs, "news"]);
        let conn = open(&folder.path().join(&db));
        let mut statement = conn.prepare("SELECT path FROM item ORDER BY id").unwrap();
        statement.query_map([], |row| row.get::<_, String>(0)).unwrap().collect::<Result<Vec<_>, _>>().unwrap()
    };
    let (one, four) = (order("1"), order("4"));
    assert!(one.is_sorted());
    assert_eq!(one, four);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 3);
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "--dry-run", "news"]);
    assert!(out.contains("3 read") && out.contains("Nothing was written") && out.contains("3 credited"), "{out}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    run_expecting(folder.path(), 0, &["scan", "news"]);
    let before = fs::read(folder.path().join("cutline.db")).unwrap();
    fs::remove_file(folder.path().join("news/000/000001.txt")).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "--dry-run", "--prune", "news"]);
    assert!(out.contains("0 read, 2 unchanged, 1 removed"), "{out}");
    assert_eq!(fs::read(folder.path().join("cutline.db")).unwrap(), before);
}

#[test]
fn globs_choose_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.md", "drafts/c.txt", "old/d.txt"] {
        let path = folder.path().join("news").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, article(1, "Ana Ruiz")).unwrap();
    }
    run_expecting(folder.path(), 0, &["scan", "--include", "*.txt", "--exclude", "drafts", "news"]);
    let paths = text(&folder.path().join("cutline.db"), "SELECT group_concat(path) FROM document");
    assert_eq!(paths, "news/a.txt,news/old/d.txt");
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "--include", "[a", "news"]);
    assert!(err.contains("[a") && err.contains("globs know"), "{err}");
}

#[test]
fn the_catalog_is_not_scanned() {
    let folder = tempfile::tempdir().unwrap();
    grow(folder.path(), 2);
    for _ in 0..2 {
        run_expecting(folder.path(), 0, &["scan", "."]);
    }
    let catalog = folder.path().join("cutline.db");
    let paths = text(&catalog, "SELECT group_concat(path) FROM document");
    assert_eq!(paths, "000/000000.txt,000/000001.txt");
    assert_eq!(number(&catalog, "SELECT sum(skipped + problems) FROM scan"), 0);
}

#[test]
fn a_path_that_does_not_exist_fails_and_the_others_are_scanned() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    let (out, err) = run_expecting(folder.path(), 2, &["scan", "nowhere", "news"]);
    assert!(out.contains("2 read"), "{out}");
    assert!(err.contains("not-found: nowhere: no such file or folder"), "{err}");
}

#[test]
fn quiet_says_problems_alone() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    assert_eq!(run_expecting(folder.path(), 0, &["--quiet", "scan", "news"]), (String::new(), String::new()));
    let (out, err) = run_expecting(folder.path(), 2, &["--quiet", "scan", "nowhere"]);
    assert!(out.is_empty() && err.contains("nowhere"), "{out}{err}");
}

#[test]
fn what_is_no_article_is_skipped_by_content_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("empty.txt"), "").unwrap();
    fs::write(news.join("picture.txt"), [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 500]].concat()).unwrap();
    fs::write(news.join("article.unknown"), article(1, "Ana Ruiz")).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "news"]);
    assert!(out.contains("1 read") && out.contains("1 empty") && out.contains("1 binary"), "{out}");
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "news"]);
    assert!(out.contains("0 read, 1 unchanged") && out.contains("1 empty") && out.contains("1 binary"), "{out}");
}

#[test]
fn a_file_larger_than_the_bound_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), article(1, "Ana Ruiz").repeat(200)).unwrap();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "--max-size", "64K", "a.txt"]);
    assert!(err.contains("too-large: a.txt") && err.contains("--max-size"), "{err}");
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "--max-size", "huge", "a.txt"]);
    assert!(err.contains("500M"), "{err}");
}

#[test]
fn one_scan_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    let lock = fs::File::create(folder.path().join("cutline.db-lock")).unwrap();
    lock.try_lock().unwrap();
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "news"]);
    assert!(err.contains("cutline.db: another scan is writing to this catalog"), "{err}");
    drop(lock);
    run_expecting(folder.path(), 0, &["scan", "news"]);
}

#[test]
fn a_reader_that_stops_listening_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    let mut child = cutline(folder.path()).args(["scan", "news"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(Path::new(&folder.path().join("cutline.db")).exists());
}

#[test]
fn paragraphs_with_as_many_commas_each_are_no_table() {
    let folder = tempfile::tempdir().unwrap();
    let paragraph = "The map, the river, the road, all were gone. Nobody had expected it so soon.\n\n";
    let photo = "A ferry at the quay, at dawn, in fog, on Friday. Nobody is aboard. (Ana Ruiz/Reuters)\n";
    fs::write(folder.path().join("a.txt"), format!("{}{photo}{}", paragraph.repeat(8), paragraph.repeat(8))).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "a.txt"]);
    assert!(out.contains("1 read") && out.contains("Reuters 1"), "{out}");
    // Rows of a table are no article.
    fs::write(folder.path().join("b.txt"), "Ana Ruiz,12,4.5,Reuters\n".repeat(20)).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "b.txt"]);
    assert!(out.contains("1 not-article"), "{out}");
}
