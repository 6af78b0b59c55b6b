//! The catalog's views as rows, for export.

use std::path::Path;

use rusqlite::params_from_iter;

use super::condition::{Access, condition, placement};
use super::{Error, Query, rows};

/// The views that are exported: one row a media item, one a credited organisation, one a creator.
pub const VIEWS: &[&str] = &["item", "item_agency", "item_creator"];

/// Hands on the columns of `view`, one of [`VIEWS`], then its rows for the items that `query` wants,
/// by their numbers.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn view(
    catalog: &Path,
    view: &str,
    query: &Query,
    columns: &mut dyn FnMut(&[String]) -> Result<(), Error>,
    take: &mut dyn FnMut(Vec<serde_json::Value>) -> Result<(), Error>,
) -> Result<(), Error> {
    let conn = rows::open(catalog)?;
    let Some(view) = VIEWS.iter().find(|known| **known == view) else {
        return Ok(());
    };
    let wanted = condition(&conn, &query.expression, Access::Drive)?;
    let sql = format!(
        "SELECT v.* FROM {view} v WHERE v.id IN (SELECT m.id FROM media m LEFT JOIN document d ON d.id = m.document_id \
         LEFT JOIN credit c ON c.id = m.credit_id WHERE {}{}) ORDER BY v.id",
        placement(&query.expression),
        wanted.text
    );
    rows::run(&conn, &sql, params_from_iter(wanted.values), columns, take)
}
