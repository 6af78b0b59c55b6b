//! The document's own facts, where the text says them: title, publisher, date, language, address.
//!
//! Taken from a head of `Name: value` lines, or from the first lines of the page; never guessed.

use super::blocks::Block;
use crate::model::{Document, MediaItem};
use cutline_credit::{Vocabulary, is_byline};

/// Reads the facts of a plain-text article into `document`. What belongs to one of `items` says
/// nothing of the document: a caption's date is the picture's.
pub(super) fn read(blocks: &[Block<'_>], items: &[MediaItem], vocabulary: &Vocabulary, document: &mut Document) {
    let own = |b: &&Block<'_>| {
        let span = b.span();
        !items.iter().any(|i| span.start < i.evidence.span.end && span.end > i.evidence.span.start)
    };
    let blocks: Vec<Block<'_>> = blocks.iter().take(40).filter(own).copied().collect();
    for block in blocks.iter().take(12) {
        if let Some((name, value)) = block.text.split_once(':') {
            field(name, value, document);
        }
    }
    if document.title.is_none() {
        document.title = headline(&blocks, vocabulary).map(str::to_owned);
    }
    if document.published.is_none() {
        document.published =
            blocks.iter().take(20).filter(|b| b.text.len() <= LONGEST_DATE_LINE).find_map(|b| date_in(b.text));
    }
}

/// A line that says when the article appeared is no longer than this, in bytes; a sentence with a
/// date in it is.
const LONGEST_DATE_LINE: usize = 90;

/// Takes a `name: value` line of a head; unknown names are left alone.
pub(crate) fn field(name: &str, value: &str, document: &mut Document) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() || name.len() > 24 {
        return;
    }
    let into = match name.trim().to_lowercase().as_str() {
        "title" | "headline" | "titel" | "titre" | "título" | "titolo" => &mut document.title,
        "url" | "link" | "canonical" | "permalink" => &mut document.url,
        "publisher" | "site" | "sitename" | "site_name" | "publication" | "newspaper" | "outlet" => {
            &mut document.publisher
        }
        "lang" | "language" => &mut document.language,
        "date" | "published" | "pubdate" | "date_published" | "datum" | "fecha" => {
            if document.published.is_none() {
                document.published = date_in(value);
            }
            return;
        }
        _ => return,
    };
    into.get_or_insert_with(|| value.to_owned());
}

/// The first line at the head of the page that reads like a headline.
fn headline<'t>(blocks: &[Block<'t>], vocabulary: &Vocabulary) -> Option<&'t str> {
    for block in blocks.iter().take(6) {
        let text = block.text;
        let words = text.split_whitespace().count();
        let wide = text.chars().filter(|c| !c.is_ascii()).count() * 2 > text.chars().count();
        // Running text: the headline is passed, or there is none.
        if text.len() > 220 || words > 14 && text.ends_with('.') {
            return None;
        }
        let enough = words >= 4 || wide && text.chars().count() >= 10;
        if enough
            && !is_byline(text, vocabulary)
            && date_in(text).is_none()
            && !text.contains('|')
            && !text.ends_with([':', ','])
            && !text.starts_with(['©', '•'])
            && !says_an_hour(text)
        {
            return Some(text);
        }
    }
    None
}

/// `Stand: 10:49 Uhr`, `5:00`.
fn says_an_hour(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit())
}

/// The first date that `text` says unmistakably, as `YYYY-MM-DD`.
///
/// Understood: ISO dates; day, month name and year in the languages below in either order;
/// `28.04.2023`; `2024年12月3日`. `03/04/2023` is left alone: day and month cannot be told apart,
/// unless one of them is above 12.
pub(crate) fn date_in(text: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::date_in;

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
}
