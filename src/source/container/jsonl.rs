//! JSON Lines, and JSON arrays, of articles: one object a document, called by its number from 1.
//! Lines are cut here and understood by whoever opens the part.

use std::io::{self, BufRead, BufReader, Read};

use super::part::{Kind, Opened, Part};
use super::{Bytes, Head, Reading, Rules, Stop, declared_document, rows};
use crate::extract::Given;
use crate::model::{Problem, ProblemCode, Skip};

/// How many bytes of lines make a part.
const PART: usize = 512 << 10;

/// Objects, one a line, of which the first is a document; where the name says what it is, any of the
/// first ones: the others may be damaged.
pub(super) fn recognises_lines(head: &Head<'_>) -> bool {
    let bytes = text_of(head.bytes);
    if !bytes.starts_with(b"{") {
        return false;
    }
    match memchr::memchr(b'\n', bytes) {
        Some(end) => {
            let next = bytes[end..].trim_ascii_start();
            let is_named = head.is_named(&[".jsonl", ".ndjson"]);
            let more = next.starts_with(b"{") || next.is_empty() && is_named;
            more && is_document(&bytes[..end], head.rules)
                || is_named && bytes.split(|b| *b == b'\n').any(|line| is_document(line.trim_ascii(), head.rules))
        }
        None if head.whole => head.is_named(&[".jsonl", ".ndjson"]) && is_document(bytes, head.rules),
        None => head.is_named(&[".jsonl", ".ndjson"]),
    }
}

/// An array of objects, of which the first one is a document; the same within an object, as answers of
/// interfaces have it; or an object that is one document.
pub(super) fn recognises_array(head: &Head<'_>) -> bool {
    first_object(head).is_some()
}

/// Keys under which answers of interfaces and JSON Feed have their articles.
const WRAPPERS: &[&[u8]] = &[
    b"articles",
    b"items",
    b"results",
    b"data",
    b"docs",
    b"documents",
    b"stories",
    b"hits",
    b"entries",
    b"posts",
    b"records",
    b"rows",
    b"response",
];

/// Where in the head the first object that is a document begins.
fn first_object(head: &Head<'_>) -> Option<usize> {
    let bytes = text_of(head.bytes);
    let skipped = head.bytes.len() - bytes.len();
    let is_one = |object: &[u8]| match Cutter::default().end_of_object(object) {
        Some(end) => is_document(&object[..end], head.rules),
        // The reader is not told the name again.
        None => !head.whole && (head.name.is_empty() || head.is_named(&[".json"])),
    };
    let begin = |at: usize| {
        let object = bytes[at..].trim_ascii_start();
        (object.starts_with(b"{") && is_one(object)).then(|| skipped + bytes.len() - object.len())
    };
    match bytes.first()? {
        b'[' => begin(1),
        b'{' => {
            let whole = Cutter::default().end_of_object(bytes).map(|end| rows::of_json(&bytes[..end], head.rules));
            if let Some(Ok(row)) = &whole
                && row.has_text()
            {
                return Some(skipped);
            }
            let is_list = |key: &[u8], value: &[u8]| value.starts_with(b"[") && WRAPPERS.contains(&key);
            let lists = keys(bytes).filter(|(key, at)| is_list(key, &bytes[*at..]));
            lists.take(50).find_map(|(_, at)| begin(at + 1)).or_else(|| {
                // One document larger than the head.
                let map = &head.rules.map;
                let is_text = |key: &[u8]| std::str::from_utf8(key).is_ok_and(|key| map.has_text([key].into_iter()));
                let mut first = keys(bytes).take(100);
                let large = whole.is_none() && !head.whole && head.is_named(&[".json"]);
                (large && first.any(|(key, at)| is_text(key) && bytes[at..].starts_with(b"\""))).then_some(skipped)
            })
        }
        _ => None,
    }
}

/// What looks like keys of objects, and where their values begin.
fn keys(json: &[u8]) -> impl Iterator<Item = (&[u8], usize)> {
    memchr::memmem::find_iter(json, b"\":").filter_map(|end| {
        let begin = memchr::memrchr(b'"', &json[..end])? + 1;
        let value = json[end + 2..].iter().position(|b| !b.is_ascii_whitespace())?;
        Some((&json[begin..end], end + 2 + value))
    })
}

fn text_of(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

fn is_document(json: &[u8], rules: &Rules) -> bool {
    rows::of_json(json, rules).is_ok_and(|row| row.has_text()) || declared_document(json).is_some()
}

/// Cuts lines into parts.
pub(super) fn read_lines(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut input = BufReader::with_capacity(PART, bytes);
    let limit = reading.rules.max_member;
    let (mut part, mut first, mut number) = (Vec::with_capacity(PART), 1, 1);
    let mut in_line = 0u64;
    loop {
        let buffer = match input.fill_buf() {
            Ok([]) => break,
            Ok(buffer) => buffer,
            Err(error) => {
                reading.part(part, Given::default(), Kind::Lines(first))?;
                return Err(error.into());
            }
        };
        // As many whole lines as there are; then, of a line longer than that, a piece.
        let (taken, ends) = match memchr::memrchr(b'\n', buffer) {
            Some(end) => (end + 1, memchr::memchr_iter(b'\n', &buffer[..=end]).count() as u64),
            None => (buffer.len(), 0),
        };
        if in_line <= limit {
            part.extend_from_slice(&buffer[..taken]);
        } else if ends > 0 {
            // The end of a line that was too long to keep.
            let end = memchr::memchr(b'\n', buffer).map_or(taken, |end| end + 1);
            part.extend_from_slice(b"\n");
            part.extend_from_slice(&buffer[end..taken]);
        }
        in_line = if ends > 0 { 0 } else { in_line + taken as u64 };
        if in_line > limit && in_line - taken as u64 <= limit {
            let message = format!("line {}: more than the bound of {limit} bytes for one document", number + ends);
            reading.problem(ProblemCode::TooLarge, message)?;
            part.clear();
        }
        input.consume(taken);
        number += ends;
        if ends > 0 && part.len() >= PART / 2 {
            let full = std::mem::replace(&mut part, Vec::with_capacity(PART));
            reading.part(full, Given::default(), Kind::Lines(first))?;
            first = number;
        }
    }
    if part.is_empty() { Ok(()) } else { reading.part(part, Given::default(), Kind::Lines(first)) }
}

/// Opens a part of lines.
pub(super) fn open(part: Part, first: u64, path: &str, rules: &Rules, emit: &mut dyn FnMut(Opened)) {
    let within = if part.name.is_empty() { String::new() } else { format!("{}!", part.name) };
    let mut rest: &[u8] = &part.bytes;
    let mut number = first;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        let name = format!("{within}{number}");
        number += 1;
        let line = if number == 2 { text_of(line) } else { line }.trim_ascii();
        if !line.is_empty() && rules.takes(path, &name) {
            emit(object(line, name, path, rules));
        }
    }
}

/// One object as a document.
fn object(json: &[u8], name: String, path: &str, rules: &Rules) -> Opened {
    if let Some(format) = declared_document(json) {
        let given = Given { format: Some(format), ..Given::default() };
        return Opened::Document { name, bytes: json.to_vec(), given: Box::new(given) };
    }
    match rows::of_json(json, rules) {
        Ok(row) if row.has_text() => row.document(name),
        Ok(_) => Opened::Skipped { name, skip: Skip::NotArticle },
        Err(error) => Opened::Problem(Problem {
            code: ProblemCode::Damaged,
            path: path.to_owned(),
            member: Some(name),
            message: format!("not one JSON object: {error}"),
        }),
    }
}

/// Cuts the objects of an array and hands them out as if each stood in a line.
pub(super) fn read_array(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let head = Head { bytes: bytes.head(), whole: bytes.is_whole(), name: "", rules: reading.rules };
    let before = first_object(&head).unwrap_or(0) as u64;
    let mut input = BufReader::with_capacity(PART, bytes);
    io::copy(&mut (&mut input).take(before), &mut io::sink())?;
    let limit = reading.rules.max_member as usize;
    let mut cutter = Cutter::default();
    // Objects cut so far, each with a line's end behind it; then the beginning of the next one.
    let (mut part, mut object, mut first, mut number) = (Vec::new(), Vec::new(), 1u64, 1u64);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) => {
                reading.part(part, Given::default(), Kind::Lines(first))?;
                return Err(error.into());
            }
        };
        let taken = buffer.len();
        let mut rest = buffer;
        while !rest.is_empty() {
            if !cutter.is_inside() {
                // Between objects stand commas and blanks, and the array's brackets.
                let Some(at) = memchr::memchr(b'{', rest) else { break };
                rest = &rest[at..];
            }
            let end = cutter.end_of_object(rest);
            let piece = &rest[..end.unwrap_or(rest.len())];
            if object.len() + piece.len() > limit {
                let message = format!("object {number}: more than the bound of {limit} bytes for one document");
                return Err(Stop::Broken(ProblemCode::TooLarge, message));
            }
            // A line's end between tokens is a blank; within a text JSON allows none.
            object.extend(piece.iter().map(|b| if matches!(b, b'\n' | b'\r') { b' ' } else { *b }));
            let Some(end) = end else { break };
            part.append(&mut object);
            part.push(b'\n');
            number += 1;
            rest = &rest[end..];
            if part.len() >= PART / 2 {
                reading.part(std::mem::take(&mut part), Given::default(), Kind::Lines(first))?;
                first = number;
            }
        }
        if taken == 0 {
            break;
        }
        input.consume(taken);
    }
    if !part.is_empty() {
        reading.part(part, Given::default(), Kind::Lines(first))?;
    }
    if cutter.is_inside() {
        return Err(Stop::Broken(ProblemCode::Truncated, format!("it ends within object {number}")));
    }
    Ok(())
}

/// Finds where objects end, in pieces as they come.
#[derive(Default)]
struct Cutter {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Cutter {
    fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// One past the end of the object that `bytes` begin with, or go on with; nothing where they do
    /// not end it.
    fn end_of_object(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.escaped {
                self.escaped = false;
                at += 1;
            } else if self.in_text {
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
                self.escaped = bytes[at] == b'\\';
                self.in_text = self.escaped;
                at += 1;
            } else {
                match bytes[at] {
                    b'"' => self.in_text = true,
                    b'{' => self.depth += 1,
                    b'}' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                at += 1;
                if self.depth == 0 {
                    return Some(at);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Cutter;

    #[test]
    fn objects_end_where_they_end() {
        let json = br#"{"a": "}\"", "b": {"c": 1}} , {"#;
        assert_eq!(Cutter::default().end_of_object(json), Some(27));
        // In any pieces.
        let mut cutter = Cutter::default();
        let ends: Vec<usize> = (0..27).filter(|at| cutter.end_of_object(&json[*at..=*at]).is_some()).collect();
        assert_eq!(ends, [26]);
    }
}
