//! Results to text, and the only place that formats.

pub mod summary;
