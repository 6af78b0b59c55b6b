//! Items in the formats of other people's programs: one file per form, one row of [`EXPORTS`] each.
//! Help, completion, documentation and the tests of every form come from the rows.

mod csv;
mod embedded;
mod form;
mod jsonld;
mod ndjson;
#[cfg(feature = "parquet")]
mod parquet;
mod place;
mod sqlite;

pub use form::{Destination, Export, ExportError, Job, Target};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use place::write;

/// Every form, in the order of the help text.
pub static EXPORTS: &[Export] = &[
    csv::EXPORT,
    ndjson::EXPORT,
    #[cfg(feature = "parquet")]
    parquet::EXPORT,
    jsonld::EXPORT,
    sqlite::EXPORT,
    embedded::EXIFTOOL,
    embedded::XMP,
];

/// The form of this name.
pub fn find(name: &str) -> Option<&'static Export> {
    EXPORTS.iter().find(|export| export.name == name)
}
