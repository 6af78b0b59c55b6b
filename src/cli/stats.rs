//! `cutline stats`: counts.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::filter::Flags;
use super::output::{Output, Page};
use super::{Global, Outcome};
use crate::query::{self, FIELDS, Field};
use crate::report::{Chart, Format, Rows, bar};

/// Examples, and what can be counted by, out of the table of fields.
fn help() -> String {
    format!(
        "Examples:\n  \
        cutline stats\n  \
        cutline stats creator --agency getty --since 2017\n  \
        cutline stats month creator --agency getty --format csv > invoice.csv\n  \
        cutline stats agency month --chart agencies.svg\n\n\
        Fields: {}.\n\
        An item with two agencies counts for both, so shares may add up to more than 100 %.",
        countable().join(" ")
    )
}

/// The names of the fields that items can be counted by.
fn countable() -> Vec<&'static str> {
    FIELDS.iter().filter(|field| field.count.is_some()).map(|field| field.name).collect()
}

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    /// One or two fields to count by (default: agency), then what `query` takes
    #[arg(value_name = "BY] [BY] [EXPRESSION", add = super::completion::dimensions())]
    words: Vec<String>,
    #[command(flatten)]
    flags: Flags,
    /// Draw the counts to a file .svg as well
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
    /// Print a long table to the terminal straight
    #[arg(long)]
    no_pager: bool,
    /// At most so many rows
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

/// Takes the fields off the head of the words: the first must be one, or begin the question.
fn fields(words: &[String]) -> anyhow::Result<(Vec<&'static Field>, &[String])> {
    let mut by = Vec::new();
    for word in words.iter().take(2) {
        match query::countable(word) {
            Some(field) => by.push(field),
            None if by.is_empty() && word.chars().all(char::is_alphanumeric) => {
                anyhow::bail!(
                    "cannot count by '{word}'; count by one or two of {}\n(to count what has a word: cutline stats agency {word})",
                    countable().join(", ")
                );
            }
            None => break,
        }
    }
    let rest = &words[by.len()..];
    if by.is_empty() {
        by.extend(query::countable("agency"));
    }
    Ok((by, rest))
}

/// Counts.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let (by, words) = fields(&args.words)?;
    let query = args.flags.query(words, global)?;
    let mut counted = query::stats(&global.catalog, &by, &query.expression)?;
    if let Some(path) = &args.chart {
        let names: Vec<&str> = by.iter().map(|d| d.name).collect();
        let asked = if words.is_empty() { String::new() } else { format!(" ({})", words.join(" ")) };
        let value = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
        let chart = Chart {
            title: format!("Items by {}{asked}", names.join(" and ")),
            counts: counted.iter().map(|c| (value(c.values.first()), value(c.values.get(1)), c.items)).collect(),
        };
        chart.write(path)?;
    }
    if let Some(limit) = args.limit {
        counted.truncate(limit);
    }
    let format = args.output.format.unwrap_or(Format::Table);
    let people = matches!(format, Format::Table | Format::Markdown);
    let bars = format == Format::Table;
    let mut columns: Vec<&str> = by.iter().map(|d| d.name).collect();
    columns.extend(["items", "share"]);
    if bars {
        columns.push("");
    }
    let most = counted.iter().map(|c| c.share).fold(f64::MIN_POSITIVE, f64::max);
    let mut out = Page::open(bars && !args.no_pager);
    let mut rows = Rows::begin(format, &columns, args.output.raw, &mut out)?;
    for row in counted {
        let value = |v: Option<String>| if people { json!(v.unwrap_or_else(|| "(none)".to_owned())) } else { json!(v) };
        let mut cells: Vec<Value> = row.values.into_iter().map(value).collect();
        cells.push(json!(row.items));
        if people {
            cells.push(json!(format!("{:.1} %", row.share * 100.0)));
        } else {
            cells.push(json!((row.share * 10_000.0).round() / 10_000.0));
        }
        if bars {
            cells.push(json!(bar(row.share / most, 24)));
        }
        rows.row(&cells)?;
    }
    rows.end()?;
    out.close()?;
    Ok(Outcome::Fine)
}
