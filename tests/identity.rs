//! Identity: one folder is one root however it is spelled, one picture is one whatever its address asks for,
//! and an item keeps its number.

mod tree;

use std::fs;
use std::path::Path;

use cutline::catalog::{FileMeta, ScanCounts, Writer};
use cutline::credit::Vocabulary;
use cutline::model::Extraction;
use tree::{article, assert_sound, grow, number, run_expecting, text};

const ALL: &str = "SELECT count(*) FROM document";

/// A page with a picture for each pair of address and credit.
fn page(pictures: &[(&str, &str)]) -> String {
    let prose = "<p>The port of Lower Quay reopened on Monday after three days of high winds, and ships that had \
                 waited outside the breakwater came in one by one, the harbour master said at noon.</p>";
    let figures: String = pictures
        .iter()
        .map(|(url, credit)| {
            format!(
                "<figure><img src=\"https://img.example.org/{url}\"><figcaption>A tanker at anchor off the quay \
                 seen in {url}. Photo: {credit}</figcaption></figure>{prose}"
            )
        })
        .collect();
    format!(
        "<html><head><title>Harbour</title></head><body><article><h1>Harbour</h1>{prose}{figures}{prose}</article></body></html>"
    )
}

#[test]
fn a_folder_is_one_root_however_it_is_spelled() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    grow(&root.join("news"), 3);
    fs::create_dir(root.join("x")).unwrap();
    run_expecting(root, 0, &["scan", "news"]);
    let absolute = root.join("news").canonicalize().unwrap();
    for spelling in ["./x/../news", absolute.to_str().unwrap(), "news/000", "news/000/000001.txt"] {
        let (out, _) = run_expecting(root, 0, &["scan", spelling]);
        assert!(out.contains("0 read, "), "{spelling}: {out}");
        assert_eq!(number(&catalog, ALL), 3, "{spelling}");
    }
    let (out, _) = run_expecting(&root.join("x"), 0, &["--catalog", "../cutline.db", "scan", "--dry-run", "../news"]);
    assert!(out.contains("0 read, 3 unchanged"), "{out}");
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 1);
    assert_eq!(text(&catalog, "SELECT min(path) FROM document"), "news/000/000000.txt");
    // What is gone is found to be gone by any spelling.
    fs::remove_file(root.join("news/000/000002.txt")).unwrap();
    let (out, _) = run_expecting(root, 0, &["scan", "--prune", absolute.to_str().unwrap()]);
    assert!(out.contains("2 unchanged, 1 removed"), "{out}");
    assert_sound(&catalog);
}

#[cfg(unix)]
#[test]
fn a_link_inside_a_folder_belongs_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("store"), 2);
    fs::create_dir(root.join("news")).unwrap();
    std::os::unix::fs::symlink("../store", root.join("news/old")).unwrap();
    run_expecting(root, 0, &["scan", "news"]);
    let (out, _) = run_expecting(root, 0, &["scan", "news/old"]);
    assert!(out.contains("0 read, 2 unchanged"), "{out}");
    assert_eq!(number(&root.join("cutline.db"), ALL), 2);
    // The root that is gone keeps its place.
    fs::rename(root.join("news"), root.join("moved")).unwrap();
    run_expecting(root, 2, &["scan", "news"]);
    let gone = text(&root.join("cutline.db"), "SELECT path FROM root");
    assert!(gone.ends_with("/news"), "{gone}");
    let (out, _) = run_expecting(root, 0, &["show", "1"]);
    assert!(out.contains("no such file"), "{out}");
}

#[test]
fn the_folder_above_adopts_and_two_folders_of_one_name_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    grow(&root.join("news/a"), 2);
    grow(&root.join("news/b"), 3);
    run_expecting(root, 0, &["scan", "news/a"]);
    run_expecting(&root.join("news"), 0, &["--catalog", "../cutline.db", "scan", "b"]);
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 2);
    let ids = "SELECT group_concat(id) FROM (SELECT id FROM media ORDER BY id)";
    let before = text(&catalog, ids);
    let (out, _) = run_expecting(root, 0, &["scan", "news"]);
    assert!(out.contains("0 read, 5 unchanged"), "{out}");
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 1);
    assert_eq!(text(&catalog, ids), before, "numbers stay");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'news/%'"), 5);
    // Another folder that is called the same.
    let other = root.join("elsewhere");
    grow(&other.join("news"), 1);
    run_expecting(&other, 0, &["--catalog", "../cutline.db", "scan", "news"]);
    assert_eq!(number(&catalog, ALL), 6);
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 2);
    assert_sound(&catalog);
}

#[test]
fn two_walks_of_which_one_lies_in_the_other_are_one_root() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("news/sub"), 2);
    grow(&root.join("news/more"), 1);
    let inner = root.join("news/sub").canonicalize().unwrap();
    let inner = inner.to_str().unwrap();
    let mut ways = vec![[inner, "news"], ["news", inner]];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("news/sub", root.join("lnk")).unwrap();
        ways.extend([["lnk", "news"], ["news", "lnk"]]);
    }
    for (number_of, way) in ways.into_iter().enumerate() {
        let name = format!("{number_of}.db");
        let (out, _) = run_expecting(root, 0, &["--catalog", &name, "scan", way[0], way[1]]);
        assert!(out.contains("3 read, 0 unchanged"), "each file once: {way:?}: {out}");
        let catalog = root.join(&name);
        assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 1, "{way:?}");
        assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'news/%'"), 3, "{way:?}");
        let (out, _) = run_expecting(root, 0, &["--catalog", &name, "scan", "--dry-run", way[0], way[1]]);
        assert!(out.contains("0 read, 3 unchanged"), "{way:?}: {out}");
        assert_sound(&catalog);
    }
}

#[test]
fn a_writer_knows_the_root_of_each_walk_though_another_adopted_it() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().canonicalize().unwrap().join("news");
    fs::create_dir_all(news.join("sub")).unwrap();
    let catalog = folder.path().join("cutline.db");
    let walks = [news.join("sub"), news].map(|walk| walk.to_str().unwrap().to_owned());
    let mut writer = Writer::open(&catalog, &Vocabulary::builtin(), &walks).unwrap();
    let path = writer.scopes().stored(format!("{}/a.txt", walks[0]).into()).into_owned();
    writer.store_document(&Extraction::default(), &FileMeta { path, ..FileMeta::default() }).unwrap();
    writer.finish(&ScanCounts::default()).unwrap();
    assert_eq!(number(&catalog, "SELECT count(*) FROM document d JOIN root r ON r.id = d.root_id"), 1);
}

#[test]
fn of_one_folder_under_two_spellings_the_older_numbers_stay() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    grow(&root.join("news"), 2);
    grow(&root.join("archive"), 2);
    run_expecting(root, 0, &["scan", "news"]);
    run_expecting(root, 0, &["scan", "archive"]);
    // As an old catalog has it, in which a root was its spelling. `archive` is settled first, and is the younger.
    fs::remove_dir_all(root.join("news")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("archive", root.join("news")).unwrap();
    #[cfg(not(unix))]
    return;
    age(&catalog, "UPDATE root SET path = given");
    run_expecting(root, 0, &["scan", "archive"]);
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 1);
    assert_eq!(text(&catalog, "SELECT group_concat(id) FROM document"), "1,2");
    assert_eq!(text(&catalog, "SELECT group_concat(id) FROM media"), "1,2");
    assert_sound(&catalog);
}

#[test]
fn evidence_is_found_from_any_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("news"), 1);
    fs::create_dir(root.join("x")).unwrap();
    run_expecting(root, 0, &["scan", "news"]);
    let (out, _) = run_expecting(&root.join("x"), 0, &["--catalog", "../cutline.db", "show", "1"]);
    assert!(out.contains("Lena Orlova | Contributor | Getty Images\n") && !out.contains("no such file"), "{out}");
    assert!(out.contains("news/000/000000.txt"), "{out}");
}

#[test]
fn an_item_keeps_its_number_when_another_comes_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    let (one, two) = (("quay-tanker-7781.jpg", "Lena Orlova/AFP"), ("lighthouse-5512.jpg", "Jun Seo/Reuters"));
    fs::write(root.join("a.html"), page(&[one, two])).unwrap();
    run_expecting(root, 0, &["scan", "a.html"]);
    let id = |name: &str| number(&catalog, &format!("SELECT media_id FROM media_url WHERE url LIKE '%{name}%'"));
    let before = (id("quay"), id("lighthouse"));
    fs::write(root.join("a.html"), page(&[("crane-9034.jpg", "Ana Falk/dpa"), two, one])).unwrap();
    run_expecting(root, 0, &["scan", "a.html"]);
    assert_eq!((id("quay"), id("lighthouse")), before);
    fs::write(root.join("a.html"), page(&[one])).unwrap();
    run_expecting(root, 0, &["scan", "a.html"]);
    fs::write(root.join("a.html"), page(&[one, ("pier-3345.jpg", "Bo Falk/AP")])).unwrap();
    run_expecting(root, 0, &["scan", "a.html"]);
    assert_eq!(id("quay"), before.0);
    assert_ne!(id("pier"), before.1, "no number is given twice");
    assert_eq!(number(&catalog, "SELECT count(*) FROM picture"), 2);
    assert_sound(&catalog);
}

#[test]
fn renditions_of_one_picture_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("news")).unwrap();
    fs::write(root.join("news/a.html"), page(&[("quay-tanker-7781.jpg?w=640", "AFP")])).unwrap();
    fs::write(root.join("news/b.html"), page(&[("quay-tanker-7781.jpg?w=1200", "Reuters")])).unwrap();
    run_expecting(root, 0, &["scan", "news"]);
    let (out, _) = run_expecting(root, 1, &["audit", "--select", "CL301"]);
    assert!(out.contains("CL301"), "{out}");
}

#[test]
fn a_waiver_holds_for_the_document_and_not_for_its_spelling() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    grow(&root.join("news/a"), 1);
    fs::write(
        root.join("news/a/000/000000.txt"),
        article(0, "Lena Orlova").replace(" | Contributor | Getty Images", ""),
    )
    .unwrap();
    fs::write(root.join("news/a/b.html"), page(&[("pier-3345.jpg", "")])).unwrap();
    run_expecting(root, 0, &["scan", "news/a"]);
    let (out, _) = run_expecting(root, 1, &["audit", "--select", "CL1", "--fail-on", "info", "--format", "ndjson"]);
    let finding: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    let (item, code) = (finding["item"].as_i64().unwrap().to_string(), finding["code"].as_str().unwrap().to_owned());
    run_expecting(root, 0, &["waive", &item, &code, "--reason", "ours"]);
    run_expecting(root, 0, &["audit", "--select", &code, "--fail-on", "info"]);
    // The folder above adopts it, by another spelling.
    fs::create_dir(root.join("x")).unwrap();
    run_expecting(&root.join("x"), 0, &["--catalog", "../cutline.db", "scan", "../news"]);
    assert_eq!(text(&root.join("cutline.db"), "SELECT min(path) FROM waiver").split('/').next(), Some(".."));
    run_expecting(root, 0, &["audit", "--select", &code, "--fail-on", "info"]);
}

#[test]
fn roots_are_listed_moved_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    grow(&root.join("news"), 3);
    grow(&root.join("more"), 2);
    run_expecting(root, 0, &["scan", "news", "more"]);
    let (out, _) = run_expecting(root, 0, &["roots", "list", "--format", "csv"]);
    let news = root.join("news").canonicalize().unwrap();
    assert!(out.contains(&format!("news,{},true,3,3", news.display())), "{out}");
    fs::rename(root.join("news"), root.join("archive")).unwrap();
    let (out, _) = run_expecting(root, 0, &["roots", "list"]);
    assert!(out.contains(" yes ") && out.contains(" no ") && !out.contains("true"), "{out}");
    for (new, why) in
        [("nowhere", "of the first 3 files of the root news, 0 are there"), ("more/000", "lie in one another")]
    {
        let (_, err) = run_expecting(root, 2, &["roots", "move", "news", new]);
        assert!(err.contains(why), "{new}: {err}");
    }
    // A folder that is there, with other files.
    fs::create_dir(root.join("empty")).unwrap();
    run_expecting(root, 2, &["roots", "move", "news", "empty", "--yes", "--dry-run"]);
    let (_, err) = run_expecting(root, 0, &["roots", "move", "news", "archive", "--dry-run"]);
    assert!(err.contains("news would be archive: 3 documents"), "{err}");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'news/%'"), 3, "nothing is changed");
    run_expecting(root, 0, &["roots", "move", "news", "nowhere", "--force"]);
    let (_, err) = run_expecting(root, 0, &["roots", "move", "nowhere", "archive", "--yes"]);
    assert!(err.contains("nowhere is now archive: 3 documents\n"), "{err}");
    let (out, _) = run_expecting(root, 0, &["scan", "archive"]);
    assert!(out.contains("0 read, 3 unchanged"), "{out}");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path LIKE 'archive/%'"), 3);
    for (args, why) in [
        (&["roots", "move", "archive", "more"][..], "was scanned as a root already"),
        (&["roots", "move", "archive/000", "other"], "only a whole root"),
        (&["roots", "forget", "nowhere", "--yes"], "no root, and no path under one"),
        (&["roots", "forget", "archive"], "--yes"),
    ] {
        let (_, err) = run_expecting(root, 2, args);
        assert!(err.contains(why), "{args:?}: {err}");
    }
    let (_, err) = run_expecting(root, 0, &["roots", "forget", "archive/000/000001.txt", "--dry-run"]);
    assert!(err.contains("1 document with 1 media item would be dropped; 4 documents remain"), "{err}");
    assert_eq!(number(&catalog, ALL), 5);
    run_expecting(root, 0, &["roots", "forget", "archive/000/000001.txt", "--yes"]);
    assert_eq!(number(&catalog, ALL), 4);
    run_expecting(root, 0, &["roots", "forget", "archive", "--yes"]);
    assert_eq!(number(&catalog, ALL), 2);
    assert_eq!(number(&catalog, "SELECT count(*) FROM root"), 1);
    fs::remove_file(root.join("more/000/000001.txt")).unwrap();
    let (out, _) = run_expecting(root, 0, &["stats", "--format", "csv"]);
    assert!(out.contains("Getty Images,2"), "{out}");
    run_expecting(root, 0, &["scan", "--prune", "more"]);
    fs::rename(root.join("more"), root.join("less")).unwrap();
    let (_, err) = run_expecting(root, 0, &["roots", "move", "more", "less"]);
    assert!(err.contains("more is now less: 1 document\n"), "{err}");
    assert_sound(&catalog);
}

/// What made a row is forgotten, as if an older program had made it.
fn age(catalog: &Path, sql: &str) {
    rusqlite::Connection::open(catalog).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_rescan_does_what_a_change_asks_for_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let catalog = root.join("cutline.db");
    grow(&root.join("news"), 4);
    run_expecting(root, 0, &["scan", "news"]);
    let scan = |counts: &str| {
        let (out, _) = run_expecting(root, 0, &["scan", "news"]);
        assert!(out.contains(counts), "{counts}: {out}");
    };
    scan("0 read, 4 unchanged");
    age(&catalog, "UPDATE document SET vocabulary = 7 WHERE path LIKE '%01.txt'");
    scan("1 read, 3 unchanged");
    age(&catalog, "UPDATE document SET extractor = 0 WHERE path LIKE '%02.txt'");
    scan("1 read, 3 unchanged");
    // Newer readers may take for a container what was an article.
    age(&catalog, "UPDATE document SET container = 0 WHERE path LIKE '%03.txt'");
    scan("1 read, 3 unchanged");
    // Another grammar: understood anew, not read.
    age(&catalog, "UPDATE meta SET value = '0' WHERE key = 'grammar'; UPDATE credit SET grammar = 0, status = 'Staff'");
    scan("0 read, 4 unchanged");
    assert_eq!(number(&catalog, "SELECT count(*) FROM item WHERE status = 'Contributor'"), 4);
    scan("0 read, 4 unchanged");
}
