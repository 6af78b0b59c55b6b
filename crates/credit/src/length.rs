//! Lengths as a person counts them: in characters, not in bytes, so that a line in Russian, Hindi or
//! Chinese may be as long as one in English. Two measures: how many characters there are, for what a rule
//! counts (the letters of a particle, of a marker), and how wide they are, for how much a text says: a
//! character of Chinese, Japanese or Korean takes the room of two letters, and says as much.

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

/// How many letters wide `text` is: its characters, the wide ones twice.
pub fn width(text: &str) -> usize {
    // Of UTF-8 all bytes but those within a character; from U+3000 to U+DFFF stand the wide ones.
    let begins = |byte: u8| usize::from(byte & 0xC0 != 0x80);
    let is_wide = |byte: u8| usize::from(matches!(byte, 0xE3..=0xED));
    let common = text.bytes().map(|byte| begins(byte) + is_wide(byte)).sum();
    // Few texts have any of those behind U+F000.
    if text.bytes().all(|byte| byte < 0xEF) { common } else { common + text.chars().filter(is_rare_wide).count() }
}

/// Fullwidth forms, and the wide letters of the planes behind U+FFFF.
fn is_rare_wide(c: &char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1b000}'..='\u{1b2ff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `text` is wider than `most` letters. Texts that are much longer are not measured.
pub fn wider_than(text: &str, most: usize) -> bool {
    /// Bytes of the longest character.
    const LONGEST: usize = 4;
    text.len() > most && (text.len() > most * LONGEST || width(text) > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!((width("Foto"), width("Фото"), width("写真"), width("사진"), width("")), (4, 4, 4, 4, 0));
        assert_eq!((width("ＡＦＰ／"), width("\u{20bb7}野"), width("ｱ"), width("\u{1f6a4}")), (8, 4, 1, 1));
        assert!(wider_than("Фото", 3) && !wider_than("Фото", 4) && !wider_than("写真撮影", 8));
        assert!(wider_than(&"я".repeat(500), 160) && !wider_than("ＡＦＰ", 6) && wider_than("ＡＦＰ", 5));
    }

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
