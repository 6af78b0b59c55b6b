//! An expression to a condition of SQL. Values are bound, never pasted.

use std::ops::Bound;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::expression::Expression;
use super::field::{Field, Lookup};
use super::test::Test;
use super::{value, words};
use crate::catalog::spelling_key;
use crate::credit::people;

/// How the condition will be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Rows come in the order wanted, and each is looked at: nothing may lead SQLite to another
    /// order (a `+` before a column keeps it from an index), and nothing is gathered beforehand.
    Walk,
    /// The condition leads to the rows, by whatever index SQLite thinks best.
    Drive,
}

/// A condition over `m` (media), `d` (document) and `c` (credit), and its parameters.
#[derive(Debug)]
pub(super) struct Condition<'c> {
    pub text: String,
    pub values: Vec<Value>,
    conn: &'c Connection,
    access: Access,
}

/// The condition of `expression`; items that are on the page alone are left out unless asked for.
pub(super) fn condition<'c>(
    conn: &'c Connection,
    expression: &Expression,
    access: Access,
) -> rusqlite::Result<Condition<'c>> {
    let mut out = Condition { text: String::new(), values: Vec::new(), conn, access };
    out.write(expression)?;
    Ok(out)
}

/// What keeps items out that are on the page alone.
pub(super) fn placement(expression: &Expression) -> &'static str {
    if expression.mentions("placement") { "" } else { "+m.placement <> 'page' AND " }
}

impl Condition<'_> {
    fn write(&mut self, expression: &Expression) -> rusqlite::Result<()> {
        match expression {
            Expression::All => self.push("1"),
            Expression::Words(text) => self.words(text, None)?,
            Expression::Field(field, test) => self.field(field, test)?,
            Expression::Not(inner) => {
                // A NULL is no match, so that its negation is one.
                self.push("NOT coalesce((");
                self.write(inner)?;
                self.push("), 0)");
            }
            Expression::And(parts) => self.join(parts, " AND ")?,
            Expression::Or(parts) => self.join(parts, " OR ")?,
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, value: impl Into<Value>) {
        self.values.push(value.into());
    }

    fn join(&mut self, parts: &[Expression], word: &str) -> rusqlite::Result<()> {
        self.push("(");
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.push(word);
            }
            self.write(part)?;
        }
        self.push(")");
        Ok(())
    }

    /// The column as this access may name it.
    fn column(&self, column: &str) -> String {
        if self.access == Access::Walk { format!("+{column}") } else { column.to_owned() }
    }

    fn words(&mut self, text: &str, column: Option<&str>) -> rusqlite::Result<()> {
        match words::ask(self.conn, text, column)? {
            Some(ask) => {
                self.item_in("SELECT rowid FROM media_words WHERE media_words MATCH ?");
                self.bind(ask);
            }
            None => self.push("1"),
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, test: &Test) -> rusqlite::Result<()> {
        match (field.lookup, test) {
            (Lookup::Organisation(roles), test) => self.organisation(roles, test),
            (Lookup::Country, test) => self.country(test),
            (Lookup::List, Test::Matches(_) | Test::Is(_) | Test::Pattern(_)) => self.list(field, test),
            (Lookup::Creator, test) => self.creator(test),
            (Lookup::Flag, test) => self.flag(test),
            (Lookup::Urls, test) => self.urls(test),
            (Lookup::Conflict, test) => self.conflict(test),
            (Lookup::Picture, Test::None) => self.push("m.picture_id IS NULL"),
            (Lookup::Picture, Test::Any) => self.push("m.picture_id IS NOT NULL"),
            (Lookup::Picture, Test::Matches(value) | Test::Is(value)) => {
                let column = self.column("m.picture_id");
                self.push(&format!("{column} IN (SELECT id FROM picture WHERE key = ?)"));
                self.bind(value.clone());
            }
            // A path is never NULL; a file that is no archive has '' for its member.
            (Lookup::Path, Test::None) => self.push(&format!("{} = ''", field.sql)),
            (Lookup::Path, Test::Any) => self.push(&format!("{} <> ''", field.sql)),
            (_, Test::None) if field.sql == "c.line" => {
                let column = self.column("m.credit_id");
                self.push(&format!("{column} IS NULL"));
            }
            (_, Test::None) => match field.sql.strip_prefix("c.") {
                Some(column) if self.access == Access::Drive => self.without(&format!("k.{column} IS NULL")),
                _ => self.push(&format!("{} IS NULL", self.column(field.sql))),
            },
            (_, Test::Any) => self.push(&format!("{} IS NOT NULL", self.column(field.sql))),
            (_, Test::Pattern(pattern)) => {
                self.push(&format!("{} REGEXP ?", field.sql));
                self.bind(pattern.clone());
            }
            (Lookup::Words, Test::Matches(value)) if value.contains(char::is_alphanumeric) => {
                return self.words(value, Some(field.name));
            }
            (Lookup::Duration, test) if self.access == Access::Drive => {
                // SQLite would rather go through all items in order than by the index of the few videos.
                self.push("m.id IN (SELECT m.id FROM media m WHERE ");
                self.number(field, test);
                self.push(")");
            }
            (Lookup::Date, Test::Matches(value)) => {
                let day = Bound::Included(value.clone());
                self.range(field, &day, &day);
            }
            (Lookup::Duration | Lookup::Number, test) => self.number(field, test),
            (_, Test::Range(from, to)) => self.range(field, from, to),
            (Lookup::Path, Test::Matches(value)) if value.contains('\0') => self.push("0"),
            (Lookup::Path, Test::Matches(value)) => {
                let glob = if value.contains(['*', '?', '[']) { value.clone() } else { format!("*{value}*") };
                let column = self.column(field.sql);
                self.push(&format!("{column} GLOB ?"));
                self.bind(glob);
            }
            (Lookup::Language, Test::Matches(value)) => {
                let column = self.column(field.sql);
                let such = format!(
                    "{column} IS NOT NULL AND ({column} = ? COLLATE NOCASE OR {column} >= ? COLLATE NOCASE AND {column} < ? COLLATE NOCASE)"
                );
                self.of_document(&such);
                self.bind(value.clone());
                self.bind(format!("{value}-"));
                self.bind(format!("{value}."));
            }
            (Lookup::Word, Test::Matches(value)) => self.whole(field, " COLLATE NOCASE", value),
            // SQLite would read a pattern up to its first NUL.
            (_, Test::Matches(value)) if value.contains('\0') => self.push("0"),
            (_, Test::Matches(value)) => {
                self.push(&format!("{} LIKE ? ESCAPE '\\'", self.column(field.sql)));
                self.bind(format!("%{}%", escaped(value)));
            }
            (_, Test::Is(value)) => self.whole(field, "", value),
        }
        Ok(())
    }

    /// A number or a length; the rest of the tests went before.
    fn number(&mut self, field: &Field, test: &Test) {
        match test {
            Test::Matches(value) | Test::Is(value) => {
                let number = amount(field.lookup, value);
                let column = self.column(field.sql);
                self.push(&format!("{column} BETWEEN ? AND ?"));
                self.bind(number - 0.5e-3);
                self.bind(number + 0.5e-3);
            }
            Test::Range(from, to) => self.range(field, from, to),
            Test::Pattern(_) | Test::None | Test::Any => {}
        }
    }

    /// The column is the value. Credits and documents are few, items many: the former lead to the latter.
    fn whole(&mut self, field: &Field, collation: &str, value: &str) {
        let such = format!("{} = ?{collation}", self.column(field.sql));
        match field.sql.strip_prefix("c.") {
            Some(column) if self.access == Access::Drive => {
                self.push(&format!("m.credit_id IN (SELECT id FROM credit WHERE {column} = ?{collation})"));
            }
            None if field.sql.starts_with("d.") => self.of_document(&such),
            _ => self.push(&such),
        }
        self.bind(value.to_owned());
    }

    /// Items whose document `d` is such.
    fn of_document(&mut self, such: &str) {
        self.push(&match self.access {
            Access::Walk => such.to_owned(),
            Access::Drive => format!("m.document_id IN (SELECT d.id FROM document d WHERE {such})"),
        });
    }

    fn range(&mut self, field: &Field, from: &Bound<String>, to: &Bound<String>) {
        let column = self.column(field.sql);
        // Everything that begins with the date given is inside it: a year holds its months and days.
        let last = |value: &String| match field.lookup {
            Lookup::Date => Value::Text(format!("{value}\u{10ffff}")),
            lookup => Value::Real(amount(lookup, value)),
        };
        let first = |value: &String| match field.lookup {
            Lookup::Date => Value::Text(value.clone()),
            lookup => Value::Real(amount(lookup, value)),
        };
        let parts = [
            match from {
                Bound::Included(value) => Some((">=", first(value))),
                Bound::Excluded(value) => Some((">", last(value))),
                Bound::Unbounded => None,
            },
            match to {
                Bound::Included(value) => Some(("<=", last(value))),
                Bound::Excluded(value) => Some(("<", first(value))),
                Bound::Unbounded => None,
            },
        ];
        for (sign, value) in parts.into_iter().flatten() {
            self.push(&format!("{column} {sign} ? AND "));
            self.bind(value);
        }
        self.push(&format!("{column} IS NOT NULL"));
    }

    /// Any spelling, or the first words of one: "getty" finds Getty Images.
    fn organisation(&mut self, roles: &[&str], test: &Test) {
        let role = match roles {
            [] => String::new(),
            roles => {
                format!(" AND co.role IN ({})", roles.iter().map(|r| format!("'{r}'")).collect::<Vec<_>>().join(", "))
            }
        };
        match test {
            Test::None => self.unlinked("credit_organisation", &role),
            Test::Any | Test::Range(..) => {
                self.any_of(&format!("credit_organisation co WHERE co.credit_id = m.credit_id{role}"));
            }
            Test::Is(value) => {
                self.linked(
                    "credit_organisation",
                    "organisation_id",
                    "SELECT id FROM organisation WHERE name = ?",
                    &role,
                );
                self.bind(value.clone());
            }
            Test::Pattern(value) => {
                let which = "SELECT id FROM organisation WHERE name REGEXP ?";
                self.linked("credit_organisation", "organisation_id", which, &role);
                self.bind(value.clone());
            }
            Test::Matches(value) => {
                let key = spelling_key(value.trim_end_matches('*'));
                if key.is_empty() {
                    return self.push("0");
                }
                let which = "SELECT n.organisation_id FROM organisation_name n \
                             WHERE n.spelling = ? OR n.spelling >= ? AND n.spelling < ?";
                self.linked("credit_organisation", "organisation_id", which, &role);
                self.bind(key.clone());
                if value.ends_with('*') {
                    self.bind(key.clone());
                    self.bind(format!("{key}\u{10ffff}"));
                } else {
                    self.bind(format!("{key} "));
                    self.bind(format!("{key}!"));
                }
            }
        }
    }

    /// The folded name, or whole words of it in a row; a `*` at the end leaves the last one open.
    fn creator(&mut self, test: &Test) {
        match test {
            Test::None => self.unlinked("credit_person", ""),
            Test::Any | Test::Range(..) => self.any_of("credit_person co WHERE co.credit_id = m.credit_id"),
            Test::Is(value) => {
                self.linked("credit_person", "person_id", "SELECT id FROM person WHERE key = ?", "");
                self.bind(people::fold(value));
            }
            Test::Pattern(value) => {
                self.linked("credit_person", "person_id", "SELECT id FROM person WHERE name REGEXP ?", "");
                self.bind(value.clone());
            }
            Test::Matches(value) => {
                let open = value.ends_with('*');
                let folded = people::fold(value.trim_end_matches('*'));
                let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
                let Some((last, others)) = words.split_last() else {
                    return self.push("0");
                };
                let mut which = String::from("SELECT p.id FROM person p WHERE instr(' ' || p.key || ' ', ?) > 0");
                for _ in others {
                    which.push_str(" AND p.id IN (SELECT person_id FROM person_word WHERE word = ?)");
                }
                which.push_str(" AND p.id IN (SELECT person_id FROM person_word WHERE word >= ? AND word < ?)");
                self.linked("credit_person", "person_id", &which, "");
                let end = if open { "" } else { " " };
                self.bind(format!(" {}{end}", words.join(" ")));
                for word in others {
                    self.bind((*word).to_owned());
                }
                self.bind((*last).to_owned());
                self.bind(format!("{last}{}", if open { "\u{10ffff}" } else { "\0" }));
            }
        }
    }

    /// The country of any organisation of the chain.
    fn country(&mut self, test: &Test) {
        let mut such = |sign: &str, value: &str| {
            let which = format!("SELECT id FROM organisation WHERE country {sign}");
            self.linked("credit_organisation", "organisation_id", &which, "");
            self.bind(value.to_owned());
        };
        let known = " AND co.organisation_id IN (SELECT id FROM organisation WHERE country IS NOT NULL)";
        match test {
            Test::None => self.unlinked("credit_organisation", known),
            Test::Any | Test::Range(..) => {
                self.any_of(&format!("credit_organisation co WHERE co.credit_id = m.credit_id{known}"));
            }
            Test::Pattern(value) => such("REGEXP ?", value),
            Test::Is(value) => such("= ?", value),
            Test::Matches(value) => such("= ? COLLATE NOCASE", value),
        }
    }

    /// An element of a JSON array of the credit.
    fn list(&mut self, field: &Field, test: &Test) {
        let (sign, value) = match test {
            Test::Matches(value) if !value.contains('\0') => ("LIKE ? ESCAPE '\\'", format!("%{}%", escaped(value))),
            Test::Is(value) => ("= ?", value.clone()),
            Test::Pattern(value) => ("REGEXP ?", value.clone()),
            _ => return self.push("0"),
        };
        let column = field.sql;
        let element = |column: &str| format!("json_each({column}) x WHERE x.value {sign}");
        match (self.access, column.strip_prefix("c.")) {
            (Access::Drive, Some(column)) => {
                let inside = element(&format!("k.{column}"));
                self.push(&format!("m.credit_id IN (SELECT k.id FROM credit k, {inside})"));
            }
            _ => self.any_of(&element(&format!("coalesce({column}, '[]')"))),
        }
        self.bind(value);
    }

    fn flag(&mut self, test: &Test) {
        match test {
            Test::None => self.unlinked("credit_flag", ""),
            Test::Any | Test::Range(..) => self.any_of("credit_flag co WHERE co.credit_id = m.credit_id"),
            Test::Pattern(value) => {
                self.linked("credit_flag", "flag", "SELECT DISTINCT flag FROM credit_flag WHERE flag REGEXP ?", "");
                self.bind(value.clone());
            }
            Test::Matches(value) | Test::Is(value) => {
                self.linked("credit_flag", "flag", "SELECT ?", "");
                self.bind(value.to_lowercase());
            }
        }
    }

    /// Items whose credit is linked, in `table`, to one of those that `which` selects.
    fn linked(&mut self, table: &str, column: &str, which: &str, and: &str) {
        self.push(&match self.access {
            // A scalar, because SQLite might turn EXISTS into a join and begin elsewhere.
            Access::Walk => format!(
                "(SELECT 1 FROM {table} co WHERE co.credit_id = m.credit_id AND +co.{column} IN ({which}){and} LIMIT 1) IS NOT NULL"
            ),
            Access::Drive => {
                format!("m.credit_id IN (SELECT co.credit_id FROM {table} co WHERE co.{column} IN ({which}){and})")
            }
        });
    }

    /// Items whose credit is linked to none, those without a credit among them.
    fn unlinked(&mut self, table: &str, and: &str) {
        match self.access {
            Access::Walk => self.none_of(&format!("{table} co WHERE co.credit_id = m.credit_id{and}")),
            Access::Drive => {
                self.without(&format!("NOT EXISTS (SELECT 1 FROM {table} co WHERE co.credit_id = k.id{and})"));
            }
        }
    }

    /// Items without a credit, or whose credit `k` is such.
    fn without(&mut self, such: &str) {
        self.push(&format!("(m.credit_id IS NULL OR m.credit_id IN (SELECT k.id FROM credit k WHERE {such}))"));
    }

    fn item_in(&mut self, select: &str) {
        let id = self.column("m.id");
        self.push(&format!("{id} IN ({select})"));
    }

    fn any_of(&mut self, from: &str) {
        self.push(&format!("(SELECT 1 FROM {from} LIMIT 1) IS NOT NULL"));
    }

    fn none_of(&mut self, from: &str) {
        self.push(&format!("(SELECT 1 FROM {from} LIMIT 1) IS NULL"));
    }

    fn urls(&mut self, test: &Test) {
        let of_item = "media_url u WHERE u.media_id = m.id";
        match test {
            Test::None => self.none_of(of_item),
            Test::Any | Test::Range(..) => self.any_of(of_item),
            Test::Is(value) => {
                self.item_in("SELECT media_id FROM media_url WHERE url = ?");
                self.bind(value.clone());
            }
            Test::Pattern(value) => {
                self.any_of(&format!("{of_item} AND u.url REGEXP ?"));
                self.bind(value.clone());
            }
            Test::Matches(value) if value.contains('\0') => self.push("0"),
            Test::Matches(value) => {
                self.any_of(&format!("{of_item} AND u.url LIKE ? ESCAPE '\\'"));
                self.bind(format!("%{}%", escaped(value)));
            }
        }
    }

    fn conflict(&mut self, test: &Test) {
        const SUCH: &str = concat!("SELECT media_id FROM claim WHERE ", contradicts!());
        match test {
            Test::None => self.none_of(concat!("claim x WHERE x.media_id = m.id AND ", contradicts!())),
            Test::Any | Test::Range(..) => self.item_in(SUCH),
            Test::Pattern(value) => {
                self.item_in(&format!("{SUCH} AND field REGEXP ?"));
                self.bind(value.clone());
            }
            Test::Matches(value) | Test::Is(value) => {
                self.item_in(&format!("{SUCH} AND field = ?"));
                self.bind(value.to_lowercase());
            }
        }
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The value as a number; it was checked when the expression was made.
fn amount(lookup: Lookup, text: &str) -> f64 {
    let read = if lookup == Lookup::Duration { value::seconds(text) } else { text.parse().ok() };
    read.unwrap_or(f64::NAN)
}
