//! A credit line understood: who made a picture, which organisations are owed credit, and how sure that
//! is, in any language.
//!
//! ```
//! use cutline_credit::{Vocabulary, parse, split_caption};
//!
//! let vocabulary = Vocabulary::builtin();
//! let credit = parse("Foto: Lena Orlova/AFP via Getty Images", &vocabulary);
//! assert_eq!(credit.people[0].name, "Lena Orlova");
//! let chain: Vec<&str> = credit.organisations.iter().map(|o| o.name.as_str()).collect();
//! assert_eq!(chain, ["AFP", "Getty Images"]);
//! assert!(credit.is_marked() && credit.confidence > 0.9);
//!
//! let split = split_caption("The ferry leaves the harbour. (AP Photo/Sam Hill, File)", &vocabulary);
//! assert_eq!(split.caption, "The ferry leaves the harbour.");
//! assert_eq!(split.printed, Some("(AP Photo/Sam Hill, File)"));
//! ```
//!
//! [`Vocabulary`] holds all words and names that the crate knows. It is laid out when the crate is built,
//! costs nothing to load, and a user's own words and organisations
//! [lie over it](Vocabulary::with_user_file). Nothing here opens a file, starts a thread or keeps a
//! global.
//!
//! [`parse`] reads a line in these steps, each a file of its own: `tokens` cuts it into words and gaps
//! and looks each word up; `grammar` takes segment by segment for a person, an organisation, a status, a
//! flag, a licence; `verdict` settles what stayed open, `judge` says whether the line is a credit at all,
//! by the numbers in `weights`; `chain` puts the organisations in order. `split` finds the credit at the
//! end of a caption.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod builtin;
mod chain;
mod class;
mod elements;
#[doc(hidden)]
pub mod fold;
mod grammar;
mod judge;
#[doc(hidden)]
pub mod length;
mod licence;
mod lines;
mod markers;
pub mod model;
mod named;
mod organisations;
#[doc(hidden)]
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
mod weights;

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
