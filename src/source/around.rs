//! The lines of a document around a span, to show where an item was read.

use std::fs::File;
use std::ops::ControlFlow;

use super::container::{self, Event, Opened, Rules};
use super::read::Contents;
use super::{path::path_from_text, read};
use crate::extract::decode;
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
    let contents = again(path, member, u64::MAX)?;
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

/// The line of a document that a finding points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Its number.
    pub line: u32,
    /// Its text, or the part of a long one around what is pointed at.
    pub text: String,
    /// First character pointed at.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// Reads excerpts of documents; the one read last stays open, so that many of one document cost one read.
#[derive(Debug, Default)]
pub struct Excerpts {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    path: String,
    member: Option<String>,
    modified: i64,
    text: String,
}

/// How far behind an item its words may stand, in bytes.
const BEHIND: usize = 4000;
/// Larger containers are not streamed again for the excerpt of a member.
const CONTAINER: u64 = 16 << 20;
/// Characters of a line that are shown.
const WIDE: usize = 110;

impl Excerpts {
    /// The place of `needle` in the item of `span`, or of the item's first words where it is not found as it
    /// stands. Nothing where the file cannot be read any more or has changed.
    pub fn find(
        &mut self,
        file: &str,
        member: Option<&str>,
        span: Span,
        needle: Option<&str>,
        modified: i64,
    ) -> Option<Excerpt> {
        if self.open.as_ref().is_none_or(|open| open.path != file || open.member.as_deref() != member) {
            let contents = again(file, member, CONTAINER).ok()?;
            let decoded = decode(&contents.bytes);
            // Spans count a byte order mark.
            let text = format!("{}{}", " ".repeat(decoded.bom_len), decoded.text);
            let (path, member) = (file.to_owned(), member.map(str::to_owned));
            self.open = Some(Open { path, member, modified: contents.modified, text });
        }
        let Open { modified: found, text, .. } = self.open.as_ref()?;
        if *found != modified {
            return None;
        }
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(span.start), floor(span.end));
        let inside = text.get(start..end)?;
        let reach = &text[start..floor(end + BEHIND)];
        let place = needle.filter(|n| !n.trim().is_empty()).and_then(|needle| {
            let head: String = needle.chars().take_while(|c| !"\"'&<>\n".contains(*c)).take(40).collect();
            let head = head.trim_end();
            let find = |hay: &str, what: &str| hay.find(what).map(|at| (start + at, start + at + what.len()));
            find(inside, needle)
                .or_else(|| find(reach, needle))
                .or_else(|| (head.len() >= 4).then(|| find(reach, head)).flatten())
        });
        let (from, to) = place.unwrap_or_else(|| {
            let first = inside.find(|c: char| !c.is_whitespace()).unwrap_or(0);
            let line_end = inside[first..].find('\n').unwrap_or(inside.len() - first);
            (start + first, floor(start + first + line_end.min(60)))
        });
        let line_start = text[..from].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[from..].find('\n').map_or(text.len(), |at| from + at);
        let to = to.min(line_end).max(from);
        let line = text[..from].bytes().filter(|b| *b == b'\n').count() as u32 + 1;
        let before = text[line_start..from].chars().count();
        let words = text[from..to].chars().count();
        // A page may be one line: what stands around the words is enough.
        let skip = if before + words > WIDE { before.saturating_sub(WIDE / 4) } else { 0 };
        let dots = if skip > 0 { "…" } else { "" };
        let mut shown: String = text[line_start..line_end].trim_end().chars().skip(skip).take(WIDE).collect();
        shown.insert_str(0, dots);
        let from = before - skip + dots.chars().count();
        let to = (from + words.max(1)).min(shown.chars().count().max(from + 1));
        Some(Excerpt { line, text: shown, from, to })
    }
}

/// Reads a document again; of a container no larger than `largest` bytes its member.
fn again(path: &str, member: Option<&str>, largest: u64) -> Result<Contents, Problem> {
    let mut contents = read::read(&path_from_text(path), MOST, &Rules::default())?;
    if let Some(file) = contents.container.take() {
        let found =
            if contents.size > largest { None } else { find(file, contents.size, path, member.unwrap_or_default()) };
        contents.bytes = found.ok_or_else(|| Problem {
            code: ProblemCode::NotFound,
            path: path.to_owned(),
            member: member.map(str::to_owned),
            message: "it is no longer there; scan again".to_owned(),
        })?;
    }
    Ok(contents)
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
