//! `cutline rules`: the rules of the audit.

use std::io::Write;

use serde_json::json;

use super::Outcome;
use super::output::{Output, stdout};
use crate::audit;
use crate::report::findings::{RULE_COLUMNS, rule_cells, rules_page};
use crate::report::{Format, Rows};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  cutline rules\n  cutline rules --format json\n  cutline rules --format markdown > docs/rules.md\n\n\
    `cutline audit --explain CODE` says all about one."
)]
pub(super) struct Args {
    #[command(flatten)]
    output: Output,
}

/// Lists the rules.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    if format == Format::Markdown {
        rules_page(&mut out)?;
        return Ok(Outcome::Fine);
    }
    // Programs get what people get from --explain.
    let whole = matches!(format, Format::Json | Format::Ndjson);
    let more: &[&str] = if whole { &["explanation", "example", "mend"] } else { &[] };
    let columns: Vec<&str> = RULE_COLUMNS.iter().chain(more).copied().collect();
    let mut rows = Rows::begin(format, &columns, args.output.raw, &mut out)?;
    for rule in audit::rules() {
        let mut cells = rule_cells(rule);
        if whole {
            cells.extend([json!(rule.explanation), json!(rule.example), json!(rule.mend)]);
        }
        rows.row(&cells)?;
    }
    rows.end()?;
    out.flush()?;
    Ok(Outcome::Fine)
}
