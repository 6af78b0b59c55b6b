//! A line read, not yet settled: the runs of words and what each was taken for.

use super::reason::Reason;
use super::tokens::Tokens;
use crate::model::{Flag, Status};

/// What parts an element from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    Start,
    /// Only a space: the segment held more than one thing.
    Space,
    Slash,
    Pipe,
    Comma,
    Dash,
    Colon,
    Bracket,
    Via,
    For,
    From,
    By,
    And,
}

/// What a run of words was taken for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Taken {
    Marker,
    /// An organisation of the authority: its index there.
    Known(usize),
    /// An organisation by its shape.
    Organisation,
    Person,
    Status(Status),
    Flag(Flag),
    Licence(String),
    /// `DENMARK OUT`, `NO ARCHIVING`: kept as printed.
    Restriction,
    /// A name on a social network, an address of e-mail, a number: kept out of the names.
    Aside,
    Noise,
    /// Not settled yet.
    Open,
}

/// A run of words and what it was taken for.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub from: usize,
    pub to: usize,
    pub taken: Taken,
    pub separator: Separator,
    pub why: Reason,
}

/// A line read, not yet settled.
#[derive(Debug)]
pub(crate) struct Reading<'l> {
    pub printed: &'l str,
    pub tokens: Tokens,
    pub elements: Vec<Element>,
    /// First word after the markers, one past the last word that belongs to the credit.
    pub body: (usize, usize),
    /// First word of the line without its markers: a flag without a colon is part of the line.
    pub line_from: Option<usize>,
    /// A marker such as `Photo:` introduces the line.
    pub marked: bool,
    /// The only marker is one that also stands under statistics: `Source:`.
    pub source_only: bool,
    /// `©` or "copyright" introduces the line.
    pub copyright: bool,
    /// A year follows the copyright sign.
    pub copyright_year: bool,
    /// The line is known to be about something else.
    pub negative: bool,
    /// "All rights reserved" or the like.
    pub rights_reserved: bool,
}
