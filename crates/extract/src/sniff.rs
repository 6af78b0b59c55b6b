//! Whether bytes are text at all, told by their content: names lie.

use super::decode;

/// How much of a file is looked at.
pub const HEAD: usize = 64 * 1024;

/// Where a format's mark stands, and the mark. Formats whose every file has control characters
/// from its first bytes on need no row; these may look like text at first.
const MARKS: &[(usize, &[u8])] = &[
    (0, b"\x7FELF"),
    (0, b"\x89PNG\r\n"),
    (0, b"\xFF\xD8\xFF"),
    (0, b"GIF87a"),
    (0, b"GIF89a"),
    (0, b"II*\0"),
    (0, b"MM\0*"),
    (0, b"8BPS"),
    (0, b"%PDF-"),
    (0, b"PK\x03\x04"),
    (0, b"PK\x05\x06"),
    (0, b"\x1F\x8B"),
    (0, b"BZh"),
    (0, b"\xFD7zXZ\0"),
    (0, b"\x28\xB5\x2F\xFD"),
    (0, b"7z\xBC\xAF\x27\x1C"),
    (0, b"Rar!\x1A\x07"),
    (0, b"SQLite format 3\0"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"ID3\x02"),
    (0, b"ID3\x03"),
    (0, b"ID3\x04"),
    (0, b"\x1A\x45\xDF\xA3"),
    (0, b"FLV\x01"),
    (0, b"wOFF"),
    (0, b"wOF2"),
    (0, b"\0asm"),
    (0, b"\xCA\xFE\xBA\xBE"),
    (0, b"PAR1"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    (4, b"ftyp"),
    (8, b"WEBP"),
    (8, b"WAVE"),
    (8, b"AVI "),
    (257, b"ustar"),
];

/// Whether the bytes are no text: a known mark, or more than one control character in fifty.
/// A stray NUL in an article does not make it binary; UTF-16 is text.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    if MARKS.iter().any(|(at, mark)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark))) {
        return true;
    }
    // Summed without a branch, in bytes' width, so that it runs at the speed of memory.
    let controls: usize =
        head.chunks(255).map(|part| usize::from(part.iter().map(|b| u8::from(is_control(*b))).sum::<u8>())).sum();
    controls * 50 > head.len() && decode::utf16_order(head).is_none()
}

/// Control characters that no text needs: all but tab, line feed, vertical tab, form feed,
/// carriage return, and escape and backspace, which terminals' logs hold.
fn is_control(byte: u8) -> bool {
    // Bitwise, so that the sum over a head is made without branches.
    let low = (byte < 32) as u8;
    let allowed = (byte.wrapping_sub(8) < 6) as u8 | (byte == 27) as u8;
    (low & !allowed) | (byte == 127) as u8 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_binary() {
        assert!(!is_binary(b""));
        assert!(!is_binary("Ein Schiff läuft aus.\r\n\tFoto: dpa\n".as_bytes()));
        assert!(!is_binary(format!("{}\0{}", "a".repeat(60), "b".repeat(60)).as_bytes()));
        assert!(is_binary(b"\x89PNG\r\n\x1a\n"));
        assert!(is_binary(b"text\0\0\0\0\x01\x02"));
        let utf16: Vec<u8> = "A ship at sea".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!is_binary(&utf16));
    }
}
