//! Where inputs come from: walking folders, reading files, decoding bytes to text. The only module
//! that opens files.

pub mod around;
pub mod decode;
pub mod path;
pub mod read;
pub mod sniff;
pub mod walk;

pub use around::{Around, Excerpt, Excerpts, lines_around};
pub use decode::{Decoded, decode};
pub use path::path_text;

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
}
