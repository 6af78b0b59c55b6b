//! `cutline export`: the catalog in other people's formats.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::filter::Filter;
use super::output::stdout;
use super::{Global, Outcome};
use crate::report::export::{self, Destination, EXPORTS, Export, ExportError, Job};

/// Examples, and the forms as their registry describes them.
fn help() -> String {
    let mut out = String::from(
        "Examples:\n  \
        cutline export csv items.csv\n  \
        cutline export parquet tables/\n  \
        cutline export jsonld getty.jsonld agency:getty\n  \
        cutline export sqlite copy.db\n  \
        cutline export exiftool credits.csv --images photos; exiftool -sep '; ' -csv=credits.csv photos\n  \
        cutline export xmp sidecars/ credit:any\n\nForms:\n",
    );
    for export in EXPORTS {
        out.push_str(&format!("  {:<10}{:<11}{}\n", export.name, export.target.name(), export.help));
    }
    out + "A target of - is standard output."
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    /// The form
    #[arg(value_name = "FORM", value_parser = form())]
    form: &'static Export,
    /// The file to write, or the folder; - for standard output
    #[arg(value_name = "TARGET")]
    target: PathBuf,
    #[command(flatten)]
    filter: Filter,
    /// The folder of the pictures, for exiftool
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    images: String,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Leave cells of csv as they are: a spreadsheet may run one that begins with =
    #[arg(long)]
    raw: bool,
}

/// For clap: the forms with their descriptions.
fn form() -> impl clap::builder::TypedValueParser<Value = &'static Export> {
    use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
    let forms = EXPORTS.iter().map(|export| PossibleValue::new(export.name).help(export.help));
    PossibleValuesParser::new(forms).try_map(|name| export::find(&name).ok_or("no such form"))
}

/// Exports.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let query = args.filter.query(global)?;
    let job = Job { catalog: &global.catalog, query: &query, images: &args.images, raw: args.raw, force: args.force };
    let written = if args.target == Path::new("-") {
        export::write(args.form, &job, Destination::Stream(&mut stdout()))
    } else {
        export::write(args.form, &job, Destination::Path(&args.target))
    };
    let written = written.map_err(plain)?;
    if !global.quiet {
        writeln!(io::stderr(), "{written}")?;
    }
    Ok(Outcome::Fine)
}

/// The error itself where ours adds nothing to it, so that a closed pipe is known for what it is.
fn plain(error: ExportError) -> anyhow::Error {
    match error {
        ExportError::Output(error) => error.into(),
        ExportError::Query(error) => error.into(),
        other => other.into(),
    }
}
