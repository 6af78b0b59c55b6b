//! Items in the formats of other people's programs.

mod embedded;
mod jsonld;
mod parquet;

pub use embedded::{ExifToolCsv, file_name, xmp};
pub use jsonld::JsonLd;
pub use parquet::Parquet;
