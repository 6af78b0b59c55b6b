//! A credit line understood.

pub mod authority;
pub mod people;

use crate::model::Credit;
pub use authority::Authority;

/// What `line` says of who is owed credit. Pure; never fails: a line that is no credit gives an
/// empty [`Credit`] with a low confidence.
pub fn parse(line: &str, _authority: &Authority) -> Credit {
    // STAND-IN until the grammar lands.
    let parts: Vec<&str> = line.trim().split(" | ").collect();
    let mut credit = Credit {
        line: line.trim().to_owned(),
        confidence: 0.1,
        ..Credit::default()
    };
    if let [name, status, agency] = parts[..] {
        credit.people.push(crate::model::Person {
            name: name.to_owned(),
            span: crate::model::Span::new(0, name.len()),
        });
        credit.status = crate::model::Status::from_name(status);
        credit.organisations.push(crate::model::Organisation {
            name: agency.to_owned(),
            span: crate::model::Span::new(line.trim().len() - agency.len(), line.trim().len()),
            known: _authority.find(agency).is_some(),
            role: crate::model::Role::Sole,
        });
    }
    credit
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
