//! Where inputs come from: walking folders and reading files. The only module that opens articles.

pub mod around;
pub mod container;
pub mod path;
pub mod read;
pub mod walk;

pub use around::{Around, Excerpt, Excerpts, lines_around};
pub use path::path_text;

use crate::extract::FormatInfo;

/// Every format that is read, containers first, with a sentence each: for help and documentation.
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    container::formats().chain(crate::extract::formats())
}
