//! Bytes to media items: one file or folder a format, and a registry with one line each.

use crate::credit::Authority;
use crate::model::{Extraction, Skip};
use crate::source::Input;

/// Version of extraction as a whole. A catalog re-reads every document that an older one read:
/// raise it whenever the same bytes may give other items.
pub const VERSION: u32 = 1;

/// Reads one input. Pure: no clock, no file system, no database.
///
/// # Errors
/// The reason why the input is no article.
pub fn extract(_input: &Input, _authority: &Authority) -> Result<Extraction, Skip> {
    Err(Skip::NotArticle)
}
