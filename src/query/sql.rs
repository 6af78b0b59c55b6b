//! An expression to SQL. Values are bound, never pasted.

use rusqlite::types::Value;

use super::expression::{Expression, Test};
use super::fields::{Field, Kind};
use crate::catalog::{spelling_key, words_text};
use crate::credit::people;

/// A condition and its parameters.
#[derive(Debug, Default)]
pub(super) struct Sql {
    pub text: String,
    pub values: Vec<Value>,
}

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
    column: &'static str,
    order: Order,
}

/// Name and column; the view's columns where they are computed.
const SORTS: &[(&str, &str)] = &[
    ("published", "d.published"),
    ("path", "d.path"),
    ("publisher", "d.publisher"),
    ("kind", "m.kind"),
    ("caption", "m.caption"),
    ("credit", "c.line"),
    ("status", "c.status"),
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
        SORTS.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, column)| Self { column, order })
    }

    /// What may be sorted by, for a message.
    pub fn names() -> String {
        SORTS.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
    }

    /// The ORDER BY; items without a value come last, ties in the order of the document.
    pub(super) fn sql(self) -> String {
        let direction = if self.order == Order::Descending { "DESC" } else { "ASC" };
        format!("{0} IS NULL, {0} {direction}, d.path, d.member, m.position", self.column)
    }
}

/// The WHERE of `expression`; items that are on the page alone are left out unless asked for.
pub(super) fn condition(expression: &Expression) -> Sql {
    let mut sql = Sql::default();
    if !expression.mentions("placement") {
        sql.text.push_str("m.placement <> 'page' AND ");
    }
    write(expression, &mut sql);
    sql
}

fn write(expression: &Expression, sql: &mut Sql) {
    match expression {
        Expression::All => sql.text.push('1'),
        Expression::Words(words) => match fts(words, None) {
            Some(ask) => {
                sql.text.push_str("m.id IN (SELECT rowid FROM media_words WHERE media_words MATCH ?)");
                sql.values.push(Value::Text(ask));
            }
            None => sql.text.push('1'),
        },
        Expression::Field(field, test) => write_field(field, test, sql),
        Expression::Not(inner) => {
            // A NULL is no match, so that its negation is one.
            sql.text.push_str("NOT coalesce((");
            write(inner, sql);
            sql.text.push_str("), 0)");
        }
        Expression::And(parts) => join(parts, " AND ", sql),
        Expression::Or(parts) => join(parts, " OR ", sql),
    }
}

fn join(parts: &[Expression], word: &str, sql: &mut Sql) {
    sql.text.push('(');
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            sql.text.push_str(word);
        }
        write(part, sql);
    }
    sql.text.push(')');
}

fn write_field(field: &Field, test: &Test, sql: &mut Sql) {
    let column = field.column;
    match (field.kind, test) {
        (Kind::Organisation(roles), test) => organisation(roles, test, sql),
        (Kind::Creator, test) => creator(test, sql),
        (Kind::Flag, test) => flag(test, sql),
        (_, Test::None) => sql.text.push_str(&format!("{column} IS NULL")),
        (_, Test::Any) => sql.text.push_str(&format!("{column} IS NOT NULL")),
        (Kind::Words, Test::Matches(value)) => match fts(value, Some(field.name)) {
            Some(ask) => {
                sql.text.push_str("m.id IN (SELECT rowid FROM media_words WHERE media_words MATCH ?)");
                sql.values.push(Value::Text(ask));
            }
            None => sql.text.push('1'),
        },
        (Kind::Date, Test::Matches(value)) => range(column, Some(value), Some(value), &date_end, sql),
        (Kind::Date, Test::Range(from, to)) => range(column, from.as_deref(), to.as_deref(), &date_end, sql),
        (Kind::Duration | Kind::Number, Test::Matches(value) | Test::Is(value)) => {
            sql.text.push_str(&format!("abs({column} - ?) < 0.5e-3"));
            sql.values.push(Value::Real(number(field.kind, value).unwrap_or(f64::NAN)));
        }
        (Kind::Duration | Kind::Number, Test::Range(from, to)) => {
            let mut part = |sign: &str, value: &Option<String>| {
                if let Some(value) = value {
                    sql.text.push_str(&format!("{column} {sign} ? AND "));
                    sql.values.push(Value::Real(number(field.kind, value).unwrap_or(f64::NAN)));
                }
            };
            part(">=", from);
            part("<=", to);
            sql.text.push('1');
        }
        (Kind::Path, Test::Matches(value)) => {
            let glob = if value.contains(['*', '?', '[']) { value.clone() } else { format!("*{value}*") };
            sql.text.push_str(&format!("{column} GLOB ?"));
            sql.values.push(Value::Text(glob));
        }
        (Kind::Word, Test::Matches(value)) => {
            sql.text.push_str(&format!("{column} = ? COLLATE NOCASE"));
            sql.values.push(Value::Text(value.clone()));
        }
        (_, Test::Matches(value)) => {
            sql.text.push_str(&format!("{column} LIKE ? ESCAPE '\\'"));
            sql.values.push(Value::Text(format!("%{}%", escaped(value))));
        }
        (_, Test::Is(value)) => {
            sql.text.push_str(&format!("{column} = ?"));
            sql.values.push(Value::Text(value.clone()));
        }
        (_, Test::Range(from, to)) => range(column, from.as_deref(), to.as_deref(), &str::to_owned, sql),
    }
}

/// Any spelling, or the first words of one: "getty" finds Getty Images.
fn organisation(roles: &[&str], test: &Test, sql: &mut Sql) {
    let role = match roles {
        [] => String::new(),
        roles => format!(" AND co.role IN ({})", roles.iter().map(|r| format!("'{r}'")).collect::<Vec<_>>().join(", ")),
    };
    let any = format!("EXISTS (SELECT 1 FROM credit_organisation co WHERE co.credit_id = m.credit_id{role})");
    match test {
        Test::None => sql.text.push_str(&format!("NOT {any}")),
        Test::Any | Test::Range(..) => sql.text.push_str(&any),
        Test::Is(value) => {
            sql.text.push_str(&format!(
                "m.credit_id IN (SELECT co.credit_id FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id WHERE o.name = ?{role})"
            ));
            sql.values.push(Value::Text(value.clone()));
        }
        Test::Matches(value) => {
            let key = spelling_key(value);
            sql.text.push_str(&format!(
                "m.credit_id IN (SELECT co.credit_id FROM credit_organisation co WHERE co.organisation_id IN \
                 (SELECT n.organisation_id FROM organisation_name n WHERE n.spelling = ? OR n.spelling >= ? AND n.spelling < ?){role})"
            ));
            sql.values.push(Value::Text(key.clone()));
            sql.values.push(Value::Text(format!("{key} ")));
            sql.values.push(Value::Text(format!("{key}!")));
        }
    }
}

/// The folded name, or whole words of it.
fn creator(test: &Test, sql: &mut Sql) {
    let any = "EXISTS (SELECT 1 FROM credit_person cp WHERE cp.credit_id = m.credit_id)";
    match test {
        Test::None => sql.text.push_str(&format!("NOT {any}")),
        Test::Any | Test::Range(..) => sql.text.push_str(any),
        Test::Is(value) => {
            sql.text.push_str("m.credit_id IN (SELECT cp.credit_id FROM credit_person cp JOIN person p ON p.id = cp.person_id WHERE p.key = ?)");
            sql.values.push(Value::Text(people::fold(value)));
        }
        Test::Matches(value) => {
            sql.text.push_str(
                "m.credit_id IN (SELECT cp.credit_id FROM credit_person cp JOIN person p ON p.id = cp.person_id \
                 WHERE instr(' ' || p.key || ' ', ?) > 0)",
            );
            sql.values.push(Value::Text(format!(" {} ", people::fold(value))));
        }
    }
}

fn flag(test: &Test, sql: &mut Sql) {
    let any = "EXISTS (SELECT 1 FROM credit_flag f WHERE f.credit_id = m.credit_id)";
    match test {
        Test::None => sql.text.push_str(&format!("NOT {any}")),
        Test::Any | Test::Range(..) => sql.text.push_str(any),
        Test::Matches(value) | Test::Is(value) => {
            sql.text.push_str("m.credit_id IN (SELECT f.credit_id FROM credit_flag f WHERE f.flag = ?)");
            sql.values.push(Value::Text(value.to_lowercase()));
        }
    }
}

fn range(column: &str, from: Option<&str>, to: Option<&str>, end: &dyn Fn(&str) -> String, sql: &mut Sql) {
    if let Some(from) = from {
        sql.text.push_str(&format!("{column} >= ? AND "));
        sql.values.push(Value::Text(from.to_owned()));
    }
    if let Some(to) = to {
        sql.text.push_str(&format!("{column} <= ? AND "));
        sql.values.push(Value::Text(end(to)));
    }
    sql.text.push_str(&format!("{column} IS NOT NULL"));
}

/// Everything that begins with the date given is inside it: a year holds its months and days.
fn date_end(to: &str) -> String {
    format!("{to}\u{10ffff}")
}

/// The user's words as FTS5 strings: operators and quotes are data. A `*` at the end of a word asks
/// for its beginning.
fn fts(words: &str, column: Option<&str>) -> Option<String> {
    let text = words_text(words);
    let prefix = words.ends_with('*');
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let quoted = format!("\"{}\"", text.replace(['"', '\0'], " "));
    let star = if prefix { "*" } else { "" };
    Some(match column {
        Some(column) => format!("{column} : {quoted}{star}"),
        None => format!("{quoted}{star}"),
    })
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn number(kind: Kind, value: &str) -> Option<f64> {
    if kind == Kind::Number {
        return value.parse().ok();
    }
    if let Some(minutes) = value.strip_suffix('m') {
        return minutes.parse::<f64>().ok().map(|m| m * 60.0);
    }
    if let Some(hours) = value.strip_suffix('h') {
        return hours.parse::<f64>().ok().map(|h| h * 3600.0);
    }
    let value = value.strip_suffix('s').unwrap_or(value);
    value.split(':').try_fold(0.0, |sum, part| part.parse::<f64>().ok().map(|p| sum * 60.0 + p))
}

/// Whether the value can be compared with the field at all.
pub(super) fn check(field: &Field, test: &Test) -> Result<(), String> {
    let values = match test {
        Test::Matches(v) | Test::Is(v) => vec![v],
        Test::Range(from, to) => from.iter().chain(to).collect(),
        Test::None | Test::Any => return Ok(()),
    };
    for value in values {
        let fits = match field.kind {
            Kind::Number | Kind::Duration => number(field.kind, value).is_some(),
            Kind::Date => {
                value.starts_with(|c: char| c.is_ascii_digit())
                    && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'T' | b'Z' | b'+'))
            }
            _ => true,
        };
        if !fits {
            return Err(format!("{}: does not understand '{value}'; it wants {}", field.name, field.help));
        }
    }
    Ok(())
}
