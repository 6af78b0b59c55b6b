//! Cases: documents and credit lines in files, each with what the program says of it in a file beside it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set to anything, it makes the tests rewrite what they expect; the difference is then read in git.
pub const BLESS: &str = "CUTLINE_BLESS";

/// Whether what is expected is to be rewritten.
pub fn blessing() -> bool {
    std::env::var_os(BLESS).is_some_and(|value| !value.is_empty())
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// `form/file` below `tests/cases`, which is also its name.
    pub name: String,
    /// The document, or the file with one line for each credit line.
    pub input: PathBuf,
    /// Where the expected output stands.
    pub expected: PathBuf,
    /// What the program says now, one JSON object on each line.
    pub output: String,
}

/// Folders of `tests/cases` that hold lines for `parse` and not documents for `extract`.
const LINES: &[(&str, &[&str])] = &[("lines", &[]), ("captions", &["--caption"])];

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The files of a folder of cases, sorted, what is expected of them left out.
fn inputs(form: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(form).unwrap_or_else(|e| panic!("{}: {e}", form.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.is_file() && !file.to_string_lossy().ends_with(".expected.ndjson"));
    files.sort();
    files
}

/// `harbour.html` has its expected output in `harbour.expected.ndjson`.
fn expected(input: &Path) -> PathBuf {
    let stem = input.file_name().and_then(|n| n.to_str()).expect("UTF-8");
    let stem = stem.split('.').next().expect("a name");
    input.with_file_name(format!("{stem}.expected.ndjson"))
}

/// The arguments with which the program is run on a case of `form`, its file excepted.
pub fn arguments(form: &str) -> Vec<&'static str> {
    match LINES.iter().find(|(lines, _)| *lines == form) {
        Some((_, more)) => [&["parse", "--format", "ndjson"], *more].concat(),
        None => vec!["extract", "--format", "ndjson"],
    }
}

fn run(folder: &Path, args: &[&str], input: Option<&Path>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cutline"));
    command.current_dir(folder).args(args).env_remove("CUTLINE_CATALOG");
    if let Some(input) = input {
        command.arg("-").stdin(fs::File::open(input).expect("a file"));
    }
    let output = command.output().expect("cutline runs");
    // That nothing was found is an answer too, and its exit code is 1.
    let fine = matches!(output.status.code(), Some(0 | 1));
    assert!(fine, "cutline {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every case with what the program says of it.
pub fn cases() -> Vec<Case> {
    let mut forms: Vec<PathBuf> = fs::read_dir(folder()).expect("cases").map(|e| e.expect("an entry").path()).collect();
    forms.retain(|path| path.is_dir());
    forms.sort();
    let mut cases = Vec::new();
    for form in forms {
        let name = form.file_name().and_then(|n| n.to_str()).expect("UTF-8").to_owned();
        let inputs = inputs(&form);
        let files: Vec<&str> = inputs.iter().map(|i| i.file_name().and_then(|n| n.to_str()).expect("UTF-8")).collect();
        let args = arguments(&name);
        let mut outputs: BTreeMap<String, String> = BTreeMap::new();
        if LINES.iter().any(|(lines, _)| *lines == name) {
            for (input, file) in inputs.iter().zip(&files) {
                outputs.insert((*file).to_owned(), run(&form, &args, Some(input)));
            }
        } else {
            // One process for all documents of a form; each item says of which document it is.
            for line in run(&form, &[&args[..], &files].concat(), None).lines() {
                let item: serde_json::Value = serde_json::from_str(line).expect("an object on each line");
                let path = item["document"]["path"].as_str().expect("the path of the document");
                *outputs.entry(path.to_owned()).or_default() += &format!("{line}\n");
            }
        }
        let mut seen = BTreeMap::new();
        for (input, file) in inputs.iter().zip(files) {
            let case = Case {
                name: format!("{name}/{file}"),
                input: input.clone(),
                expected: expected(input),
                output: outputs.remove(file).unwrap_or_default(),
            };
            let twin = seen.insert(case.expected.clone(), case.name.clone());
            assert!(
                twin.is_none(),
                "{} and {} have one name before their first dot",
                case.name,
                twin.unwrap_or_default()
            );
            cases.push(case);
        }
        assert!(outputs.is_empty(), "{name}: items of documents that are no cases: {:?}", outputs.keys());
    }
    assert!(cases.len() > 50, "only {} cases were found", cases.len());
    cases
}
