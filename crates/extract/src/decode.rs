//! Bytes to text. UTF-8 costs one validation; other encodings are told by a mark, by the pattern
//! of UTF-16, or guessed.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much is shown to the detector: enough to tell an encoding, cheap for a huge file.
const GUESS_WITHIN: usize = 1 << 20;

/// How much is looked at for the pattern of UTF-16.
const PATTERN_WITHIN: usize = 4096;

/// Text and how it was encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark; borrowed where the bytes were UTF-8.
    pub text: Cow<'b, str>,
    /// Name of the encoding as the WHATWG standard writes it: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Bytes of the byte order mark at the head, 0 for none.
    pub bom_len: usize,
    /// Whether bytes that mean nothing in the encoding were replaced by U+FFFD, or NUL by a space.
    pub replaced: bool,
}

/// Decodes `bytes`; never fails: what is of no encoding is replaced and said so.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    decode_as(bytes, None)
}

/// Decodes `bytes` that somebody says are of the encoding `label`: believed where they are not UTF-8.
pub fn decode_as<'b>(bytes: &'b [u8], label: Option<&str>) -> Decoded<'b> {
    let said = || {
        let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        encoding.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
    };
    let (encoding, bom_len) = match Encoding::for_bom(bytes) {
        Some(marked) => marked,
        None => match std::str::from_utf8(bytes) {
            // Text in UTF-16 of Latin letters alone is valid UTF-8 full of NULs.
            Ok(text) => match utf16_order(bytes) {
                Some(order) => (order, 0),
                None => return without_nul(Cow::Borrowed(text), UTF_8, 0, false),
            },
            Err(_) => (utf16_order(bytes).or_else(said).unwrap_or_else(|| guess(bytes)), 0),
        },
    };
    let (text, replaced) = encoding.decode_without_bom_handling(&bytes[bom_len..]);
    without_nul(text, encoding, bom_len, replaced)
}

/// The byte order if the bytes are UTF-16: by its mark, or else by the NUL that is one half of
/// each space, digit and Latin letter and stands in the same half throughout.
pub fn utf16_order(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_8 => return None,
        Some((encoding, _)) => return Some(encoding),
        None => {}
    }
    let head = &bytes[..bytes.len().min(PATTERN_WITHIN) & !1];
    // The one search that UTF-8 pays here.
    memchr::memchr(0, head)?;
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    // One unit in twenty: Cyrillic has no other NUL than those of spaces and digits.
    let (order, nuls, others) = if second > first { (UTF_16LE, second, first) } else { (UTF_16BE, first, second) };
    (nuls * 20 >= head.len() / 2 && others * 20 <= nuls && is_plain_utf16(head, order)).then_some(order)
}

/// Whether `head` decodes to text without control characters and halves of pairs.
fn is_plain_utf16(head: &[u8], order: &'static Encoding) -> bool {
    let (text, malformed) = order.decode_without_bom_handling(head);
    // The head may end between the halves of a pair, which gives one replacement at its end.
    let text = if malformed { text.trim_end_matches('\u{FFFD}') } else { &text };
    !text.is_empty()
        && text.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | '\u{C}') || !(c.is_control() || c == '\u{FFFD}'))
}

/// The encoding of bytes that are not UTF-8. UTF-8 with a few broken bytes stays UTF-8: no other
/// encoding makes its sequences of several bytes by chance.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(GUESS_WITHIN)];
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in head.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > 0 && sound >= broken {
        return UTF_8;
    }
    if let Some(declared) = declared(bytes) {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that a page says it has in its first bytes: `<meta charset="…">`, or what an XML
/// declaration says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let at = head.windows(8).position(|w| w.eq_ignore_ascii_case(b"charset="))? + 8;
    let rest = &head[at..];
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))).unwrap_or(rest.len());
    // The bytes are no UTF-8, whatever the page says.
    Encoding::for_label(&rest[..end]).filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
}

/// NUL stands in no article, and ends a text for many a reader of a catalog. A space keeps every
/// offset.
fn without_nul<'b>(text: Cow<'b, str>, encoding: &'static Encoding, bom_len: usize, replaced: bool) -> Decoded<'b> {
    let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
    let text = if has_nul { Cow::Owned(text.replace('\0', " ")) } else { text };
    Decoded { text, encoding: encoding.name(), bom_len, replaced: replaced || has_nul }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf8_is_borrowed() {
        let decoded = decode("Foto: Zoë Ruiz".as_bytes());
        assert!(matches!(decoded.text, Cow::Borrowed("Foto: Zoë Ruiz")));
        assert_eq!((decoded.encoding, decoded.bom_len, decoded.replaced), ("UTF-8", 0, false));
    }

    #[test]
    fn a_page_says_its_encoding() {
        let decoded = decode(b"<html><meta charset=\"windows-1250\"><p>Zdj\xEAcie: \xA3ukasz");
        assert_eq!(
            (&*decoded.text, decoded.encoding),
            ("<html><meta charset=\"windows-1250\"><p>Zdjęcie: Łukasz", "windows-1250")
        );
        let decoded = decode(b"<meta charset=utf-8><p>Zo\xEB Ruiz, se\xF1or");
        assert!(decoded.text.contains("Zoë Ruiz"), "{}", decoded.text);
    }

    #[test]
    fn a_mark_is_taken_off() {
        let decoded = decode(b"\xEF\xBB\xBFHarbour");
        assert_eq!((&*decoded.text, decoded.encoding, decoded.bom_len), ("Harbour", "UTF-8", 3));
        let decoded = decode(b"\xFE\xFF\0H\0a");
        assert_eq!((&*decoded.text, decoded.encoding, decoded.bom_len), ("Ha", "UTF-16BE", 2));
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        for text in ["A ship at sea. Photo: Reuters", "Судно в море у берегов Находки. Фото: ТАСС", "Zoë – 3 of 12"]
        {
            for (bytes, name) in
                [(utf16(text, u16::to_le_bytes), "UTF-16LE"), (utf16(text, u16::to_be_bytes), "UTF-16BE")]
            {
                let decoded = decode(&bytes);
                assert_eq!((&*decoded.text, decoded.encoding, decoded.replaced), (text, name, false));
            }
        }
    }

    #[test]
    fn windows_1252_is_guessed() {
        let decoded = decode(b"Le pr\xE9sident \x93en visite\x94 \xE0 Matignon. Photo : L\xE9a Petit");
        assert_eq!(&*decoded.text, "Le président “en visite” à Matignon. Photo : Léa Petit");
        assert_eq!((decoded.encoding, decoded.replaced), ("windows-1252", false));
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let decoded = decode(b"caf\xC3\xA9 \xC3\xA0 la \xFF carte, fin\xC3");
        assert_eq!((&*decoded.text, decoded.encoding), ("café à la \u{FFFD} carte, fin\u{FFFD}", "UTF-8"));
        assert!(decoded.replaced);
    }

    #[test]
    fn nul_becomes_a_space() {
        let decoded = decode(b"A ship\0at sea, and a good deal more of plain text after it.");
        assert!(decoded.text.starts_with("A ship at sea"));
        assert!(decoded.replaced);
    }
}
