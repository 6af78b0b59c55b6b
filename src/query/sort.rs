//! What results are sorted by.

use std::fmt;

use super::field::Field;
use super::fields::{FIELDS, find};

/// Which way a sort runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// What results are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    field: &'static Field,
    column: &'static str,
    order: Order,
}

impl Sort {
    /// `published`, `published+`, `published-` or `-published`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, order) = match (text.strip_prefix('-'), text.strip_suffix('-'), text.strip_suffix('+')) {
            (Some(name), ..) | (_, Some(name), _) => (name, Order::Descending),
            (_, _, Some(name)) => (name, Order::Ascending),
            _ => (text, Order::Ascending),
        };
        let field = find(name)?;
        Some(Self { field, column: field.sort?, order })
    }

    /// What may be sorted by, for a message.
    pub fn names() -> String {
        let names: Vec<&str> = FIELDS.iter().filter(|f| f.sort.is_some()).map(|f| f.name).collect();
        names.join(", ")
    }

    /// The index of `document` that yields items in this order, if there is one.
    pub(super) fn index(self) -> Option<&'static str> {
        match (self.field.name, self.order) {
            // Ascending, what has no value would come first out of the index.
            ("published", Order::Descending) => Some("document_published"),
            ("publisher", Order::Descending) => Some("document_publisher"),
            _ => None,
        }
    }

    /// The ORDER BY; items without a value come last, ties in the order of the catalog.
    pub(super) fn sql(self) -> String {
        let Self { column, .. } = self;
        match self.order {
            Order::Descending => format!("{column} DESC, m.document_id, m.position"),
            Order::Ascending => format!("{column} ASC NULLS LAST, m.document_id, m.position"),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.name)?;
        f.write_str(if self.order == Order::Descending { "-" } else { "" })
    }
}
