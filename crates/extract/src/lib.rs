//! Bytes to media items: one file or folder a format, and a registry with one line each.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod article;
pub mod claim;
pub mod date;
mod declared;
pub mod decode;
mod feed;
mod html;
pub mod identity;
mod input;
mod length;
mod markdown;
pub mod model;
mod newsml;
mod ninjs;
pub mod prolog;
pub mod sniff;
mod text;
pub mod trust;
mod xml;

use cutline_credit::Vocabulary;

pub use decode::{Decoded, decode, decode_as};
pub use input::{Given, Input};

use model::{Document, Extraction, Problem, ProblemCode, Skip, Span};

/// Version of extraction as a whole. A catalog re-reads every document that an older one read:
/// raise it whenever the same bytes may give other items.
pub const VERSION: u32 = 4;

/// One input format: its name, how it is recognised, how it is read.
struct Format {
    name: &'static str,
    /// Whether a text whose file has this name is of the format. The first that says so reads it.
    recognises: fn(path: &str, text: &str) -> bool,
    /// Media items and the document's own facts; bytes are counted from the beginning of `text`.
    read: fn(text: &str, vocabulary: &Vocabulary, out: &mut Extraction),
    /// Whether what is of the format is an article, even one without a media item.
    is_article: bool,
}

/// Every format, the more particular first.
const FORMATS: &[Format] = &[
    Format { name: "html", recognises: html::recognises, read: html::read, is_article: true },
    Format { name: "newsml", recognises: newsml::recognises, read: newsml::read, is_article: true },
    Format { name: "ninjs", recognises: ninjs::recognises, read: ninjs::read, is_article: true },
    Format { name: "feed-item", recognises: feed::recognises, read: feed::read, is_article: true },
    Format { name: "markdown", recognises: markdown::recognises, read: markdown::read, is_article: false },
];

/// What is of no format is plain text.
const PLAIN: Format = Format { name: "text", recognises: |_, _| true, read: text::read, is_article: false };

/// Reads one input. Pure: no clock, no file system, no database.
///
/// # Errors
/// The reason why the input is no article.
pub fn extract(input: &Input, vocabulary: &Vocabulary) -> Result<Extraction, Skip> {
    if sniff::is_binary(&input.bytes) {
        return Err(Skip::Binary);
    }
    let decoded = decode_as(&input.bytes, input.given.charset.as_deref());
    let text: &str = &decoded.text;
    if text.trim_start().is_empty() {
        return Err(Skip::Empty);
    }
    let given = input.given.format.and_then(|name| FORMATS.iter().find(|format| format.name == name));
    let format = given.or_else(|| FORMATS.iter().find(|format| (format.recognises)(&input.path, text)));
    let format = format.unwrap_or(&PLAIN);
    let is_article = format.is_article || given.is_some();
    if !is_article && !article::looks_like_one(text) {
        return Err(Skip::NotArticle);
    }
    let mut out = Extraction {
        document: Document { path: input.path.clone(), member: input.member.clone(), ..Document::default() },
        format: format.name,
        ..Extraction::default()
    };
    (format.read)(text, vocabulary, &mut out);
    given_facts(&input.given, &mut out);
    identity::assign(&mut out.items);
    if decoded.replaced {
        out.problems.push(Problem {
            code: ProblemCode::Encoding,
            path: input.path.clone(),
            member: input.member.clone(),
            message: format!("bytes that are not {} were replaced", decoded.encoding),
        });
    }
    if out.items.is_empty() && !is_article && !article::has_prose(text) {
        return Err(Skip::NotArticle);
    }
    if decoded.bom_len > 0 {
        shift(&mut out, decoded.bom_len);
    }
    Ok(out)
}

/// What the container says of the document comes first; where the document was found stands in for
/// an address that it does not have.
fn given_facts(given: &Given, out: &mut Extraction) {
    let (facts, document) = (&given.document, &mut out.document);
    for (fact, own) in [
        (&facts.url, &mut document.url),
        (&facts.title, &mut document.title),
        (&facts.publisher, &mut document.publisher),
        (&facts.language, &mut document.language),
        (&facts.published, &mut document.published),
    ] {
        if fact.is_some() {
            own.clone_from(fact);
        }
    }
    if document.url.is_none() {
        document.url.clone_from(&given.base);
    }
}

/// Spans count from the beginning of the file: a byte order mark is part of it.
fn shift(out: &mut Extraction, bytes: usize) {
    for item in &mut out.items {
        item.move_places(|span| Span::new(span.start + bytes, span.end + bytes));
    }
}
