//! The lines of a document around a span, to show where an item was read.

use super::{decode, path::path_from_text, read};
use crate::model::{Problem, Span};

/// Lines around an item.
#[derive(Debug)]
pub struct Around {
    /// Number, whether the item stands in it, text.
    pub lines: Vec<(u32, bool, String)>,
    /// Whether the file has been modified since the scan read it.
    pub changed: bool,
}

/// Files larger than this are not read again only to show a few lines.
const MOST: u64 = 1 << 28;

/// Reads the file at `path` again and takes the lines of `span` with `around` more on both sides.
///
/// # Errors
/// Why it cannot be read any more.
pub fn lines_around(path: &str, span: Span, around: u32, modified: i64) -> Result<Around, Problem> {
    let contents = read::read(&path_from_text(path), MOST)?;
    let decoded = decode(&contents.bytes);
    let (start, end) = (span.start.saturating_sub(decoded.bom_len), span.end.saturating_sub(decoded.bom_len));
    let mut lines = Vec::new();
    let (mut at, mut first, mut last) = (0, None, 0);
    for (number, line) in decoded.text.split_inclusive('\n').enumerate() {
        let inside = at < end && at + line.len() > start;
        if inside {
            first.get_or_insert(number);
            last = number;
        }
        at += line.len();
        if at > end {
            break;
        }
    }
    let first = first.unwrap_or(0);
    let from = first.saturating_sub(around as usize);
    for (number, line) in decoded.text.lines().enumerate().skip(from).take(last + around as usize + 1 - from) {
        let text: String = line.chars().take(400).collect();
        lines.push((number as u32 + 1, (first..=last).contains(&number), text));
    }
    Ok(Around { lines, changed: contents.modified != modified })
}
