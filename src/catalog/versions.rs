//! What made a row: whatever of it changes, the row is understood or read anew, and no other.

use crate::credit::{self, Vocabulary};
use crate::model::Skip;

/// What a document was read by: whatever of this changes, it is read anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the extraction.
    pub extraction: u32,
    /// Of the readers of containers.
    pub containers: u32,
    /// Fingerprint of the vocabulary.
    pub vocabulary: u64,
}

impl Versions {
    /// Whether what was read by these would be read the same by `now`. The readers of containers count for
    /// every file: a newer one may take for a container what was an article, and unpacks `a.html.gz`. Words
    /// do not count for what has none.
    pub fn hold(&self, now: &Self, skipped: Option<Skip>) -> bool {
        let worded = !matches!(skipped, Some(Skip::Empty | Skip::Binary));
        self.extraction == now.extraction
            && self.containers == now.containers
            && (self.vocabulary == now.vocabulary || !worded)
    }
}

/// By what a credit line is understood; a row of `credit` knows by what it was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Understanding {
    /// Version of the grammar.
    pub grammar: u32,
    /// Fingerprint of the whole vocabulary: a word, too, can change what a line says.
    pub vocabulary: i64,
}

impl Understanding {
    /// The one of this program with this vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> Self {
        Self { grammar: credit::VERSION, vocabulary: vocabulary.fingerprint().cast_signed() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_read_anew_and_nothing_else() {
        let then = Versions { extraction: 1, containers: 1, vocabulary: 1 };
        let words = Versions { vocabulary: 2, ..then };
        let containers = Versions { containers: 2, ..then };
        assert!(then.hold(&then, None));
        assert!(!then.hold(&Versions { extraction: 2, ..then }, Some(Skip::Binary)));
        assert!(!then.hold(&words, None) && !then.hold(&words, Some(Skip::NotArticle)));
        assert!(then.hold(&words, Some(Skip::Binary)));
        for skipped in [None, Some(Skip::Container), Some(Skip::Binary), Some(Skip::NotArticle)] {
            assert!(!then.hold(&containers, skipped), "{skipped:?}");
        }
    }
}
