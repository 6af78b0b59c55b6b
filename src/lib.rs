//! cutline turns article media into a catalog that answers who is owed credit.
//!
//! The way of the data, one direction:
//!
//! ```text
//! paths ─► source ─► extract ─► credit ─► catalog ─► query ─► report
//!                                                      └──► audit ─► report
//! ```
#![warn(missing_docs, clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod catalog;
pub mod cli;
pub mod credit;
pub mod extract;
pub mod model;
pub mod query;
pub mod report;
pub mod scan;
pub mod source;
