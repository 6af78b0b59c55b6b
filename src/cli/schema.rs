//! `cutline schema`: what stands in a catalog, for people and for Datasette.

use std::io::Write;

use super::output::stdout;
use super::{Global, Outcome};
use crate::catalog::SCHEMA;
use crate::report::datasette;

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline schema | less\n  \
    cutline schema --datasette > metadata.yaml; datasette cutline.db --metadata metadata.yaml")]
pub(super) struct Args {
    /// Print a metadata file for Datasette instead: titles, descriptions, facets
    #[arg(long)]
    datasette: bool,
}

/// Prints it.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    if args.datasette {
        // Datasette names a database after its file.
        let name = global.catalog.file_stem().map_or_else(|| "cutline".into(), |stem| stem.to_string_lossy());
        datasette(&name, &mut out)?;
    } else {
        out.write_all(SCHEMA.as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
