//! `cutline scan`: build or refresh the catalog.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Global, Outcome};
use crate::report::summary::{write_problems, write_summary};
use crate::scan::{self, Control, Options, Summary};

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
    /// Leave out larger files: bytes, or with K, M, G
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
    };
    let authority = global.load_authority()?;
    let control = Arc::new(Control::default());
    stop_on_interrupt(&control)?;
    let progress = (!global.quiet && io::stderr().is_terminal()).then(|| Progress::show(&control));
    let scanned = scan::scan(&options, &authority, &control);
    drop(progress);
    let summary = scanned?;
    tell(&summary, global.quiet)?;
    if !summary.finished {
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
    if !summary.finished {
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

/// A line on the terminal that says how far the scan is, shown once it has run for a second.
struct Progress {
    /// Never sent through: dropping it is the message.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    fn show(control: &Arc<Control>) -> Self {
        let (control, (end, ended)) = (Arc::clone(control), channel());
        let thread = std::thread::spawn(move || {
            let ended_within = |ms| ended.recv_timeout(Duration::from_millis(ms)) != Err(RecvTimeoutError::Timeout);
            if ended_within(1000) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // Falls back to the default style where this one could not be read.
            bar.set_style(
                ProgressStyle::with_template("{spinner} {human_pos} files, {per_sec}{msg}, {elapsed}")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            while !ended_within(100) {
                let (files, problems) = control.progress();
                bar.set_position(files);
                let problems = if problems > 0 { format!(", {problems} problems") } else { String::new() };
                let stopping = if control.is_stopped() { ", stopping" } else { "" };
                bar.set_message(problems + stopping);
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // The thread ends when nobody can send any more.
        self.end = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A number of bytes: `4096`, `64K`, `10MB`, `1GiB`; steps of 1024.
fn parse_size(text: &str) -> Result<u64, String> {
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
