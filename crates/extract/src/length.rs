//! Lengths as a reader takes them, in characters: a Russian caption is as long as an English one. A
//! character of Chinese, Japanese or Korean takes the room of two letters, and says as much.

/// How many characters `text` has, wide ones twice.
pub(crate) fn chars(text: &str) -> usize {
    // Of UTF-8 all bytes but those within a character; from U+3000 to U+DFFF stand the wide ones.
    let begins = |byte: u8| usize::from(byte & 0xc0 != 0x80);
    let is_wide = |byte: u8| usize::from(matches!(byte, 0xe3..=0xed));
    text.bytes().map(|byte| begins(byte) + is_wide(byte)).sum()
}

/// Whether `text` has more than `most` characters. Texts that are much longer are not counted.
pub(crate) fn longer_than(text: &str, most: usize) -> bool {
    /// Bytes of the widest character.
    const WIDEST: usize = 4;
    text.len() > most && (text.len() > most * WIDEST || chars(text) > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!((chars("Foto"), chars("Фото"), chars("写真"), chars("사진"), chars("")), (4, 4, 4, 4, 0));
        assert!(longer_than("Фото", 3) && !longer_than("Фото", 4) && !longer_than("写真撮影", 8));
        assert!(longer_than(&"я".repeat(500), 160));
    }
}
