//! CSV (RFC 4180), TSV and the like of articles: a head that names the columns, one row a document, called by
//! its number from 1.

use std::borrow::Cow;
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::part::{Kind, Opened};
use super::{Bytes, Head, Reading, Stop, rows};
use crate::model::ProblemCode;

/// How many columns a table may have: a limit to what a head may ask for.
const MOST_COLUMNS: usize = 4096;

/// A first line of several names, of which one is a column of text that articles have, and a second
/// row of as many fields.
pub(super) fn recognises(head: &Head<'_>) -> bool {
    separator(head).is_some()
}

fn separator(head: &Head<'_>) -> Option<u8> {
    let mut decoded = Vec::new();
    let bytes = if is_utf16(head.bytes) {
        // As far as whole characters go.
        let even = &head.bytes[..head.bytes.len() & !1];
        utf8(even).read_to_end(&mut decoded).ok()?;
        &decoded[..]
    } else {
        head.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head.bytes)
    };
    let line = &bytes[..memchr::memchr(b'\n', bytes)?];
    if line.len() > 4096 || memchr::memchr(0, line).is_some() {
        return None;
    }
    [b'\t', b',', b';', b'|'].into_iter().filter(|s| line.contains(s)).find(|separator| {
        let mut reader =
            ReaderBuilder::new().delimiter(*separator).flexible(true).has_headers(false).from_reader(bytes);
        let mut first = ByteRecord::new();
        let mut second = ByteRecord::new();
        let read = reader.read_byte_record(&mut first).is_ok_and(|some| some)
            && reader.read_byte_record(&mut second).is_ok_and(|some| some);
        let names: Vec<&str> = first.iter().filter_map(|cell| std::str::from_utf8(cell).ok()).map(str::trim).collect();
        // A sentence with a comma is no head of a table.
        let are_names = names.len() == first.len() && names.iter().all(|n| n.len() < 64 && n.split(' ').count() < 4);
        let cut_off = !head.whole && second.len() < first.len();
        read && names.len() > 1
            && are_names
            && (second.len() == first.len() || cut_off)
            && head.rules.map.has_text(names.iter().copied())
    })
}

pub(super) fn read(mut bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let head = Head { bytes: bytes.head(), whole: bytes.is_whole(), name: "", rules: reading.rules };
    let separator = separator(&head).unwrap_or(b',');
    if bytes.head().starts_with(b"\xEF\xBB\xBF") {
        bytes.read_exact(&mut [0; 3])?;
    }
    let is_utf16 = is_utf16(bytes.head());
    let stream: Box<dyn Read + '_> = if is_utf16 { Box::new(utf8(bytes)) } else { Box::new(bytes) };
    let limit = reading.rules.max_member as usize;
    let mut table =
        ReaderBuilder::new().delimiter(separator).flexible(true).buffer_capacity(256 << 10).from_reader(stream);
    let names = table.byte_headers().map_err(broken)?.clone();
    let slots: Vec<_> =
        names.iter().take(MOST_COLUMNS).map(|n| reading.rules.map.slot(String::from_utf8_lossy(n).trim())).collect();
    let mut record = ByteRecord::new();
    let mut number = 0u64;
    while table.read_byte_record(&mut record).map_err(broken)? {
        number += 1;
        if record.as_slice().len() > limit {
            // A quote that is never closed swallows the rest of the file.
            let message = format!("row {number}: more than the bound of {limit} bytes for one document");
            reading.problem(ProblemCode::TooLarge, message)?;
            continue;
        }
        let mut row = rows::Row::default();
        for (slot, cell) in slots.iter().zip(record.iter()) {
            if let Some(slot) = slot {
                row.set(*slot, text(cell));
            }
        }
        let name = number.to_string();
        match row.document(String::new()) {
            Opened::Document { bytes, given, .. } => reading.document(&name, bytes, *given, Kind::Document)?,
            Opened::Skipped { skip, .. } => reading.skip_member(&name, skip)?,
            Opened::Problem(_) => {}
        }
    }
    Ok(())
}

/// UTF-16 says so with its first bytes: spreadsheets write "Unicode text" so.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// The bytes of a text that begins with a byte order mark, as UTF-8 without it.
fn utf8<R: Read>(bytes: R) -> impl Read {
    DecodeReaderBytesBuilder::new().bom_override(true).strip_bom(true).build(bytes)
}

/// A cell as text; tables of old programs are in Windows' encoding.
fn text(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(crate::extract::decode(cell).text.into_owned()),
    }
}

fn broken(error: csv::Error) -> Stop {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => Stop::Broken(ProblemCode::Damaged, format!("no table any more: {other:?}")),
    }
}
