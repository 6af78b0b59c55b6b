//! The command line: one file per subcommand. Arguments in, one call, report out; no logic.

mod agencies;
mod audit;
mod completion;
mod config;
mod export;
mod extract;
mod filter;
mod man;
mod output;
mod parse;
mod progress;
mod query;
mod reconcile;
mod roots;
mod rules;
pub mod scan;
mod schema;
mod show;
mod sql;
mod stats;
mod waive;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::CompleteEnv;

use crate::credit::Vocabulary;

/// Who is owed credit for every photo and video of your articles.
#[derive(Debug, Parser)]
#[command(
    name = "cutline",
    version,
    about,
    long_about = "Scans articles into a catalog of their photos and videos, understands who is credited for each, \
                  and answers questions about it.",
    after_help = "Begin with:\n  cutline scan FOLDER          build the catalog\n  cutline query --agency getty  list what Getty Images is credited for\n  \
                  cutline stats                 count by agency\n\n\
                  Exit codes: 0 fine, 1 the answer is no, 2 wrong use or failure, 130 stopped by Ctrl-C."
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every subcommand.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The catalog
    #[arg(long, global = true, value_name = "FILE", env = "CUTLINE_CATALOG", default_value = "cutline.db")]
    pub catalog: PathBuf,
    /// Organisations, words and elements' names of your own (TOML); default: vocabulary.toml or authority.toml beside the catalog, if there is one
    #[arg(long, alias = "authority", global = true, value_name = "FILE")]
    pub vocabulary: Option<PathBuf>,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

impl Global {
    /// The vocabulary that ships with the program, with the user's own file if there is one.
    fn load_vocabulary(&self) -> anyhow::Result<Vocabulary> {
        // `authority.toml` is the name that the file had when it held organisations alone.
        let beside = ["authority.toml", "vocabulary.toml"].map(|name| self.catalog.with_file_name(name));
        let files = match &self.vocabulary {
            Some(path) => vec![path],
            None => beside.iter().filter(|path| path.exists()).collect(),
        };
        // Where both are there, both count, and the newer name has the last word.
        files.into_iter().try_fold(Vocabulary::builtin(), |vocabulary, path| {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: cannot read the vocabulary file", path.display()))?;
            vocabulary.with_user_file(&text).with_context(|| format!("{}", path.display()))
        })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build or refresh the catalog
    Scan(scan::Args),
    /// List media items
    Query(query::Args),
    /// One item with its evidence and how its credit was understood
    Show(show::Args),
    /// Count items by agency, creator, publisher, kind, status or month
    Stats(stats::Args),
    /// Find what is wrong with the credits
    Audit(audit::Args),
    /// List the rules of the audit
    Rules(rules::Args),
    /// List the folders and files that were scanned, move them, forget them
    Roots(roots::Args),
    /// Let a finding of the audit pass
    Waive(waive::Args),
    /// Match an agency's invoice with what was published
    Reconcile(reconcile::Args),
    /// Understand credit lines; needs no catalog
    Parse(parse::Args),
    /// Media items of files, straight; needs no catalog
    Extract(extract::Args),
    /// Look into the authority of organisations
    Agencies(agencies::Args),
    /// Read-only SQL on the catalog
    Sql(sql::Args),
    /// The catalog, or a part of it, in other people's formats
    Export(export::Args),
    /// What stands in a catalog: every table and view, described
    Schema(schema::Args),
    /// A script that teaches a shell to complete commands, fields and values of the catalog
    Completions(completion::Args),
    /// Manual pages
    Man(man::Args),
}

/// How a subcommand ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The answer is no.
    No,
    /// Something failed, and was told.
    Failure,
}

/// Runs the program on the process' arguments.
pub fn main() -> ExitCode {
    CompleteEnv::with_factory(Cli::command).complete();
    match parsed().and_then(|cli| run(&cli)) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Failure) => ExitCode::from(2),
        // Whoever reads our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nowhere is left to tell that standard error fails.
            let _ = writeln!(io::stderr(), "cutline: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// The arguments, with the defaults of config files.
fn parsed() -> anyhow::Result<Cli> {
    let command = Cli::command();
    let given: Vec<_> = std::env::args_os().collect();
    let matches = command.clone().get_matches_from(&given);
    let all = config::with_defaults(&command, &matches, given.clone())?;
    let matches = if all == given { matches } else { command.get_matches_from(all) };
    Ok(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()))
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let global = &cli.global;
    match &cli.command {
        Command::Scan(args) => scan::run(args, global),
        Command::Query(args) => query::run(args, global),
        Command::Show(args) => show::run(args, global),
        Command::Stats(args) => stats::run(args, global),
        Command::Audit(args) => audit::run(args, global),
        Command::Rules(args) => rules::run(args),
        Command::Roots(args) => roots::run(args, global),
        Command::Waive(args) => waive::run(args, global),
        Command::Reconcile(args) => reconcile::run(args, global),
        Command::Parse(args) => parse::run(args, global),
        Command::Extract(args) => extract::run(args, global),
        Command::Agencies(args) => agencies::run(args, global),
        Command::Sql(args) => sql::run(args, global),
        Command::Export(args) => export::run(args, global),
        Command::Schema(args) => schema::run(args, global),
        Command::Completions(args) => completion::run(args, global),
        Command::Man(args) => man::run(args, global),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<serde_json::Error>().is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
            || matches!(cause.downcast_ref::<crate::query::Error>(), Some(crate::query::Error::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe)
    })
}
