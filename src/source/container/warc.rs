//! WARC 1.0 and 1.1 (ISO 28500): what crawlers keep. A small reader of our own, because a record's
//! declared length must never become memory before its bytes are there, and because what follows a
//! damaged record must still be found.

use std::io::{self, BufRead, BufReader, Read};

use super::part::Kind;
use super::{Bytes, Head, Reading, Stop, http};
use crate::extract::Given;
use crate::model::{Document, ProblemCode, Skip};

/// The longest head of a record.
const MAX_HEAD: u64 = 64 << 10;

/// How much of a response is looked at before the rest is read: heads of responses are shorter.
const PEEK: u64 = 16 << 10;

pub(super) fn recognises(head: &Head<'_>) -> bool {
    let bytes = head.bytes.trim_ascii_start();
    bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.")
}

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut input = Input { again: Vec::new(), at: 0, inner: BufReader::with_capacity(256 << 10, bytes) };
    // After damage, what stands between is passed over without another word.
    let mut lost = false;
    loop {
        let trouble = match next(&mut input, &mut lost) {
            Ok(Next::Record(record)) => match take(&mut input, &record, reading) {
                Ok(()) => continue,
                Err(stop) => stop,
            },
            Ok(Next::End) => return Ok(()),
            Ok(Next::Lost(message)) => Stop::Broken(ProblemCode::Damaged, message),
            Err(error) => error.into(),
        };
        let Stop::Broken(code, message) = trouble else { return Err(trouble) };
        reading.problem(code, message)?;
        lost = true;
    }
}

/// The fields of a record's head that matter here.
#[derive(Default)]
struct Record {
    kind: String,
    uri: String,
    id: String,
    content_type: String,
    length: u64,
    charset: Option<String>,
}

enum Next {
    Record(Record),
    End,
    /// Where a record should begin, none does.
    Lost(String),
}

/// The head of the next record.
fn next(input: &mut impl BufRead, lost: &mut bool) -> io::Result<Next> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(MAX_HEAD).read_until(b'\n', &mut line)? == 0 {
            return Ok(Next::End);
        }
        let text = line.trim_ascii();
        if text.starts_with(b"WARC/") {
            break;
        }
        if !text.is_empty() && !*lost {
            return Ok(Next::Lost("no record where one should begin; its neighbour's length is wrong".to_owned()));
        }
    }
    *lost = false;
    let mut record = Record::default();
    let (mut has_length, mut size) = (false, 0);
    loop {
        line.clear();
        let read = input.take(MAX_HEAD).read_until(b'\n', &mut line)?;
        size += read as u64;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if size > MAX_HEAD {
            return Ok(Next::Lost("the head of a record does not end".to_owned()));
        }
        let text = String::from_utf8_lossy(line.trim_ascii_end());
        if text.is_empty() {
            break;
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => record.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => record.uri = value.trim_matches(['<', '>']).to_owned(),
            "warc-record-id" => record.id = value.trim_matches(['<', '>']).to_owned(),
            "content-type" => record.content_type = value.to_ascii_lowercase(),
            "warc-identified-content-charset" => record.charset = Some(value.to_owned()),
            "content-length" => match value.parse() {
                Ok(length) => (record.length, has_length) = (length, true),
                Err(_) => return Ok(Next::Lost(format!("{value:?} is no length of a record"))),
            },
            _ => {}
        }
    }
    if !has_length {
        return Ok(Next::Lost("a record without its length".to_owned()));
    }
    Ok(Next::Record(record))
}

/// What is read of a crawl; what was taken for one record and is another can be given back.
struct Input<R> {
    again: Vec<u8>,
    at: usize,
    inner: R,
}

impl<R: BufRead> Input<R> {
    /// Whether a record or the end follows, after line ends.
    fn is_at_record(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            let ends = buffer.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            if ends < buffer.len() || buffer.is_empty() {
                let rest = &buffer[ends..];
                let seen = rest.len().min(5);
                return Ok(rest[..seen] == b"WARC/"[..seen]);
            }
            self.consume(ends);
        }
    }

    fn give_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.again[self.at..]);
        (self.again, self.at) = (bytes, 0);
    }
}

impl<R: BufRead> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.again.len() {
            return self.inner.read(into);
        }
        let n = (&self.again[self.at..]).read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.again.len() { self.inner.fill_buf() } else { Ok(&self.again[self.at..]) }
    }

    fn consume(&mut self, n: usize) {
        if self.at == self.again.len() {
            self.inner.consume(n);
        } else {
            self.at += n;
        }
    }
}

/// Hands out the record whose head was read. One whose length is wrong, so that it holds the records
/// behind it, is cut where the first of them begins.
fn take<R: BufRead>(input: &mut Input<R>, record: &Record, reading: &mut Reading<'_>) -> Result<(), Stop> {
    if record.length > reading.rules.max_member {
        return take_large(input, record, reading);
    }
    let mut block = Vec::new();
    // What a stream gave before it broke is read like a record that ends too soon.
    let broken = (&mut *input).take(record.length).read_to_end(&mut block).err();
    let is_short = (block.len() as u64) < record.length;
    let mut trouble = match broken {
        Some(error) => Err(error.into()),
        None if is_short => Err(Stop::Broken(
            ProblemCode::Truncated,
            format!("{}: a record of {} bytes ends after {}", name_of(record), record.length, block.len()),
        )),
        None => Ok(()),
    };
    if (is_short || !input.is_at_record()?)
        && let Some(at) = memchr::memmem::find(&block, b"\r\n\r\nWARC/1.")
    {
        input.give_back(block.split_off(at));
        let message = format!("{}: a record of {} bytes ends after {at}", name_of(record), record.length);
        trouble = reading.problem(ProblemCode::Damaged, message);
    }
    hand_out(&mut &block[..], record, reading)?;
    trouble
}

/// Passes over a record that is larger than a document may be; it may be a picture.
fn take_large<R: BufRead>(input: &mut Input<R>, record: &Record, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut block = input.take(record.length);
    hand_out(&mut block, record, reading)?;
    // What is left may be longer than what there is; the next record's head tells.
    let left = block.limit();
    let skipped = io::copy(&mut block, &mut io::sink())?;
    if skipped < left {
        let (length, name) = (record.length, name_of(record));
        let message = format!("{name}: a record of {length} bytes ends after {}", length - left + skipped);
        return Err(Stop::Broken(ProblemCode::Truncated, message));
    }
    Ok(())
}

fn name_of(record: &Record) -> &str {
    if record.uri.is_empty() { &record.id } else { &record.uri }
}

fn hand_out(block: &mut impl Read, record: &Record, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let name = name_of(record);
    match record.kind.as_str() {
        "response" | "resource" => response(block, record, name, reading),
        "conversion" if record.content_type.starts_with("text/") => content(block, record, name, reading),
        // The same content was recorded before.
        "revisit" => reading.skip_member(name, Skip::Duplicate),
        _ => Ok(()),
    }
}

fn response(block: &mut impl Read, record: &Record, name: &str, reading: &mut Reading<'_>) -> Result<(), Stop> {
    if !record.content_type.starts_with("application/http") {
        return content(block, record, name, reading);
    }
    let mut bytes = Vec::new();
    block.take(PEEK).read_to_end(&mut bytes)?;
    if !http::may_be_article(&bytes) {
        return reading.skip_member(name, Skip::NotArticle);
    }
    rest(block, bytes, record, name, reading, Kind::Http)
}

fn content(block: &mut impl Read, record: &Record, name: &str, reading: &mut Reading<'_>) -> Result<(), Stop> {
    if http::is_no_text(&record.content_type) {
        return reading.skip_member(name, Skip::NotArticle);
    }
    rest(block, Vec::new(), record, name, reading, Kind::Document)
}

/// Reads what is left of a block and hands it out.
fn rest(
    block: &mut impl Read,
    mut bytes: Vec<u8>,
    record: &Record,
    name: &str,
    reading: &mut Reading<'_>,
    kind: Kind,
) -> Result<(), Stop> {
    let limit = reading.rules.max_member;
    if record.length > limit {
        let message = format!("{name}: {} bytes, more than the bound of {limit} for one document", record.length);
        return reading.problem(ProblemCode::TooLarge, message);
    }
    let read = block.read_to_end(&mut bytes);
    // A record that ends too soon is read as far as it goes; the caller tells so.
    if !bytes.is_empty() {
        let url = Some(record.uri.clone()).filter(|uri| uri.starts_with("http"));
        let given = Given {
            // Text alone does not say where it comes from; a page may know better.
            document: Document { url: url.clone().filter(|_| record.kind == "conversion"), ..Document::default() },
            base: url,
            format: None,
            charset: record.charset.clone(),
        };
        reading.document(name, bytes, given, kind)?;
    }
    read?;
    Ok(())
}
