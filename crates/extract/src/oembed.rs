//! oEmbed 1.0: what a provider says of one photo or video, in JSON.

use serde_json::{Map, Value};

use super::declared::Declared;
use super::recognition::Recognition;
use super::{html, json};
use crate::model::{Extraction, Kind, Method, Placement, Span};
use cutline_credit::Vocabulary;

/// An object with a version and the type of a photo or a video, and what oEmbed alone says beside them.
pub(super) fn recognises(_: &str, text: &str) -> Recognition {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.trim_start();
    if !head.starts_with('{') || memchr::memmem::find(head.as_bytes(), b"\"version\"").is_none() {
        return Recognition::No;
    }
    let keys = json::top_keys(text).unwrap_or_default();
    let has = |wanted: &str| keys.iter().any(|(key, _)| *key == wanted);
    let is_media = keys
        .iter()
        .any(|(key, value)| *key == "type" && (value.starts_with("\"photo\"") || value.starts_with("\"video\"")));
    let told_by = ["provider_name", "provider_url", "author_name", "author_url", "thumbnail_url", "cache_age"];
    Recognition::declared(is_media && has("version") && told_by.into_iter().any(has))
}

/// Reads the photo or video: the author is its creator, the provider supplies it.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Ok(Value::Object(object)) = serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}')) else {
        return;
    };
    let is_video = text(&object, "type").is_some_and(|kind| kind == "video");
    let title = text(&object, "title").map(|title| html::plain(&title));
    let description = text(&object, "description").map(|description| html::plain(&description));
    let document = &mut out.document;
    document.title.clone_from(&title);
    document.publisher = text(&object, "provider_name");
    let mut urls: Vec<String> = text(&object, "url").into_iter().collect();
    if let Some(markup) = text(&object, "html") {
        urls.extend(players(&markup, vocabulary));
    }
    urls.extend(text(&object, "thumbnail_url"));
    urls.dedup();
    let declared = Declared {
        kind: if is_video { Kind::Video } else { Kind::Photo },
        placement: Placement::Lead,
        caption: if is_video { description } else { description.or(title.clone()) },
        title: title.filter(|_| is_video),
        creators: text(&object, "author_name").into_iter().collect(),
        credit: text(&object, "provider_name"),
        urls,
        // Not of the standard; the large providers state it in seconds.
        duration_seconds: object.get("duration").and_then(Value::as_f64).filter(|seconds| *seconds > 0.0),
        span: Span::new(0, source.len()),
        ..Declared::default()
    };
    if !declared.is_empty() {
        out.items.push(declared.item(Method::Oembed, source, vocabulary));
    }
}

/// The addresses of the players in the markup that a provider wants to be embedded.
fn players(markup: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let mut inner = Extraction::default();
    html::read(markup, vocabulary, &mut inner);
    inner.items.into_iter().flat_map(|item| item.urls).collect()
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIDEO: &str = r#"{"version": "1.0", "type": "video", "title": "The dyke at night",
        "author_name": "Ana Ruiz", "provider_name": "Quay Video", "thumbnail_url": "https://v.example/7781.jpg",
        "html": "<iframe src=\"https://player.vimeo.com/video/7781\"></iframe>", "duration": 140}"#;

    #[test]
    fn a_video_with_its_author_and_provider() {
        assert_eq!(recognises("", VIDEO), Recognition::Declared);
        let mut out = Extraction::default();
        read(VIDEO, &Vocabulary::builtin(), &mut out);
        let item = &out.items[0];
        assert_eq!((item.kind, item.title.as_deref()), (Kind::Video, Some("The dyke at night")));
        assert_eq!(item.printed(), Some("Ana Ruiz/Quay Video"));
        assert_eq!(item.urls, ["https://player.vimeo.com/video/7781", "https://v.example/7781.jpg"]);
        assert_eq!((item.duration_seconds, out.document.publisher.as_deref()), (Some(140.0), Some("Quay Video")));
    }

    #[test]
    fn other_objects_with_html_are_none() {
        for other in [
            r#"{"url": "https://a.example/1", "html": "<p>A boat.</p>", "title": "A boat"}"#,
            r#"{"version": "1.0", "type": "rich", "html": "<p>A boat.</p>", "provider_name": "Quay"}"#,
            r#"[{"version": "1.0", "type": "video", "author_name": "Ana Ruiz"}]"#,
        ] {
            assert_eq!(recognises("", other), Recognition::No, "{other}");
        }
    }
}
