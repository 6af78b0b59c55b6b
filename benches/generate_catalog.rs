//! Not a measurement: writes a catalog of invented items to measure questions on.
//!
//! `cargo bench --bench generate_catalog -- FILE ITEMS`

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::path::PathBuf;

use cutline::catalog::{FileMeta, ScanCounts, Writer};
use cutline::credit::Vocabulary;
use cutline::extract::Input;
use cutline::extract::extract;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let (Some(file), Some(wanted)) = (args.next(), args.next().and_then(|n| n.parse::<usize>().ok())) else {
        println!("cargo bench --bench generate_catalog -- FILE ITEMS");
        return Ok(());
    };
    let vocabulary = Vocabulary::builtin();
    let mut writer = Writer::open(&PathBuf::from(&file), &vocabulary, &["generated".to_owned()])?;
    let (mut items, mut counts) = (0, ScanCounts::default());
    while items < wanted {
        let number = counts.read;
        let path = format!("generated/{:04}/{number:08}.txt", number / 1000);
        let bytes = generate::picture_page(number).into_bytes();
        let meta = FileMeta { path: path.clone(), size: bytes.len() as u64, hash: number, ..FileMeta::default() };
        let Ok(extraction) = extract(&Input { path, bytes, ..Input::default() }, &vocabulary) else { continue };
        items += extraction.items.len();
        writer.store_document(&extraction, &meta)?;
        counts.read += 1;
        if counts.read % 5000 == 0 {
            writer.commit(&counts)?;
        }
    }
    let totals = writer.finish(&counts)?;
    println!("{items} items of {} documents in {file}", totals.documents);
    Ok(())
}
