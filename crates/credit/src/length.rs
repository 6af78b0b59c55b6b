//! Lengths as a person counts them: in characters, not in bytes, so that a line in Russian, Hindi or
//! Chinese may be as long as one in English.

/// Whether `text` has more than `count` characters. Looks at no more of it than that.
pub fn longer_than(text: &str, count: usize) -> bool {
    // A character has one byte to four: most texts are decided by that.
    text.len() > count && (text.len() > count * 4 || text.chars().nth(count).is_some())
}

/// Characters of `text`, counted up to `most`.
pub fn chars(text: &str, most: usize) -> usize {
    text.chars().take(most).count()
}

/// Where the last `count` characters of `text` begin.
pub fn last_chars(text: &str, count: usize) -> usize {
    if text.len() <= count {
        return 0;
    }
    // A boundary stands before every byte that continues no character.
    let bytes = text.as_bytes();
    let mut left = count;
    let mut at = bytes.len();
    while at > 0 && left > 0 {
        at -= 1;
        left -= usize::from(bytes[at] & 0xC0 != 0x80);
    }
    at
}

/// Where the first `count` characters of `text` end.
pub fn first_chars(text: &str, count: usize) -> usize {
    if text.len() <= count {
        return text.len();
    }
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_in_every_script() {
        for text in ["boat", "лодк", "नावव", "船が港に", "b\u{1f6a4}at"] {
            assert!(!longer_than(text, 4), "{text}");
            assert!(longer_than(text, 3), "{text}");
            assert_eq!(chars(text, 3), 3);
            assert_eq!(last_chars(text, 4), 0, "{text}");
            assert_eq!(text[last_chars(text, 1)..].chars().count(), 1, "{text}");
            assert_eq!(text[..first_chars(text, 2)].chars().count(), 2, "{text}");
        }
        assert!(!longer_than("", 0));
        assert_eq!(last_chars("", 3), 0);
    }
}
