//! A credit line understood: the one way in.

use super::model::{Credit, CreditLine};
use super::vocabulary::Vocabulary;
use super::{grammar, verdict};

/// What `printed` says of who is owed credit. Pure; never fails: a line that is no credit gives a
/// [`Credit`] without people, organisations and flags, and a low confidence.
///
/// Spans are byte offsets into `printed`.
pub fn parse(printed: &str, vocabulary: &Vocabulary) -> Credit {
    let reading = grammar::read(printed, vocabulary);
    verdict::settle(reading, vocabulary)
}

impl CreditLine {
    /// Reads `printed`, a credit line with its marker if it has one.
    pub fn read(printed: impl Into<String>, vocabulary: &Vocabulary) -> Self {
        let printed = printed.into();
        let credit = parse(&printed, vocabulary);
        Self { printed, credit }
    }
}
