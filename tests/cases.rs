//! Every case gives what stands beside it: `tests/cases/<form>/<name>.<ext>` and `<name>.expected.ndjson`.
//!
//! A new case is a new file; `CUTLINE_BLESS=1 cargo test --test cases` writes what is expected of it, and the
//! author reads that as a reader of the document would. Folders `lines` and `captions` hold one credit line or
//! caption on each line and are read by `cutline parse`, all others by `cutline extract`.

mod case;

use std::collections::BTreeSet;
use std::fs;

use case::{BLESS, Case, arguments, blessing, cases, folder};
use serde_json::Value;

/// How many differing lines of one case are shown.
const SHOWN: usize = 6;

#[test]
fn every_case_gives_what_is_expected() {
    let cases = cases();
    let mut wrong = String::new();
    for case in &cases {
        let expected = fs::read_to_string(&case.expected).unwrap_or_default();
        // A file is there even where nothing is found, so that a forgotten one is noticed.
        if expected == case.output && case.expected.exists() {
            continue;
        }
        if blessing() {
            fs::write(&case.expected, &case.output).expect("written");
        } else {
            wrong += &difference(case, &expected);
        }
    }
    assert!(
        wrong.is_empty(),
        "\n{wrong}\nIf the new output is right: {BLESS}=1 cargo test --test cases, then read the diff"
    );
}

#[test]
fn nothing_is_expected_of_no_case() {
    let wanted: BTreeSet<_> = cases().into_iter().map(|case| case.expected).collect();
    for form in fs::read_dir(folder()).expect("cases").map(|e| e.expect("an entry").path()).filter(|p| p.is_dir()) {
        for file in fs::read_dir(form).expect("a form").map(|e| e.expect("an entry").path()) {
            let idle = file.to_string_lossy().ends_with(".expected.ndjson") && !wanted.contains(&file);
            assert!(!idle, "{} belongs to no case", file.display());
        }
    }
}

/// What differs, line by line and key by key, and the command that shows it.
fn difference(case: &Case, expected: &str) -> String {
    let form = case.name.split('/').next().unwrap_or_default();
    let args = arguments(form).join(" ");
    let file = format!("tests/cases/{}", case.name);
    let command =
        if args.starts_with("parse") { format!("cutline {args} - < {file}") } else { format!("cutline {args} {file}") };
    let mut out = format!("{}\n  {command}\n", case.name);
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), case.output.lines().collect());
    let mut shown = 0;
    for at in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(at).copied(), new.get(at).copied());
        if was == is {
            continue;
        }
        shown += 1;
        if shown > SHOWN {
            return out + "  …\n";
        }
        out += &match (was, is) {
            (Some(was), Some(is)) => keys(at, was, is),
            (was, is) => {
                format!("  line {}\n  - {}\n  + {}\n", at + 1, was.unwrap_or("nothing"), is.unwrap_or("nothing"))
            }
        };
    }
    out
}

/// The keys in which two objects differ.
fn keys(at: usize, was: &str, is: &str) -> String {
    let object = |text: &str| serde_json::from_str::<serde_json::Map<String, Value>>(text).unwrap_or_default();
    let (old, new) = (object(was), object(is));
    let mut out = format!("  line {}\n", at + 1);
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        let side = |object: &serde_json::Map<String, Value>| {
            object.get(key).map_or("no such key".to_owned(), Value::to_string)
        };
        if old.get(key) != new.get(key) {
            out += &format!("  - {key}: {}\n  + {key}: {}\n", side(&old), side(&new));
        }
    }
    out
}
