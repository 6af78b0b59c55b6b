//! Bytes to media items: one file or folder a format, and a registry with one line each.

mod article;
mod html;
mod markdown;
mod text;

use crate::credit::Authority;
use crate::model::{Document, Extraction, Problem, ProblemCode, Skip};
use crate::source::{Input, decode, sniff};

/// Version of extraction as a whole. A catalog re-reads every document that an older one read:
/// raise it whenever the same bytes may give other items.
pub const VERSION: u32 = 3;

/// One input format: its name, how it is recognised, how it is read.
struct Format {
    name: &'static str,
    /// Whether a text whose file has this name is of the format. The first that says so reads it.
    recognises: fn(path: &str, text: &str) -> bool,
    /// Media items and the document's own facts; bytes are counted from the beginning of `text`.
    read: fn(text: &str, authority: &Authority, out: &mut Extraction),
}

/// Every format, the more particular first.
const FORMATS: &[Format] = &[
    Format { name: "html", recognises: html::recognises, read: html::read },
    Format { name: "markdown", recognises: markdown::recognises, read: markdown::read },
    Format { name: "text", recognises: |_, _| true, read: text::read },
];

/// Reads one input. Pure: no clock, no file system, no database.
///
/// # Errors
/// The reason why the input is no article.
pub fn extract(input: &Input, authority: &Authority) -> Result<Extraction, Skip> {
    if sniff::is_binary(&input.bytes) {
        return Err(Skip::Binary);
    }
    let decoded = decode(&input.bytes);
    let text: &str = &decoded.text;
    if text.trim_start().is_empty() {
        return Err(Skip::Empty);
    }
    let is_page = html::recognises(&input.path, text);
    if !is_page && !article::looks_like_one(text) {
        return Err(Skip::NotArticle);
    }
    let mut out = Extraction {
        document: Document { path: input.path.clone(), member: input.member.clone(), ..Document::default() },
        ..Extraction::default()
    };
    if let Some(format) = FORMATS.iter().find(|f| (f.recognises)(&input.path, text)) {
        out.format = format.name;
        (format.read)(text, authority, &mut out);
    }
    if decoded.replaced {
        out.problems.push(Problem {
            code: ProblemCode::Encoding,
            path: input.path.clone(),
            member: input.member.clone(),
            message: format!("bytes that are not {} were replaced", decoded.encoding),
        });
    }
    if out.items.is_empty() && !is_page && !article::has_prose(text) {
        return Err(Skip::NotArticle);
    }
    if decoded.bom_len > 0 {
        shift(&mut out, decoded.bom_len);
    }
    Ok(out)
}

/// Spans count from the beginning of the file: a byte order mark is part of it.
fn shift(out: &mut Extraction, bytes: usize) {
    for item in &mut out.items {
        item.evidence.span.start += bytes;
        item.evidence.span.end += bytes;
    }
}
