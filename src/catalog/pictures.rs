//! Pictures and articles: each is one, whatever documents show it.

use rusqlite::{Connection, OptionalExtension};

/// The row of the picture with that key, made where there is none.
pub(super) fn id(conn: &Connection, key: &str) -> rusqlite::Result<i64> {
    let known = conn.prepare_cached("SELECT id FROM picture WHERE key = ?1")?.query_row([key], |row| row.get(0));
    match known.optional()? {
        Some(id) => Ok(id),
        None => {
            conn.prepare_cached("INSERT INTO picture (key) VALUES (?1)")?.execute([key])?;
            Ok(conn.last_insert_rowid())
        }
    }
}

/// Removes those of `pictures` that no item shows any more.
pub(super) fn clean(conn: &Connection, pictures: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
    for picture in pictures {
        let sql = "DELETE FROM picture WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM media WHERE picture_id = ?1)";
        conn.prepare_cached(sql)?.execute([picture])?;
    }
    Ok(())
}

/// An article's address without what may differ between two spellings of it: scheme, `www.`, fragment,
/// marks of campaigns, final slash and letter case of the host.
pub fn article(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("//").map_or(url, |(_, rest)| rest);
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.to_lowercase();
    let mut out = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    let path = path.trim_end_matches('/');
    if !path.is_empty() {
        out.push('/');
        out.push_str(path);
    }
    let mut mark = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_campaign(pair)) {
        out.push(mark);
        out.push_str(pair);
        mark = '&';
    }
    out
}

/// Whether a part of a query says only how a reader came to the page.
fn is_campaign(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "dclid" | "msclkid" | "mc_cid" | "mc_eid")
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn one_article_has_one_address() {
        for url in [
            "https://www.example.org/2024/port",
            "http://example.org/2024/port/",
            "https://EXAMPLE.org/2024/port?utm_source=x&fbclid=1#photos",
        ] {
            assert_eq!(article(url), "example.org/2024/port");
        }
        assert_eq!(article("https://example.org/?id=7&utm_medium=x"), "example.org?id=7");
        assert_ne!(article("https://example.org/?id=7"), article("https://example.org/?id=8"));
    }
}
