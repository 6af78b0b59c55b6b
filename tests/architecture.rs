//! Who may use whom, checked by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Module of a file below `src`, its text.
fn all() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    let module = |path: &Path| {
        let below = path.strip_prefix(&src).expect("below src");
        below.iter().next().and_then(|n| n.to_str()).unwrap_or_default().trim_end_matches(".rs").to_owned()
    };
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("UTF-8");
            (module(&path), path, text)
        })
        .collect()
}

#[test]
fn modules_use_only_what_they_may() {
    const MAY: &[(&str, &[&str])] = &[
        ("model", &[]),
        ("credit", &["model"]),
        ("extract", &["credit", "model"]),
        ("source", &["extract", "model"]),
        ("catalog", &["source", "extract", "credit", "model"]),
        ("scan", &["source", "extract", "catalog", "credit", "model"]),
        ("query", &["catalog", "credit", "model"]),
        ("audit", &["query", "catalog", "credit", "model"]),
        ("report", &["model", "scan", "catalog", "credit", "audit", "query", "source"]),
    ];
    for (module, path, text) in all() {
        let Some((_, may)) = MAY.iter().find(|(m, _)| *m == module) else {
            continue;
        };
        for used in text.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let own = used == module || !MAY.iter().any(|(m, _)| *m == used) && used != "cli";
            assert!(own || may.contains(&used.as_str()), "{} uses {used}", path.display());
        }
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    for (name, rooms) in [("rusqlite", &["catalog", "query"][..]), ("clap::", &["cli"][..]), ("println!", &[][..])] {
        for (module, path, text) in all() {
            let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            let named = code.into_iter().any(|l| l.contains(name));
            assert!(!named || rooms.contains(&module.as_str()), "{} names {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    for (_, path, text) in all() {
        assert!(text.starts_with("//!"), "{}: no first line that says what it is", path.display());
        let lines = text.lines().count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
    }
}
