//! The audit: what is wrong with the credits of a catalog, as the best linters say it of code.
//!
//! A rule is declared once, as a row of its family's table (`cl1xx.rs`…); code, documentation and
//! fixtures all hang on that row. [`run`] reads the catalog twice: once as hashes, to find what is
//! credited differently elsewhere, and once document by document, asking every rule; memory does not
//! grow with the catalog but for those hashes, less than a hundred bytes per item.

mod case;
mod cl1xx;
mod cl2xx;
mod cl3xx;
mod cl4xx;
mod cl5xx;
mod cl6xx;
mod cl9xx;
mod credits;
mod engine;
mod evidence;
mod finding;
mod formerly;
mod names;
mod nearest;
pub mod policy;
mod quota;
pub mod reconcile;
mod registry;
pub mod rule;
mod same;
mod settings;
mod text;
mod waived;

pub use engine::{Audit, Summary, run};
pub use evidence::Evidence;
pub use finding::{Finding, Former};
pub use policy::Policy;
pub use registry::{FAMILIES, rule, rules};
pub use rule::{Need, Rule, Severity, When};
pub use settings::{ForPath, ForPublisher, Settings, SettingsError};

/// Why an audit could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalog cannot be asked.
    #[error(transparent)]
    Query(#[from] crate::query::Error),
    /// The catalog cannot be read.
    #[error(transparent)]
    Catalog(#[from] crate::catalog::Error),
    /// The settings cannot be followed.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// What was found could not be handed on.
    #[error(transparent)]
    Output(#[from] std::io::Error),
}
