//! Items read by the table of fields: as cells under columns, and as records.

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Row};
use serde_json::{Map, Value};

use super::field::{Column, Field, Shape};
use super::fields::FIELDS;
use crate::model::Record;

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

    fn of(columns: Vec<Option<Column>>) -> Self {
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

/// Records, to be read item by item.
pub(super) struct Records(Cells);

impl Records {
    pub fn new() -> Self {
        let columns = FIELDS.iter().filter_map(|field| field.column).filter(|column| column.pointer.is_some());
        Self(Cells::of(columns.map(Some).collect()))
    }

    /// The item with number `id`.
    pub fn read(&self, conn: &Connection, id: i64) -> rusqlite::Result<Record> {
        let cells = self.0.read(conn, id)?;
        let mut whole = Value::Object(Map::new());
        for (column, cell) in self.0.columns.iter().zip(cells) {
            if let Some(pointer) = column.and_then(|column| column.pointer) {
                put(&mut whole, pointer, cell);
            }
        }
        // A value that no record can have, such as a kind that only a later program knows.
        serde_json::from_value(whole)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
    }
}

/// Puts `value` where `pointer` leads, making objects and lists on the way. A number in a pointer is a
/// place in a list; the places of a list are filled in their order.
fn put(whole: &mut Value, pointer: &str, value: Value) {
    let mut at = whole;
    let mut steps = pointer.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        let empty = match steps.peek() {
            Some(next) if next.parse::<usize>().is_ok() => Value::Array(Vec::new()),
            Some(_) => Value::Object(Map::new()),
            None => Value::Null,
        };
        at = match at {
            Value::Object(map) => map.entry(step).or_insert(empty),
            Value::Array(list) => {
                let place = step.parse().unwrap_or(list.len()).min(list.len());
                if place == list.len() {
                    list.push(empty);
                }
                &mut list[place]
            }
            _ => return,
        };
    }
    *at = value;
}

fn value(row: &Row<'_>, at: usize, column: Option<&Column>) -> rusqlite::Result<Value> {
    let cell = row.get_ref(at)?;
    match column.map(|column| column.shape) {
        Some(Shape::List) => list(at, cell),
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
