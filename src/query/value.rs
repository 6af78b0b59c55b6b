//! The values of fields that are dates, numbers, lengths or of few words: what can never be found is
//! refused before anything is asked.

use std::ops::Bound;

use jiff::ToSpan;
use jiff::civil::Date;

use super::field::{Field, Lookup};
use super::fields::{FIELDS, distance};
use super::test::Test;

/// A value that can never be one of its field's.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(pub(super) String);

/// The test with its values in the form in which they are compared, or why they cannot be.
pub(super) fn checked(field: &Field, test: Test) -> Result<Test, String> {
    let value = |value: String| -> Result<String, String> {
        normal(field.lookup, &value)
            .ok_or_else(|| format!("{}: does not understand '{value}'; it wants {}", field.name, field.help))
    };
    let bound = |bound: Bound<String>| {
        Ok::<_, String>(match bound {
            Bound::Included(v) => Bound::Included(value(v)?),
            Bound::Excluded(v) => Bound::Excluded(value(v)?),
            Bound::Unbounded => Bound::Unbounded,
        })
    };
    Ok(match test {
        // "in the last thirty days", not "on the day thirty days ago".
        Test::Matches(v) if field.lookup == Lookup::Date && v.starts_with('-') => {
            Test::Range(Bound::Included(value(v)?), Bound::Unbounded)
        }
        Test::Matches(v) => Test::Matches(value(one_of(field, v, str::eq_ignore_ascii_case)?)?),
        Test::Is(v) => Test::Is(value(one_of(field, v, str::eq)?)?),
        Test::Range(from, to) => Test::Range(bound(from)?, bound(to)?),
        Test::Pattern(pattern) => match regex::RegexBuilder::new(&pattern).size_limit(1 << 20).build() {
            Ok(_) => Test::Pattern(pattern),
            Err(error) => return Err(format!("{}: not a regular expression: {error}", field.name)),
        },
        test @ (Test::None | Test::Any) => test,
    })
}

/// The value, if it is one of the words of its field or if any will do.
fn one_of(field: &Field, value: String, same: fn(&str, &str) -> bool) -> Result<String, String> {
    let Some(words) = field.words() else { return Ok(value) };
    if words.iter().any(|word| same(word, &value)) {
        return Ok(value);
    }
    let meant = likely(&words, &value).map(str::to_owned).or_else(|| elsewhere(&value));
    let meant = meant.map_or_else(String::new, |meant| format!(", did you mean {meant}?"));
    Err(format!("{}: there is no '{value}'{meant} (one of {})", field.name, words.join(", ")))
}

/// The word that was probably meant. Where there are few words, three letters in five may be wrong:
/// `fotoo` is photo.
fn likely(words: &[&'static str], value: &str) -> Option<&'static str> {
    let value = value.to_lowercase();
    let near = words.iter().map(|word| (distance(&word.to_lowercase(), &value), *word)).min();
    near.filter(|(distance, word)| *distance * 5 <= word.chars().count() * 3).map(|(_, word)| word)
}

/// Another field with this word, and the word: `status:Pool` for who looked among the flags.
fn elsewhere(value: &str) -> Option<String> {
    FIELDS.iter().find_map(|field| {
        let word = field.words()?.into_iter().find(|word| word.eq_ignore_ascii_case(value))?;
        Some(format!("{}:{word}", field.name))
    })
}

fn normal(lookup: Lookup, value: &str) -> Option<String> {
    match lookup {
        Lookup::Date => date(value, jiff::ZonedDateTime::now().date()),
        Lookup::Number => value.parse::<f64>().ok().filter(|n| n.is_finite()).map(|_| value.to_owned()),
        Lookup::Duration => seconds(value).map(|_| value.to_owned()),
        _ => Some(value.to_owned()),
    }
}

/// A year, month, day or moment of ISO 8601 as it stands; `today`, `yesterday`, `-30d`, `-2w`, `-6m`
/// and `-1y` counted back from `today`.
fn date(value: &str, today: Date) -> Option<String> {
    match value {
        "today" => return Some(today.to_string()),
        "yesterday" => return today.yesterday().ok().map(|d| d.to_string()),
        _ => {}
    }
    if let Some(back) = value.strip_prefix('-') {
        let unit = back.chars().last()?;
        let n: i32 = back.strip_suffix(unit)?.parse().ok().filter(|n| (0..=100_000).contains(n))?;
        let span = match unit {
            'd' => n.days(),
            'w' => n.weeks(),
            'm' => n.months(),
            'y' => n.years(),
            _ => return None,
        };
        return today.checked_sub(span).ok().map(|d| d.to_string());
    }
    crate::extract::date::strict(value)
}

/// Seconds of `140`, `2:20`, `2m20s`, `1.5h` or ISO 8601's `PT2M20S`.
pub(super) fn seconds(value: &str) -> Option<f64> {
    let lower = value.to_ascii_lowercase();
    let text = lower.strip_prefix("pt").unwrap_or(&lower);
    let number = |t: &str| t.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    if text.contains(':') {
        return text.split(':').try_fold(0.0, |sum, part| number(part).map(|p| sum * 60.0 + p));
    }
    if let Some(plain) = number(text) {
        return Some(plain);
    }
    let (mut sum, mut rest) = (0.0, text);
    while let Some(at) = rest.find(['h', 'm', 's']) {
        let unit = match rest.as_bytes()[at] {
            b'h' => 3600.0,
            b'm' => 60.0,
            _ => 1.0,
        };
        sum += number(&rest[..at])? * unit;
        rest = &rest[at + 1..];
    }
    (rest.is_empty() && !text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_form() {
        let today: Date = "2026-03-31".parse().unwrap();
        let read = |text| date(text, today);
        for same in ["2017", "2017-09", "2017-09-06", "2017-09-06T12:30:00Z"] {
            assert_eq!(read(same).as_deref(), Some(same));
        }
        assert_eq!(read("today").as_deref(), Some("2026-03-31"));
        assert_eq!(read("yesterday").as_deref(), Some("2026-03-30"));
        assert_eq!(read("-30d").as_deref(), Some("2026-03-01"));
        assert_eq!(read("-1m").as_deref(), Some("2026-02-28"));
        assert_eq!(read("-1y").as_deref(), Some("2025-03-31"));
        for wrong in ["soon", "2017-13", "2017-9", "2017-02-30", "17", "-d", "-9999999999d", "-5x", "", "2017-09T12"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn lengths_in_every_form() {
        for text in ["140", "2:20", "2m20s", "140s", "PT2M20S", "0:02:20"] {
            assert_eq!(seconds(text), Some(140.0), "{text}");
        }
        assert_eq!(seconds("1.5h"), Some(5400.0));
        for wrong in ["", "m", "2x", "-5", "nan", "1:x", "PT"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
