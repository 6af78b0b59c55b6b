//! Lengths as a person counts them, in characters: a Russian caption is as long as an English one.

/// How many characters `text` has: bytes that begin one.
pub(crate) fn chars(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
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
        assert_eq!((chars("Foto"), chars("Фото"), chars("写真"), chars("")), (4, 4, 2, 0));
        assert!(longer_than("Фото", 3) && !longer_than("Фото", 4) && !longer_than("写真撮影", 4));
        assert!(longer_than(&"я".repeat(500), 160));
    }
}
