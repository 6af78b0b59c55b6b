//! Feeds, exports and formats of newsrooms: what they declare of their pictures is what is found.

mod tree;

use std::fs;

use serde_json::Value;
use tree::run_expecting;

/// What is found in `bytes` as the file `name`.
fn extract(name: &str, bytes: &[u8]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let (out, err) = run_expecting(folder.path(), 0, &["extract", name]);
    assert_eq!(err, "");
    let items: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let text = String::from_utf8_lossy(bytes);
    for item in &items {
        // The evidence lies within the document.
        assert!(item["span"][1].as_u64().unwrap() <= text.len() as u64, "{item}");
    }
    items
}

#[track_caller]
fn assert_item(item: &Value, wanted: &[(&str, &str)]) {
    for (field, value) in wanted {
        let mut found = item;
        for part in field.split('.') {
            found = &found[part];
        }
        let found = match found {
            Value::String(text) => text.clone(),
            Value::Array(list) => list.iter().map(|v| v.as_str().unwrap_or_default()).collect::<Vec<_>>().join("; "),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        assert_eq!(found, *value, "{field} of {item:#}");
    }
}

#[test]
fn media_rss() {
    let items = extract("feed.xml", include_bytes!("../samples/corpora/feed.rss"));
    assert_eq!(items.len(), 4, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.member", "tag:courier.example,2024:101"),
            ("document.title", "Ferry returns to Lower Quay & the islands"),
            ("document.url", "https://courier.example/ferry"),
            ("document.publisher", "The Mariner Courier"),
            ("document.language", "en-gb"),
            ("document.published", "2024-03-02T10:15:00+00:00"),
            ("kind", "photo"),
            ("caption", "The ferry leaves Lower Quay on Saturday"),
            ("people", "Lena Orlova"),
            ("agencies", "AFP"),
            ("urls", "https://courier.example/i/ferry-800.jpg; https://courier.example/i/ferry-400.jpg"),
        ],
    );
    assert_item(
        &items[1],
        &[("caption", "Islanders wait for the post."), ("people", "Marta Lind"), ("agencies", "Reuters")],
    );
    assert_item(&items[2], &[("kind", "video"), ("title", "How the ice was broken"), ("duration_seconds", "140.0")]);
    assert_item(
        &items[3],
        &[("document.member", "https://courier.example/short"), ("urls", "https://courier.example/i/short.jpg")],
    );
}

#[test]
fn atom() {
    let items = extract("atom.xml", include_bytes!("../samples/corpora/feed.atom"));
    assert_eq!(items.len(), 1, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.title", "Bridge at Milldale closed"),
            ("document.url", "https://milldale.example/bridge"),
            ("document.published", "2024-05-01T08:00:00Z"),
            ("caption", "The old bridge on Wednesday."),
            ("people", "Oskar Falk"),
            ("agencies", "dpa"),
        ],
    );
}

#[test]
fn wordpress() {
    let items = extract("export.xml", include_bytes!("../samples/corpora/wordpress.xml"));
    assert_eq!(items.len(), 2, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("caption", "The mayor opens the fair"),
            ("people", "Ines Delorme"),
            ("agencies", "Reuters"),
            ("alt", "A mayor with scissors"),
            ("urls", "https://quay.example/wp-content/uploads/fair.jpg"),
        ],
    );
    assert_item(
        &items[1],
        &[
            ("caption", "Stalls on the market square."),
            ("people", "Pavel Petrov"),
            ("document.title", "The fair is open"),
        ],
    );
}

#[test]
fn ninjs_of_both_generations() {
    let items = extract("a.json", include_bytes!("../samples/corpora/ninjs-1.json"));
    assert_eq!(items.len(), 2, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.title", "Storm closes the harbour"),
            ("document.published", "2024-03-02T10:15:00Z"),
            ("placement", "lead"),
            ("caption", "Waves break over the mole"),
            ("people", "Ada Marsh"),
            ("agencies", "AP"),
        ],
    );
    assert_item(&items[1], &[("kind", "video"), ("title", "The storm in a minute"), ("duration_seconds", "59.0")]);
    let items = extract("b.json", include_bytes!("../samples/corpora/ninjs-2.json"));
    assert_eq!(items.len(), 1, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.title", "Snow stops the trams"),
            ("caption", "A tram in the snow on Sunday"),
            ("credit", "Jun Seo/AP Photo"),
            ("people", "Jun Seo"),
            ("agencies", "AP"),
        ],
    );
}

#[test]
fn newsml_and_nitf() {
    let items = extract("item.xml", include_bytes!("../samples/corpora/newsml-g2.xml"));
    assert_eq!(items.len(), 1, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.title", "Regatta in light wind"),
            ("document.published", "2024-06-01T12:00:00+02:00"),
            ("caption", "Sailors wait for wind off Port Mariner & the cape"),
            ("people", "Greta Falk"),
            ("agencies", "EFE"),
        ],
    );
    let items = extract("article.xml", include_bytes!("../samples/corpora/nitf.xml"));
    assert_eq!(items.len(), 1, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.title", "Grain leaves the eastern dock"),
            ("document.published", "2024-03-02"),
            ("caption", "Dockers load grain on Saturday"),
            ("people", "Noor Haddad"),
            ("agencies", "Reuters"),
        ],
    );
}

#[test]
fn saved_pages() {
    let items = extract("page.mhtml", include_bytes!("../samples/corpora/saved.mhtml"));
    assert_eq!(items.len(), 1, "{items:#?}");
    assert_item(
        &items[0],
        &[
            ("document.url", "https://courier.example/lighthouse"),
            ("caption", "The lighthouse keeper’s café at dusk."),
            ("people", "Zoë Lind"),
            ("agencies", "AFP"),
        ],
    );
}

#[test]
fn a_broken_feed_gives_what_came_before() {
    let feed = include_str!("../samples/corpora/feed.rss");
    let folder = tempfile::tempdir().unwrap();
    let cut = feed.find("Islanders").unwrap();
    fs::write(folder.path().join("feed.xml"), &feed[..cut + 20]).unwrap();
    let (out, err) = run_expecting(folder.path(), 0, &["extract", "feed.xml"]);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(err.contains("in item 2"), "{err}");
}

const OEMBED: &str = r#"{"version": "1.0", "type": "video", "title": "The dyke at night", "author_name": "Lena Orlova",
    "provider_name": "AFP", "thumbnail_url": "https://v.example/7781.jpg", "duration": 140,
    "html": "<iframe src=\"https://player.vimeo.com/video/7781\"></iframe>"}"#;

/// It was read as an article in JSON, for it has a key `html`: author and provider were gone.
#[test]
fn an_oembed_video_is_no_container() {
    for name in ["video.json", "video"] {
        let items = extract(name, OEMBED.as_bytes());
        assert_eq!(items.len(), 1, "{items:#?}");
        assert_item(
            &items[0],
            &[
                ("document.member", ""),
                ("document.publisher", "AFP"),
                ("kind", "video"),
                ("title", "The dyke at night"),
                ("people", "Lena Orlova"),
                ("agencies", "AFP"),
                ("urls", "https://player.vimeo.com/video/7781; https://v.example/7781.jpg"),
                ("duration_seconds", "140.0"),
                ("method", "oembed"),
            ],
        );
    }
}

/// Many of them in one file are a corpus of documents that say what they are.
#[test]
fn oembed_answers_in_lines_and_lists() {
    let line = OEMBED.replace('\n', " ");
    let other = line.replace("7781", "7782");
    for (name, bytes) in [("a.jsonl", format!("{line}\n{other}\n")), ("a.json", format!("[{line},\n{other}]"))] {
        let items = extract(name, bytes.as_bytes());
        assert_eq!(items.len(), 2, "{name}: {items:#?}");
        assert_item(&items[1], &[("document.member", "2"), ("people", "Lena Orlova"), ("method", "oembed")]);
    }
}

#[test]
fn an_article_in_json_is_one_still() {
    let article = r#"{"version": "1.0", "url": "https://a.example/1", "html": "<p>The water had been rising since Tuesday, and nobody on the quay believed that the dyke would hold.</p><figure><img src='https://a.example/dyke.jpg'><figcaption>Sandbags. Photo: Lena Orlova/AFP</figcaption></figure>"}"#;
    let items = extract("a.json", article.as_bytes());
    assert_item(&items[0], &[("document.member", "1"), ("caption", "Sandbags."), ("people", "Lena Orlova")]);
}
