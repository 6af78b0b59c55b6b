//! `cutline roots`: the folders and files that were scanned; moved, and forgotten.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::bail;
use serde_json::json;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::catalog::{self, Ask, Forgotten, Writer};
use crate::report::{Format, Rows};

/// Arguments of `roots`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline roots list\n  \
    cutline roots move news /mnt/archive/news      the folder is there now: nothing is read anew\n  \
    cutline roots move news archive --dry-run      how many documents would go along\n  \
    cutline roots forget news/drafts --dry-run     what would be dropped\n\n\
    A folder has one root however it is spelled; what lies in a root belongs to it. Exit code 1: nothing was changed.")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the roots: where they are, and what the catalog holds of each
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Say that a root is somewhere else now
    Move {
        /// The root, as it was given or where it was
        old: PathBuf,
        /// Where it is now
        new: PathBuf,
        /// Say how many documents go along, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not look whether the files are there, for a place that cannot be reached now
        #[arg(long)]
        force: bool,
        /// Do not ask; as it is nothing is asked, since a root can be moved back
        #[arg(long)]
        yes: bool,
    },
    /// Drop all that the catalog holds of a root, or of a path under one; the files stay
    Forget {
        /// The root or path
        path: PathBuf,
        /// Say what would be dropped, and drop nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// Lists, moves or forgets.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    match &args.command {
        Command::List { output } => list(output, global),
        Command::Move { old, new, dry_run, force, yes: _ } => {
            let ask = if *force { Ask::Nothing } else { Ask::Files };
            let moved = if *dry_run {
                catalog::would_move(&global.catalog, old, new, ask)?
            } else {
                writer(global)?.move_root(old, new, ask)?
            };
            if *dry_run || !global.quiet {
                let verb = if *dry_run { "would be" } else { "is now" };
                let documents = counted(moved, "document");
                writeln!(io::stderr(), "{} {verb} {}: {documents}", old.display(), new.display())?;
            }
            Ok(Outcome::Fine)
        }
        Command::Forget { path, dry_run, yes } => {
            let forgotten = catalog::would_forget(&global.catalog, path)?;
            if !global.quiet || !yes {
                tell(&forgotten, *dry_run)?;
            }
            if *dry_run {
                return Ok(Outcome::Fine);
            }
            if !yes && !asked()? {
                return Ok(Outcome::No);
            }
            writer(global)?.forget(path)?;
            Ok(Outcome::Fine)
        }
    }
}

/// The catalog to write, which must be there.
fn writer(global: &Global) -> anyhow::Result<Writer> {
    catalog::roots(&global.catalog)?;
    Ok(Writer::edit(&global.catalog)?)
}

fn tell(forgotten: &Forgotten, dry_run: bool) -> anyhow::Result<()> {
    let Forgotten { documents, items, remaining, unread, waivers, .. } = forgotten;
    let mut err = io::stderr().lock();
    let verb = if dry_run { "would be dropped" } else { "to be dropped" };
    let (dropped, items) = (counted(*documents, "document"), counted(*items, "media item"));
    let remain = if *remaining == 1 { "remains" } else { "remain" };
    writeln!(err, "{dropped} with {items} {verb}; {} {remain}", counted(*remaining, "document"))?;
    if *unread > 0 {
        let doubles = counted(*unread, "document");
        writeln!(err, "{doubles} elsewhere with the same contents will be read by the next scan of their containers")?;
    }
    for waiver in waivers {
        writeln!(err, "waiver {} remains, for when it is scanned again: {}", waiver.id, waiver.item)?;
    }
    Ok(())
}

/// So many of what one is called `noun`.
fn counted(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn asked() -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("nothing was dropped: say --yes, or --dry-run to see what would be");
    }
    write!(io::stderr(), "Drop them? [y/N] ")?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn list(output: &Output, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let format = output.format.unwrap_or(Format::Table);
    let columns = ["given", "path", "found", "documents", "items"];
    let mut rows = Rows::begin(format, &columns, output.raw, &mut out)?;
    for held in catalog::held(&global.catalog)? {
        rows.row(&[
            json!(held.root.given),
            json!(held.root.path),
            match (format, held.found) {
                (Format::Table, true) => json!("yes"),
                (Format::Table, false) => json!("no"),
                (_, found) => json!(found),
            },
            json!(held.documents),
            json!(held.items),
        ])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(Outcome::Fine)
}
