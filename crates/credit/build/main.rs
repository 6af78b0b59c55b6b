//! Turns the three data files into tables that need no reading when the program starts. A broken row
//! fails the build.
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
mod rows;
#[path = "../src/table.rs"]
mod table;
mod write;

use std::path::Path;
use std::process::ExitCode;

use xxhash_rust::xxh3::xxh3_64;

use rows::{Broken, Data};

/// A data file and the function that reads it.
struct Source {
    file: &'static str,
    fingerprint: &'static str,
    read: fn(&str, &mut Data) -> Result<(), Broken>,
}

const SOURCES: &[Source] = &[
    Source { file: "data/words.csv", fingerprint: "WORDS", read: rows::words },
    Source { file: "data/organisations.csv", fingerprint: "ORGANISATIONS", read: rows::organisations },
    Source { file: "data/elements.csv", fingerprint: "ELEMENTS", read: rows::elements },
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build");
    let mut data = Data::default();
    let mut out = String::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", source.file);
        let text = std::fs::read_to_string(source.file).map_err(|e| format!("{}: {e}", source.file))?;
        (source.read)(&text, &mut data).map_err(|e| format!("{}, line {}: {}", source.file, e.line, e.reason))?;
        write::fingerprint(source.fingerprint, xxh3_64(text.as_bytes()), &mut out);
    }
    for shared in ["class", "elements", "fold", "named", "phrase", "table"] {
        println!("cargo::rerun-if-changed=src/{shared}.rs");
    }
    write::tables(&data, &mut out)?;
    let folder = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    std::fs::write(Path::new(&folder).join("tables.rs"), out).map_err(|e| format!("tables.rs: {e}"))
}
