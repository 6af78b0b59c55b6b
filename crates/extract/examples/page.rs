//! Prints the media items of a file, one JSON object per line:
//! `cargo run -p cutline-extract --example page -- article.html`.

use std::error::Error;
use std::io::{Write, stdout};

use cutline_credit::Vocabulary;
use cutline_extract::model::Record;
use cutline_extract::{Input, extract};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file? page PATH")?;
    let input = Input { bytes: std::fs::read(&path)?, path, ..Input::default() };
    let found = extract(&input, &Vocabulary::builtin()).map_err(|skip| skip.sentence())?;
    for item in found.items {
        serde_json::to_writer(stdout(), &Record::new(&found.document, item))?;
        stdout().write_all(b"\n")?;
    }
    Ok(())
}
