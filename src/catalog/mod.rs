//! The catalog: one SQLite file, made and migrated here, written by one writer, read by anybody.
//!
//! - [`Writer`] stores what a scan reads: [`Writer::store_document`] is the way in.
//! - [`open_read_only`] gives a connection that cannot write, for queries.
//! - [`Known`] tells a scan what the catalog holds of a file already.
//!
//! With `query` the only module that names rusqlite. `schema.sql` says what is in the file.

mod adopt;
mod claims;
mod contents;
mod copy;
mod counts;
mod credits;
mod dropped;
mod error;
mod facts;
mod ids;
mod items;
mod known;
mod lock;
mod migrate;
mod open;
mod orphans;
mod pictures;
mod prune;
mod roots;
mod roots_edit;
mod saved;
pub(crate) mod spelling;
mod totals;
mod upgrade;
mod versions;
mod vocabulary;
pub mod waivers;
mod words;
mod write;

pub use copy::copy;
pub use counts::{FileMeta, ScanCounts};
pub use error::Error;
pub use known::{Known, KnownDocument};
pub use open::open_read_only;
pub use pictures::article;
pub use roots::{Root, Scopes, file_of, roots};
pub use roots_edit::{Ask, Forgotten, Held, NamedWaiver, RootError, held, would_forget, would_move};
pub use saved::{save_query, saved_queries};
pub use totals::Totals;
pub use versions::Versions;
pub use words::words_text;
pub use write::{Stored, Writer};

/// The schema of a catalog, commented.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// Files that stand beside a catalog and belong to it, as endings of its name.
pub const COMPANIONS: &[&str] = &["", "-wal", "-shm", "-journal", "-lock"];

/// The form in which a spelling of an organisation stands in `organisation_name`.
pub fn spelling_key(name: &str) -> String {
    crate::credit::people::fold(name)
}
