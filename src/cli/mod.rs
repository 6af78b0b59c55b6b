//! STAND-IN for the command line: `scan` alone.

use std::path::PathBuf;

pub mod scan;

/// Options of every subcommand.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The catalog
    #[arg(
        long,
        global = true,
        env = "CUTLINE_CATALOG",
        default_value = "cutline.db"
    )]
    pub catalog: PathBuf,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// How a subcommand ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The answer is no.
    No,
    /// Something failed, and was told.
    Failure,
}
