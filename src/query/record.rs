//! Items read as records. Where each column belongs in a record is said by the pointers of the table of
//! fields, so that a record is filled by its own names and types and by no list of columns.

use rusqlite::Connection;
use rusqlite::types::Type;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

use super::cell::Cells;
use super::fields::FIELDS;
use crate::model::Record;

/// Records, to be read item by item.
pub(super) struct Records {
    cells: Cells,
    keys: Vec<Key>,
}

/// A key of a record, and the cells that stand under it.
struct Key {
    name: &'static str,
    holds: Holds,
}

enum Holds {
    /// The cell at this place.
    Cell(usize),
    /// An object.
    Object(Vec<Member>),
    /// A list.
    List(Vec<usize>),
}

/// A key of an object inside the record, and the place of its cell.
struct Member {
    name: &'static str,
    at: usize,
}

impl Records {
    pub fn new() -> Self {
        let parts = FIELDS.iter().filter_map(|field| field.column).filter(|column| column.pointer.is_some());
        let columns: Vec<_> = parts.collect();
        let mut keys: Vec<Key> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let pointer = column.pointer.unwrap_or_default().trim_start_matches('/');
            let (name, inner) = pointer.split_once('/').map_or((pointer, None), |(name, inner)| (name, Some(inner)));
            let known = keys.iter_mut().find(|key| key.name == name);
            match (known.map(|key| &mut key.holds), inner) {
                (Some(Holds::Object(members)), Some(name)) => members.push(Member { name, at }),
                (Some(Holds::List(places)), Some(_)) => places.push(at),
                (_, None) => keys.push(Key { name, holds: Holds::Cell(at) }),
                (_, Some("0")) => keys.push(Key { name, holds: Holds::List(vec![at]) }),
                (_, Some(inner)) => {
                    keys.push(Key { name, holds: Holds::Object(vec![Member { name: inner, at }]) });
                }
            }
        }
        Self { cells: Cells::of(columns.into_iter().map(Some).collect()), keys }
    }

    /// The item with number `id`.
    pub fn read(&self, conn: &Connection, id: i64) -> rusqlite::Result<Record> {
        let mut cells = self.cells.read(conn, id)?;
        let mut cell = |at: usize| cells.get_mut(at).map(Value::take).unwrap_or_default();
        let parts = self.keys.iter().map(|key| {
            let part = match &key.holds {
                Holds::Cell(at) => Part::Cell(cell(*at)),
                Holds::Object(members) => Part::Object(members.iter().map(|m| (m.name, cell(m.at))).collect()),
                Holds::List(places) => Part::List(places.iter().map(|at| cell(*at)).collect()),
            };
            (key.name, part)
        });
        // It fails on a value that no record can have, such as a kind that only a later program knows.
        Record::deserialize(MapDeserializer::new(parts))
            .map_err(|error: Error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
    }
}

/// What stands under one key of a record. It is read by serde as JSON is, without a map of the whole
/// being made first.
enum Part {
    Cell(Value),
    Object(Vec<(&'static str, Value)>),
    List(Vec<Value>),
}

impl IntoDeserializer<'_, Error> for Part {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Part {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Part::Cell(cell) => cell.deserialize_any(visitor),
            Part::Object(members) => visitor.visit_map(MapDeserializer::new(members.into_iter())),
            Part::List(cells) => visitor.visit_seq(SeqDeserializer::new(cells.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Part::Cell(cell) => cell.deserialize_option(visitor),
            part => visitor.visit_some(part),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Part::Cell(cell) => cell.deserialize_enum(name, variants, visitor),
            part => part.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
