//! `cutline agencies`: look into the authority.

use std::io::{self, Write};

use serde_json::json;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::credit;
use crate::credit::{Entry, Spelling, SpellingKind};
use crate::report::{Format, Rows};

/// Arguments of `agencies`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  cutline agencies list --format csv\n  cutline agencies show AFP\n  cutline agencies match 'Foto: dpa/picture alliance'"
)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Every organisation known
    List,
    /// One organisation with its spellings
    Show {
        /// Its name, in any spelling
        name: String,
    },
    /// The organisations that a credit line names
    Match {
        /// The line
        line: String,
    },
}

const COLUMNS: &[&str] = &["name", "kind", "country", "homepage", "parent", "spellings"];

/// Looks.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let vocabulary = global.load_vocabulary()?;
    let found: Vec<Entry<'_>> = match &args.action {
        Action::List => vocabulary.organisations().collect(),
        Action::Show { name } => vocabulary.find(name).into_iter().collect(),
        Action::Match { line } => {
            credit::parse(line, &vocabulary).organisations.iter().filter_map(|o| vocabulary.find(&o.name)).collect()
        }
    };
    if found.is_empty() {
        let what = match &args.action {
            Action::List => "the authority is empty".to_owned(),
            Action::Show { name } => {
                format!("no organisation is known as '{name}'; `cutline agencies list` lists them")
            }
            Action::Match { line } => format!("no known organisation in '{line}'"),
        };
        writeln!(io::stderr(), "cutline: {what}")?;
        return Ok(Outcome::No);
    }
    let mut out = stdout();
    let mut rows = Rows::begin(args.output.format.unwrap_or(Format::Table), COLUMNS, args.output.raw, &mut out)?;
    for entry in found {
        let spellings: Vec<String> = entry.spellings().map(spelling).collect();
        rows.row(&[
            json!(entry.name),
            json!(entry.kind),
            json!(entry.country),
            json!(entry.homepage),
            json!(entry.parent),
            json!(spellings),
        ])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(Outcome::Fine)
}

fn spelling(spelling: Spelling<'_>) -> String {
    match (spelling.kind, spelling.until) {
        (SpellingKind::Current, _) => spelling.text.to_string(),
        (SpellingKind::Former, Some(year)) => format!("{} (until {year})", spelling.text),
        (SpellingKind::Former, None) => format!("{} (former)", spelling.text),
        (SpellingKind::Misspelt, _) => format!("{} (misspelling)", spelling.text),
    }
}
