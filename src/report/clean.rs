//! Strangers' text made safe to print on a terminal.

use std::borrow::Cow;

/// `text` without control characters: escape sequences of a caption must not reach a terminal.
pub fn clean(text: &str) -> Cow<'_, str> {
    let unsafe_char = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(unsafe_char) {
        Cow::Owned(
            text.chars()
                .map(|c| {
                    if matches!(c, '\n' | '\t' | '\r') {
                        ' '
                    } else if unsafe_char(c) {
                        '\u{fffd}'
                    } else {
                        c
                    }
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}
