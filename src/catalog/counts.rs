//! What a scan hands to the writer beside what it read: the identity of a file, and counts.

use super::versions::Versions;

/// What identifies a file, and tells later whether it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileMeta {
    /// The path as walked, as `source::path_text` writes it.
    pub path: String,
    /// The member inside the file; empty for the file itself.
    pub member: String,
    /// Size in bytes.
    pub size: u64,
    /// Nanoseconds since 1970 UTC of the last modification.
    pub modified: i64,
    /// XXH3-64 of the bytes.
    pub hash: u64,
    /// What reads it.
    pub made_by: Versions,
}

/// What a scan counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanCounts {
    /// Documents read anew.
    pub read: u64,
    /// Documents left as they were.
    pub unchanged: u64,
    /// Files that are no articles.
    pub skipped: u64,
    /// Documents dropped because their file vanished.
    pub removed: u64,
    /// Files that could not be read.
    pub problems: u64,
}
