//! What may be asked of an item: the one type that words, `field:value` and flags all become.

use super::fields::Field;

/// Which items are wanted.
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

/// What is asked of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `field:value`: as a person would match it.
    Matches(String),
    /// `field:=value`: exactly.
    Is(String),
    /// `field:from..to`, either end open, both ends included.
    Range(Option<String>, Option<String>),
    /// `field:none`.
    None,
    /// `field:any`.
    Any,
}

/// A value that can never be one of its field's.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(String);

impl Expression {
    /// A test of one field.
    ///
    /// # Errors
    /// The value can never be one of the field's.
    pub fn field(field: &'static Field, test: Test) -> Result<Expression, ValueError> {
        super::sql::check(field, &test).map_err(ValueError)?;
        Ok(Expression::Field(field, test))
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(self, other: Expression) -> Expression {
        match (self, other) {
            (Expression::All, other) => other,
            (this, Expression::All) => this,
            (Expression::And(mut parts), other) => {
                parts.push(other);
                Expression::And(parts)
            }
            (this, other) => Expression::And(vec![this, other]),
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
}
