//! `cutline query`: list media items.

use std::io::{self, IsTerminal, Write};

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::query::{self, Expression, FIELDS, Query, Sort, Test};
use crate::report::{Format, RECORD_COLUMNS, Rows, record_cells, record_table};

/// Arguments of `query`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline query --agency getty\n  \
    cutline query --creator 'Lena Orlova' --since 2017 --until 2017-09\n  \
    cutline query harbour 'agency:reuters or agency:afp' -- -flag:file\n  \
    cutline query credit:none sort:published-\n  \
    cutline query --status Stringer --format csv > stringers.csv\n  \
    cutline query kind:video 'duration:>2m' --format ndjson | jq .title\n\n\
    Fields: agency originator distributor creator kind placement status collection flag licence copyright credit\n\
    caption title alt document publisher lang published path url duration method confidence; field:none, field:any,\n\
    field:=exactly, field:from..to, -term, or, (…), \"a phrase\".")]
pub(super) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Sort by published, path, publisher, kind, caption, credit, status, duration, confidence, agency, creator or id; a minus reverses
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true, value_parser = sort)]
    sort: Option<Sort>,
    /// At most so many items
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<u64>,
    #[command(flatten)]
    output: Output,
}

/// Which items: flags and words become one expression.
#[derive(Debug, clap::Args)]
pub(super) struct Filter {
    /// Words, phrases and field:value terms; all must hold
    #[arg(value_name = "EXPRESSION")]
    expression: Vec<String>,
    /// An organisation anywhere in the chain, by any spelling
    #[arg(long, value_name = "NAME")]
    agency: Vec<String>,
    /// A creator, by any spelling
    #[arg(long, value_name = "NAME")]
    creator: Vec<String>,
    /// photo, video or graphic
    #[arg(long, value_name = "KIND", value_parser = ["photo", "video", "graphic"])]
    kind: Vec<String>,
    /// Staff, Contributor, Stringer, Freelance or Pool
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Published on this day, in this month or year, or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl Filter {
    /// The query that words and flags ask.
    pub fn query(&self) -> anyhow::Result<Query> {
        let mut query = query::parse(&self.expression.join(" "))?;
        let mut add = |name: &str, test: Test| -> anyhow::Result<()> {
            if let Some(field) = FIELDS.iter().find(|f| f.name == name) {
                let expression = std::mem::take(&mut query.expression);
                query.expression = expression.and(Expression::field(field, test)?);
            }
            Ok(())
        };
        for (name, values) in
            [("agency", &self.agency), ("creator", &self.creator), ("kind", &self.kind), ("status", &self.status)]
        {
            for value in values {
                add(name, Test::Matches(value.clone()))?;
            }
        }
        if self.since.is_some() || self.until.is_some() {
            add("published", Test::Range(self.since.clone(), self.until.clone()))?;
        }
        Ok(query)
    }
}

fn sort(text: &str) -> Result<Sort, String> {
    Sort::parse(text).ok_or_else(|| format!("sort by one of {}", Sort::names()))
}

/// Lists the items.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut query = args.filter.query()?;
    query.sort = args.sort.or(query.sort);
    query.limit = args.limit;
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let mut count = 0u64;
    match format {
        Format::Ndjson => query::each(&global.catalog, &query, &mut |record| {
            count += 1;
            serde_json::to_writer(&mut out, &record).map_err(io::Error::from)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Format::Json => {
            out.write_all(b"[")?;
            query::each(&global.catalog, &query, &mut |record| {
                out.write_all(if count == 0 { b"\n" } else { b",\n" })?;
                count += 1;
                Ok(serde_json::to_writer(&mut out, &record).map_err(io::Error::from)?)
            })?;
            out.write_all(b"\n]\n")?;
        }
        format => {
            let people = format == Format::Table;
            let columns = if people { record_table(&Default::default()).0 } else { RECORD_COLUMNS };
            let mut rows = Rows::begin(format, columns, args.output.raw, &mut out)?;
            query::each(&global.catalog, &query, &mut |record| {
                count += 1;
                let cells = if people { record_table(&record).1 } else { record_cells(&record) };
                Ok(rows.row(&cells)?)
            })?;
            rows.end()?;
        }
    }
    out.flush()?;
    if format == Format::Table && !global.quiet && (count == 0 || io::stderr().is_terminal()) {
        writeln!(io::stderr(), "{count} {}", if count == 1 { "item" } else { "items" })?;
    }
    Ok(Outcome::Fine)
}
