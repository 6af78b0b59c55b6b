//! `cutline extract`: media items of files, straight, without a catalog.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::credit::Authority;
use crate::extract;
use crate::model::{Problem, Record};
use crate::report::{Format, ItemsJson, RECORD_COLUMNS, Rows, record_cells, record_table, table_columns};
use crate::source::walk::{Found, Rules, missing_root, walk};
use crate::source::{Input, path_text, read};

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline extract article.txt --format table\n  \
    cutline extract FOLDER > items.ndjson\n  \
    cutline extract FOLDER | jq -r 'select(.credit == null) | .document.path'")]
pub(super) struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Larger files are told as a problem.
const MAX_SIZE: u64 = 1 << 30;

/// Prints the items of every article below the paths.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let authority = global.load_authority()?;
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Ndjson);
    let people = format == Format::Table;
    let columns = if people { &table_columns(&[]) } else { RECORD_COLUMNS };
    let mut sink = match format {
        Format::Ndjson | Format::Json => Sink::Objects(ItemsJson::begin(format, &mut out)?),
        format => Sink::Rows { rows: Rows::begin(format, columns, args.output.raw, &mut out)?, columns, people },
    };
    let mut outcome = Outcome::Fine;
    let rules = Rules::default();
    for root in &args.paths {
        if let Some(problem) = missing_root(root) {
            tell(&problem)?;
            outcome = Outcome::Failure;
            continue;
        }
        let mut failed: Option<anyhow::Error> = None;
        // A break says that the output failed; the reason stands in `failed`.
        let _ = walk(root, &rules, &mut |found| match file(found, &authority, global, &mut sink) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
    }
    sink.end()?;
    Ok(outcome)
}

fn file(found: Found, authority: &Authority, global: &Global, sink: &mut Sink<'_>) -> anyhow::Result<()> {
    let entry = match found {
        Found::File(entry) => entry,
        Found::Problem(problem) => return Ok(tell(&problem)?),
    };
    let contents = match read::read(&entry.path, MAX_SIZE) {
        Ok(contents) => contents,
        Err(problem) => return Ok(tell(&problem)?),
    };
    let input = Input {
        path: path_text(&entry.path).into_owned(),
        member: None,
        bytes: contents.bytes,
        modified: contents.modified,
    };
    let extraction = match extract::extract(&input, authority) {
        Ok(extraction) => extraction,
        Err(skip) => {
            if !global.quiet {
                writeln!(io::stderr(), "cutline: {}: skipped, {skip}", input.path)?;
            }
            return Ok(());
        }
    };
    for problem in &extraction.problems {
        tell(problem)?;
    }
    for item in extraction.items {
        sink.put(&Record::new(&extraction.document, item))?;
    }
    Ok(())
}

fn tell(problem: &Problem) -> io::Result<()> {
    writeln!(io::stderr(), "cutline: {}: {}", problem.path, problem.message)
}

enum Sink<'o> {
    Objects(ItemsJson<'o>),
    Rows { rows: Rows<'o>, columns: &'o [&'static str], people: bool },
}

impl Sink<'_> {
    fn put(&mut self, record: &Record) -> anyhow::Result<()> {
        match self {
            Sink::Objects(items) => items.item(record)?,
            Sink::Rows { rows, columns, people: true } => rows.row(&record_table(record, columns))?,
            Sink::Rows { rows, .. } => rows.row(&record_cells(record))?,
        }
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        match self {
            Sink::Objects(items) => items.end(),
            Sink::Rows { rows, .. } => rows.end(),
        }
    }
}
