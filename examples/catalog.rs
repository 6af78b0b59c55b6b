//! Scans a folder into a catalog of its own, asks it a question, prints the answer.
//!
//! ```text
//! cargo run --example catalog -- samples/articles 'org:getty'
//! ```

fn main() {}
