//! Text as full-text search indexes it and as a query must ask it.

use std::borrow::Cow;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// The text with a space around each character of a script that is written without spaces, so that
/// a word of such a script is found as a phrase of its characters. The writer indexes this form
/// and a query must search for it.
pub fn words_text(text: &str) -> String {
    segment(text).into_owned()
}

const TEXTS: &str = "
    SELECT m.id, words_text(m.caption), words_text(m.title), words_text(c.line), words_text(d.title)
    FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id
    WHERE m.id = ?1";

/// Indexes the words of the item `id` as they stand in the catalog; it must not be indexed yet.
pub(super) fn index(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO media_words (rowid, caption, title, credit, document) {TEXTS}");
    conn.prepare_cached(&sql)?.execute([id])?;
    Ok(())
}

/// Removes the words of the item `id`. The index must be told what it was given: to be called before
/// anything of the item, its credit or its document changes.
pub(super) fn forget(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO media_words (media_words, rowid, caption, title, credit, document) SELECT 'delete', * FROM ({TEXTS})"
    );
    conn.prepare_cached(&sql)?.execute([id])?;
    Ok(())
}

/// Teaches a connection `words_text`, which indexing needs.
pub(super) fn register(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("words_text", 1, flags, |ctx| {
        Ok(ctx.get_raw(0).as_str_or_null()?.map(|text| segment(text).into_owned()))
    })
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
