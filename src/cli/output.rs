//! The options of output, the same wherever rows come out.

use std::io::{self, BufWriter, StdoutLock};

use crate::report::Format;

/// How rows are printed.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// Form of the output: table, json, ndjson, csv, tsv or markdown
    #[arg(long, short, global = true, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// Leave cells of csv and tsv as they are: a spreadsheet may run one that begins with =
    #[arg(long, global = true)]
    pub raw: bool,
}

fn format(text: &str) -> Result<Format, String> {
    Format::NAMES.iter().find(|(name, _)| *name == text).map(|(_, format)| *format).ok_or_else(|| {
        let names: Vec<&str> = Format::NAMES.iter().map(|(name, _)| *name).collect();
        format!("one of {}", names.join(", "))
    })
}

/// Standard output, buffered.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}
