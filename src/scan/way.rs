//! What a scan goes by, and the runs of work it is cut into.

use std::path::PathBuf;

use super::worker::Work;
use super::{Control, Options};
use crate::catalog::{Scopes, Versions};
use crate::credit::Vocabulary;
use crate::extract;
use crate::source::container;
use crate::source::walk::Rules;

/// What documents are read by: this program, with this vocabulary.
pub(super) fn made_by(vocabulary: &Vocabulary) -> Versions {
    // An organisation decides what is found as a word does: `… in the harbour (Quay Press)` ends with a
    // credit where Quay Press is known, and with a remark where it is not.
    Versions { extraction: extract::VERSION, containers: container::VERSION, vocabulary: vocabulary.fingerprint() }
}

/// What a scan goes by.
pub(super) struct Way<'w> {
    pub options: &'w Options,
    pub vocabulary: &'w Vocabulary,
    pub control: &'w Control,
    pub rules: &'w Rules,
    pub containers: &'w container::Rules,
    pub roots: &'w [PathBuf],
    /// How paths are spelled in the catalog.
    pub scopes: &'w Scopes,
    /// What documents are read by.
    pub made_by: Versions,
}

/// A run of work; batches are numbered in the order walked.
pub(super) struct Batch<'b> {
    pub number: u64,
    pub work: Work<'b>,
    /// Files in it, and their bytes.
    pub files: u64,
    pub bytes: u64,
}
