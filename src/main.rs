//! STAND-IN for the command line: parse arguments, call `cli`, turn the outcome into an exit code.
#![allow(missing_docs, clippy::print_stderr)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cutline::cli::{self, Global, Outcome};

#[derive(Parser)]
#[command(name = "cutline", version)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build or refresh the catalog
    Scan(cli::scan::Args),
}

fn main() -> ExitCode {
    let Cli {
        global,
        command: Command::Scan(args),
    } = Cli::parse();
    match cli::scan::run(&args, &global) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Failure) => ExitCode::from(2),
        Err(error) => {
            eprintln!("cutline: {error:#}");
            ExitCode::from(2)
        }
    }
}
