//! A table out of a Markdown document, so that what a document says and what a test checks are one text.

use std::fs;

use crate::source::root;

/// The rows of the table in `document` whose first heading is `heading`, cells without their backquotes.
pub fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(document)).unwrap_or_else(|e| panic!("{document}: {e}"));
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows: Vec<Vec<String>> = text
        .lines()
        .skip_while(|line| !(line.starts_with('|') && cells(line).first().is_some_and(|first| first == heading)))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(!rows.is_empty(), "{document} has no table that begins with a column {heading:?}");
    rows
}

/// Every word that a cell sets between backquotes.
pub fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
