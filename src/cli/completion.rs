//! `cutline completions`: what a shell offers on the tab key, values of the catalog among it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::output::stdout;
use super::{Global, Outcome};
use crate::query;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline completions bash > /etc/bash_completion.d/cutline\n  \
    source <(cutline completions zsh)          in .zshrc\n  \
    cutline completions fish | source          in config.fish\n\n\
    Values come from the catalog ./cutline.db, or the one that CUTLINE_CATALOG names.")]
pub(super) struct Args {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_parser = ["bash", "zsh", "fish", "elvish", "powershell"])]
    shell: String,
}

/// Prints the script.
pub(super) fn run(args: &Args, _: &Global) -> anyhow::Result<Outcome> {
    let shells = clap_complete::env::Shells::builtins();
    let mut script = Vec::new();
    if let Some(shell) = shells.completer(&args.shell) {
        shell.write_registration("COMPLETE", "cutline", "cutline", "cutline", &mut script)?;
    }
    stdout().write_all(&script)?;
    Ok(Outcome::Fine)
}

/// Completes with the values of `field` that the catalog counted: `agency`, `creator`, ….
pub(super) fn of(field: &'static str) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let catalog = catalog();
        let typed = typed.to_string_lossy().to_lowercase();
        // Completion has nobody to tell an error to.
        query::values(&catalog, field, &typed)
            .unwrap_or_default()
            .into_iter()
            .map(|(value, items)| CompletionCandidate::new(value).help(Some(format!("{items} items").into())))
            .collect()
    })
}

/// Completes with the fields that `stats` counts by.
pub(super) fn dimensions() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let fitting = query::DIMENSIONS.iter().filter(|d| d.name.starts_with(&*typed));
        fitting.map(|d| CompletionCandidate::new(d.name).help(Some(d.help.into()))).collect()
    })
}

/// Completes words of the query language: a field's name, or a value behind `agency:` and the like.
pub(super) fn expression() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        if let Some((field, value)) = typed.split_once(':') {
            let catalog = catalog();
            let values = query::values(&catalog, field, &value.to_lowercase()).unwrap_or_default();
            let quoted = |v: &str| if v.contains(' ') { format!("{field}:\"{v}\"") } else { format!("{field}:{v}") };
            return values
                .iter()
                .map(|(v, n)| CompletionCandidate::new(quoted(v)).help(Some(format!("{n} items").into())))
                .collect();
        }
        let fitting = query::FIELDS.iter().filter(|f| f.name.starts_with(&*typed));
        fitting.map(|f| CompletionCandidate::new(format!("{}:", f.name)).help(Some(f.help.into()))).collect()
    })
}

fn catalog() -> PathBuf {
    std::env::var_os("CUTLINE_CATALOG").map_or_else(|| PathBuf::from("cutline.db"), PathBuf::from)
}
