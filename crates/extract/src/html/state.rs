//! Pictures in the data that a page's scripts work on: the state of frameworks, whatever its shape.
//!
//! An object with the address of a picture and a caption or a credit beside it describes that
//! picture (`described`). Some pages hold their whole text as HTML inside such data (`markup`).

use cutline_credit::Vocabulary;
use serde_json::Value;

use super::described::Described;
use super::marks::{self, Marks};
use super::page::{Id, Page};
use super::tag::Tag;
use super::text;
use crate::identity::{loose_key, stem};
use crate::model::{Kind, Source};
use cutline_credit::length::wider_than;

/// The longest script that is read, in bytes.
const LONGEST: usize = 4 << 20;
/// The most values that are looked at in one page.
const MOST_VALUES: usize = 300_000;
/// The longest credit, in characters.
const LONGEST_CREDIT: usize = 300;
/// The longest caption, in characters.
const LONGEST_CAPTION: usize = 1500;
/// How deep values may lie.
const DEEPEST: usize = 60;

/// The pictures that the scripts of `page` describe. Scripts that name none of the addresses `wanted`
/// are not read.
pub(super) fn described(page: &Page<'_>, wanted: &[&str], vocabulary: &Vocabulary) -> Vec<Described> {
    let mut out = Vec::new();
    let mut budget = MOST_VALUES;
    for (id, raw) in scripts(page) {
        let named =
            |url: &&str| stem(url).is_some_and(|s| memchr::memmem::find(raw.as_bytes(), s.as_bytes()).is_some());
        if !speaks_of_pictures(raw) || !wanted.iter().any(named) {
            continue;
        }
        let Some(start) = raw.find(['{', '[']) else { continue };
        let values = serde_json::Deserializer::from_str(&raw[start..]).into_iter::<Value>();
        for value in values.map_while(Result::ok).take(50) {
            walk(&value, Place { at: id, depth: 0 }, vocabulary, &mut budget, &mut out);
        }
    }
    out
}

/// Scripts that may hold data, with their text.
fn scripts<'s>(page: &Page<'s>) -> impl Iterator<Item = (Id, &'s str)> {
    (0..page.nodes.len() as Id)
        .filter(|i| page.tag(*i) == Tag::Script)
        .filter(|i| !page.attribute(*i, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")))
        .filter_map(|i| page.children(i).next().map(|t| (i, page.raw(t))))
        .filter(|(_, raw)| raw.len() > 40 && raw.len() <= LONGEST)
        .collect::<Vec<_>>()
        .into_iter()
}

/// A cheap look: names of a caption or a credit, and of a picture's file.
fn speaks_of_pictures(raw: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(raw.as_bytes(), word.as_bytes()).is_some();
    (has("aption\"") || has("redit\"") || has("opyright\"") || has("hotographer\"") || has("\"type\":\"image\""))
        && (has(".jp") || has(".webp") || has(".png") || has("image"))
}

/// Where a value stands: the script, and how deep in its data.
#[derive(Clone, Copy)]
struct Place {
    at: Id,
    depth: usize,
}

fn walk(value: &Value, place: Place, vocabulary: &Vocabulary, budget: &mut usize, out: &mut Vec<Described>) {
    if place.depth > DEEPEST || *budget == 0 {
        return;
    }
    *budget -= 1;
    let inside = Place { depth: place.depth + 1, ..place };
    match value {
        Value::Array(all) => all.iter().for_each(|v| walk(v, inside, vocabulary, budget, out)),
        Value::Object(fields) => {
            if let Some(found) = object(fields, place.at, vocabulary) {
                out.push(found);
            }
            fields.values().for_each(|v| walk(v, inside, vocabulary, budget, out));
        }
        _ => {}
    }
}

/// An object that describes a picture.
fn object(fields: &serde_json::Map<String, Value>, at: Id, vocabulary: &Vocabulary) -> Option<Described> {
    let mut found = Described::new(Kind::Photo, Source::PageState, at);
    let image = fields.get("type").or_else(|| fields.get("__typename")).and_then(Value::as_str).is_some_and(|t| {
        let t = t.to_ascii_lowercase();
        t.contains("image") || t.contains("photo") || t.contains("picture")
    });
    for (name, value) in fields {
        if let Some(url) = value.as_str().filter(|u| is_picture(u, image)) {
            found.urls.push(text::decoded(url).into_owned());
            continue;
        }
        let marks = marks::names(name, vocabulary);
        let said = value.as_str().map(str::to_owned).or_else(|| named(value));
        let Some(said) = said.and_then(|s| text::attribute(&s)).filter(|s| s.len() > 1 && !s.starts_with("http"))
        else {
            continue;
        };
        if marks.has(Marks::CREDIT) || image && marks.has(Marks::SIGNED) {
            if !wider_than(&said, LONGEST_CREDIT) && found.credit.is_none() {
                found.credit = Some(said);
            }
        } else if (marks.has(Marks::CAPTION) || image && name == "text") && !wider_than(&said, LONGEST_CAPTION) {
            found.caption = Some(said);
        }
    }
    // The address may lie one level down: `{"caption": …, "image": {"url": …}}`.
    if found.urls.is_empty() && (found.caption.is_some() || found.credit.is_some()) {
        for value in fields.values().filter_map(Value::as_object) {
            found
                .urls
                .extend(value.values().filter_map(Value::as_str).filter(|u| is_picture(u, true)).map(str::to_owned));
        }
    }
    if found.urls.is_empty() || found.caption.is_none() && found.credit.is_none() {
        return None;
    }
    found.urls.truncate(12);
    found.key = loose_key(&found.urls[0]);
    Some(found)
}

fn named(value: &Value) -> Option<String> {
    ["text", "name", "value", "title", "html"]
        .iter()
        .find_map(|n| value.get(n).and_then(Value::as_str))
        .map(str::to_owned)
}

fn is_picture(url: &str, sure: bool) -> bool {
    if !(url.starts_with("http") || url.starts_with("//")) || url.len() > 2000 || url.contains(' ') {
        return false;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".webp", ".avif"].iter().any(|e| path.contains(e));
    file || sure && ["image", "photo", "img", "media"].iter().any(|w| path.contains(w)) && !path.ends_with(".html")
}

/// The HTML that scripts hold as text, where the page itself has none: entities of JSON undone.
pub(super) fn markup(page: &Page<'_>) -> Option<String> {
    let mut best: Option<String> = None;
    for (_, raw) in scripts(page) {
        let escaped = memchr::memmem::find(raw.as_bytes(), b"u003cimg").is_some();
        if !(escaped || raw.contains("<img")) {
            continue;
        }
        let mut html = unescaped(raw);
        if html.contains("\\u003c") || html.contains("\\\"") {
            html = unescaped(&html);
        }
        if html.contains("<img") && html.contains("<p") && best.as_ref().is_none_or(|b| b.len() < html.len()) {
            best = Some(html);
        }
    }
    best
}

/// JSON's escapes undone once, wherever they stand.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'r' | 't') => out.push(' '),
            Some('u') => {
                let hex: String = chars.clone().take(4).collect();
                match u32::from_str_radix(&hex, 16).ok().filter(|_| hex.len() == 4) {
                    Some(code) => {
                        out.push(char::from_u32(code).unwrap_or(' '));
                        chars.nth(3);
                    }
                    None => out.push('u'),
                }
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_with_a_picture_and_words_beside_it() {
        let vocabulary = Vocabulary::builtin();
        let page = Page::read(
            r#"<script>window.__STATE__ = {"a":[{"caption":"A boat.","credits":"Ana Ruiz","image":{"url":"https://a.example/image/boat-at-anchor.jpg"}}]};</script>"#,
        );
        let found = described(&page, &["https://a.example/image/boat-at-anchor.jpg"], &vocabulary);
        assert!(described(&page, &["https://a.example/image/another-boat.jpg"], &vocabulary).is_empty());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].caption.as_deref(), found[0].credit.as_deref()), (Some("A boat."), Some("Ana Ruiz")));
    }

    #[test]
    fn markup_inside_data() {
        let page = Page::read(
            r#"<script>push([1,"{\"html\":\"\\u003cp\\u003eA\\u003c/p\\u003e\\u003cimg src=x\\u003e\"}"])</script>"#,
        );
        assert!(markup(&page).expect("some").contains("<p>A</p><img src=x>"));
    }
}
