//! `cutline extract`: media items of files, straight, without a catalog.

use std::io::{self, Write};
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::output::{Output, stdout};
use super::progress::{Progress, parse_time};
use super::scan::{parse_map, parse_size};
use super::{Global, Outcome};
use crate::model::{Extraction, Problem, Record};
use crate::query::{self, Field};
use crate::report::{Format, ItemsJson, Rows, Shards, record_cells, record_table, table_fields, table_headings};
use crate::scan::{self, Control, Options, Told};
use crate::source::container::Map;

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline extract article.txt --format table\n  \
    cutline extract FOLDER > items.ndjson\n  \
    cutline extract --parquet items crawl.warc.gz\n  \
    cutline extract FOLDER | jq -r 'select(.credit == null) | .document.path'")]
pub(super) struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// Write Parquet files into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "format")]
    parquet: Option<PathBuf>,
    /// Items in one Parquet file
    #[arg(long, value_name = "N", default_value = "1000000", requires = "parquet")]
    shard_items: NonZeroUsize,
    /// What the columns or keys of tables and JSON are called: text, html, url, title, date,
    /// language, publisher
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = parse_map)]
    map: Option<Map>,
    /// Read one document in N, always the same ones
    #[arg(long, value_name = "N")]
    sample: Option<NonZeroU64>,
    /// End after N documents
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroU64>,
    /// Threads that read; as many as the machine has, if not given
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Leave out larger files and members: bytes, or with K, M, G; archives may be of any size
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = parse_size)]
    max_size: u64,
    /// Tell on standard error how far it is, every so often: 30s, 5m
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    report_every: Option<Duration>,
}

/// Prints the items of every article below the paths.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let vocabulary = global.load_vocabulary()?;
    let options = Options {
        roots: args.paths.clone(),
        catalog: global.catalog.clone(),
        include: Vec::new(),
        exclude: Vec::new(),
        max_size: args.max_size,
        jobs: args.jobs.map(NonZeroUsize::get),
        force: false,
        prune: false,
        dry_run: true,
        map: args.map.clone().unwrap_or_default(),
        sample: args.sample.map(NonZeroU64::get),
        limit: args.limit.map(NonZeroU64::get),
    };
    let control = Arc::new(Control::default());
    let progress = args.report_every.map(|every| Progress::report(&control, every));
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Ndjson);
    let people = format == Format::Table;
    let fields = if people { table_fields(&[]) } else { query::record_columns() };
    let headings = if people { table_headings(&fields) } else { query::headings(&fields) };
    let mut sink = match (&args.parquet, format) {
        (Some(folder), _) => Sink::Shards(Box::new(Shards::begin(folder, args.shard_items.get()))),
        (None, Format::Ndjson | Format::Json) => Sink::Objects(ItemsJson::begin(format, &mut out)?),
        (None, format) => {
            Sink::Rows { rows: Rows::begin(format, &headings, args.output.raw, &mut out)?, fields, people }
        }
    };
    let mut hear = |told: Told<'_>| match told {
        Told::Document(extraction) => {
            let Extraction { document, items, .. } = *extraction;
            items.into_iter().try_for_each(|item| sink.put(&Record::new(&document, item)))
        }
        Told::Skipped { path, member: "", skip } if !global.quiet => {
            writeln!(io::stderr(), "cutline: {path}: skipped, {skip}")
        }
        // Members that are no articles are many.
        Told::Skipped { .. } => Ok(()),
        Told::Problem(problem) => tell(problem),
    };
    let streamed = scan::stream(&options, &vocabulary, &control, &mut hear);
    drop(progress);
    let summary = match streamed {
        // Told as the output's own error, so that a closed pipe is known for what it is.
        Err(scan::Error::Output(error)) => return Err(error.into()),
        other => other?,
    };
    sink.end()?;
    Ok(if summary.missing_roots.is_empty() { Outcome::Fine } else { Outcome::Failure })
}

fn tell(problem: &Problem) -> io::Result<()> {
    let member = problem.member.as_ref().map(|member| format!("!{member}")).unwrap_or_default();
    writeln!(io::stderr(), "cutline: {}{member}: {}", problem.path, problem.message)
}

enum Sink<'o> {
    Objects(ItemsJson<'o>),
    Rows { rows: Rows<'o>, fields: Vec<&'static Field>, people: bool },
    Shards(Box<Shards>),
}

impl Sink<'_> {
    fn put(&mut self, record: &Record) -> io::Result<()> {
        match self {
            Sink::Objects(items) => items.item(record)?,
            Sink::Rows { rows, fields, people } => {
                let cells = record_cells(record, fields);
                rows.row(&if *people { record_table(record, fields, &cells) } else { cells })?;
            }
            Sink::Shards(shards) => shards.put(record)?,
        }
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        match self {
            Sink::Objects(items) => items.end(),
            Sink::Rows { rows, .. } => rows.end(),
            Sink::Shards(shards) => shards.end(),
        }
    }
}
