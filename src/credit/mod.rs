//! A credit line understood.

pub mod authority;
pub mod people;

use crate::model::Credit;
pub use authority::Authority;

/// What `line` says of who is owed credit. Pure; never fails: a line that is no credit gives an
/// empty [`Credit`] with a low confidence.
pub fn parse(line: &str, _authority: &Authority) -> Credit {
    // Placeholder until the grammar lands.
    Credit {
        line: line.trim().to_owned(),
        ..Credit::default()
    }
}

/// A caption and the credit it held.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptionSplit<'t> {
    /// The caption without its credit.
    pub caption: &'t str,
    /// The credit as printed, marker and brackets and all; `None` when the caption holds none.
    pub printed: Option<&'t str>,
}

/// Splits a caption from the credit that stands at its end.
pub fn split_caption<'t>(text: &'t str, _authority: &Authority) -> CaptionSplit<'t> {
    CaptionSplit {
        caption: text,
        printed: None,
    }
}
