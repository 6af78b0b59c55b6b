//! How findings were known before keys of items were stored: waivers and baselines of that time still hold.

use xxhash_rust::xxh3::xxh3_128;

use super::evidence::Evidence;
use crate::query::PageItem;

/// What an item was known by: its first address without a query, or its words.
pub(super) fn item_key(item: &PageItem) -> String {
    if let Some(url) = item.urls.first() {
        let url = url.split(['?', '#']).next().unwrap_or(url);
        return url.split_once("//").map_or(url, |(_, rest)| rest).to_owned();
    }
    let words = item.caption.as_deref().or(item.title.as_deref()).or(item.alt.as_deref());
    match (words, &item.credit) {
        (Some(words), _) => super::text::fold(words),
        (None, Some((_, printed))) => super::text::fold(printed),
        (None, None) => String::new(),
    }
}

/// What a finding was known by, of a document that was spelled `path`.
pub(super) fn fingerprint(
    code: &str,
    path: &str,
    member: &str,
    key: &str,
    evidence: &[Evidence],
    again: u32,
) -> String {
    let mut text = String::with_capacity(200);
    for part in [code, path, member, key] {
        text.push_str(part);
        text.push('\0');
    }
    for Evidence { field, value } in evidence {
        text.push_str(field);
        text.push('\x01');
        text.push_str(value);
        text.push('\0');
    }
    if again > 0 {
        text.push_str(&again.to_string());
    }
    format!("{:016x}", xxh3_128(text.as_bytes()) as u64)
}
