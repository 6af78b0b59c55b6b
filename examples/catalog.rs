//! Scans a folder into a catalog of its own, asks it a question, prints the answer.
//!
//! ```text
//! cargo run --example catalog -- samples/articles 'agency:getty'
//! ```
#![allow(clippy::print_stdout)]

use std::error::Error;

use cutline::credit::Vocabulary;
use cutline::query;
use cutline::scan::{Control, Options, scan};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "samples/articles".to_owned());
    let question = arguments.next().unwrap_or_else(|| "agency:getty".to_owned());

    // A catalog is one file. This one goes with its folder when the program ends.
    let desk = tempfile::tempdir()?;
    let catalog = desk.path().join("example.db");

    let summary = scan(&Options::new(folder, &catalog), &Vocabulary::builtin(), &Control::default())?;
    println!("{} documents read", summary.counts.read);

    // The language of questions is that of `cutline query`; an error points at the place.
    let question = query::parse(&question)?;
    query::each(&catalog, &question, &mut |item| {
        let caption = item.caption.or(item.title).unwrap_or_default();
        println!("{}:{} {} [{}]", item.document.path, item.line, caption, item.credit.unwrap_or_default());
        Ok(())
    })?;
    Ok(())
}
