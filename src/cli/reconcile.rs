//! `cutline reconcile`: an agency's invoice against what was published.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use serde_json::json;

use super::filter::Filter;
use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::audit::reconcile::{self, Field, Verdict};
use crate::extract::decode;
use crate::query::Expression;
use crate::report::{Format, Rows};

/// Arguments of `reconcile`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline reconcile march.csv --agency getty --since 2024-03 --until 2024-03\n  \
    cutline reconcile list.csv --agency afp --column id='Asset no.' --format csv > answers.csv\n\n\
    The expression says what ought to be on the invoice. Columns are known by their usual names (creator, photographer,\n\
    caption, asset id, url, date, amount…). Exit code 1: something is not billed, or billed and not found.")]
pub(super) struct Args {
    /// The invoice: CSV with a line of names first
    #[arg(value_name = "INVOICE")]
    invoice: PathBuf,
    #[command(flatten)]
    filter: Filter,
    /// Which column holds what: creator, caption, id, url, date or amount
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    #[command(flatten)]
    output: Output,
}

fn column(text: &str) -> Result<(Field, String), String> {
    let (field, name) = text.split_once('=').ok_or("write it as id='Asset no.'")?;
    let field = match field {
        "creator" => Field::Creator,
        "caption" => Field::Caption,
        "id" => Field::Id,
        "url" => Field::Url,
        "date" => Field::Date,
        "amount" => Field::Amount,
        _ => return Err("the field is one of creator, caption, id, url, date, amount".to_owned()),
    };
    Ok((field, name.to_owned()))
}

const COLUMNS: &[&str] = &[
    "verdict",
    "by",
    "line",
    "billed_creator",
    "billed_caption",
    "billed_id",
    "billed_date",
    "amount",
    "item",
    "path",
    "at_line",
    "published",
    "credit",
    "caption",
];

/// Reconciles.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let shown = args.invoice.display();
    let query = args.filter.query(global)?;
    if matches!(query.expression, Expression::All) {
        bail!("say what ought to be on the invoice, such as --agency getty --since 2024-03 --until 2024-03");
    }
    let bytes = std::fs::read(&args.invoice).with_context(|| format!("{shown}: cannot be read"))?;
    let invoice = reconcile::read(&decode(&bytes).text, &args.column).with_context(|| shown.to_string())?;
    let vocabulary = global.load_vocabulary()?;
    let answers = reconcile::reconcile(&global.catalog, &query, &vocabulary, &invoice)?;
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let people = format == Format::Table;
    let columns: &[&str] = if people { &["verdict", "by", "invoice", "item", "where", "caption"] } else { COLUMNS };
    let mut rows = Rows::begin(format, columns, args.output.raw, &mut out)?;
    let mut counts = [0u64; 3];
    for answer in &answers {
        counts[answer.verdict as usize] += 1;
        let (b, u) = (answer.billed.as_ref(), answer.used.as_ref());
        let verdict = json!(answer.verdict.as_str());
        if people {
            let billed = b.map(|b| {
                let what = [&b.creator, &b.id, &b.url].into_iter().find(|t| !t.is_empty());
                format!("line {}: {}", b.line, what.map_or("", String::as_str))
            });
            let place = u.map(|u| format!("{}:{}", u.path, u.line));
            let caption = u.and_then(|u| u.caption.clone()).or_else(|| b.map(|b| b.caption.clone()));
            let caption: Option<String> = caption.map(|c| c.chars().take(60).collect());
            rows.row(&[
                verdict,
                json!(answer.by),
                json!(billed),
                json!(u.map(|u| u.id)),
                json!(place),
                json!(caption),
            ])?;
        } else {
            rows.row(&[
                verdict,
                json!(answer.by),
                json!(b.map(|b| b.line)),
                json!(b.map(|b| &b.creator)),
                json!(b.map(|b| &b.caption)),
                json!(b.map(|b| &b.id)),
                json!(b.map(|b| &b.date)),
                json!(b.map(|b| &b.amount)),
                json!(u.map(|u| u.id)),
                json!(u.map(|u| &u.path)),
                json!(u.map(|u| u.line)),
                json!(u.map(|u| &u.published)),
                json!(u.map(|u| &u.credit)),
                json!(u.map(|u| &u.caption)),
            ])?;
        }
    }
    rows.end()?;
    out.flush()?;
    let [billed, not_billed, not_found] = counts;
    if !global.quiet {
        writeln!(
            io::stderr(),
            "{billed} used and billed, {not_billed} used and not billed, {not_found} billed and not found"
        )?;
    }
    let clean = answers.iter().all(|a| a.verdict == Verdict::Billed);
    Ok(if clean { Outcome::Fine } else { Outcome::No })
}
