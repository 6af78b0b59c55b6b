//! `cutline stats`: counts.

use std::io::Write;

use serde_json::json;

use super::output::{Output, stdout};
use super::query::Filter;
use super::{Global, Outcome};
use crate::query::{self, StatsBy};
use crate::report::{Format, Rows};

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline stats\n  \
    cutline stats creator --agency getty --since 2017\n  \
    cutline stats month kind:photo --format csv > months.csv\n\n\
    An item with two agencies counts for both, so shares may add up to more than 100 %.")]
pub(super) struct Args {
    /// What to count by: agency, creator, publisher, kind, status or month
    #[arg(default_value = "agency", value_parser = by, value_name = "BY")]
    by: StatsBy,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    output: Output,
}

const BY: &[(&str, StatsBy)] = &[
    ("agency", StatsBy::Agency),
    ("creator", StatsBy::Creator),
    ("publisher", StatsBy::Publisher),
    ("kind", StatsBy::Kind),
    ("status", StatsBy::Status),
    ("month", StatsBy::Month),
];

fn by(text: &str) -> Result<StatsBy, String> {
    BY.iter().find(|(name, _)| *name == text).map(|(_, by)| *by).ok_or_else(|| {
        let names: Vec<&str> = BY.iter().map(|(name, _)| *name).collect();
        format!("count by one of {}", names.join(", "))
    })
}

/// Counts.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let query = args.filter.query()?;
    let counted = query::stats(&global.catalog, args.by, &query.expression)?;
    let name = BY.iter().find(|(_, by)| *by == args.by).map_or("value", |(name, _)| name);
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let mut rows = Rows::begin(format, &[name, "items", "share"], args.output.raw, &mut out)?;
    for row in counted {
        let (value, share) = match format {
            Format::Table | Format::Markdown => {
                (json!(row.value.unwrap_or_else(|| "(none)".to_owned())), json!(format!("{:.1} %", row.share * 100.0)))
            }
            _ => (json!(row.value), json!((row.share * 10_000.0).round() / 10_000.0)),
        };
        rows.row(&[value, json!(row.items), share])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(Outcome::Fine)
}
