//! Which picture it is, and which item: made once, stored, and used by everything that people attach.

use rustc_hash::FxHashMap;

use crate::model::MediaItem;

/// The identity of a picture across renditions and documents, from its addresses: without what
/// differs between renditions (size, crop, query, host of a delivery network). Nothing where there
/// is no address that tells.
pub fn picture_key(urls: &[String]) -> Option<String> {
    urls.first().map(|url| crate::html::key(url)).filter(|key| !key.is_empty())
}

/// What an item is known by in its document, whatever its row, line and neighbours are: its picture's
/// key or its folded words, and its ordinal among equals (left out for the first).
pub fn item_key(picture: Option<&str>, words: &str, ordinal: usize) -> String {
    let key = picture.map_or_else(|| cutline_credit::fold::fold(words), str::to_owned);
    if ordinal == 0 { key } else { format!("{key}#{}", ordinal + 1) }
}

/// Gives each item of a document its picture and its key. An address that several items share is a
/// placeholder and no picture.
pub(crate) fn assign(items: &mut [MediaItem]) {
    let mut shown: FxHashMap<String, u32> = FxHashMap::default();
    for item in items.iter_mut() {
        item.picture = picture_key(&item.urls);
        if let Some(key) = &item.picture {
            *shown.entry(key.clone()).or_default() += 1;
        }
    }
    let mut equals: FxHashMap<String, usize> = FxHashMap::default();
    for item in items {
        item.picture = item.picture.take().filter(|key| shown.get(key) == Some(&1));
        let words = item.caption.as_deref().or(item.title.as_deref()).or(item.alt.as_deref());
        let words = words.or(item.credit_printed.as_deref()).unwrap_or_default();
        let key = item_key(item.picture.as_deref(), words, 0);
        let ordinal = equals.entry(key).or_default();
        item.key = item_key(item.picture.as_deref(), words, *ordinal);
        *ordinal += 1;
    }
}
