//! What is given to extraction: bytes, and what is known of them.

use crate::model::Document;

/// One input: identity and bytes. Nothing later opens a file.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The path as walked; bytes that are not UTF-8 written as `\xHH`.
    pub path: String,
    /// The member inside the file.
    pub member: Option<String>,
    /// The contents.
    pub bytes: Vec<u8>,
    /// Nanoseconds since 1970 UTC of the last modification.
    pub modified: i64,
    /// What the container says of it.
    pub given: Given,
}

/// What a container says of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Facts that stand beside the document: they come before what it says itself.
    pub document: Document,
    /// Where the document was found, if it does not say so itself.
    pub base: Option<String>,
    /// The format, where the container knows it.
    pub format: Option<&'static str>,
    /// The encoding that its head names.
    pub charset: Option<String>,
}
