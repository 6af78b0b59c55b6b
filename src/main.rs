//! The command line: parse arguments, call `cli`, turn the outcome into an exit code.

fn main() {}
