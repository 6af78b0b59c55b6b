//! Text as full-text search indexes it and as a query must ask it.

use std::borrow::Cow;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};

/// The text with a space around each character of a script that is written without spaces, so that
/// a word of such a script is found as a phrase of its characters. The writer indexes this form
/// and a query must search for it.
pub fn words_text(text: &str) -> String {
    segment(text).into_owned()
}

/// Indexes the words of the item `id`, its caption, title, credit line and document's title, as they
/// stand in the catalog; it must not be indexed yet.
pub(super) fn index(conn: &Connection, id: i64, texts: [Option<&str>; 4]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO media_words (rowid, caption, title, credit, document) VALUES (?1, ?2, ?3, ?4, ?5)";
    change(conn, sql, id, texts)
}

/// Indexes the words of the item `id` as the catalog has them.
pub(super) fn index_stored(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    stored(conn, id, |texts| index(conn, id, texts))
}

/// Removes the words of the item `id`. The index must be told what it was given: to be called before
/// anything of the item, its credit or its document changes.
pub(super) fn forget(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO media_words (media_words, rowid, caption, title, credit, document)
               VALUES ('delete', ?1, ?2, ?3, ?4, ?5)";
    stored(conn, id, |texts| change(conn, sql, id, texts))
}

/// Gives `then` the texts of an item. Not one statement with what it does with them: a statement that
/// inserts from a query may stop half-way, and to be ready to undo that, the index writes out all that
/// it has gathered, each time.
fn stored(
    conn: &Connection,
    id: i64,
    then: impl FnOnce([Option<&str>; 4]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT m.caption, m.title, c.line, d.title
               FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id
               WHERE m.id = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else { return Ok(()) };
    let text = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?);
    then([text(0)?, text(1)?, text(2)?, text(3)?])
}

fn change(conn: &Connection, sql: &str, id: i64, texts: [Option<&str>; 4]) -> rusqlite::Result<()> {
    let [caption, title, credit, document] = texts.map(|text| text.map(segment));
    conn.prepare_cached(sql)?.execute(params![id, caption, title, credit, document])?;
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
