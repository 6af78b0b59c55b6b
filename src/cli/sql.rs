//! `cutline sql`: read-only SQL.

use std::cell::RefCell;
use std::io::Write;

use anyhow::Context;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::query;
use crate::report::{Format, Rows};

/// Arguments of `sql`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline sql \"SELECT agency, count(*) FROM item_agency GROUP BY agency ORDER BY 2 DESC\"\n  \
    cutline sql \"SELECT * FROM item WHERE credit IS NULL\" --format csv > uncredited.csv\n\n\
    Views: item, item_agency, item_creator. Every table is described in schema.sql. The catalog is opened read-only:\n\
    no statement can change it.")]
pub(super) struct Args {
    /// One SQL statement
    #[arg(value_name = "SELECT")]
    sql: String,
    #[command(flatten)]
    output: Output,
}

/// Runs the statement.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let rows: RefCell<Option<Rows<'_>>> = RefCell::new(None);
    let mut writer: Option<&mut dyn Write> = Some(&mut out);
    query::run_sql(
        &global.catalog,
        &args.sql,
        &mut |columns| {
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            if let Some(out) = writer.take() {
                *rows.borrow_mut() = Some(Rows::begin(format, &columns, args.output.raw, out)?);
            }
            Ok(())
        },
        &mut |cells| Ok(rows.borrow_mut().as_mut().map_or(Ok(()), |r| r.row(&cells))?),
    )
    .with_context(|| format!("{}", global.catalog.display()))?;
    if let Some(rows) = rows.into_inner() {
        rows.end()?;
    }
    Ok(Outcome::Fine)
}
