//! The house rules that Cargo cannot keep: which room uses which, no circles, who opens files.
//!
//! The three crates are kept apart by Cargo itself. Within them these tests parse every source file with
//! `syn`, resolve what it uses to the file that defines it, and compare the result with the tables of
//! ARCHITECTURE.md and docs/dependencies.md.

mod circles;
mod dependencies;
mod files;
mod resolve;
mod rooms;
mod sentences;
mod source;
mod table;
