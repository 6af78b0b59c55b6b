//! Files that other people's libraries wrote are read, and they read what we write. Needs Python with
//! warcio, pyarrow and feedparser: `CUTLINE_PYTHON` names it. `.ci/run` makes one and runs what is ignored here.

mod pack;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pack::{crawl, gzip, parquet, zip};
use tree::{open, run_expecting};

/// A Python that has the libraries.
fn python() -> String {
    let python = std::env::var("CUTLINE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import warcio, pyarrow, feedparser"]).output();
    assert!(has.is_ok_and(|out| out.status.success()), "{python} has no warcio, pyarrow and feedparser");
    python
}

fn run(python: &str, script: &str, folder: &Path) -> String {
    let script: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "interop", script].iter().collect();
    let out = Command::new(python).arg(script).arg(folder).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
#[ignore = "needs Python with warcio, pyarrow and feedparser, which .ci/run installs"]
fn what_others_write_is_read() {
    let python = python();
    let folder = tempfile::tempdir().unwrap();
    run(&python, "write.py", &folder.path().join("theirs"));
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "theirs"]);
    assert_eq!(err, "");
    let conn = open(&folder.path().join("cutline.db"));
    let mut count = 0;
    for entry in fs::read_dir(folder.path().join("theirs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // Each file alone: the same articles stand in all of them.
        let (out, err) = run_expecting(folder.path(), 0, &["extract", &format!("theirs/{name}")]);
        assert_eq!(err, "", "{name}");
        let people: Vec<String> = out
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["people"][0].as_str().unwrap().to_owned()
            })
            .collect();
        let wanted = ["Lena Orlova", "Marek Novak", "Ana Ruiz", "Tomas Lindqvist"];
        assert_eq!(people, wanted[..if name.ends_with(".mhtml") { 1 } else { 4 }], "{name}");
        count += 1;
    }
    assert!(count > 18, "{count} files");
    let found: i64 =
        conn.query_row("SELECT count(*) FROM document WHERE skipped = 'container'", [], |r| r.get(0)).unwrap();
    assert!(found > 15, "{found} containers");
}

#[test]
#[ignore = "needs Python with warcio, pyarrow and feedparser, which .ci/run installs"]
fn others_read_what_we_write() {
    let python = python();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("ours.warc.gz", &crawl(0..7).iter().flat_map(|r| gzip(r)).collect::<Vec<u8>>());
    write("ours.zip", &zip(&[("a.txt", b"a".to_vec()), ("b/c.txt", b"b".to_vec())]));
    write("ours.parquet", &parquet(0..25, 10));
    write("feed.rss", include_bytes!("../samples/corpora/feed.rss"));
    write("feed.atom", include_bytes!("../samples/corpora/feed.atom"));
    run_expecting(folder.path(), 0, &["extract", "--parquet", "items", "ours.warc.gz"]);
    assert_eq!(
        run(&python, "read.py", folder.path()),
        "warc 7 True\nzip None 2\nparquet 25\nitems 7 Lena Orlova int64\nrss False 4 Lena Orlova\natom False 1\n"
    );
}
