//! `cutline schema`: what stands in a catalog, for people and for Datasette, and its fields.

use std::io::Write;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::catalog::SCHEMA;
use crate::query::FIELDS;
use crate::report::{FIELD_COLUMNS, Format, Rows, datasette, field_cells, json_page};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline schema | less\n  \
    cutline schema --fields\n  \
    cutline schema --json > docs/json.md\n  \
    cutline schema --datasette > metadata.yaml; datasette cutline.db --metadata metadata.yaml")]
pub(super) struct Args {
    /// Print a metadata file for Datasette instead: titles, descriptions, facets
    #[arg(long)]
    datasette: bool,
    /// List the fields that may be asked for, shown and counted by
    #[arg(long, conflicts_with = "datasette")]
    fields: bool,
    /// Describe the JSON forms and the fields, in Markdown
    #[arg(long, conflicts_with_all = ["datasette", "fields"])]
    json: bool,
    #[command(flatten)]
    output: Output,
}

/// Prints it.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    if args.fields {
        let format = args.output.format.unwrap_or(Format::Table);
        let mut rows = Rows::begin(format, FIELD_COLUMNS, args.output.raw, &mut out)?;
        for field in FIELDS {
            rows.row(&field_cells(field))?;
        }
        rows.end()?;
    } else if args.json {
        json_page(&mut out)?;
    } else if args.datasette {
        // Datasette names a database after its file.
        let name = global.catalog.file_stem().map_or_else(|| "cutline".into(), |stem| stem.to_string_lossy());
        datasette(&name, &mut out)?;
    } else {
        out.write_all(SCHEMA.as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
