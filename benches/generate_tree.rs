//! Not a measurement: writes a tree of invented articles to measure whole scans on.
//!
//! `cargo bench --bench generate_tree -- FOLDER FILES`

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    match (args.next(), args.next().and_then(|n| n.parse().ok())) {
        (Some(folder), Some(files)) => {
            let folder = PathBuf::from(folder);
            generate::tree(&folder, files, 1)?;
            println!("{files} articles in {}", folder.display());
        }
        _ => println!("cargo bench --bench generate_tree -- FOLDER FILES"),
    }
    Ok(())
}
