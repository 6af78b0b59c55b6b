//! What a finding rests on.

use serde::Serialize;

/// A field and its raw value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Of the interchange record, or of schema.org.
    pub field: String,
    /// Verbatim.
    pub value: String,
}
