//! Dates, in every form in which articles, feeds, corpora and tables have them: one reader, a function for
//! each need. [`iso`] reads fields of containers, `stated` fields of pages, [`date_in`] running text, [`day`]
//! tables, [`strict`] what a person types.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;

/// The date as ISO 8601: from that, from RFC 2822 (feeds), or from seconds or milliseconds since
/// 1970 UTC. Nothing where it is none of these.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    if digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) && bytes.get(7) == Some(&b'-') && digits(8..10) {
        return if bytes.len() < 16 { text.get(..10).map(str::to_owned) } else { Some(text.replacen(' ', "T", 1)) };
    }
    if bytes.len() == 8 && digits(0..8) {
        return Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    // `20240302T101500Z`, ISO 8601 in its basic form.
    if digits(0..8) && bytes.get(8) == Some(&b'T') && digits(9..15) {
        let zone = text.get(15..).unwrap_or_default();
        let (date, time) = (&text[..8], &text[9..15]);
        let zone = if zone.len() == 5 { format!("{}:{}", &zone[..3], &zone[3..]) } else { zone.to_owned() };
        return Some(format!(
            "{}-{}-{}T{}:{}:{}{zone}",
            &date[..4],
            &date[4..6],
            &date[6..],
            &time[..2],
            &time[2..4],
            &time[4..]
        ));
    }
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number > 1e11 { number / 1000.0 } else { number };
        // From 1973 on; what is smaller is no moment but a number.
        return (seconds > 1e8).then(|| Timestamp::from_second(seconds as i64).ok()).flatten().map(|t| t.to_string());
    }
    let zoned = rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The date that a field of a page states: ISO 8601 at its beginning, or one that is said unmistakably.
pub(crate) fn stated(value: &str) -> Option<String> {
    let value = value.trim();
    let day = value.get(..10)?;
    let bytes = day.as_bytes();
    let iso = bytes.iter().enumerate().all(|(n, b)| if n == 4 || n == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !iso {
        return date_in(value);
    }
    let whole = value.replacen(' ', "T", 1);
    let timed = whole.len() >= 16 && whole.as_bytes()[10] == b'T' && whole.len() <= 35 && whole.is_ascii();
    Some(if timed { whole } else { day.to_owned() })
}

/// The first date that `text` says unmistakably, as `YYYY-MM-DD`.
///
/// Understood: ISO dates; day, month name and year in the languages below in either order;
/// `28.04.2023`; `2024年12月3日`. `03/04/2023` is left alone: day and month cannot be told apart,
/// unless one of them is above 12.
pub fn date_in(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let numbers = numbers(text);
    for (at, first) in numbers.iter().enumerate() {
        let (Some(second), Some(third)) = (numbers.get(at + 1), numbers.get(at + 2)) else {
            break;
        };
        let (a, b) = (text.get(first.end..second.start)?, text.get(second.end..third.start)?);
        let date = match (a.trim(), b.trim()) {
            ("-", "-") | ("/", "/") | ("年", "月") | ("년", "월") | (".", ".") if first.digits == 4 => {
                ymd(first.value, second.value, third.value)
            }
            (".", ".") if third.digits == 4 => ymd(third.value, second.value, first.value),
            ("/", "/") | ("-", "-") if third.digits == 4 && first.value > 12 => {
                ymd(third.value, second.value, first.value)
            }
            ("/", "/") if third.digits == 4 && second.value > 12 => ymd(third.value, first.value, second.value),
            _ => None,
        };
        if date.is_some() {
            return date;
        }
    }
    with_month_name(text, &numbers)
}

struct Number {
    start: usize,
    end: usize,
    value: u32,
    digits: usize,
}

fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            // `November 3, 20219:00 AM`: an hour glued to the year.
            let glued = matches!(at - start, 5 | 6)
                && bytes.get(at) == Some(&b':')
                && matches!(&bytes[start..start + 2], b"19" | b"20");
            if glued {
                at = start + 4;
            }
            if at - start <= 4 {
                out.push(Number { start, end: at, value: text[start..at].parse().unwrap_or(0), digits: at - start });
            }
        } else {
            at += 1;
        }
    }
    out
}

fn ymd(year: u32, month: u32, day: u32) -> Option<String> {
    ((1800..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// First letters of the months' names; enough to tell them apart in each language.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "janv", "янв", "sty", "leden", "ledna", "tammi"],
    &["feb", "fev", "fév", "fevr", "feu", "лют", "фев", "lut", "únor", "helmi"],
    &["mar", "mär", "maa", "mrt", "maerz", "мар", "бер", "břez"],
    &["apr", "abr", "avr", "апр", "квіт", "kwi", "dub", "huhti"],
    &["may", "mai", "mag", "mei", "maj", "мая", "май", "трав", "květ", "touko"],
    &["jun", "giu", "juin", "июн", "черв", "cze", "kesä"],
    &["jul", "lug", "juil", "июл", "лип", "lip", "heinä"],
    &["aug", "ago", "aoû", "aou", "авг", "серп", "sie", "srp", "elo"],
    &["sep", "set", "сен", "вер", "wrz", "září", "syys"],
    &["oct", "okt", "ott", "out", "окт", "жовт", "paź", "říj", "loka"],
    &["nov", "ноя", "лист", "lis", "marras"],
    &["dec", "dez", "dic", "dez", "déc", "дек", "груд", "gru", "pros", "joulu"],
];

/// `6 September 2017`, `Sept. 6, 2017`, `4 de marzo de 2023`, `6. september 2017`.
fn with_month_name(text: &str, numbers: &[Number]) -> Option<String> {
    for pair in numbers.windows(2) {
        let (day, year) = (&pair[0], &pair[1]);
        if year.digits != 4 || day.digits > 2 {
            continue;
        }
        let between = text.get(day.end..year.start)?;
        let month = if between.chars().any(char::is_alphabetic) {
            // Nothing but the month's name and small words between day and year.
            (between.split_whitespace().count() <= 4).then(|| month_in(between)).flatten()
        } else if between.trim_matches([' ', ',', '.']).is_empty() || between.contains("th") {
            let before = text.get(..day.start)?;
            before.split_whitespace().next_back().and_then(month_in)
        } else {
            None
        };
        if let Some(date) = month.and_then(|m| ymd(year.value, m, day.value)) {
            return Some(date);
        }
    }
    None
}

fn month_in(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 3).find_map(|word| {
        let word = word.to_lowercase();
        MONTHS.iter().position(|names| names.iter().any(|n| word.starts_with(n))).map(|m| m as u32 + 1)
    })
}

/// The day that `text` states, as people write days in tables: ISO 8601, `30.6.2024`, `30/06/24`;
/// `06/30/2024` where nothing else is possible.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|t| t.parse::<Date>().ok()) {
        return Some(date);
    }
    let parts: Vec<i16> = text.split(['.', '/', '-', ' ']).take(3).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let [one, two, year] = parts[..] else { return None };
    let year = if year < 100 { 2000 + year } else { year };
    let of = |day: i16, month: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    of(one, two).or_else(|| of(two, one))
}

/// A year, month, day or moment of ISO 8601 and nothing else, in the form in which such values are
/// compared as text.
pub fn strict(value: &str) -> Option<String> {
    let (day, time) = match value.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    let whole = match parts[..] {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse::<u8>().ok()?),
        [..] => day.parse::<Date>().is_ok() && digits(parts[0], 4),
    };
    let clock = time.is_none_or(|t| {
        parts.len() == 3
            && t.starts_with(|c: char| c.is_ascii_digit())
            && t.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'+' | b'-'))
    });
    (whole && clock).then(|| value.replacen(' ', "T", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for (text, wanted) in [
            ("2024-03-02", Some("2024-03-02")),
            ("2024-03-02 10:15:00", Some("2024-03-02T10:15:00")),
            ("2024-03-02T10:15:00Z", Some("2024-03-02T10:15:00Z")),
            ("Sat, 02 Mar 2024 10:15:00 +0100", Some("2024-03-02T10:15:00+01:00")),
            ("Sat, 02 Mar 2024 10:15:00 GMT", Some("2024-03-02T10:15:00+00:00")),
            ("1709374500", Some("2024-03-02T10:15:00Z")),
            ("1709374500000", Some("2024-03-02T10:15:00Z")),
            ("20240302", Some("2024-03-02")),
            ("20240302T101500+0100", Some("2024-03-02T10:15:00+01:00")),
            ("yesterday", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn dates_that_are_unmistakable() {
        for (text, date) in [
            ("2017-09-06", Some("2017-09-06")),
            ("Published 6 September 2017", Some("2017-09-06")),
            ("Posted: Aug 08, 2024 4:00 AM EDT", Some("2024-08-08")),
            ("28.04.2023 | 17:52 Uhr", Some("2023-04-28")),
            ("4 de marzo de 2023", Some("2023-03-04")),
            ("2024年12月3日", Some("2024-12-03")),
            ("30/04/2024 - 16:00", Some("2024-04-30")),
            ("03/04/2024", None),
            ("In 2017, 45 people", None),
            ("12. mars 2021", Some("2021-03-12")),
        ] {
            assert_eq!(date_in(text).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn days_of_tables() {
        for text in ["2024-06-30", "2024-06-30T10:00:00Z", "30.6.2024", "30/06/2024", "06/30/2024", "30.06.24"] {
            assert_eq!(day(text), Some(Date::constant(2024, 6, 30)), "{text}");
        }
        assert_eq!(day("soon"), None);
    }

    #[test]
    fn what_is_typed_is_read_strictly() {
        for same in ["2017", "2017-09", "2017-09-06", "2017-09-06T12:30:00Z"] {
            assert_eq!(strict(same).as_deref(), Some(same));
        }
        for wrong in ["soon", "2017-13", "2017-9", "2017-02-30", "17", "", "2017-09T12"] {
            assert_eq!(strict(wrong), None, "{wrong}");
        }
        assert_eq!(stated("2024-02-01T10:00:00+01:00").as_deref(), Some("2024-02-01T10:00:00+01:00"));
        assert_eq!(stated("2024-02-01").as_deref(), Some("2024-02-01"));
        assert_eq!(stated("6 September 2017").as_deref(), Some("2017-09-06"));
    }
}
