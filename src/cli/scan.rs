//! `cutline scan`: build or refresh the catalog.

use std::io::{self, IsTerminal, Write};
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::progress::{Progress, parse_time};
use super::{Global, Outcome};
use crate::report::summary::{write_problems, write_summary};
use crate::scan::{self, Control, Options, Summary};
use crate::source::container::Map;

/// The exit code of a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Read articles and write what media they show into the catalog
///
/// Walks files and folders, reads every article in them, and stores its photos, videos and graphics
/// with the credit of each. A second scan reads only what changed. A scan that was cut off, by
/// Ctrl-C or by force, left a sound catalog: the same command goes on from there.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  cutline scan articles                        into ./cutline.db
  cutline scan --prune articles                and forget articles that are gone
  cutline scan --include '*.txt' --exclude drafts news archive
  cutline --catalog /tmp/try.db scan --dry-run articles
  cutline scan crawl.warc.gz corpus.jsonl.zst  crawls and corpora, streamed
  cutline scan --map text=content,url=link corpus.parquet

Globs: one without / is matched against names at any depth, one with / against the path below
the root. Exit code: 0 done, 2 a path does not exist or the catalog cannot be written, 130
stopped by Ctrl-C. A file that cannot be read is told, recorded in the catalog and passed over.")]
pub struct Args {
    /// Files and folders to scan
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read only files that match GLOB; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Leave out files and folders that match GLOB; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Read every file again, changed or not
    #[arg(long)]
    pub force: bool,
    /// Drop documents under the paths whose file is gone
    #[arg(long)]
    pub prune: bool,
    /// Read and report, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Threads that read; as many as the machine has, if not given
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// What the columns or keys of tables and JSON are called: text, html, url, title, date,
    /// language, publisher
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = parse_map)]
    pub map: Option<Map>,
    /// Read one document in N, always the same ones
    #[arg(long, value_name = "N")]
    pub sample: Option<NonZeroU64>,
    /// End after N documents
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroU64>,
    /// Tell on standard error how far it is, every so often: 30s, 5m
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub report_every: Option<Duration>,
    /// Leave out larger files and members: bytes, or with K, M, G; archives may be of any size
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = parse_size)]
    pub max_size: u64,
}

/// Scans, showing progress on a terminal; tells the summary.
///
/// # Errors
/// Why the catalog could not be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let options = Options {
        roots: args.paths.clone(),
        catalog: global.catalog.clone(),
        include: args.include.clone(),
        exclude: args.exclude.clone(),
        max_size: args.max_size,
        jobs: args.jobs.map(NonZeroUsize::get),
        force: args.force,
        prune: args.prune,
        dry_run: args.dry_run,
        map: args.map.clone().unwrap_or_default(),
        sample: args.sample.map(NonZeroU64::get),
        limit: args.limit.map(NonZeroU64::get),
    };
    let vocabulary = global.load_vocabulary()?;
    let control = Arc::new(Control::default());
    stop_on_interrupt(&control)?;
    let progress = match args.report_every {
        Some(every) => Some(Progress::report(&control, every)),
        None => (!global.quiet && io::stderr().is_terminal()).then(|| Progress::show(&control)),
    };
    let scanned = scan::scan(&options, &vocabulary, &control);
    drop(progress);
    let summary = scanned?;
    tell(&summary, global.quiet)?;
    if !summary.finished && !summary.limited {
        std::process::exit(INTERRUPTED);
    }
    Ok(if summary.missing_roots.is_empty() { Outcome::Fine } else { Outcome::Failure })
}

fn tell(summary: &Summary, quiet: bool) -> anyhow::Result<()> {
    let mut err = io::stderr().lock();
    write_problems(summary, &mut err).context("standard error")?;
    if !quiet {
        let mut out = io::stdout().lock();
        match write_summary(summary, &mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                return Err(error).context("standard output");
            }
            _ => {}
        }
    }
    if summary.limited {
        writeln!(err, "cutline: ended after {} documents (--limit)", summary.counts.read).context("standard error")?;
    } else if !summary.finished {
        let kept = if summary.dry_run { "" } else { "; what was read is kept, the same command goes on from there" };
        writeln!(err, "cutline: stopped before the end{kept}").context("standard error")?;
    }
    Ok(())
}

/// The first Ctrl-C asks the scan to end, the second ends the process.
fn stop_on_interrupt(control: &Arc<Control>) -> anyhow::Result<()> {
    let control = Arc::clone(control);
    let handler = move || {
        if control.is_stopped() {
            std::process::exit(INTERRUPTED);
        }
        control.stop();
    };
    ctrlc::set_handler(handler).context("cannot listen for Ctrl-C")
}

/// The mapping of columns on the command line.
pub(super) fn parse_map(text: &str) -> Result<Map, String> {
    Map::parse(text).map_err(|error| error.to_string())
}

/// A number of bytes: `4096`, `64K`, `10MB`, `1GiB`; steps of 1024.
pub(super) fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let shift = match unit.trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err("a number of bytes, or one with K, M or G: 500M".to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| "a number of bytes, or one with K, M or G: 500M".to_owned())?;
    number.checked_mul(1 << shift).filter(|n| *n < u64::MAX).ok_or_else(|| "too large a number".to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let read = ["4096", "64K", "10MB", "1GiB", "2 g"].map(parse_size);
        assert_eq!(read, [4096, 65536, 10 << 20, 1 << 30, 2 << 30].map(Ok));
        for wrong in ["", "M", "-1", "1.5G", "1X", "99999999999T"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
