//! MHTML (RFC 2557), a page saved by a browser with all it shows: the page itself is the document,
//! in the place of the file.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::part::Kind;
use super::{Bytes, Head, Reading, Stop};
use crate::extract::Given;
use crate::model::{Document, ProblemCode, Skip};

/// A head of a mail message whose parts are related to each other.
pub(super) fn recognises(head: &Head<'_>) -> bool {
    let head = &head.bytes[..head.bytes.len().min(4096)];
    let begins =
        [&b"From:"[..], b"MIME-Version:", b"Content-Type:", b"Snapshot-Content-Location:", b"Subject:", b"Date:"]
            .iter()
            .any(|field| head.len() > field.len() && head[..field.len()].eq_ignore_ascii_case(field));
    let text = || String::from_utf8_lossy(head).to_ascii_lowercase();
    begins && text().contains("multipart/related")
}

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let limit = reading.rules.max_member;
    let (bytes, error) = bytes.into_vec(limit);
    if bytes.len() as u64 > limit {
        return reading
            .problem(ProblemCode::TooLarge, format!("more than the bound of {limit} bytes for one document"));
    }
    let message = MessageParser::default().parse(&bytes);
    let page = message.iter().flat_map(|message| &message.parts).find_map(|part| match &part.body {
        PartType::Html(page) => Some((page, part.content_location())),
        _ => None,
    });
    match page {
        Some((page, location)) => {
            let url = location.filter(|l| l.starts_with("http")).map(str::to_owned);
            let document = Document::default();
            let given = Given { document, base: url, format: Some("html"), charset: None };
            reading.part(page.as_bytes().to_vec(), given, Kind::Document)?;
        }
        None => reading.skip(Skip::NotArticle)?,
    }
    error.map_or(Ok(()), |error| Err(error.into()))
}
