//! Bytes of an article in, media items with their captions, credits and claims out: web pages, plain text,
//! Markdown, NewsML, ninjs, oEmbed, items of feeds.
//!
//! ```
//! use cutline_credit::Vocabulary;
//! use cutline_extract::{Input, extract};
//!
//! let page = "<html><body><article><h1>The dyke at Northmoor</h1>
//!     <figure><img src='https://news.example/dyke-7781.jpg'>
//!     <figcaption>Sandbags on the dyke. Photo: Ana Ruiz/AFP</figcaption></figure>
//!     <p>The water had been rising since Tuesday, and by the evening nobody on the quay believed it would hold.</p>
//!     </article></body></html>";
//! let input = Input { path: "dyke.html".into(), bytes: page.into(), ..Input::default() };
//! let found = extract(&input, &Vocabulary::builtin())?;
//!
//! let item = &found.items[0];
//! assert_eq!(item.caption.as_deref(), Some("Sandbags on the dyke."));
//! assert_eq!(item.printed(), Some("Photo: Ana Ruiz/AFP"));
//! assert_eq!(item.understood().expect("a credit").people[0].name, "Ana Ruiz");
//! # Ok::<(), cutline_extract::model::Skip>(())
//! ```
//!
//! Extraction is a pure function of bytes, name and vocabulary: no clock, no files, no globals. Each format
//! is one file or folder and one line of a registry ([`formats`]). Whoever reads a source states what it
//! says ([`claim`]); [`trust`] knows which source is believed.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod article;
pub mod claim;
pub mod date;
mod declared;
pub mod decode;
mod feed;
mod formats;
mod html;
pub mod identity;
mod input;
mod json;
mod markdown;
pub mod model;
mod newsml;
mod ninjs;
mod oembed;
pub mod prolog;
mod rank;
mod recognition;
mod rendition;
pub mod sniff;
mod text;
pub mod trust;
mod xml;

use cutline_credit::Vocabulary;

pub use decode::{Decoded, decode, decode_as};
pub use formats::{FormatInfo, Recognised, formats, recognise};
pub use input::{Given, Input};
pub use recognition::Recognition;

use model::{Document, Extraction, Problem, ProblemCode, Skip, Span};

/// Version of extraction as a whole. A catalog reads every document anew that another version read: raise
/// it whenever the same bytes may give other items, other claims, another placement or another key. What a
/// credit line says is not extraction: for that there is the version of the grammar.
pub const VERSION: u32 = 5;

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
    let given = input.given.format.and_then(formats::named);
    let format = given.or_else(|| formats::surest(&input.path, text).map(|(format, _)| format));
    let format = format.unwrap_or(&formats::PLAIN);
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
