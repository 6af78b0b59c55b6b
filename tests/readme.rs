//! The README's tour is run: each command prints what the README says that it prints.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of the README's `console` blocks, each with what stands below it.
fn tour(readme: &str) -> Vec<(String, String)> {
    let blocks = readme.split("```console\n").skip(1).filter_map(|b| b.split("\n```").next());
    let mut out: Vec<(String, String)> = Vec::new();
    for line in blocks.flat_map(str::lines) {
        match (line.strip_prefix("$ "), out.last_mut()) {
            (Some(command), _) => out.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => {
                printed.push_str(line);
                printed.push('\n');
            }
            (None, None) => panic!("no command above {line:?}"),
        }
    }
    out
}

/// Without what is no promise: how long a scan took, blanks at the ends of lines, empty lines.
fn bare(text: &str) -> Vec<String> {
    let timed = |line: &str| line.split(" files in ").next().unwrap_or_default().trim_end().to_owned();
    text.lines().map(timed).filter(|l| !l.is_empty()).collect()
}

#[test]
fn the_tour_prints_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let desk = tempfile::tempdir().expect("a folder");
    for folder in ["samples/articles", "samples/corpora"] {
        fs::create_dir_all(desk.path().join(folder)).expect("a folder");
        for sample in fs::read_dir(root.join(folder)).expect("samples") {
            let sample = sample.expect("a sample");
            fs::copy(sample.path(), desk.path().join(folder).join(sample.file_name())).expect("copied");
        }
    }
    let bin = Path::new(env!("CARGO_BIN_EXE_cutline")).parent().expect("a folder").display().to_string();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap_or_default());
    let tour = tour(&readme);
    assert!(tour.len() >= 8, "the tour has {} commands", tour.len());
    for (command, wanted) in tour {
        let run = Command::new("sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(desk.path())
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .env_remove("CUTLINE_CATALOG")
            .env_remove("COLUMNS")
            .output()
            .expect("sh runs");
        let printed = String::from_utf8(run.stdout).expect("UTF-8");
        assert_eq!(bare(&printed), bare(&wanted), "$ {command}\n{printed}");
    }
}
