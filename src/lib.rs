//! cutline turns article media into a catalog that answers who is owed credit.
//!
//! The way of the data, one direction:
//!
//! ```text
//! paths ─► source ─► extract ─► catalog ─► query ─► report
//!                                             └──► audit ─► report
//! ```
//!
//! Two crates of their own stand below this one and are re-exported: [`credit`] understands credit
//! lines, [`extract`] turns bytes into media items; neither opens a file.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod catalog;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod query;
pub mod report;
pub mod scan;
pub mod source;

pub use cutline_credit as credit;
pub use cutline_extract as extract;
pub use cutline_extract::model;
