//! One item of a feed (RSS 2.0 and 1.0, Atom) with its Media RSS elements and its text, or one of a
//! WordPress export (WXR): an attachment with its caption and credit, or a post.

use super::declared::{Declared, some};
use super::html;
use super::xml::Element;
use crate::date;
use crate::model::{Document, Extraction, Kind, Method, Placement, Span};
use crate::trust;
use cutline_credit::Vocabulary;

/// Reads the item, which a feed has cut off: by itself it is never recognised.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Some(item) = Element::read(source) else { return };
    let document = &mut out.document;
    document.title = some(item.child("title").map(Element::words)).map(|title| html::plain(&title));
    document.url = item.all("link").find_map(link);
    document.published = ["pubDate", "published", "dc:date", "wp:post_date_gmt", "wp:post_date", "updated"]
        .iter()
        .find_map(|name| date::iso(&item.value(name)?));
    if let Some(publisher) = item.value("dc:publisher") {
        document.publisher = Some(publisher);
    }
    if item.value("wp:post_type").as_deref() == Some("attachment") {
        out.items.extend(attachment(&item, source).map(|declared| declared.item(Method::Wxr, source, vocabulary)));
        return;
    }
    let mut found: Vec<Declared> = Vec::new();
    let default = Inherited::of(&item, &Inherited::default());
    media(&item, &default, &mut found);
    for enclosure in item.all("enclosure").chain(item.all("link").filter(|l| l.attribute("rel") == Some("enclosure"))) {
        let kind = enclosure.attribute("type").unwrap_or_default();
        let url = enclosure.attribute("url").or_else(|| enclosure.attribute("href"));
        let Some(url) = url.filter(|_| kind.starts_with("image/") || kind.starts_with("video/")) else { continue };
        if !found.iter().any(|other| other.urls.iter().any(|known| known == url)) {
            let default = Inherited::of(&item, &Inherited::default());
            let mut declared = default.declared(enclosure.span);
            declared.kind = kind_of(kind.starts_with("video/"));
            declared.urls.push(url.to_owned());
            found.push(declared);
        }
    }
    if found.is_empty() {
        // A thumbnail is a rendition of what stands beside it, or the one picture there is.
        for thumbnail in item.all("media:thumbnail").take(1) {
            let mut declared = default.declared(thumbnail.span);
            declared.urls.extend(thumbnail.attribute("url").map(str::to_owned));
            found.push(declared);
        }
    }
    if let Some(first) = found.first_mut() {
        first.placement = Placement::Lead;
    }
    let found = found.into_iter().filter(|declared| !declared.is_empty());
    out.items = found.map(|declared| declared.item(Method::MediaRss, source, vocabulary)).collect();
    body(&item, source, vocabulary, out);
}

fn kind_of(video: bool) -> Kind {
    if video { Kind::Video } else { Kind::Photo }
}

/// The address of an item: the text of RSS's `link`, the `href` of Atom's.
fn link(link: &Element) -> Option<String> {
    match link.attribute("href") {
        Some(href) => Some(href.to_owned()).filter(|_| link.attribute("rel").is_none_or(|rel| rel == "alternate")),
        None => Some(link.words()).filter(|text| !text.is_empty()),
    }
}

/// What elements of Media RSS pass on to those inside them.
#[derive(Clone, Default)]
struct Inherited {
    caption: Option<String>,
    title: Option<String>,
    creators: Vec<String>,
    credit: Option<String>,
    thumbnail: Option<String>,
}

impl Inherited {
    /// What `element` says, over what is passed on to it.
    fn of(element: &Element, above: &Self) -> Self {
        let mut here = above.clone();
        let value = |name: &str| element.value(name).map(|text| html::plain(&text)).filter(|text| !text.is_empty());
        here.caption = value("media:description").or_else(|| value("media:text")).or(here.caption);
        here.title = value("media:title").or(here.title);
        let mut credits =
            element.all("media:credit").map(|c| (c.attribute("role").unwrap_or_default(), c.words())).peekable();
        if credits.peek().is_some() {
            (here.creators, here.credit) = (Vec::new(), None);
        }
        for (role, name) in credits.filter(|(_, name)| !name.is_empty()) {
            match role {
                "photographer" | "author" | "artist" | "illustrator" | "creator" => here.creators.push(name),
                "producer" | "reporter" | "anchor" | "actor" | "editor" => {}
                _ if here.credit.is_none() => here.credit = Some(name),
                _ => here.creators.push(name),
            }
        }
        if let Some(notice) = value("media:copyright").filter(|_| here.credit.is_none()) {
            here.credit = Some(notice);
        }
        here.thumbnail =
            element.child("media:thumbnail").and_then(|t| t.attribute("url")).map(str::to_owned).or(here.thumbnail);
        here
    }

    fn declared(&self, span: Span) -> Declared {
        Declared {
            caption: self.caption.clone(),
            creators: self.creators.clone(),
            credit: self.credit.clone(),
            span,
            ..Declared::default()
        }
    }
}

/// Every `media:content`, alone or in groups; a group is one item in several renditions.
fn media(element: &Element, above: &Inherited, found: &mut Vec<Declared>) {
    for child in &element.children {
        match child.name.as_str() {
            "media:group" => {
                let here = Inherited::of(child, above);
                let mut inside = Vec::new();
                media(child, &here, &mut inside);
                let mut inside = inside.into_iter();
                if let Some(mut first) = inside.next() {
                    for other in inside {
                        first.urls.extend(other.urls);
                        first.duration_seconds = first.duration_seconds.or(other.duration_seconds);
                    }
                    first.span = child.span;
                    found.push(first);
                }
            }
            "media:content" => {
                let here = Inherited::of(child, above);
                let (medium, kind) =
                    (child.attribute("medium").unwrap_or_default(), child.attribute("type").unwrap_or_default());
                let other = matches!(medium, "audio" | "document" | "executable") || kind.starts_with("audio/");
                if other {
                    continue;
                }
                let mut declared = here.declared(child.span);
                declared.kind = kind_of(medium == "video" || kind.starts_with("video/"));
                if declared.kind == Kind::Video {
                    declared.title.clone_from(&here.title);
                    declared.duration_seconds = child.attribute("duration").and_then(html::seconds);
                } else if declared.caption.is_none() {
                    declared.caption.clone_from(&here.title);
                }
                declared.urls.extend(child.attribute("url").map(str::to_owned));
                declared.urls.extend(here.thumbnail.filter(|_| declared.kind == Kind::Video));
                found.push(declared);
            }
            _ => {}
        }
    }
}

/// An attachment of a WordPress export. The plugins of newsrooms keep the credit in the post's meta.
fn attachment(item: &Element, source: &str) -> Option<Declared> {
    let meta = |wanted: &str| {
        item.all("wp:postmeta")
            .find(|meta| meta.value("wp:meta_key").as_deref() == Some(wanted))
            .and_then(|meta| meta.value("wp:meta_value"))
    };
    let url = item.value("wp:attachment_url")?;
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let video = [".mp4", ".m4v", ".mov", ".webm", ".ogv"].iter().any(|ending| path.ends_with(ending));
    let image = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff"];
    if !video && !image.iter().any(|ending| path.ends_with(ending)) {
        return None;
    }
    // `_wp_attachment_metadata` is serialised by PHP; what the file itself said of its credit is in it.
    let embedded = meta("_wp_attachment_metadata").and_then(|data| serialised(&data, "credit"));
    Some(Declared {
        kind: kind_of(video),
        caption: item.value("excerpt:encoded").or_else(|| item.value("content:encoded")).map(|text| html::plain(&text)),
        title: Some(()).filter(|()| video).and_then(|()| item.value("title")),
        alt: meta("_wp_attachment_image_alt"),
        creators: [
            "_media_credit",
            "media_credit",
            "_photo_credit",
            "_wp_attachment_source_name",
            "photographer",
            "_credit",
        ]
        .iter()
        .find_map(|key| meta(key))
        .or(embedded)
        .into_iter()
        .collect(),
        credit: ["_navis_media_credit_org", "_media_credit_org", "_credit_organization"]
            .iter()
            .find_map(|key| meta(key)),
        urls: vec![url],
        span: Span::new(0, source.len()),
        ..Declared::default()
    })
}

/// A text in data that PHP serialised: `s:6:"credit";s:3:"AFP";`.
fn serialised(data: &str, key: &str) -> Option<String> {
    let marker = format!("\"{key}\";s:");
    let rest = &data[data.find(&marker)? + marker.len()..];
    let (length, rest) = rest.split_once(":\"")?;
    let text = rest.get(..length.parse().ok()?)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The text of the item, which is HTML: its pictures, as far as they are not declared already.
fn body(item: &Element, source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let bodies = ["content:encoded", "content", "description", "summary"];
    let Some(element) = bodies.iter().find_map(|name| item.child(name).filter(|e| e.name != "media:content")) else {
        return;
    };
    let raw = element.inside(source).trim();
    // Where the markup stands in a CDATA section, its places are those of the document.
    let data = raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>"));
    let (text, start) = match data {
        Some(data) => (data.to_owned(), data.as_ptr() as usize - source.as_ptr() as usize),
        None => (element.text.clone(), usize::MAX),
    };
    let text = shortcodes(&text);
    if !text.contains('<') {
        return;
    }
    let mut inner = Extraction { document: Document::default(), ..Extraction::default() };
    html::read(&text, vocabulary, &mut inner);
    for mut found in inner.items {
        found.move_places(|span| match start {
            usize::MAX => element.span,
            start => Span::new((start + span.start).min(source.len()), (start + span.end).min(source.len())),
        });
        let declared = out.items.iter_mut().find(|item| item.urls.iter().any(|url| found.urls.contains(url)));
        if let Some(declared) = declared {
            // Title and alternative text are those of the field, or of nobody.
            (found.title, found.alt) = (None, None);
            trust::merge(declared, found);
            continue;
        }
        let before = source.as_bytes().get(..found.evidence.span.start).unwrap_or_default();
        found.evidence.line = memchr::memchr_iter(b'\n', before).count() as u32 + 1;
        out.items.push(found);
    }
}

/// WordPress' `[caption]…[/caption]` as the figure that it makes; of the same length, so that places
/// stay, where the shortcode is long enough.
fn shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[caption") {
        let Some(end) = rest[at..].find(']').map(|end| at + end + 1) else { break };
        let Some(close) = rest[end..].find("[/caption]").map(|close| end + close) else { break };
        out.push_str(&rest[..at]);
        let inside = &rest[end..close];
        // The picture comes first, linked or not; the rest is the caption.
        let picture = inside
            .find("</a>")
            .map(|a| a + 4)
            .or_else(|| Some(inside.find("<img")? + inside[inside.find("<img")?..].find('>')? + 1));
        let (picture, caption) = inside.split_at(picture.unwrap_or(0));
        out.push_str("<figure>");
        out.push_str(picture);
        out.push_str("<figcaption>");
        out.push_str(caption);
        out.push_str("</figcaption></figure>");
        rest = &rest[close + "[/caption]".len()..];
    }
    out.push_str(rest);
    out
}
