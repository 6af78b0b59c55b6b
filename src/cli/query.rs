//! `cutline query`: list media items.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use super::filter::{Filter, sort};
use super::output::{Output, Page, colours, stdout};
use super::{Global, Outcome};
use crate::query::{self, FIELDS, Field, Query, Sort};
use crate::report::{Format, ItemsJson, Marks, Rows, Template, record_table, table_fields, table_headings};

/// Examples, and the fields of the language, out of their table.
fn help() -> String {
    let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    format!(
        "Examples:\n  \
        cutline query --agency getty\n  \
        cutline query --creator 'Lena Orlova' --since 2017 --until 2017-09\n  \
        cutline query harbour 'agency:reuters or agency:afp' -- -flag:file\n  \
        cutline query missing:credit published:-30d sort:published-\n  \
        cutline query --status Stringer --fields creator,agencies,path --format csv > stringers.csv\n  \
        cutline query kind:video 'duration:>2m' --format ndjson | jq .title\n  \
        cutline query --agency getty --template email > claim.txt\n  \
        cutline query --save unpaid 'agency:getty missing:creator'; cutline query @unpaid\n\n\
        Fields: {}; field:none (or missing:field), field:any, field:=exactly, field:~regex, \
        field:from..to, field:<to, -term, or, (…), \"a phrase\", beginning*. `cutline schema --fields` describes them.",
        names.join(" ")
    )
}

/// Arguments of `query`.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Sort by a field such as published, creator or agency; a minus reverses (published-)
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true, value_parser = sort)]
    sort: Option<Sort>,
    /// At most so many items
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<u64>,
    /// The columns, by the names of the record or of the query language
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',', value_parser = column, conflicts_with_all = ["count", "print0", "template"])]
    fields: Vec<&'static Field>,
    /// Print how many there are
    #[arg(long, conflicts_with_all = ["print0", "template"])]
    count: bool,
    /// Print the paths of their documents alone, each once and ended by a NUL, for xargs -0
    #[arg(long, conflicts_with = "template")]
    print0: bool,
    /// Fill a template: credits, captions, email, a file, or the text itself (Jinja)
    #[arg(long, value_name = "TEMPLATE")]
    template: Option<String>,
    /// Show the SQL and SQLite's plan instead of items
    #[arg(long)]
    explain: bool,
    /// Keep the question in the catalog, for cutline query @NAME
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// Drop a question that was kept
    #[arg(long, value_name = "NAME", conflicts_with = "save")]
    forget: Option<String>,
    /// List the questions that were kept
    #[arg(long)]
    saved: bool,
    /// Print a long table to the terminal straight
    #[arg(long)]
    no_pager: bool,
    #[command(flatten)]
    output: Output,
}

fn column(name: &str) -> Result<&'static Field, String> {
    let name = name.trim();
    query::find(name).filter(|field| field.column.is_some()).ok_or_else(|| {
        let known: Vec<&str> = FIELDS.iter().filter_map(|field| field.column).map(|column| column.name).collect();
        let meant = query::nearest(name).map_or_else(String::new, |meant| format!("did you mean {meant}? "));
        format!("{meant}columns are {}", known.join(", "))
    })
}

/// Lists the items.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    if let Some(name) = &args.forget {
        let known = crate::catalog::save_query(&global.catalog, name, None)?;
        return Ok(if known { Outcome::Fine } else { Outcome::No });
    }
    if args.saved {
        return list_saved(args, global);
    }
    let mut query = args.filter.query(global)?;
    query.sort = args.sort.or(query.sort);
    query.limit = args.limit;
    if let Some(name) = &args.save {
        return save(name, &args.filter.words(), &query, global);
    }
    if args.explain {
        return explain(&query, global);
    }
    if args.count {
        let n = query::count(&global.catalog, &query)?;
        writeln!(stdout(), "{}", query.limit.map_or(n, |limit| n.min(limit)))?;
        return Ok(Outcome::Fine);
    }
    if args.print0 {
        return print_paths(&query, global);
    }
    if let Some(template) = &args.template {
        return fill(template, &query, global);
    }
    list(args, &query, global)
}

fn list(args: &Args, query: &Query, global: &Global) -> anyhow::Result<Outcome> {
    let format = args.output.format.unwrap_or(Format::Table);
    let mut out = Page::open(format == Format::Table && !args.no_pager);
    let mut count = 0u64;
    match format {
        Format::Ndjson | Format::Json if args.fields.is_empty() => {
            let mut items = ItemsJson::begin(format, &mut out)?;
            query::each(&global.catalog, query, &mut |record| {
                count += 1;
                Ok(items.item(&record)?)
            })?;
            items.end()?;
        }
        Format::Table if args.fields.is_empty() => {
            let fields = table_fields(&query.expression.fields());
            let marks = if colours() { Marks::new(&query.expression.words()) } else { Marks::default() };
            let mut rows = Rows::marked(format, &table_headings(&fields), args.output.raw, marks, &mut out)?;
            query::each_with_cells(&global.catalog, query, &fields, &mut |item| {
                count += 1;
                Ok(rows.row(&record_table(&item.record, &fields, &item.cells))?)
            })?;
            rows.end()?;
        }
        format => {
            let usual = query::columns();
            let fields = if args.fields.is_empty() { &usual } else { &args.fields };
            let mut rows = Rows::begin(format, &query::headings(fields), args.output.raw, &mut out)?;
            query::cells(&global.catalog, query, fields, &mut |cells| {
                count += 1;
                Ok(rows.row(cells)?)
            })?;
            rows.end()?;
        }
    }
    out.close()?;
    if format == Format::Table && !global.quiet && (count == 0 || io::stderr().is_terminal()) {
        writeln!(io::stderr(), "{count} {}", if count == 1 { "item" } else { "items" })?;
    }
    Ok(Outcome::Fine)
}

fn explain(query: &Query, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    writeln!(out, "-- {query}")?;
    for (at, (way, steps)) in query::explain(&global.catalog, query)?.into_iter().enumerate() {
        if at > 0 {
            writeln!(out, "\n-- and if that looks at too many items before the page is full:")?;
        }
        writeln!(out, "{};", way.sql)?;
        for (number, value) in way.values.iter().enumerate() {
            writeln!(out, "--   ?{} = {}", number + 1, query::shown(value))?;
        }
        for step in steps {
            writeln!(out, "--   {step}")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn save(name: &str, words: &str, query: &Query, global: &Global) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')),
        "'{name}' cannot be a name: letters, digits, - and _ alone"
    );
    // As typed, so that -30d goes on meaning the last thirty days; with flags, as they were understood.
    let plain = query::parse(words).is_ok_and(|typed| typed.expression == query.expression && typed.sort == query.sort);
    let text = if plain { words.to_owned() } else { query.to_string() };
    crate::catalog::save_query(&global.catalog, name, Some(&text))?;
    if !global.quiet {
        writeln!(io::stderr(), "kept; ask it with: cutline query @{name}")?;
    }
    Ok(Outcome::Fine)
}

fn list_saved(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let mut rows = Rows::begin(format, &["name", "query"], args.output.raw, &mut out)?;
    for (name, text) in crate::catalog::saved_queries(&global.catalog)? {
        rows.row(&[name.into(), text.into()])?;
    }
    rows.end()?;
    Ok(Outcome::Fine)
}

fn print_paths(query: &Query, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let mut seen = BTreeSet::new();
    query::each(&global.catalog, query, &mut |record| {
        if seen.insert(record.document.path.clone()) {
            out.write_all(record.document.path.as_bytes())?;
            out.write_all(b"\0")?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(Outcome::Fine)
}

fn fill(template: &str, query: &Query, global: &Global) -> anyhow::Result<Outcome> {
    let template = Template::new(template)?;
    let mut items = Vec::new();
    query::each(&global.catalog, query, &mut |record| {
        items.push(record);
        Ok(())
    })?;
    let mut out = stdout();
    out.write_all(template.fill(&items, &query.to_string(), &query::today())?.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Fine)
}
