//! How often the program is right, counted strictly: an item is right when its caption and its credit are
//! both what the label says, and empty means empty.
//!
//! A labelled set is a folder with up to four files of one JSON object on each line: `credits.gold.jsonl`
//! (`credit`, `people`, `agencies`, `is_credit`), `captions.gold.jsonl` (`text`, `caption`, `credit`),
//! `html.gold.jsonl` and `text.gold.jsonl` (`file`, `images` with `caption`, `credit`, `urls`, `optional`).
#![allow(dead_code)]

mod documents;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use words::{normal, same_credit, tokens};

/// Figures by name, all shares between 0 and 1.
pub type Figures = BTreeMap<&'static str, f64>;

/// A kind of labels, and the least that its figures may be.
pub struct Floors {
    /// `credits`, `captions`, `html` or `text`.
    pub what: &'static str,
    /// Figures and their floors.
    pub least: &'static [(&'static str, f64)],
}

/// Scores `folder` and fails where a figure is below its floor. Prints what was measured.
#[track_caller]
pub fn hold(folder: &Path, floors: &[Floors]) {
    let mut low = String::new();
    for Floors { what, least } in floors {
        let figures = figures(folder, what);
        let shown: Vec<String> = figures.iter().map(|(name, figure)| format!("{name} {figure:.4}")).collect();
        println!("{what}: {}", shown.join(", "));
        for (name, floor) in *least {
            // Four digits are what is printed and compared.
            let figure = (figures[name] * 10_000.0).round() / 10_000.0;
            if figure < *floor {
                low += &format!("{what}: {name} is {figure:.4}, below {floor}\n");
            }
        }
    }
    assert!(low.is_empty(), "{}\n{low}", folder.display());
}

/// The figures of one kind of labels.
pub fn figures(folder: &Path, what: &str) -> Figures {
    match what {
        "credits" => credits(&labels(folder, what)),
        "captions" => captions(&labels(folder, what)),
        _ => documents::figures(folder, &labels(folder, what), what == "html"),
    }
}

/// The labels of one kind.
fn labels<T: for<'de> Deserialize<'de>>(folder: &Path, what: &str) -> Vec<T> {
    let path = folder.join(format!("{what}.gold.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{}: {e}: {line}", path.display()))).collect()
}

/// Share of `part` in `whole`.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Runs the program; exit code 1 says that nothing was found.
fn run(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cutline starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("cutline runs");
    writer.join().expect("written");
    assert!(matches!(output.status.code(), Some(0 | 1)), "cutline {}: {:?}", args[0], output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A credit line and what it says.
#[derive(Deserialize)]
struct Line {
    credit: String,
    people: Vec<String>,
    agencies: Vec<String>,
    is_credit: bool,
}

/// What the program says of a line.
#[derive(Deserialize)]
struct Understood {
    people: Vec<String>,
    agencies: Vec<String>,
    flags: Vec<String>,
}

fn credits(gold: &[Line]) -> Figures {
    let lines: String = gold.iter().map(|line| line.credit.replace('\n', " ") + "\n").collect();
    let said = run(Path::new("."), &["parse", "--format", "ndjson", "-"], &lines);
    let said: Vec<Understood> = said.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(said.len(), gold.len(), "one answer for each line");
    let names = |names: &[String]| names.iter().map(|name| normal(name).to_lowercase()).collect::<Vec<_>>();
    let (mut positives, mut negatives, mut exact, mut people, mut agencies, mut kept_out) = (0, 0, 0, 0, 0, 0);
    for (line, said) in gold.iter().zip(&said) {
        if line.is_credit {
            let same_people = names(&line.people) == names(&said.people);
            let same_agencies = names(&line.agencies) == names(&said.agencies);
            positives += 1;
            people += usize::from(same_people);
            agencies += usize::from(same_agencies);
            exact += usize::from(same_people && same_agencies);
        } else {
            negatives += 1;
            kept_out += usize::from(said.people.is_empty() && said.agencies.is_empty() && said.flags.is_empty());
        }
    }
    Figures::from([
        ("exact", share(exact, positives)),
        ("people", share(people, positives)),
        ("agencies", share(agencies, positives)),
        ("negatives_kept_out", share(kept_out, negatives)),
    ])
}

/// A caption that holds its credit, and both apart; without a credit the text is to stay whole.
#[derive(Deserialize)]
struct Caption {
    text: String,
    caption: String,
    credit: String,
}

/// What the program says of a caption.
#[derive(Deserialize)]
struct Parted {
    caption: Option<String>,
    credit: Option<String>,
}

fn captions(gold: &[Caption]) -> Figures {
    let lines: String = gold.iter().map(|caption| normal(&caption.text) + "\n").collect();
    let said = run(Path::new("."), &["parse", "--caption", "--format", "ndjson", "-"], &lines);
    let said: Vec<Parted> = said.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(said.len(), gold.len(), "one answer for each caption");
    let (mut caption, mut credit, mut both) = (0, 0, 0);
    for (gold, said) in gold.iter().zip(&said) {
        let (said_caption, said_credit) = (said.caption.as_deref(), said.credit.as_deref().unwrap_or_default());
        let same = tokens(&gold.caption) == tokens(said_caption.unwrap_or_default());
        let credited = if gold.credit.is_empty() || said_credit.is_empty() {
            gold.credit.is_empty() && said_credit.is_empty()
        } else {
            same_credit(std::slice::from_ref(&gold.credit), said_credit)
                && same_credit(&[said_credit.to_owned()], &gold.credit)
        };
        caption += usize::from(same);
        credit += usize::from(credited);
        both += usize::from(same && credited);
    }
    let all = gold.len();
    Figures::from([("caption", share(caption, all)), ("credit", share(credit, all)), ("both", share(both, all))])
}
