//! Words as FTS5 wants them: operators and quotes of the user are data.

use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::catalog::words_text;

/// So many words of the catalog may a pattern stand for.
const MOST_TERMS: usize = 400;

/// The full-text question for `words`, in one column or any. A `*` at the end asks for words that
/// begin so, a `*` elsewhere for whatever fits. `None` where nothing in it can be searched for.
pub(super) fn ask(conn: &Connection, words: &str, column: Option<&str>) -> rusqlite::Result<Option<String>> {
    let within = column.map_or_else(String::new, |column| format!("{{{column}}} : "));
    let body = words.trim_end_matches('*');
    if body.contains('*') && !words.contains(char::is_whitespace) {
        let terms: Vec<String> = fitting(conn, words)?.iter().map(|t| quoted(t)).collect();
        // No word of the catalog fits: a phrase that nothing can contain.
        let any = if terms.is_empty() { "\"\u{1}\"".to_owned() } else { terms.join(" OR ") };
        return Ok(Some(format!("{within}({any})")));
    }
    let text = words_text(body);
    if !text.chars().any(char::is_alphanumeric) {
        return Ok(None);
    }
    let star = if words.ends_with('*') { " *" } else { "" };
    Ok(Some(format!("{within}{}{star}", quoted(&text))))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace(['"', '\0'], " "))
}

/// Words of the catalog that fit a pattern with `*`.
fn fitting(conn: &Connection, pattern: &str) -> rusqlite::Result<Vec<String>> {
    let folded: String = pattern
        .to_lowercase()
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .filter(|c| *c == '*' || c.is_alphanumeric())
        .collect();
    conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'media_words', 'row')",
    )?;
    conn.prepare_cached("SELECT term FROM temp.vocabulary WHERE term GLOB ?1 LIMIT ?2")?
        .query_map((folded, MOST_TERMS as i64), |row| row.get(0))?
        .collect()
}
