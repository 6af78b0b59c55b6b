//! IPTC NewsML-G2 (news items, alone or in a message) and NITF (articles with their media). A message
//! is one document: its text item says what it is about, its pictures and videos are the items.

use super::declared::{Declared, some};
use super::html;
use super::xml::Element;
use crate::model::{Extraction, Kind, Method, Placement, Span};
use crate::recognition::Recognition;
use crate::{date, prolog};
use cutline_credit::Vocabulary;

/// The root element says so.
pub(super) fn recognises(_: &str, text: &str) -> Recognition {
    Recognition::declared(prolog::root_name(text.as_bytes()).is_some_and(|root| {
        matches!(root.rsplit(':').next(), Some("newsItem" | "newsMessage" | "packageItem" | "nitf"))
    }))
}

/// Reads the message, item or article.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Some(root) = Element::read(source) else { return };
    let (mut items, mut articles) = (Vec::new(), Vec::new());
    root.walk(&mut |element| match element.local() {
        "newsItem" => items.push(element),
        "nitf" => articles.push(element),
        _ => {}
    });
    let mut found = Vec::new();
    // The text is the document; a picture alone speaks for itself.
    let main = items.iter().find(|item| kind(item) == Some("text")).or(items.first());
    if let Some(main) = main {
        facts(main, out);
    }
    for item in &items {
        found.extend(picture(item));
    }
    for article in &articles {
        nitf_facts(article, out);
        article.walk(&mut |element| {
            if element.local() == "media" {
                found.extend(nitf_media(element));
            }
        });
    }
    for (at, mut declared) in found.into_iter().filter(|declared| !declared.is_empty()).enumerate() {
        if at == 0 && (items.len() > 1 || !articles.is_empty()) {
            declared.placement = Placement::Lead;
        }
        let method = if articles.is_empty() { Method::Newsml } else { Method::Nitf };
        out.items.push(declared.item(method, source, vocabulary));
    }
    // A text whose body is HTML shows pictures of its own.
    root.walk(&mut |element| {
        if element.local() == "inlineXML" && element.child("html").is_some() {
            let markup = element.inside(source);
            let start = markup.as_ptr() as usize - source.as_ptr() as usize;
            let mut inner = Extraction::default();
            html::read(markup, vocabulary, &mut inner);
            for mut item in inner.items {
                let before = &source.as_bytes()[..start];
                item.move_places(|span| Span::new(span.start + start, span.end + start));
                item.evidence.line += memchr::memchr_iter(b'\n', before).count() as u32;
                if !out.items.iter().any(|known| known.urls.iter().any(|url| item.urls.contains(url))) {
                    out.items.push(item);
                }
            }
        }
    });
}

/// What an item is, without the scheme: `text`, `picture`, `video`, `graphic`.
fn kind(item: &Element) -> Option<&str> {
    let class = item.child("itemMeta")?.child("itemClass")?.attribute("qcode")?;
    class.rsplit(':').next()
}

fn kind_named(name: &str) -> Kind {
    match name {
        "video" => Kind::Video,
        "graphic" => Kind::Graphic,
        _ => Kind::Photo,
    }
}

/// A name as text of `name`, or as an attribute.
fn name(element: &Element) -> Option<String> {
    element
        .value("name")
        .or_else(|| element.attribute("literal").map(str::to_owned))
        .or_else(|| some(Some(element.text.clone())))
}

fn facts(item: &Element, out: &mut Extraction) {
    let document = &mut out.document;
    if let Some(meta) = item.child("contentMeta") {
        document.title = meta.value("headline").or_else(|| meta.value("slugline"));
        document.language = meta.child("language").and_then(|l| l.attribute("tag")).map(str::to_owned);
        document.published = meta.value("contentCreated").and_then(|text| date::iso(&text));
    }
    if let Some(meta) = item.child("itemMeta") {
        document.publisher = meta.child("provider").and_then(name);
        let created = meta.value("firstCreated").or_else(|| meta.value("versionCreated"));
        document.published = document.published.take().or_else(|| created.and_then(|text| date::iso(&text)));
    }
    if document.language.is_none() {
        document.language = item.attribute("xml:lang").map(str::to_owned);
    }
}

fn picture(item: &Element) -> Option<Declared> {
    let kind = kind(item)?;
    if !matches!(kind, "picture" | "video" | "graphic" | "still" | "photo") {
        return None;
    }
    let mut declared = Declared { kind: kind_named(kind), span: item.span, ..Declared::default() };
    if let Some(meta) = item.child("contentMeta") {
        let described =
            |wanted: &str| meta.all("description").find(|d| d.attribute("role").is_some_and(|r| r.ends_with(wanted)));
        declared.caption = described("caption").or_else(|| meta.child("description")).map(Element::words);
        declared.title = Some(()).filter(|()| declared.kind == Kind::Video).and_then(|()| meta.value("headline"));
        declared.creators = meta.all("creator").filter_map(name).collect();
        if declared.creators.is_empty() {
            declared.creators = meta.value("by").into_iter().collect();
        }
        declared.credit = meta.value("creditline").or_else(|| meta.child("infoSource").and_then(name));
    }
    if let Some(rights) = item.child("rightsInfo").filter(|_| declared.credit.is_none()) {
        declared.credit = rights.child("copyrightHolder").and_then(name).or_else(|| rights.value("copyrightNotice"));
    }
    for content in item.child("contentSet").iter().flat_map(|set| set.all("remoteContent")) {
        declared.urls.extend(content.attribute("href").map(str::to_owned));
        let unit = content.attribute("durationunit").unwrap_or_default();
        let duration = content.attribute("duration").and_then(html::seconds);
        let duration = duration.map(|n| if unit.ends_with("milliseconds") { n / 1000.0 } else { n });
        declared.duration_seconds = declared.duration_seconds.or(duration);
    }
    Some(declared)
}

fn nitf_facts(article: &Element, out: &mut Extraction) {
    let document = &mut out.document;
    article.walk(&mut |element| {
        let (place, value) = match element.local() {
            "hl1" | "title" => (&mut document.title, Some(element.words())),
            "date.issue" => (&mut document.published, element.attribute("norm").and_then(date::iso)),
            "pubdata" => {
                if document.publisher.is_none() {
                    document.publisher = element.attribute("name").map(str::to_owned);
                }
                (&mut document.published, element.attribute("date.publication").and_then(date::iso))
            }
            "distributor" | "org" if element.local() == "distributor" => {
                (&mut document.publisher, Some(element.words()))
            }
            _ => return,
        };
        if place.is_none() || element.local() == "hl1" {
            *place = value.filter(|text| !text.is_empty()).or(place.take());
        }
    });
}

fn nitf_media(media: &Element) -> Option<Declared> {
    let kind = media.attribute("media-type").unwrap_or("image");
    if !matches!(kind, "image" | "video" | "photo" | "graphic") {
        return None;
    }
    let references: Vec<&Element> = media.all("media-reference").collect();
    let text = |name: &str| references.iter().find_map(|r| r.attribute(name)).map(str::to_owned);
    let metadata = |wanted: &str| {
        media
            .all("media-metadata")
            .find(|m| m.attribute("name").is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
            .and_then(|m| m.attribute("value"))
            .map(str::to_owned)
    };
    Some(Declared {
        kind: kind_named(kind),
        caption: media.value("media-caption"),
        title: metadata("title").filter(|_| kind == "video"),
        alt: text("alternate-text"),
        creators: media.value("media-producer").or_else(|| metadata("byline")).into_iter().collect(),
        credit: metadata("credit").or_else(|| metadata("source")).or_else(|| text("copyright")),
        urls: references.iter().filter_map(|r| r.attribute("source")).map(str::to_owned).collect(),
        duration_seconds: text("time").and_then(|time| html::seconds(&time)),
        span: media.span,
        ..Declared::default()
    })
}
