//! Items in the formats of other people's programs.

mod embedded;
mod jsonld;
#[cfg(feature = "parquet")]
mod parquet;

pub use embedded::{ExifToolCsv, file_name, xmp};
pub use jsonld::JsonLd;
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
