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
        let counted = query::FIELDS.iter().filter(|field| field.count.is_some());
        let fitting = counted.filter(|field| field.name.starts_with(&*typed));
        fitting.map(|d| CompletionCandidate::new(d.name).help(Some(d.help.into()))).collect()
    })
}

/// Completes words of the query language: a field's name, or a value behind `agency:` and the like.
pub(super) fn expression() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        if let Some((field, value)) = typed.split_once(':') {
            return values_of(field, value);
        }
        let fitting = query::FIELDS.iter().filter(|f| f.name.starts_with(&*typed));
        fitting.map(|f| CompletionCandidate::new(format!("{}:", f.name)).help(Some(f.help.into()))).collect()
    })
}

/// `field:value` for each value of the field that fits: those that the catalog counted, else the only
/// ones there are.
fn values_of(field: &str, typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.to_lowercase();
    let Some(known) = query::find(field) else { return Vec::new() };
    let counted = query::values(&catalog(), known.name, &typed).unwrap_or_default();
    let term = |v: &str| if v.contains(' ') { format!("{field}:\"{v}\"") } else { format!("{field}:{v}") };
    if counted.is_empty() {
        let words = known.words().unwrap_or_default().into_iter();
        let fitting = words.filter(|word| word.to_lowercase().starts_with(&typed));
        return fitting.map(|word| CompletionCandidate::new(term(word))).collect();
    }
    let help = |n: u64| Some(format!("{n} items").into());
    counted.iter().map(|(value, n)| CompletionCandidate::new(term(value)).help(help(*n))).collect()
}

fn catalog() -> PathBuf {
    std::env::var_os("CUTLINE_CATALOG").map_or_else(|| PathBuf::from("cutline.db"), PathBuf::from)
}
