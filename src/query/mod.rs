//! Asking the catalog: an expression, from words or flags, to SQL with bound parameters, to rows.

/// The condition of SQL that a row of `claim` contradicts what its item shows, in the very words of the
/// index `claim_conflict`, without which SQLite would not use it. Of alternative texts no other is kept.
macro_rules! contradicts {
    () => {
        "taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration')"
    };
}

mod cell;
mod condition;
mod expression;
mod field;
mod fields;
pub mod pages;
mod parse;
mod plan;
mod provenance;
mod record;
mod rows;
mod sort;
mod stats;
mod test;
mod value;
mod view;
mod words;

use std::fmt;

pub use expression::Expression;
pub use field::{Column, Count, Field, Heading, Lookup, Shape};
pub use fields::{FIELDS, columns, find, headings, nearest, record_columns};
pub use pages::{Page, PageItem, Pages};
pub use parse::{ParseError, parse};
pub use plan::Way;
pub use provenance::{Provenance, Stated, provenance};
pub use rows::{Item, Shown, cells, count, each, each_with_cells, explain, run_sql, show};
pub use sort::{Order, Sort};
pub use stats::{Counted, countable, stats, values};
pub use test::Test;
pub use value::ValueError;
pub use view::{VIEWS, view, view_headings};

/// What is asked: which items, in which order, how many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Which items.
    pub expression: Expression,
    /// In which order. Where none is given: words by how well they fit, else the order of the catalog,
    /// in which scans found the documents.
    pub sort: Option<Sort>,
    /// At most so many.
    pub limit: Option<u64>,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expression)?;
        match self.sort {
            Some(sort) if self.expression == Expression::All => write!(f, "sort:{sort}"),
            // A sort at the end of an "or" would belong to its last part alone.
            Some(sort) => write!(f, " sort:{sort}"),
            None => Ok(()),
        }
    }
}

/// Today, in ISO 8601.
pub fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

/// A bound value as a person reads it.
pub fn shown(value: &rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\u{10ffff}', "…")),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalog cannot be opened or read.
    #[error(transparent)]
    Catalog(#[from] crate::catalog::Error),
    /// SQLite refused.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What was found could not be handed on.
    #[error(transparent)]
    Output(#[from] std::io::Error),
}
