//! Which items: words, `field:value` terms and flags become one question, the same for every subcommand.

use std::ops::Bound;

use super::{Global, config::Config};
use crate::query::{self, Expression, Query, Sort, Test};

/// Words of the query language, and flags.
#[derive(Debug, clap::Args)]
pub(super) struct Filter {
    /// Words, phrases and field:value terms, all of which must hold; @name for a saved question
    #[arg(value_name = "EXPRESSION", add = super::completion::expression())]
    expression: Vec<String>,
    #[command(flatten)]
    flags: Flags,
}

/// The flags alone, for a subcommand whose words are not all of the language.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// An organisation anywhere in the chain, by any spelling
    #[arg(long, value_name = "NAME", add = super::completion::of("agency"))]
    agency: Vec<String>,
    /// A creator, by any spelling
    #[arg(long, value_name = "NAME", add = super::completion::of("creator"))]
    creator: Vec<String>,
    /// What it is
    #[arg(long, value_name = "KIND", value_parser = words("kind"))]
    kind: Vec<String>,
    /// The creator's standing
    #[arg(long, value_name = "STATUS", ignore_case = true, value_parser = words("status"))]
    status: Vec<String>,
    /// Published on this day, month or year, or later; -30d for the last thirty days
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    /// Published on this day, in this month or year, or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
}

impl Filter {
    /// The query that words and flags ask.
    pub fn query(&self, global: &Global) -> anyhow::Result<Query> {
        self.flags.query(&self.expression, global)
    }

    /// The words as they were given.
    pub fn words(&self) -> String {
        self.expression.join(" ")
    }
}

impl Flags {
    /// The query that `words` and these flags ask.
    pub fn query(&self, words: &[String], global: &Global) -> anyhow::Result<Query> {
        let mut query = query::parse(&with_saved(words, global)?)?;
        let mut add = |name: &str, test: Test| -> anyhow::Result<()> {
            if let Some(field) = query::find(name) {
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
            let end = |end: &Option<String>| end.clone().map_or(Bound::Unbounded, Bound::Included);
            add("published", Test::Range(end(&self.since), end(&self.until)))?;
        }
        Ok(query)
    }
}

/// The words joined, with each `@name` replaced by the question saved under it.
fn with_saved(words: &[String], global: &Global) -> anyhow::Result<String> {
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        out.push(match word.strip_prefix('@').filter(|name| !name.is_empty()) {
            Some(name) => format!("({})", saved(name, global)?),
            None => word.clone(),
        });
    }
    Ok(out.join(" "))
}

/// The question saved under `name`: in the catalog, else in a config file.
fn saved(name: &str, global: &Global) -> anyhow::Result<String> {
    let in_catalog = crate::catalog::saved_queries(&global.catalog)?;
    if let Some((_, text)) = in_catalog.iter().find(|(n, _)| n == name) {
        return Ok(text.clone());
    }
    let config = Config::load(global)?;
    if let Some(text) = config.queries.get(name) {
        return Ok(text.clone());
    }
    let mut known: Vec<&str> =
        in_catalog.iter().map(|(n, _)| n.as_str()).chain(config.queries.keys().map(String::as_str)).collect();
    known.sort_unstable();
    let known = if known.is_empty() {
        "none is saved yet; cutline query --save NAME EXPRESSION saves one".to_owned()
    } else {
        format!("saved are @{}", known.join(", @"))
    };
    anyhow::bail!("no question is saved as @{name}; {known}")
}

/// For clap: the only values that a field has.
fn words(field: &str) -> clap::builder::PossibleValuesParser {
    query::find(field).and_then(query::Field::words).unwrap_or_default().into()
}

/// For clap: what to sort by.
pub(super) fn sort(text: &str) -> Result<Sort, String> {
    Sort::parse(text).ok_or_else(|| format!("sort by one of {}", Sort::names()))
}
