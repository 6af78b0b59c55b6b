//! The query language, from text to an expression.
//!
//! ```text
//! expression = and ("or" and)*          word   = letters without space
//! and        = (term | "and")*          value  = word | "phrase" | a..b | <b | >=a | none | any
//! term       = ("-" | "not") term              | =exact | ~regex
//!            | "(" expression ")" | field:value | missing:field | sort:field | "phrase" | word
//! ```
//!
//! Inside quotes `\"` is a quote and `\\` a backslash.

use std::ops::Bound;

use super::Query;
use super::expression::Expression;
use super::field::{Field, Lookup};
use super::fields;
use super::sort::Sort;
use super::test::Test;

/// A query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The query.
    pub text: String,
    /// Byte at which it fails.
    pub at: usize,
    /// What is wrong there and what was meant.
    pub message: String,
}

impl std::error::Error for ParseError {}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let column = self.text.get(..self.at).unwrap_or(&self.text).chars().count();
        write!(f, "{}\n  {}\n  {}^", self.message, self.text, " ".repeat(column))
    }
}

/// Understands `text`.
///
/// # Errors
/// Where and why it cannot be understood.
pub fn parse(text: &str) -> Result<Query, ParseError> {
    let mut parser = Parser { text, at: 0, depth: 0, query: Query::default() };
    let expression = parser.or()?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.error(parser.at, "a ) without its ("));
    }
    parser.query.expression = expression;
    Ok(parser.query)
}

/// Brackets may stand so deep.
const DEEPEST: usize = 64;

struct Parser<'q> {
    text: &'q str,
    at: usize,
    depth: usize,
    query: Query,
}

impl<'q> Parser<'q> {
    fn error(&self, at: usize, message: &str) -> ParseError {
        ParseError { text: self.text.to_owned(), at, message: message.to_owned() }
    }

    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn or(&mut self) -> Result<Expression, ParseError> {
        let mut parts = vec![self.and()?];
        while self.keyword("or") {
            parts.push(self.and()?);
        }
        Ok(Expression::any(parts))
    }

    /// Takes the keyword if it stands here as a word of its own.
    fn keyword(&mut self, word: &str) -> bool {
        self.skip_space();
        let rest = self.rest();
        let here = rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word))
            && rest[word.len()..].starts_with(|c: char| c.is_whitespace() || c == '(');
        if here {
            self.at += word.len();
        }
        here
    }

    fn and(&mut self) -> Result<Expression, ParseError> {
        let mut out = Expression::All;
        loop {
            self.skip_space();
            let rest = self.rest();
            let or = rest.get(..2).is_some_and(|r| r.eq_ignore_ascii_case("or"))
                && rest[2..].starts_with(|c: char| c.is_whitespace() || c == '(');
            if rest.is_empty() || rest.starts_with(')') || or {
                return Ok(out);
            }
            if !self.keyword("and") {
                out = out.and(self.term()?);
            }
        }
    }

    fn term(&mut self) -> Result<Expression, ParseError> {
        self.skip_space();
        let start = self.at;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(start, "too many brackets inside each other"));
        }
        let term = self.term_inside(start);
        self.depth -= 1;
        term
    }

    fn term_inside(&mut self, start: usize) -> Result<Expression, ParseError> {
        if self.keyword("not") {
            return Ok(Expression::Not(Box::new(self.term()?)));
        }
        let rest = self.rest();
        if rest.starts_with('-') && rest[1..].starts_with(|c: char| !c.is_whitespace()) {
            self.at += 1;
            return Ok(Expression::Not(Box::new(self.term()?)));
        }
        if rest.starts_with('(') {
            self.at += 1;
            let inner = self.or()?;
            self.skip_space();
            if !self.rest().starts_with(')') {
                return Err(self.error(start, "this ( is never closed"));
            }
            self.at += 1;
            return Ok(inner);
        }
        if rest.starts_with('"') {
            return Ok(Expression::Words(self.quoted()?));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | ':')).unwrap_or(rest.len());
        if rest[end..].starts_with(':') && end > 0 {
            let name = &rest[..end];
            self.at += end + 1;
            return self.field(start, name);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        self.at += end;
        Ok(Expression::Words(rest[..end].to_owned()))
    }

    fn quoted(&mut self) -> Result<String, ParseError> {
        let start = self.at;
        let mut out = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at += at + 1;
                    return Ok(out);
                }
                '\\' => match letters.next() {
                    Some((_, escaped @ ('"' | '\\'))) => out.push(escaped),
                    Some((_, other)) => out.extend(['\\', other]),
                    None => break,
                },
                letter => out.push(letter),
            }
        }
        Err(self.error(start, "this \" is never closed"))
    }

    fn value(&mut self) -> Result<(String, bool), ParseError> {
        if self.rest().starts_with('"') {
            return Ok((self.quoted()?, true));
        }
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')')).unwrap_or(rest.len());
        self.at += end;
        Ok((rest[..end].to_owned(), false))
    }

    fn field(&mut self, start: usize, name: &str) -> Result<Expression, ParseError> {
        if name.eq_ignore_ascii_case("sort") {
            let (value, _) = self.value()?;
            self.query.sort = Some(
                Sort::parse(&value).ok_or_else(|| self.error(start, &format!("sort by one of {}", Sort::names())))?,
            );
            return Ok(Expression::All);
        }
        if name.eq_ignore_ascii_case("missing") {
            let (value, _) = self.value()?;
            return Ok(Expression::Field(self.known(start + name.len() + 1, &value)?, Test::None));
        }
        let field = self.known(start, name)?;
        let sign = self.rest().chars().next().filter(|c| matches!(c, '=' | '~'));
        self.at += usize::from(sign.is_some());
        let value_at = self.at;
        let (value, quoted) = self.value()?;
        if value.is_empty() && !quoted {
            return Err(self.error(value_at, &format!("{name}: wants a value")));
        }
        let test = match (sign, value.as_str()) {
            (Some('='), _) => Test::Is(value),
            (Some(_), _) => Test::Pattern(value),
            (None, "none") if !quoted => Test::None,
            (None, "any") if !quoted => Test::Any,
            (None, text) => range(field.lookup, text).unwrap_or(Test::Matches(value)),
        };
        Expression::field(field, test).map_err(|error| self.error(value_at, &error.to_string()))
    }

    fn known(&self, at: usize, name: &str) -> Result<&'static Field, ParseError> {
        fields::find(name).ok_or_else(|| {
            let meant = fields::nearest(name).map_or_else(String::new, |f| format!(", did you mean {f}?"));
            let address = if self.rest().starts_with("//") { "; put an address in quotes" } else { "" };
            self.error(at, &format!("there is no field '{name}'{meant}{address}"))
        })
    }
}

/// `a..b`, `..b`, `a..`, `<b`, `<=b`, `>a`, `>=a`, where the field has an order.
fn range(lookup: Lookup, value: &str) -> Option<Test> {
    if !matches!(lookup, Lookup::Date | Lookup::Number | Lookup::Duration) {
        return None;
    }
    let end = |t: &str| if t.is_empty() { Bound::Unbounded } else { Bound::Included(t.to_owned()) };
    if let Some((from, to)) = value.split_once("..") {
        return Some(Test::Range(end(from), end(to)));
    }
    if let Some(to) = value.strip_prefix('<') {
        let to =
            to.strip_prefix('=').map_or_else(|| Bound::Excluded(to.to_owned()), |to| Bound::Included(to.to_owned()));
        return Some(Test::Range(Bound::Unbounded, to));
    }
    let from = value.strip_prefix('>')?;
    let from =
        from.strip_prefix('=').map_or_else(|| Bound::Excluded(from.to_owned()), |f| Bound::Included(f.to_owned()));
    Some(Test::Range(from, Bound::Unbounded))
}
