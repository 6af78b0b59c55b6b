//! Items read by the table of fields, as cells under columns.

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Row};
use serde_json::Value;

use super::field::{Column, Field, Shape};

/// Where items come from, under the names that columns use.
pub(super) const FROM: &str =
    "FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id";

/// The columns of some fields, to be read item by item.
pub(super) struct Cells {
    columns: Vec<Option<Column>>,
    sql: String,
}

impl Cells {
    pub fn new(fields: &[&'static Field]) -> Self {
        Self::of(fields.iter().map(|field| field.column).collect())
    }

    pub fn of(columns: Vec<Option<Column>>) -> Self {
        let wanted: Vec<&str> = columns.iter().map(|column| column.map_or("NULL", |column| column.sql)).collect();
        let sql = format!("SELECT {} {FROM} WHERE m.id = ?1", wanted.join(", "));
        Self { columns, sql }
    }

    /// The cells of the item with number `id`.
    pub fn read(&self, conn: &Connection, id: i64) -> rusqlite::Result<Vec<Value>> {
        conn.prepare_cached(&self.sql)?.query_row([id], |row| {
            self.columns.iter().enumerate().map(|(at, column)| value(row, at, column.as_ref())).collect()
        })
    }
}

fn value(row: &Row<'_>, at: usize, column: Option<&Column>) -> rusqlite::Result<Value> {
    let cell = row.get_ref(at)?;
    match column.map(|column| column.shape) {
        Some(Shape::List | Shape::Objects) => list(at, cell),
        _ => Ok(json(cell)),
    }
}

/// A JSON array of texts; a NULL is none.
fn list(at: usize, cell: ValueRef<'_>) -> rusqlite::Result<Value> {
    match cell {
        ValueRef::Text(text) => serde_json::from_slice(text)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))),
        _ => Ok(Value::Array(Vec::new())),
    }
}

/// A value of SQLite as JSON.
pub(super) fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => x.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect::<String>().into(),
    }
}
