//! Small questions about strings that several rules ask.

use crate::credit::people;

/// Case, accents and punctuation folded.
pub fn fold(text: &str) -> String {
    people::fold(text)
}

/// Whether two texts are the same but for case, accents and punctuation; empty ones never are.
pub fn same(one: &str, other: &str) -> bool {
    // Asked of every item: most differ in their first letter, which costs nothing to see.
    let first =
        |t: &str| t.chars().find(|c| c.is_alphanumeric()).filter(char::is_ascii).map(|c| c.to_ascii_lowercase());
    if let (Some(a), Some(b)) = (first(one), first(other))
        && a != b
    {
        return false;
    }
    let one = fold(one);
    !one.is_empty() && one == fold(other)
}

/// Whether `text`, in ASCII small letters, holds one of `phrases`; which.
pub fn holds<'p>(text: &str, phrases: &[&'p str]) -> Option<&'p str> {
    let text = text.to_ascii_lowercase();
    phrases.iter().copied().find(|p| text.contains(p))
}

/// Whether `text` holds one of `words` as a whole word.
pub fn has_word<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let folded = fold(text);
    words.iter().copied().find(|word| {
        folded.match_indices(word).any(|(at, _)| {
            let before = folded[..at].chars().next_back().is_none_or(|c| c == ' ');
            before && folded[at + word.len()..].chars().next().is_none_or(|c| c == ' ')
        })
    })
}

/// Two words or more, letters of one case alone.
pub fn one_case(name: &str) -> Option<&'static str> {
    if name.split_whitespace().count() < 2 {
        return None;
    }
    let upper = name.chars().filter(|c| c.is_uppercase()).count();
    let lower = name.chars().filter(|c| c.is_lowercase()).count();
    match (upper, lower) {
        (4.., 0) => Some("capitals"),
        (0, 4..) => Some("small letters"),
        _ => None,
    }
}

/// How many letters must be added, dropped, changed or swapped to make one of the other; more than `most`
/// gives nothing.
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|r| r.last()).copied().filter(|d| *d <= most)
}

/// Text of UTF-8 that was once read as windows-1252, and what it was meant to be.
pub fn mojibake(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    if text.contains('\u{fffd}') {
        return Some(String::new());
    }
    let suspicious = text.contains("â€") || {
        let mut chars = text.chars().peekable();
        std::iter::from_fn(|| Some((chars.next()?, chars.peek().copied()))).any(|(c, next)| {
            matches!(c, 'Ã' | 'Â' | 'Å' | 'Ä')
                && next.is_some_and(|n| ('\u{80}'..='\u{bf}').contains(&n) && n != '\u{a0}')
        })
    };
    if !suspicious {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok().filter(|t| t != text)
}

/// Years of four digits in `text`, 1826 (the first photograph) or later.
pub fn years(text: &str) -> impl Iterator<Item = u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4)
        .filter_map(|d| d.parse().ok())
        .filter(|y| (1826..2200).contains(y))
}

/// `text`, at most `most` characters of it.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart() {
        assert_eq!(distance("reuters", "retuers", 1), Some(1));
        assert_eq!(distance("reuters", "reuter", 1), Some(1));
        assert_eq!(distance("reuters", "routers", 1), Some(1));
        assert_eq!(distance("reuters", "router", 1), None);
    }

    #[test]
    fn broken_encodings() {
        assert_eq!(mojibake("JosÃ© Rivas").as_deref(), Some("José Rivas"));
        assert_eq!(mojibake("Â© Ana Falk").as_deref(), Some("© Ana Falk"));
        assert_eq!(mojibake("José Rivas"), None);
        assert_eq!(mojibake("SÃO PAULO"), None);
    }
}
