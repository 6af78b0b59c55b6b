//! Asking the catalog: an expression, from words or flags, to SQL with bound parameters, to rows.

mod expression;
mod fields;
pub mod pages;
mod parse;
mod rows;
mod sql;

pub use expression::{Expression, Test, ValueError};
pub use fields::{FIELDS, Field};
pub use pages::{Page, PageItem, Pages};
pub use parse::{ParseError, parse};
pub use rows::{Counted, Shown, StatsBy, each, run_sql, show, stats};
pub use sql::{Order, Sort};

/// What is asked: which items, in which order, how many.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Which items.
    pub expression: Expression,
    /// In which order; by path and place where none is given.
    pub sort: Option<Sort>,
    /// At most so many.
    pub limit: Option<u64>,
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
