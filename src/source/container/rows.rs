//! Which fields of a row say what: by their usual names, or as the user maps them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::Rules;
use super::part::Opened;
use crate::extract::Given;
use crate::model::{Document, Skip};

/// What a field of a row can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Text,
    Html,
    Url,
    Title,
    Date,
    Language,
    Publisher,
}

const SLOTS: usize = 7;

/// The usual names, the better first. Corpora, crawlers and newsroom systems agree on these.
const USUAL: &[(&str, Slot, &[&str])] = &[
    (
        "text",
        Slot::Text,
        &[
            "text",
            "content",
            "body",
            "maintext",
            "main_text",
            "article",
            "article_text",
            "full_text",
            "fulltext",
            "plain_text",
            "plaintext",
            "raw_text",
            "story",
        ],
    ),
    ("html", Slot::Html, &["html", "raw_html", "content_html", "body_html", "page_html"]),
    ("url", Slot::Url, &["url", "link", "news_link", "source_url", "canonical_url", "web_url", "uri", "original_url"]),
    ("title", Slot::Title, &["title", "headline", "head_lines", "heading", "article_title"]),
    (
        "date",
        Slot::Date,
        &[
            "published",
            "date_publish",
            "publication_date",
            "published_at",
            "publish_date",
            "pub_date",
            "published_date",
            "date_published",
            "datePublished",
            "date",
            "created_at",
            "timestamp",
        ],
    ),
    ("language", Slot::Language, &["language", "lang", "language_code"]),
    (
        "publisher",
        Slot::Publisher,
        &[
            "publisher",
            "outlet",
            "newspaper",
            "publication",
            "site_name",
            "sitename",
            "source_name",
            "source_domain",
            "domain",
        ],
    ),
];

/// Which columns or keys say what.
#[derive(Clone, Debug)]
pub struct Map {
    /// The slot of a name, and its rank among the names of that slot.
    names: FxHashMap<String, (Slot, u8)>,
}

/// Why a map cannot be understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no mapping; write text=COLUMN, and likewise html, url, title, date, language, publisher")]
pub struct MapError(String);

impl Default for Map {
    fn default() -> Self {
        let mut names = FxHashMap::default();
        for (_, slot, usual) in USUAL {
            for (rank, name) in usual.iter().enumerate() {
                names.insert((*name).to_owned(), (*slot, rank as u8));
            }
        }
        Self { names }
    }
}

impl Map {
    /// The usual names, but for those that `text` maps: `text=content,url=link`.
    ///
    /// # Errors
    /// The part that is no mapping.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let mut map = Self::default();
        let mut given: Vec<(Slot, &str)> = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let wrong = || MapError(pair.to_owned());
            let (name, column) = pair.split_once('=').ok_or_else(wrong)?;
            let (_, slot, _) = USUAL.iter().find(|(known, ..)| *known == name.trim()).ok_or_else(wrong)?;
            given.push((*slot, column.trim()));
        }
        map.names.retain(|_, (slot, _)| !given.iter().any(|(other, _)| other == slot));
        for (rank, (slot, column)) in given.into_iter().enumerate() {
            map.names.insert(column.to_owned(), (slot, rank as u8));
        }
        Ok(map)
    }

    /// What the column `name` is.
    pub(super) fn slot(&self, name: &str) -> Option<(Slot, u8)> {
        match self.names.get(name) {
            Some(found) => Some(*found),
            None if name.bytes().any(|b| b.is_ascii_uppercase()) => self.names.get(&name.to_ascii_lowercase()).copied(),
            None => None,
        }
    }

    /// Whether rows of these columns are documents: there is a column of text.
    pub(super) fn has_text<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        names.any(|name| matches!(self.slot(name), Some((Slot::Text | Slot::Html, _))))
    }
}

/// The fields of one row that matter.
#[derive(Debug, Default)]
pub(super) struct Row<'r> {
    slots: [Option<(u8, Cow<'r, str>)>; SLOTS],
}

impl<'r> Row<'r> {
    /// Sets a field, unless a better one is set.
    pub fn set(&mut self, (slot, rank): (Slot, u8), value: Cow<'r, str>) {
        let place = &mut self.slots[slot as usize];
        if !value.is_empty() && place.as_ref().is_none_or(|(other, _)| *other > rank) {
            *place = Some((rank, value));
        }
    }

    fn take(&mut self, slot: Slot) -> Option<String> {
        self.slots[slot as usize].take().map(|(_, value)| value.trim().to_owned())
    }

    /// Whether it has text to read.
    pub fn has_text(&self) -> bool {
        self.slots[Slot::Text as usize].is_some() || self.slots[Slot::Html as usize].is_some()
    }

    /// The document of the row `name`.
    pub fn document(mut self, name: String) -> Opened {
        let html = self.slots[Slot::Html as usize].take();
        let text = self.slots[Slot::Text as usize].take();
        let is_page = html.is_some();
        let Some((_, content)) = html.or(text) else {
            return Opened::Skipped { name, skip: Skip::NotArticle };
        };
        let url = self.take(Slot::Url);
        let given = Given {
            document: Document {
                url: url.clone(),
                title: self.take(Slot::Title),
                publisher: self.take(Slot::Publisher),
                language: self.take(Slot::Language),
                published: self.take(Slot::Date).and_then(|date| crate::extract::date::iso(&date)),
                ..Document::default()
            },
            base: url,
            format: (is_page || is_markup(&content)).then_some("html"),
            charset: None,
        };
        Opened::Document { name, bytes: content.into_owned().into_bytes(), given: Box::new(given) }
    }
}

/// Whether a text is markup without the head of a page.
pub(super) fn is_markup(text: &str) -> bool {
    let head = text.trim_start();
    head.starts_with('<') && ["</p>", "</figure>", "</div>", "<img"].iter().any(|tag| head.contains(tag))
}

/// Reads the fields of a JSON object that `rules` map; all else is passed over unread.
pub(super) fn of_json<'r>(json: &'r [u8], rules: &Rules) -> serde_json::Result<Row<'r>> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    let row = Seed(&rules.map).deserialize(&mut reader)?;
    reader.end()?;
    Ok(row)
}

struct Seed<'m>(&'m Map);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Row<'de>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Row<'de>, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Row<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row<'de>, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key_seed(Text)? {
            let key = key.unwrap_or_default();
            match self.0.slot(&key) {
                Some(slot) => {
                    if let Some(value) = map.next_value_seed(Text)? {
                        row.set(slot, value);
                    }
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(row)
    }
}

/// A text, borrowed where it has no escapes; numbers as text, anything else as nothing.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_takes_the_place_of_the_usual_names() {
        let map = Map::parse("text=content,url=my link").unwrap();
        assert_eq!(map.slot("content"), Some((Slot::Text, 0)));
        assert_eq!(map.slot("text"), None);
        assert_eq!(map.slot("my link").map(|s| s.0), Some(Slot::Url));
        assert_eq!(map.slot("headline").map(|s| s.0), Some(Slot::Title));
        assert_eq!(Map::parse("body=x").unwrap_err(), MapError("body=x".to_owned()));
    }
}
