//! cutline turns article media into a catalog that answers who is owed credit for every photo and video.
//!
//! ```
//! use cutline::credit::Vocabulary;
//! use cutline::query;
//! use cutline::scan::{Control, Options, scan};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let desk = tempfile::tempdir()?;
//! # let (articles, catalog) = (desk.path().join("articles"), desk.path().join("news.db"));
//! # std::fs::create_dir(&articles)?;
//! # let paragraph = "The port reopened on Monday after three days of wind, and ships came in one by one.";
//! # let figure = "<figure><img src=/quay-tanker.jpg><figcaption>A tanker. Photo: Ana Ruiz/AFP</figcaption></figure>";
//! # std::fs::write(articles.join("port.html"), format!(
//! #     "<html><body><article><h1>The port</h1><p>{paragraph}</p>{figure}<p>{paragraph}</p></article></body></html>"
//! # ))?;
//! let summary = scan(&Options::new(&articles, &catalog), &Vocabulary::builtin(), &Control::default())?;
//! assert_eq!(summary.counts.read, 1);
//!
//! let question = query::parse("agency:afp kind:photo")?;
//! query::each(&catalog, &question, &mut |item| {
//!     assert_eq!(item.people, ["Ana Ruiz"]);
//!     assert_eq!(item.agencies, ["AFP"]);
//!     Ok(())
//! })?;
//! # Ok(())
//! # }
//! ```
//!
//! The way of the data, one direction:
//!
//! ```text
//! paths ─► source ─► extract ─► catalog ─► query ─► report
//!                                             └──► audit ─► report
//! ```
//!
//! Two crates of their own stand below this one and are re-exported: [`credit`] understands credit
//! lines, [`extract`] turns bytes into media items; neither opens a file. Whoever needs no more takes these
//! alone. ARCHITECTURE.md is the map; `schema.sql` says what a catalog holds.
//!
//! # Features
//! All are on by default. `parquet` reads and writes Parquet, `charts` draws SVG, `cli` is the program itself and
//! no part of the library that one may build on.
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
