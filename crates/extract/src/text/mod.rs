//! Plain-text articles: text dumps of news pages.
//!
//! The text is cut into blocks (`blocks`), each block is taken for what it is by itself
//! (`roles`), then captions, credits and titles that stand in neighbouring blocks are put
//! together (`assemble`). Videos have a form of their own (`video`); the document's own facts
//! are read by `facts`.

mod assemble;
pub(super) mod blocks;
mod captions;
pub(super) mod facts;
mod roles;
mod video;

use crate::model::Extraction;
use cutline_credit::Vocabulary;

/// Reads the media items and the facts of a plain-text article.
pub(super) fn read(text: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let blocks = blocks::cut(text);
    out.items = items(&blocks, vocabulary, Vec::new());
    facts::read(&blocks, &out.items, vocabulary, &mut out.document);
}

/// The media items of `blocks`; `pictures` are those that the format itself declares.
pub(super) fn items(
    blocks: &[blocks::Block<'_>],
    vocabulary: &Vocabulary,
    pictures: Vec<Picture>,
) -> Vec<crate::model::MediaItem> {
    let roles = roles::of(blocks, vocabulary);
    assemble::assemble(blocks, roles, vocabulary, pictures)
}

/// A picture that the format declares by its own means (Markdown's `![alt](address)`).
pub(super) struct Picture {
    /// The block that it stands in.
    pub block: usize,
    pub alt: Option<String>,
    pub title: Option<String>,
    pub url: String,
}
