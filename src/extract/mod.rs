//! STAND-IN for the real extractor: a caption line followed by `Name | Contributor | Getty Images`.

use crate::credit::{self, Authority};
use crate::model::{
    Document, Evidence, Extraction, Kind, MediaItem, Placement, Problem, ProblemCode, Skip, Span,
};
use crate::source::{Input, decode, sniff};

/// Version of extraction as a whole. A catalog re-reads every document that an older one read:
/// raise it whenever the same bytes may give other items.
pub const VERSION: u32 = 1;

/// Reads one input. Pure: no clock, no file system, no database.
///
/// # Errors
/// The reason why the input is no article.
pub fn extract(input: &Input, authority: &Authority) -> Result<Extraction, Skip> {
    if sniff::is_binary(&input.bytes) {
        return Err(Skip::Binary);
    }
    let decoded = decode(&input.bytes);
    let text = &*decoded.text;
    if text.trim().is_empty() {
        return Err(Skip::Empty);
    }
    if !text.contains(". ") {
        return Err(Skip::NotArticle);
    }
    let mut extraction = Extraction {
        document: Document {
            path: input.path.clone(),
            title: text
                .lines()
                .next()
                .map(|line| line.chars().take(200).collect()),
            ..Document::default()
        },
        format: "text",
        ..Extraction::default()
    };
    if decoded.replaced {
        extraction.problems.push(Problem {
            code: ProblemCode::Encoding,
            path: input.path.clone(),
            member: None,
            message: format!("bytes that are not {} were replaced", decoded.encoding),
        });
    }
    let (mut start, mut before) = (0, "");
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.matches(" | ").count() == 2 {
            let credit = credit::parse(line, authority);
            extraction.items.push(MediaItem {
                kind: Kind::Photo,
                placement: Placement::Body,
                caption: Some(before.trim().to_owned()),
                title: None,
                alt: None,
                credit_printed: Some(line.trim().to_owned()),
                credit: Some(credit),
                urls: Vec::new(),
                duration_seconds: None,
                evidence: Evidence {
                    line: number as u32,
                    span: Span::new(start - before.len(), start + line.len()),
                    method: "pipe-credit".to_owned(),
                    confidence: 0.9,
                },
            });
        }
        start += line.len();
        before = line;
    }
    Ok(extraction)
}
