//! The lines of a document around a span, to show where an item was read.

use std::fs::File;
use std::ops::ControlFlow;

use super::container::{self, Event, Opened, Rules};
use super::{decode, path::path_from_text, read};
use crate::model::{Problem, ProblemCode, Span};

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

/// Reads the document at `path` again, of a container its `member`, and takes the lines of `span`
/// with `around` more on both sides.
///
/// # Errors
/// Why it cannot be read any more.
pub fn lines_around(
    path: &str,
    member: Option<&str>,
    span: Span,
    around: u32,
    modified: i64,
) -> Result<Around, Problem> {
    let mut contents = read::read(&path_from_text(path), MOST, &Rules::default())?;
    if let Some(file) = contents.container.take() {
        contents.bytes = find(file, contents.size, path, member.unwrap_or_default()).ok_or_else(|| Problem {
            code: ProblemCode::NotFound,
            path: path.to_owned(),
            member: member.map(str::to_owned),
            message: "it is no longer there; scan again".to_owned(),
        })?;
    }
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

/// The bytes of a member: the container is streamed up to it.
fn find(file: File, size: u64, path: &str, member: &str) -> Option<Vec<u8>> {
    let rules = Rules::default();
    let mut found = None;
    container::read(file, size, path, &rules, &|_| {}, &mut |event| {
        if let Event::Part(part) = event {
            part.open(path, &rules, &mut |opened| match opened {
                Opened::Document { name, bytes, .. } if name == member => found = Some(bytes),
                _ => {}
            });
        }
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}
