//! The whole catalog in one file, without what it has beside it while it is written.

use std::path::Path;

use super::form::{Export, ExportError, Job, Target};
use crate::query::Expression;

pub(super) const EXPORT: Export = Export {
    name: "sqlite",
    help: "the whole catalog, one file",
    media_type: "application/vnd.sqlite3",
    target: Target::File(write),
};

fn write(job: &Job<'_>, path: &Path) -> Result<String, ExportError> {
    if job.query.expression != Expression::All || job.query.sort.is_some() {
        return Err(ExportError::Whole);
    }
    crate::catalog::copy(job.catalog, path)?;
    Ok(format!("a copy of {}", job.catalog.display()))
}
