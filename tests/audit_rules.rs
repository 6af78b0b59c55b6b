//! Every rule on its fixture, `tests/audit/CODE.txt`: what must be found, and near misses that must not.
//!
//! A fixture is cut by lines that begin with `== `:
//!
//! - `== hit NAME`, `== quiet NAME`: a document in which the rule must, or must not, find something.
//!   A name that ends in `.html` is the body of an article, wrapped into a page; what stands before a line
//!   `---` goes into the page's head. A name that ends in `.txt` is a text as it is.
//! - `== file NAME`: a file beside them; `policy.toml` is handed to the audit.
//! - anything before the first is a remark.
#![cfg(unix)]

mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cutline::audit::rules;
use serde_json::Value;
use tree::{run, run_expecting};

struct Part {
    what: String,
    name: String,
    text: String,
}

fn parts(fixture: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for line in fixture.lines() {
        if let Some(head) = line.strip_prefix("== ") {
            let (what, name) = head.split_once(' ').expect("== WHAT NAME");
            out.push(Part { what: what.to_owned(), name: name.trim().to_owned(), text: String::new() });
        } else if let Some(part) = out.last_mut() {
            part.text.push_str(line);
            part.text.push('\n');
        }
    }
    out
}

const PROSE: &str = "<p>The port of Lower Quay reopened on Monday after three days of high winds. Ships that had waited \
    outside the breakwater came in one by one at noon, and the harbour master said that no damage was found.</p>\n\
    <p>It was a fine day for everybody on the quay, the mayor told a small crowd. She thanked the crews who had kept the \
    lights burning through the night.</p>\n";

/// A page around the body of an article.
fn page(text: &str) -> String {
    let (head, body) = text.split_once("\n---\n").unwrap_or(("", text));
    let title = if head.contains("<title>") { "" } else { "<title>Harbour of Lower Quay reopens</title>" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head>{title}\n{head}</head>\n<body><main><article>\n\
         <h1>Harbour of Lower Quay reopens</h1>\n{PROSE}{body}{PROSE}{PROSE}</article></main></body></html>\n"
    )
}

fn findings(folder: &Path, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["audit", "--format", "ndjson"];
    all.extend(args);
    let output = run(folder, &all);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit")
}

#[test]
fn every_rule_finds_its_case_and_spares_the_near_miss() {
    let mut failures = Vec::new();
    for rule in rules() {
        // What it finds needs a history, which its own test below makes.
        if rule.code == "CL901" {
            continue;
        }
        let path = folder().join(format!("{}.txt", rule.code));
        let Ok(fixture) = fs::read_to_string(&path) else {
            failures.push(format!("{}: no fixture {}", rule.code, path.display()));
            continue;
        };
        let parts = parts(&fixture);
        let desk = tempfile::tempdir().expect("a folder");
        let (mut hits, mut quiet, mut args) = (BTreeSet::new(), BTreeSet::new(), vec!["--select", rule.code]);
        fs::create_dir(desk.path().join("news")).expect("a folder");
        for part in &parts {
            let text = if part.name.ends_with(".html") { page(&part.text) } else { part.text.clone() };
            let name = match part.what.as_str() {
                "file" => part.name.clone(),
                "hit" if part.name == "policy.toml" => part.name.clone(),
                _ => format!("news/{}", part.name),
            };
            match part.what.as_str() {
                "hit" => drop(hits.insert(name.clone())),
                "quiet" => drop(quiet.insert(name.clone())),
                "file" => {}
                other => panic!("{}: == {other}", rule.code),
            }
            if part.name == "policy.toml" {
                args.extend(["--policy", "policy.toml"]);
            }
            fs::write(desk.path().join(&name), text).expect("written");
        }
        if hits.is_empty() || quiet.is_empty() && rule.code != "CL605" {
            failures.push(format!("{}: wants a true case and a near miss", rule.code));
        }
        run_expecting(desk.path(), 0, &["scan", "news"]);
        let found = findings(desk.path(), &args);
        let named: BTreeSet<String> =
            found.iter().filter_map(|f| f["document"]["path"].as_str()).map(str::to_owned).collect();
        if named != hits {
            let (query, _) = run_expecting(desk.path(), 0, &["query", "placement:any", "--format", "ndjson"]);
            failures.push(format!(
                "{} {}: found in {named:?}, wanted in {hits:?}\n{found:#?}\n{query}",
                rule.code, rule.name
            ));
        }
        for finding in &found {
            assert_eq!(finding["code"], rule.code);
            assert_eq!(finding["fingerprint"].as_str().map(str::len), Some(16), "{finding}");
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_rule_is_documented_and_no_fixture_is_without_a_rule() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in rules() {
        assert!(codes.insert(rule.code), "{} is there twice", rule.code);
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
        assert!(rule.code.len() == 5 && rule.code.starts_with("CL") && rule.code[2..].parse::<u16>().is_ok());
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
        for (what, text) in [("explanation", rule.explanation), ("mend", rule.mend), ("example", rule.example)] {
            assert!(text.len() > 10 && text.ends_with('.'), "{}: {what}", rule.code);
        }
        assert!(rule.example.contains("Found: ") && rule.example.contains("Not found: "), "{}", rule.code);
        assert!(!rule.message.is_empty() && !rule.message.ends_with('.') && !rule.standard.is_empty(), "{}", rule.code);
    }
    assert!(codes.len() >= 35, "{} rules", codes.len());
    for entry in fs::read_dir(folder()).expect("fixtures") {
        let path = entry.expect("an entry").path();
        let code = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        assert!(codes.contains(code.as_str()), "{}: no such rule", path.display());
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let desk = tempfile::tempdir().expect("a folder");
    let (page, _) = run_expecting(desk.path(), 0, &["rules", "--format", "markdown"]);
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md")).unwrap_or_default();
    assert!(kept == page, "docs/rules.md: make it anew with `cutline rules --format markdown > docs/rules.md`");
}

#[test]
fn the_right_name_of_an_organisation_is_never_a_slip() {
    let desk = tempfile::tempdir().expect("a folder");
    let vocabulary = cutline::credit::Vocabulary::builtin();
    let names: Vec<&str> = vocabulary.organisations().map(|e| e.name).collect();
    fs::create_dir(desk.path().join("news")).expect("a folder");
    for (at, names) in names.chunks(100).enumerate() {
        let figures: String = names
            .iter()
            .enumerate()
            .map(|(n, name)| {
                format!(
                    "<figure><img src=\"https://news.example/{at}-{n}.jpg\" width=\"1200\" height=\"800\"><figcaption>The quay \
                     on day {n}. <span class=\"credit\">Photo: Lena Orlova/{name}</span></figcaption></figure>\n"
                )
            })
            .collect();
        fs::write(desk.path().join(format!("news/{at}.html")), page(&figures)).expect("written");
    }
    run_expecting(desk.path(), 0, &["scan", "news"]);
    let found = findings(desk.path(), &["--select", "CL202,CL203,CL209"]);
    let said: Vec<&Value> = found.iter().map(|f| &f["message"]).collect();
    assert!(found.is_empty(), "{said:#?}");
}
