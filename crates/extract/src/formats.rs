//! The registry of documents: a line for each format that is one article. Containers, which hold many,
//! have a registry of their own; both answer how sure they are, and the surer one wins.

use cutline_credit::Vocabulary;

use crate::model::Extraction;
use crate::recognition::Recognition;
use crate::{feed, html, markdown, newsml, ninjs, oembed, text};

/// An input format, for help and documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// Its name, as the catalog and `--format` have it.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub summary: &'static str,
}

/// One input format: its name, how it is recognised, how it is read.
pub(crate) struct Format {
    pub name: &'static str,
    pub summary: &'static str,
    /// Whether a text whose file has this name is of the format; nothing where only a container says so.
    pub recognises: Option<fn(path: &str, text: &str) -> Recognition>,
    /// Media items and the document's own facts; bytes are counted from the beginning of `text`.
    pub read: fn(text: &str, vocabulary: &Vocabulary, out: &mut Extraction),
    /// Whether what is of the format is an article, even one without a media item.
    pub is_article: bool,
}

/// Every format; of those that are equally sure the first reads the input.
const FORMATS: &[Format] = &[
    Format {
        name: "html",
        summary: "A web page of any newsroom, or a piece of one.",
        recognises: Some(html::recognises),
        read: html::read,
        is_article: true,
    },
    Format {
        name: "newsml",
        summary: "IPTC NewsML-G2 and NITF: a news item, a message, an article with its media.",
        recognises: Some(newsml::recognises),
        read: newsml::read,
        is_article: true,
    },
    Format {
        name: "ninjs",
        summary: "IPTC ninjs 1.x to 3.x: a news item in JSON.",
        recognises: Some(ninjs::recognises),
        read: ninjs::read,
        is_article: true,
    },
    Format {
        name: "oembed",
        summary: "oEmbed: a photo or a video as its provider describes it in JSON.",
        recognises: Some(oembed::recognises),
        read: oembed::read,
        is_article: true,
    },
    Format {
        name: "feed-item",
        summary: "An item of a feed or of a WordPress export, as the feed cuts it off.",
        recognises: None,
        read: feed::read,
        is_article: true,
    },
    Format {
        name: "markdown",
        summary: "An article in Markdown, with or without front matter.",
        recognises: Some(markdown::recognises),
        read: markdown::read,
        is_article: false,
    },
];

/// What is of no format is plain text.
pub(crate) const PLAIN: Format = Format {
    name: "text",
    summary: "Plain text: an article copied or dumped from a page.",
    recognises: None,
    read: text::read,
    is_article: false,
};

/// Every format of documents, with a sentence each.
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    FORMATS.iter().chain([&PLAIN]).map(|format| FormatInfo { name: format.name, summary: format.summary })
}

/// A format and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Its name.
    pub name: &'static str,
    /// How sure it is.
    pub how: Recognition,
}

/// The format of documents that is surest of a text, or of the beginning of one, whose file has this name.
pub fn recognise(path: &str, text: &str) -> Option<Recognised> {
    let (format, how) = surest(path, text)?;
    Some(Recognised { name: format.name, how })
}

/// The format of this name.
pub(crate) fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

pub(crate) fn surest(path: &str, text: &str) -> Option<(&'static Format, Recognition)> {
    let mut best = None;
    for format in FORMATS {
        let Some(recognises) = format.recognises else { continue };
        match recognises(path, text) {
            Recognition::Declared => return Some((format, Recognition::Declared)),
            Recognition::Shape => best = best.or(Some((format, Recognition::Shape))),
            Recognition::No => {}
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_particular_wins() {
        let name = |path: &str, text: &str| recognise(path, text).map(|found| found.name);
        assert_eq!(name("a.html", "<nitf><head/></nitf>"), Some("newsml"));
        assert_eq!(name("a.html", "<p>A boat.</p>"), Some("html"));
        assert_eq!(name("a.md", "<!DOCTYPE html><html>"), Some("html"));
        assert_eq!(name("a.txt", "A boat lay at anchor."), None);
    }

    #[test]
    fn every_format_has_a_sentence() {
        for format in formats() {
            assert!(format.summary.ends_with('.') && format.summary.starts_with(char::is_alphanumeric));
        }
        assert!(formats().any(|format| format.name == "oembed"));
    }
}
