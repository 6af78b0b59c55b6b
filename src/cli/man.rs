//! `cutline man`: manual pages.

use std::path::PathBuf;

use anyhow::Context;
use clap::CommandFactory;

use super::output::stdout;
use super::{Cli, Global, Outcome};

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline man | man -l -\n  \
    cutline man ~/.local/share/man/man1        then: man cutline-query")]
pub(super) struct Args {
    /// Write a page for each subcommand into this folder; without it, the main page is printed
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Writes the pages.
pub(super) fn run(args: &Args, _: &Global) -> anyhow::Result<Outcome> {
    match &args.folder {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
            clap_mangen::generate_to(Cli::command(), folder).with_context(|| format!("{}", folder.display()))?;
        }
        None => clap_mangen::Man::new(Cli::command()).render(&mut stdout())?,
    }
    Ok(Outcome::Fine)
}
