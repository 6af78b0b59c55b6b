//! What may be asked of an item: the one type that words, `field:value` and flags all become.

use std::fmt;

use super::field::Field;
use super::test::{Test, quoted};
use super::value::{self, ValueError};

/// Which items are wanted. Printing it gives text of the query language that parses to the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Expression {
    /// Every item of the articles themselves (placement other than `page`).
    #[default]
    All,
    /// Items with this word, or with these words in a row.
    Words(String),
    /// Items whose field passes the test.
    Field(&'static Field, Test),
    /// Items that the expression does not want.
    Not(Box<Expression>),
    /// Items that every part wants.
    And(Vec<Expression>),
    /// Items that some part wants.
    Or(Vec<Expression>),
}

impl Expression {
    /// A test of one field.
    ///
    /// # Errors
    /// The value can never be one of the field's.
    pub fn field(field: &'static Field, test: Test) -> Result<Expression, ValueError> {
        Ok(Expression::Field(field, value::checked(field, test).map_err(ValueError)?))
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(self, other: Expression) -> Expression {
        match (self, other) {
            (Expression::All, other) => other,
            (this, Expression::All) => this,
            (this, other) => {
                let mut parts = this.parts();
                parts.extend(other.parts());
                Expression::And(parts)
            }
        }
    }

    /// Any of `parts`.
    #[must_use]
    pub fn any(parts: Vec<Expression>) -> Expression {
        let mut flat: Vec<Expression> = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Expression::Or(inner) => flat.extend(inner),
                part => flat.push(part),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Expression::Or(flat) }
    }

    /// The parts that must all hold.
    fn parts(self) -> Vec<Expression> {
        match self {
            Expression::And(parts) => parts,
            this => vec![this],
        }
    }

    /// Whether `field` is asked for anywhere.
    pub fn mentions(&self, field: &str) -> bool {
        match self {
            Expression::All | Expression::Words(_) => false,
            Expression::Field(f, _) => f.name == field,
            Expression::Not(inner) => inner.mentions(field),
            Expression::And(parts) | Expression::Or(parts) => parts.iter().any(|p| p.mentions(field)),
        }
    }

    /// The fields asked for, in the order in which they first come.
    pub fn fields(&self) -> Vec<&'static str> {
        match self {
            Expression::All | Expression::Words(_) => Vec::new(),
            Expression::Field(f, _) => vec![f.name],
            Expression::Not(inner) => inner.fields(),
            Expression::And(parts) | Expression::Or(parts) => parts.iter().flat_map(Expression::fields).collect(),
        }
    }

    /// The words that items are found by, for whoever marks them in what is found.
    pub fn words(&self) -> Vec<&str> {
        let mut out = Vec::new();
        self.collect_words(&mut out);
        out
    }

    fn collect_words<'e>(&'e self, out: &mut Vec<&'e str>) {
        match self {
            Expression::Words(words) => out.push(words),
            Expression::Field(field, Test::Matches(value)) if field.is_text() => out.push(value),
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|p| p.collect_words(out)),
            Expression::All | Expression::Field(..) | Expression::Not(_) => {}
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::All => Ok(()),
            Expression::And(parts) => joined(parts, " ", f),
            Expression::Or(parts) => joined(parts, " or ", f),
            part => term(part, f),
        }
    }
}

fn joined(parts: &[Expression], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        term(part, f)?;
    }
    Ok(())
}

/// One term: in brackets where it is more than one.
fn term(expression: &Expression, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match expression {
        Expression::All | Expression::And(_) | Expression::Or(_) => write!(f, "({expression})"),
        Expression::Words(words) => {
            let plain = !words.is_empty()
                && !words.starts_with('-')
                && !words.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | ':'))
                && !["or", "not", "and"].iter().any(|k| words.eq_ignore_ascii_case(k));
            if plain { f.write_str(words) } else { quoted(words, f) }
        }
        Expression::Field(field, test) => {
            write!(f, "{}:", field.name)?;
            fmt::Display::fmt(test, f)
        }
        Expression::Not(inner) => {
            f.write_str("-")?;
            term(inner, f)
        }
    }
}
