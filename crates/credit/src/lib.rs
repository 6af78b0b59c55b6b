//! A credit line understood: tokens, markers, grammar, people, chain, authority.
//!
//! [`parse`] reads a line in these steps, each a file of its own: `tokens` cuts it into words and
//! gaps; `lexicon` and `authority` say what words mean; `grammar` takes segment by segment
//! for a person, an organisation, a status, a flag, a licence; `verdict` settles what stayed open
//! and whether the line is a credit at all; `chain` puts the organisations in order. `split`
//! finds the credit at the end of a caption.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod builtin;
mod chain;
mod class;
mod elements;
pub mod fold;
mod grammar;
mod judge;
pub mod length;
mod licence;
mod lines;
mod markers;
pub mod model;
mod named;
mod organisations;
pub mod people;
mod phrase;
mod phrases;
mod reading;
mod reason;
mod shape;
mod signals;
mod split;
mod table;
mod tokens;
mod understand;
mod user;
mod verdict;
mod vocabulary;

pub use elements::Meanings;
pub use licence::link as licence_link;
pub use lines::{
    begins_with_marker, behind_counter_word, byline, duration_head, is_byline, is_byline_head, is_interface, is_name,
    is_pointer, labelled_caption, labels_video, speaks_of_video, video_head, without_duration_tail,
};
pub use organisations::{Entry, Match, Spelling, SpellingKind};
pub use reason::{Reason, SegmentKind};
pub use signals::look;
pub use split::{CaptionSplit, SplitForm, Strength, read_whole, split_and_parse, split_caption, supplied};
pub use understand::parse;
pub use user::DataError;
pub use vocabulary::Vocabulary;

/// Version of the grammar: of everything that decides what a credit line says but the vocabulary, which
/// has a fingerprint. A catalog understands its credit lines anew when this changes: raise it whenever
/// the same line may say something else, or say it with another confidence, by the same vocabulary.
pub const VERSION: u32 = 1;
