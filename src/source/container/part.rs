//! A part of a container: what its reader cuts off without understanding it, and what it holds.

use crate::extract::Given;
use crate::model::{Problem, Skip};

/// Bytes cut off a container, to be opened by whoever works on them.
#[derive(Debug)]
pub struct Part {
    /// The member; of rows, what stands before their numbers.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) given: Box<Given>,
    pub(super) kind: Kind,
}

/// What the bytes of a part are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document.
    Document,
    /// A response with its head, as a crawler recorded it.
    Http,
    /// JSON objects, one a line; the number of the first.
    Lines(u64),
}

/// What a part held.
#[derive(Debug)]
pub enum Opened {
    /// A document.
    Document {
        /// The member; empty for the file itself.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// What the container says of it.
        given: Box<Given>,
    },
    /// No article.
    Skipped {
        /// The member.
        name: String,
        /// Why.
        skip: Skip,
    },
    /// What could not be read.
    Problem(Problem),
}

impl Part {
    /// How much memory it takes, nearly.
    pub fn len(&self) -> usize {
        self.bytes.len() + self.name.len()
    }

    /// Whether it is the file itself, unpacked, and no member.
    pub fn is_the_file(&self) -> bool {
        self.name.is_empty() && self.kind == Kind::Document
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
