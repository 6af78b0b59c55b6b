//! Bytes to text (stand-in).
use std::borrow::Cow;
/// Decoded.
pub struct Decoded<'b> {
    /// text
    pub text: Cow<'b, str>,
    /// enc
    pub encoding: &'static str,
    /// bom
    pub bom_len: usize,
    /// replaced
    pub replaced: bool,
}
/// decode
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8", bom_len: 0, replaced: false }
}
