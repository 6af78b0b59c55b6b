//! What a field of an item is: one row says how it is asked for, shown, counted and sorted by.

/// How a field is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A column of words: compared whole, case ignored.
    Word,
    /// A column of free text: a part of it is enough, case ignored.
    Text,
    /// A column of ISO dates: a year, a month or a day stands for all of it.
    Date,
    /// A column of numbers.
    Number,
    /// A column of seconds: `140`, `2:20`, `2m`.
    Duration,
    /// A tag of BCP 47: `en` stands for `en-GB` too.
    Language,
    /// A path with `*` and `?`.
    Path,
    /// A column of the credit that holds a JSON array of texts: a part of one is enough.
    List,
    /// Organisations, by any spelling, in any place of the chain (`""`) or in these roles.
    Organisation(&'static [&'static str]),
    /// Countries of the organisations.
    Country,
    /// Creators, by any spelling.
    Creator,
    /// Flags of the credit.
    Flag,
    /// Words of one column of the full-text index.
    Words,
    /// Addresses of the renditions: a part is enough.
    Urls,
    /// The key of the picture: compared whole.
    Picture,
    /// A field of which other sources of the page say something else.
    Conflict,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
    /// Lists of texts. The SQL of such a column gives a JSON array.
    List,
    /// Lists of objects. The SQL of such a column gives a JSON array.
    Objects,
}

/// A field as a column of what is printed or exported.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The heading.
    pub name: &'static str,
    /// What its cells hold.
    pub shape: Shape,
    /// Whether every item has a value.
    pub required: bool,
    /// Whether it is among the columns of CSV and Parquet, or printed only where it is asked for.
    pub usual: bool,
    /// Where the value stands in the JSON of an item, as a JSON pointer (RFC 6901); nothing where
    /// the catalog alone knows it.
    pub pointer: Option<&'static str>,
    /// Its SQL, over `m` (media), `d` (document) and `c` (credit).
    pub(super) sql: &'static str,
}

/// The heading of a column, and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub name: String,
    /// What the cells hold.
    pub shape: Shape,
}

impl Heading {
    /// The headings of the columns of `fields`.
    pub fn of(fields: &[&'static Field]) -> Vec<Heading> {
        fields
            .iter()
            .filter_map(|field| field.column)
            .map(|c| Self { name: c.name.to_owned(), shape: c.shape })
            .collect()
    }
}

/// How items are counted by a field.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// The SQL of the value counted.
    pub(super) value: &'static str,
    /// The tables that it needs beside `m`, `d` and `c`.
    pub(super) join: &'static str,
    /// Whether values have an order of their own, as months have; others come by their counts.
    pub ordered: bool,
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// How it is looked up.
    pub lookup: Lookup,
    /// What to ask for, in one line for a person.
    pub help: &'static str,
    /// What it holds, in one line for who reads it.
    pub holds: &'static str,
    /// The column that is looked up.
    pub(super) sql: &'static str,
    /// The column that is shown.
    pub column: Option<Column>,
    /// Whether and how it is counted by.
    pub count: Option<Count>,
    /// What items are sorted by.
    pub(super) sort: Option<&'static str>,
    /// The only values there are.
    closed: Option<fn() -> Vec<&'static str>>,
}

// Fields are compared by their names: there is one row of each.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

/// The rows of the table are written with these.
impl Field {
    /// A field that is looked up in, shown from and sorted by one column.
    pub(super) const fn new(name: &'static str, lookup: Lookup, sql: &'static str, help: &'static str) -> Self {
        let shape = match lookup {
            Lookup::Number | Lookup::Duration => Shape::Real,
            Lookup::List => Shape::List,
            _ => Shape::Text,
        };
        let column = Column { name, shape, required: false, usual: true, pointer: None, sql };
        Self {
            name,
            aliases: &[],
            lookup,
            help,
            holds: help,
            sql,
            column: Some(column),
            count: None,
            sort: Some(sql),
            closed: None,
        }
    }

    /// A field that is looked up through other tables, and is no column unless [`Field::listed`].
    pub(super) const fn through(name: &'static str, lookup: Lookup, help: &'static str) -> Self {
        let mut field = Self::new(name, lookup, "", help);
        field.column = None;
        field.sort = None;
        field
    }

    /// Other names under which it may be asked for.
    pub(super) const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// What it holds, for whoever reads it.
    pub(super) const fn holds(mut self, holds: &'static str) -> Self {
        self.holds = holds;
        self
    }

    /// A column of lists, made by `sql`, a JSON array.
    pub(super) const fn listed(mut self, sql: &'static str) -> Self {
        self.column =
            Some(Column { name: self.name, shape: Shape::List, required: false, usual: true, pointer: None, sql });
        self
    }

    /// The column's heading, where it is not the name of the field.
    pub(super) const fn headed(mut self, name: &'static str) -> Self {
        if let Some(column) = &mut self.column {
            column.name = name;
        }
        self
    }

    /// The column holds whole numbers.
    pub(super) const fn whole(mut self) -> Self {
        if let Some(column) = &mut self.column {
            column.shape = Shape::Whole;
        }
        self
    }

    /// The column holds lists of objects.
    pub(super) const fn objects(mut self) -> Self {
        if let Some(column) = &mut self.column {
            column.shape = Shape::Objects;
        }
        self
    }

    /// Every item has a value.
    pub(super) const fn required(mut self) -> Self {
        if let Some(column) = &mut self.column {
            column.required = true;
        }
        self
    }

    /// The column is printed only where it is asked for.
    pub(super) const fn on_request(mut self) -> Self {
        if let Some(column) = &mut self.column {
            column.usual = false;
        }
        self
    }

    /// The column is read and shown by this SQL rather than by the one that is looked up.
    pub(super) const fn shown_as(mut self, sql: &'static str) -> Self {
        if let Some(column) = &mut self.column {
            column.sql = sql;
        }
        self
    }

    /// It is a part of the interchange record, at this place of its JSON.
    pub(super) const fn record(mut self, pointer: &'static str) -> Self {
        if let Some(column) = &mut self.column {
            column.pointer = Some(pointer);
        }
        self
    }

    /// Items may be counted by it.
    pub(super) const fn counted(self) -> Self {
        let value = self.sql;
        self.counted_through(value, "")
    }

    /// Items may be counted by `value`, which `join` leads to.
    pub(super) const fn counted_through(mut self, value: &'static str, join: &'static str) -> Self {
        self.count = Some(Count { value, join, ordered: false });
        self
    }

    /// What it is counted by has an order of its own.
    pub(super) const fn ordered(mut self) -> Self {
        if let Some(count) = &mut self.count {
            count.ordered = true;
        }
        self
    }

    /// What items are sorted by.
    pub(super) const fn sorted(mut self, sql: &'static str) -> Self {
        self.sort = Some(sql);
        self
    }

    /// No other values than these can ever be found.
    pub(super) const fn closed(mut self, words: fn() -> Vec<&'static str>) -> Self {
        self.closed = Some(words);
        self
    }
}

impl Field {
    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// The only values there are, if they are known.
    pub fn words(&self) -> Option<Vec<&'static str>> {
        self.closed.map(|words| words())
    }

    /// Whether items can be sorted by it.
    pub fn can_be_sorted_by(&self) -> bool {
        self.sort.is_some()
    }

    /// Whether values of the field are text that a word may be marked in.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.lookup, Lookup::Words | Lookup::Creator | Lookup::Organisation(_) | Lookup::List)
            || (self.lookup == Lookup::Text && self.sql != "d.url")
    }
}
