//! Responses as crawlers record them (RFC 9112): status, head, and a body that may be in chunks and
//! compressed. Many archives keep the head and have the body decoded already; what does not decode
//! is taken as it is.

use std::io::Read;

use super::Rules;
use super::part::{Opened, Part};
use crate::model::{Problem, ProblemCode, Skip};

/// Media types of which no article is.
const NO_TEXT: &[&str] = &[
    "image/",
    "video/",
    "audio/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/octet-stream",
    "application/pdf",
    "application/font",
    "application/zip",
    "application/gzip",
    "application/vnd.",
    "application/wasm",
    "application/x-shockwave-flash",
];

/// Whether content of this media type is certainly no article.
pub(super) fn is_no_text(content_type: &str) -> bool {
    NO_TEXT.iter().any(|kind| content_type.trim_start().starts_with(kind))
}

/// Whether the response that begins so may hold an article: a success with text in it.
pub(super) fn may_be_article(bytes: &[u8]) -> bool {
    let Some(head) = Head::read(bytes) else { return true };
    (200..300).contains(&head.status) && !is_no_text(&head.content_type)
}

/// The fields of a response's head that matter here, and where its body begins.
#[derive(Debug, Default, PartialEq, Eq)]
struct Head {
    status: u16,
    content_type: String,
    encoding: String,
    chunked: bool,
    body: usize,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
        let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2));
        let (end, body) = match (crlf, lf) {
            (Some(crlf), Some(lf)) => crlf.min(lf),
            (one, other) => one.or(other)?,
        };
        let text = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = text.lines();
        let status = lines.next()?.strip_prefix("HTTP/")?;
        let mut head = Self { status: status.split_ascii_whitespace().nth(1)?.parse().ok()?, body, ..Self::default() };
        for line in lines {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => head.content_type = value,
                "content-encoding" => head.encoding = value,
                "transfer-encoding" => head.chunked = value.contains("chunked"),
                _ => {}
            }
        }
        Some(head)
    }
}

/// Hands out the body of a response.
pub(super) fn open(part: Part, path: &str, rules: &Rules, emit: &mut dyn FnMut(Opened)) {
    let Part { name, mut bytes, mut given, .. } = part;
    let Some(head) = Head::read(&bytes) else {
        return emit(Opened::Problem(Problem {
            code: ProblemCode::Damaged,
            path: path.to_owned(),
            member: Some(name),
            message: "a response without a head".to_owned(),
        }));
    };
    if !(200..300).contains(&head.status) || is_no_text(&head.content_type) {
        return emit(Opened::Skipped { name, skip: Skip::NotArticle });
    }
    let body = &bytes[head.body..];
    let joined = if head.chunked { joined(body) } else { None };
    let decoded = decoded(joined.as_deref().unwrap_or(body), &head.encoding, rules.max_member);
    match decoded.or(joined) {
        Some(decoded) => bytes = decoded,
        None => drop(bytes.drain(..head.body)),
    }
    if let Some((_, charset)) = head.content_type.split_once("charset=") {
        let charset = charset.split([';', ',']).next().unwrap_or_default();
        given.charset = Some(charset.trim_matches(['"', '\'', ' ']).to_owned());
    }
    emit(Opened::Document { name, bytes, given });
}

/// The chunks of a body put together; nothing where it is in no chunks.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let line = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(rest[..line].trim_ascii()).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[line + 1..];
        if size == 0 {
            return Some(out);
        }
        let Some(chunk) = rest.get(..size) else {
            // Cut off within a chunk: what came is kept.
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

/// The body without its content coding, at most `limit` bytes; nothing where it has none, or does
/// not decode.
fn decoded(body: &[u8], encoding: &str, limit: u64) -> Option<Vec<u8>> {
    let unpack = |stream: &mut dyn Read| {
        let mut out = Vec::new();
        // A body that breaks off gives what came before.
        let _ = stream.take(limit).read_to_end(&mut out);
        (!out.is_empty()).then_some(out)
    };
    if body.starts_with(b"\x1F\x8B\x08") {
        return unpack(&mut flate2::read::MultiGzDecoder::new(body));
    }
    if body.starts_with(b"\x28\xB5\x2F\xFD") {
        return unpack(&mut zstd::Decoder::new(body).ok()?);
    }
    match encoding.trim() {
        "deflate" => unpack(&mut flate2::read::ZlibDecoder::new(body))
            .or_else(|| unpack(&mut flate2::read::DeflateDecoder::new(body))),
        // Valid UTF-8 is no Brotli stream: the archive decoded it.
        "br" if std::str::from_utf8(body).is_err() => {
            unpack(&mut brotli_decompressor::Decompressor::new(body, 16 << 10))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(joined(b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n").as_deref(), Some(&b"Wikipedia"[..]));
        assert_eq!(joined(b"4\r\nWiki\r\nff\r\npe").as_deref(), Some(&b"Wikipe"[..]));
        assert_eq!(joined(b"<html><body>\n").as_deref(), None);
        assert_eq!(joined(b"ffffffffffffffff\r\nx").as_deref(), Some(&b"x"[..]));
    }

    #[test]
    fn heads_are_read() {
        let head = Head::read(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1\r\nTransfer-Encoding: chunked\r\n\r\nx",
        );
        let head = head.unwrap();
        assert_eq!(
            (head.status, head.chunked, head.content_type.as_str()),
            (200, true, "text/html; charset=iso-8859-1")
        );
        assert!(!may_be_article(b"HTTP/1.1 404 Not Found\r\n\r\n"));
        assert!(!may_be_article(b"HTTP/1.0 200 OK\nContent-Type: image/png\n\n"));
    }
}
