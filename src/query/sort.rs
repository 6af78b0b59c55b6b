//! What results are sorted by.

use std::fmt;

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
    name: &'static str,
    column: &'static str,
    order: Order,
}

/// Name and column.
const SORTS: &[(&str, &str)] = &[
    ("published", "d.published"),
    ("path", "d.path"),
    ("publisher", "d.publisher"),
    ("document", "d.title"),
    ("lang", "d.language"),
    ("kind", "m.kind"),
    ("placement", "m.placement"),
    ("caption", "m.caption"),
    ("title", "m.title"),
    ("credit", "c.line"),
    ("status", "c.status"),
    ("collection", "c.collection"),
    ("licence", "c.licence"),
    ("duration", "m.duration_seconds"),
    ("confidence", "m.confidence"),
    (
        "agency",
        "(SELECT o.name FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id WHERE co.credit_id = m.credit_id ORDER BY co.position LIMIT 1)",
    ),
    (
        "creator",
        "(SELECT p.name FROM credit_person cp JOIN person p ON p.id = cp.person_id WHERE cp.credit_id = m.credit_id ORDER BY cp.position LIMIT 1)",
    ),
    ("id", "m.id"),
];

impl Sort {
    /// `published`, `published+`, `published-` or `-published`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, order) = match (text.strip_prefix('-'), text.strip_suffix('-'), text.strip_suffix('+')) {
            (Some(name), ..) | (_, Some(name), _) => (name, Order::Descending),
            (_, _, Some(name)) => (name, Order::Ascending),
            _ => (text, Order::Ascending),
        };
        SORTS.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(name, column)| Self { name, column, order })
    }

    /// What may be sorted by, for a message.
    pub fn names() -> String {
        SORTS.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
    }

    /// The index of `document` that yields items in this order, if there is one.
    pub(super) fn index(self) -> Option<&'static str> {
        match (self.name, self.order) {
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
        f.write_str(self.name)?;
        f.write_str(if self.order == Order::Descending { "-" } else { "" })
    }
}
