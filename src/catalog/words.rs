//! Text as full-text search indexes it and as a query must ask it.

use std::borrow::Cow;

use rusqlite::{Connection, params};

/// The text with a space around each character of a script that is written without spaces, so that
/// a word of such a script is found as a phrase of its characters. The writer indexes this form
/// and a query must search for it.
pub fn words_text(text: &str) -> String {
    segment(text).into_owned()
}

/// The texts of an item by which it is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    pub caption: Option<&'t str>,
    pub title: Option<&'t str>,
    pub credit: Option<&'t str>,
    pub document: Option<&'t str>,
}

/// Indexes the words of the item `id`, which must not be indexed yet.
pub(super) fn index(conn: &Connection, id: i64, words: Words<'_>) -> rusqlite::Result<()> {
    let sql = "INSERT INTO media_words (rowid, caption, title, credit, document) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Words { caption, title, credit, document } = words;
    let [caption, title, credit, document] = [caption, title, credit, document].map(|text| text.map(segment));
    conn.prepare_cached(sql)?.execute(params![id, caption, title, credit, document])?;
    Ok(())
}

/// Removes the words of the item `id`.
pub(super) fn forget(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM media_words WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}

/// [`words_text`], without a copy where there is nothing to do.
fn segment(text: &str) -> Cow<'_, str> {
    // The first such script, Thai, begins at U+0E00, whose lead byte in UTF-8 is E0.
    if text.is_ascii() || !text.bytes().any(|b| b >= 0xE0) || !text.chars().any(stands_alone) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if stands_alone(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push(c);
            out.push(' ');
        } else if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether the character is a letter of a script written without spaces.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'      // Thai, Lao
        | '\u{1000}'..='\u{109F}'    // Myanmar
        | '\u{1780}'..='\u{17FF}'    // Khmer
        | '\u{3005}'..='\u{3007}'    // iteration mark, closing mark, zero
        | '\u{3040}'..='\u{30FF}'    // Hiragana, Katakana
        | '\u{31F0}'..='\u{31FF}'    // Katakana extensions
        | '\u{3400}'..='\u{4DBF}'    // CJK extension A
        | '\u{4E00}'..='\u{9FFF}'    // CJK
        | '\u{F900}'..='\u{FAFF}'    // CJK compatibility
        | '\u{FF66}'..='\u{FF9F}'    // half-width Katakana
        | '\u{20000}'..='\u{3FFFF}'  // CJK extensions B and on
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_are_spaced() {
        assert_eq!(words_text("東京で撮影"), "東 京 で 撮 影 ");
        assert_eq!(words_text("AFP通信 via Getty"), "AFP 通 信 via Getty");
        assert!(matches!(segment("Судно у берегов, Zoë — “quoted”"), Cow::Borrowed(_)));
        assert!(matches!(segment("plain"), Cow::Borrowed(_)));
        // Korean has spaces.
        assert!(matches!(segment("서울 사진"), Cow::Borrowed(_)));
    }
}
