//! `cutline extract`: media items of files, straight, without a catalog.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::credit::Authority;
use crate::extract;
use crate::model::{Problem, Record};
use crate::report::{Format, RECORD_COLUMNS, Rows, record_cells, record_table};
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
    let columns = if people { record_table(&Record::default()).0 } else { RECORD_COLUMNS };
    let mut sink = match format {
        Format::Ndjson | Format::Json => Sink::Objects { out: &mut out, array: format == Format::Json, count: 0 },
        format => Sink::Rows { rows: Rows::begin(format, columns, args.output.raw, &mut out)?, people },
    };
    sink.begin()?;
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
    Objects { out: &'o mut dyn Write, array: bool, count: u64 },
    Rows { rows: Rows<'o>, people: bool },
}

impl Sink<'_> {
    fn begin(&mut self) -> io::Result<()> {
        match self {
            Sink::Objects { out, array: true, .. } => out.write_all(b"["),
            _ => Ok(()),
        }
    }

    fn put(&mut self, record: &Record) -> anyhow::Result<()> {
        match self {
            Sink::Objects { out, array, count } => {
                if *array {
                    out.write_all(if *count == 0 { b"\n" } else { b",\n" })?;
                }
                *count += 1;
                serde_json::to_writer(&mut *out, record)?;
                if !*array {
                    out.write_all(b"\n")?;
                }
            }
            Sink::Rows { rows, people } => {
                rows.row(&if *people { record_table(record).1 } else { record_cells(record) })?
            }
        }
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        match self {
            Sink::Objects { out, array, .. } => {
                if array {
                    out.write_all(b"\n]\n")?;
                }
                out.flush()
            }
            Sink::Rows { rows, .. } => rows.end(),
        }
    }
}
