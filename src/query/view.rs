//! The catalog's views as rows, for export.

use std::path::Path;

use rusqlite::params_from_iter;
use serde_json::Value;

use super::condition::{Access, condition, placement};
use super::field::{Heading, Shape};
use super::{Error, Query, rows};

/// The views that are exported beside the items themselves: one row per credited organisation, one
/// per creator.
pub const VIEWS: &[&str] = &["item_agency", "item_creator"];

/// The columns of `view`, with what the tables behind it say of them.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn view_headings(catalog: &Path, view: &str) -> Result<Vec<Heading>, Error> {
    let conn = rows::open(catalog)?;
    let mut statement = conn.prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
    let headings = statement.query_map([view], |row| {
        let declared: String = row.get("type")?;
        let shape = match declared.as_str() {
            "INTEGER" => Shape::Whole,
            "REAL" => Shape::Real,
            _ => Shape::Text,
        };
        Ok(Heading { name: row.get("name")?, shape })
    })?;
    Ok(headings.collect::<Result<_, _>>()?)
}

/// Hands on the rows of `view`, one of [`VIEWS`], for the items that `query` wants, by their numbers.
///
/// # Errors
/// Why the catalog cannot be read, or what `take` answers.
pub fn view(
    catalog: &Path,
    view: &str,
    query: &Query,
    take: &mut dyn FnMut(Vec<Value>) -> Result<(), Error>,
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
    rows::run(&conn, &sql, params_from_iter(wanted.values), &mut |_| Ok(()), take)
}
