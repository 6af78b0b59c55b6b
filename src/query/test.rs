//! What is asked of one field, and how it is written.

use std::fmt;
use std::ops::Bound;

/// What is asked of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `field:value`: as a person would match it.
    Matches(String),
    /// `field:=value`: exactly.
    Is(String),
    /// `field:~value`: a regular expression that matches somewhere, in the syntax of the crate `regex`.
    Pattern(String),
    /// `field:from..to`, `field:<to`, `field:>=from`: either end may be open.
    Range(Bound<String>, Bound<String>),
    /// `field:none`.
    None,
    /// `field:any`.
    Any,
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::Matches(value) => {
                let speaks = value.is_empty()
                    || value.starts_with(['=', '~', '<', '>', '-'])
                    || value.contains("..")
                    || ["none", "any"].iter().any(|k| value.eq_ignore_ascii_case(k));
                if speaks || !bare(value) { quoted(value, f) } else { f.write_str(value) }
            }
            Test::Is(value) => {
                f.write_str("=")?;
                if bare(value) { f.write_str(value) } else { quoted(value, f) }
            }
            Test::Pattern(value) => {
                f.write_str("~")?;
                if bare(value) { f.write_str(value) } else { quoted(value, f) }
            }
            Test::Range(from, to) => match (from, to) {
                (Bound::Excluded(from), Bound::Unbounded) => write!(f, ">{from}"),
                (Bound::Unbounded, Bound::Excluded(to)) => write!(f, "<{to}"),
                (from, to) => {
                    let (open, close) = (Self::end(from), Self::end(to));
                    write!(f, "{open}..{close}")
                }
            },
            Test::None => f.write_str("none"),
            Test::Any => f.write_str("any"),
        }
    }
}

impl Test {
    fn end(bound: &Bound<String>) -> &str {
        match bound {
            Bound::Included(value) | Bound::Excluded(value) => value,
            Bound::Unbounded => "",
        }
    }
}

/// Whether a value can stand without quotes.
fn bare(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || matches!(c, ')' | '"'))
}

/// The text in quotes, as the language reads it.
pub(super) fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
