//! What every file keeps: a first line that says what it is, a size that one reads at once, and whether
//! it may touch files, the clock or the environment.

use std::fs;

use crate::source::{Source, root, rust_files, shown, sources};

/// No file is longer.
const MOST_LINES: usize = 500;

/// Who opens files, and why. Articles are opened by `source` alone.
const OPENS_FILES: &[(&str, &str)] = &[
    ("src/source/", "articles and containers"),
    ("src/scan/worker.rs", "holds a file that `source` opened"),
    ("src/catalog/lock.rs", "the lock beside the catalog"),
    ("src/report/template.rs", "a template of the user's"),
    ("src/report/shards.rs", "the files of an export"),
    ("src/report/export/", "the files of an export"),
    ("src/cli/", "configuration, policies, invoices, and where output goes"),
];

/// What a pure crate does not name: the same bytes give the same answer, everywhere and always.
const IMPURE: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
];

/// Whether `source` names something of `path`.
fn names(source: &Source, path: &[&str]) -> bool {
    let all = source.paths.iter().chain(source.imports.iter().map(|i| &i.path));
    all.into_iter().any(|named| named.len() >= path.len() && named.iter().zip(path).all(|(a, b)| a == b))
}

#[test]
fn only_these_files_open_files() {
    let sources = sources();
    let opens: Vec<&str> = sources
        .iter()
        .filter(|s| s.of == "cutline" && (names(s, &["std", "fs"]) || names(s, &["tempfile"])))
        .map(|s| s.file.as_str())
        .collect();
    for file in &opens {
        assert!(OPENS_FILES.iter().any(|(may, _)| file.starts_with(may)), "{file} opens files");
    }
    for (may, why) in OPENS_FILES {
        assert!(opens.iter().any(|file| file.starts_with(may)), "{may} opens no files any more ({why})");
    }
}

#[test]
fn the_crates_below_are_pure() {
    for source in sources().iter().filter(|s| s.of != "cutline") {
        for path in IMPURE {
            assert!(!names(source, path), "{} names {}", source.file, path.join("::"));
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut paths = Vec::new();
    for folder in ["src", "crates", "tests", "benches", "examples"] {
        rust_files(&root().join(folder), &mut paths);
    }
    let mut wrong = String::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let lines = text.lines().count();
        if !text.starts_with("//!") {
            wrong += &format!("{}: no first line that says what it is\n", shown(&path));
        }
        if lines > MOST_LINES {
            wrong += &format!("{}: {lines} lines, more than {MOST_LINES}\n", shown(&path));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
