//! Verifies the three data files of the vocabulary, and repairs what needs no thought.
//!
//! ```text
//! cargo run -p cutline-credit --example data              # says what is wrong
//! cargo run -p cutline-credit --example data -- --repair  # sorts rows and removes doubles
//! ```
//!
//! A row that is broken is refused by the build already, with its line; this looks at order and doubles.
#![allow(dead_code, reason = "files are shared with the crate, which uses more of them")]

#[path = "../src/class.rs"]
mod class;
#[path = "../src/elements.rs"]
mod elements;
#[path = "../src/fold.rs"]
mod fold;
#[path = "../src/named.rs"]
mod named;
#[path = "../src/phrase.rs"]
mod phrase;
#[path = "../build/rows.rs"]
mod rows;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use class::{Use, class_named};
use rows::{Broken, Data, class_place};

/// What to run when a file is not in order.
const COMMAND: &str = "cargo run -p cutline-credit --example data -- --repair";

/// A data file: how it is read, and by what its rows are sorted.
struct File {
    name: &'static str,
    read: fn(&str, &mut Data) -> Result<(), Broken>,
    key: fn(&csv::StringRecord) -> Key,
}

/// The order of a row; two rows of one key are doubles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    place: usize,
    fields: Vec<String>,
}

const FILES: &[File] = &[
    File { name: "words.csv", read: rows::words, key: word },
    File { name: "organisations.csv", read: rows::organisations, key: organisation },
    File { name: "elements.csv", read: rows::elements, key: element },
];

/// Classes in the order of the grammar, in each the languages, in each the words.
fn word(row: &csv::StringRecord) -> Key {
    // What is looked for as printed differs by its letter case; all else is folded.
    let printed = matches!(class_named(&row[1]), Some(Use::Printed(_)));
    let word = if printed { row[0].to_owned() } else { row[0].to_lowercase() };
    Key { place: class_place(&row[1]), fields: vec![row[3].to_owned(), word, row[2].to_owned()] }
}

fn organisation(row: &csv::StringRecord) -> Key {
    Key { place: 0, fields: vec![row[0].to_lowercase()] }
}

fn element(row: &csv::StringRecord) -> Key {
    Key { place: 0, fields: vec![row[0].to_owned(), row[1].to_owned()] }
}

impl File {
    fn path(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(self.name)
    }

    /// The text of the file sorted and without doubles.
    fn tidy(&self, text: &str) -> Result<String, String> {
        let error = |e: csv::Error| format!("{}: {e}", self.name);
        (self.read)(text, &mut Data::default()).map_err(|e| format!("{}, line {}: {}", self.name, e.line, e.reason))?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(error)?.clone();
        let mut rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(error)?;
        rows.sort_by_cached_key(self.key);
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert((self.key)(row)));
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&header).chain(&rows) {
            writer.write_record(row).map_err(error)?;
        }
        let bytes = writer.into_inner().map_err(|e| format!("{}: {e}", self.name))?;
        String::from_utf8(bytes).map_err(|e| format!("{}: {e}", self.name))
    }
}

fn main() -> ExitCode {
    let repair = std::env::args().any(|arg| arg == "--repair");
    let mut fine = true;
    for file in FILES {
        let said = match check(file, repair) {
            Ok(said) => said,
            Err(wrong) => {
                fine = false;
                wrong
            }
        };
        // Nowhere is left to say that standard output fails.
        let _ = writeln!(io::stdout(), "{said}");
    }
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is to be said of `file`; an error where it is not in order and was not repaired.
fn check(file: &File, repair: bool) -> Result<String, String> {
    let text = std::fs::read_to_string(file.path()).map_err(|e| format!("{}: {e}", file.name))?;
    let tidy = file.tidy(&text)?;
    let count = tidy.lines().count() - 1;
    if tidy == text {
        return Ok(format!("{}: {count} rows, sorted, each once", file.name));
    }
    if !repair {
        return Err(format!("{}: rows are not sorted, or there twice; `{COMMAND}` repairs that", file.name));
    }
    std::fs::write(file.path(), &tidy).map_err(|e| format!("{}: {e}", file.name))?;
    Ok(format!("{}: repaired, {count} rows", file.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_sorted_and_has_no_row_twice() {
        for file in FILES {
            if let Err(wrong) = check(file, false) {
                panic!("{wrong}");
            }
        }
    }

    #[test]
    fn what_is_broken_is_said_with_its_line() {
        let said =
            |name: &str, text: &str| FILES.iter().find(|f| f.name == name).expect(name).tidy(text).expect_err(text);
        let head = "word,class,value,language\n";
        for (row, reason) in [
            ("foto,markers,,\n", "words.csv, line 2: 'markers' is no class of words"),
            ("foto,marker,x,\n", "words.csv, line 2: a marker has no value, and 'x' is given"),
            ("archiv,flag,files,\n", "words.csv, line 2: 'files' is no flag"),
            ("…,marker,,\n", "words.csv, line 2: '…' has no letters"),
            ("archiv,flag,file,de\narchiv,flag,courtesy,\n", "words.csv, line 3: 'archiv' is the flag file already"),
        ] {
            assert_eq!(said("words.csv", &format!("{head}{row}")), reason);
        }
        let head = "name,kind,country,homepage,parent,order,match,spellings\n";
        for (row, reason) in [
            ("A Press,wire,,,,,,AP\nAssociated,wire,,,,,,ap\n", "line 3: 'ap' already belongs to A Press"),
            ("A Press,wires,,,,,,\n", "line 2: 'wires' is no kind of organisation"),
            ("A Press,wire,,,B Press,,,\n", "line 2: its parent B Press has no row"),
            ("A Press,wire,,,,,,<Old Press@today\n", "line 2: 'today' in '<Old Press@today' is no year"),
        ] {
            assert_eq!(said("organisations.csv", &format!("{head}{row}")), format!("organisations.csv, {reason}"));
        }
        assert_eq!(said("elements.csv", "means,word\ntitle,head\n"), "elements.csv, line 2: 'title' is no meaning");
    }

    #[test]
    fn repair_sorts_and_removes_doubles() {
        let file = &FILES[2];
        let tidy = file.tidy("means,word\ncredit,quelle\ncaption,text\ncredit,quelle\n").expect("sound");
        assert_eq!(tidy, "means,word\ncaption,text\ncredit,quelle\n");
    }
}
