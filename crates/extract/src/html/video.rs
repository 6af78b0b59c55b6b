//! Videos: structured data, players, and cards with a label, a duration and a title.

use super::facts::{self, Described, Facts};
use super::frame::Reader;
use super::marks::Marks;
use super::page::{Id, Page};
use super::picture::address;
use super::region::Region;
use super::tag::Tag;
use super::{structured, text};
use crate::model::{Conflict, Evidence, Kind, MediaItem, Placement, Span};
use cutline_credit as credit;

/// Hosts whose frames are players.
const PLAYERS: &[&str] = &[
    "youtube.com/embed",
    "youtube-nocookie.com/embed",
    "player.vimeo.com",
    "dailymotion.com/embed",
    "geo.dailymotion.com",
    "players.brightcove.net",
    "content.jwplatform.com",
    "cdn.jwplayer.com/players",
    "facebook.com/plugins/video",
    "player.twitch.tv",
    "rumble.com/embed",
    "ultimedia.com/deliver",
    "vk.com/video_ext",
    "rutube.ru/play/embed",
    "tiktok.com/embed",
    "tv.naver.com/embed",
    "ok.ru/videoembed",
    "kaltura",
    "glomex",
    "vidible",
    "playwire",
];

/// Videos kept of one page.
const MOST_VIDEOS: usize = 300;

/// A card holds at most this much text, in bytes.
const CARD: usize = 400;

/// Every video of the page, without its line.
pub(super) fn all(reader: &Reader<'_, '_>, region: Option<Region>, facts: &Facts) -> Vec<MediaItem> {
    let page = reader.page;
    let mut out: Vec<MediaItem> = Vec::new();
    for described in facts.described.iter().filter(|d| d.video).take(MOST_VIDEOS) {
        let item = from_data(reader, described);
        if !out.iter().any(|o| o.title.is_some() && o.title == item.title || shares_address(o, &item)) {
            out.push(item);
        }
    }
    let mut id: Id = 0;
    while (id as usize) < page.nodes.len() && out.len() < MOST_VIDEOS {
        let node = &page.nodes[id as usize];
        let found = match node.tag {
            Tag::Iframe | Tag::AmpIframe => frame(page, id, facts),
            Tag::Video | Tag::AmpVideo => element(page, id, facts),
            Tag::AmpYoutube => page.attribute(id, "data-videoid").map(|v| {
                let url = format!("https://www.youtube.com/watch?v={v}");
                item(page, id, None, None, vec![url], "player")
            }),
            Tag::Text | Tag::Script | Tag::Style | Tag::Svg => None,
            _ => card(reader, id),
        };
        let Some(mut found) = found else {
            id += 1;
            continue;
        };
        let at = id;
        id = node.end.max(id + 1);
        found.placement = placement(reader, region, at);
        match out.iter_mut().find(|o| o.title.is_some() && o.title == found.title || shares_address(o, &found)) {
            Some(known) => merge(known, found),
            None => out.push(found),
        }
    }
    out
}

fn shares_address(one: &MediaItem, other: &MediaItem) -> bool {
    one.urls.iter().any(|u| other.urls.contains(u))
}

/// What one source does not say, the other may.
fn merge(known: &mut MediaItem, found: MediaItem) {
    // Seconds by which two sources may round.
    const ROUNDED: f64 = 2.0;
    if let (Some(one), Some(other)) = (known.duration_seconds, found.duration_seconds)
        && (one - other).abs() > ROUNDED
    {
        let (field, source) = ("duration".to_owned(), found.evidence.method.clone());
        known.evidence.conflicts.push(Conflict { field, value: other.to_string(), source });
    }
    known.duration_seconds = known.duration_seconds.or(found.duration_seconds);
    known.title = known.title.take().or(found.title);
    for url in found.urls {
        if !known.urls.contains(&url) {
            known.urls.push(url);
        }
    }
    if found.placement != Placement::Page {
        known.placement = found.placement;
    }
}

fn from_data(reader: &Reader<'_, '_>, described: &Described) -> MediaItem {
    let mut found =
        item(reader.page, described.at, described.title.clone(), described.duration, described.urls.clone(), "json-ld");
    found.caption.clone_from(&described.caption);
    found.evidence.structured = structured::video(described);
    if let Some(printed) = &described.credit {
        let credit = credit::parse(printed, reader.vocabulary);
        if credit.says_something() {
            found.credit = Some(credit);
            found.credit_printed = Some(printed.clone());
        }
    }
    found
}

fn item(
    page: &Page<'_>,
    id: Id,
    title: Option<String>,
    seconds: Option<f64>,
    urls: Vec<String>,
    method: &str,
) -> MediaItem {
    let span = Span::new(page.nodes[id as usize].start as usize, page.stop(id) as usize);
    MediaItem {
        claims: Vec::new(),
        picture: None,
        key: String::new(),
        kind: Kind::Video,
        placement: Placement::Body,
        caption: None,
        title,
        alt: None,
        credit_printed: None,
        credit: None,
        urls,
        duration_seconds: seconds,
        evidence: Evidence {
            line: 0,
            span,
            method: method.to_owned(),
            confidence: if seconds.is_some() { 0.95 } else { 0.8 },
            ..Evidence::default()
        },
    }
}

fn frame(page: &Page<'_>, id: Id, facts: &Facts) -> Option<MediaItem> {
    let names = ["src", "data-src", "data-lazy-src"];
    let url = names
        .iter()
        .filter_map(|n| page.attribute(id, n))
        .filter_map(|u| address(u, &facts.base))
        .find(|u| PLAYERS.iter().any(|p| u.contains(p)))?;
    let title = page.attribute(id, "title").and_then(text::attribute);
    // Players name themselves there: "YouTube video player".
    let title = title.filter(|t| !t.to_lowercase().contains("player") && t.len() > 8);
    Some(item(page, id, title, None, vec![url], "player"))
}

fn element(page: &Page<'_>, id: Id, facts: &Facts) -> Option<MediaItem> {
    let sources = page.inside(id).filter(|i| matches!(page.tag(*i), Tag::Video | Tag::AmpVideo | Tag::Source));
    let mut urls: Vec<String> = sources
        .flat_map(|i| ["src", "data-src"].into_iter().filter_map(move |n| page.attribute(i, n)))
        .filter_map(|u| address(u, &facts.base))
        .filter(|u| !u.starts_with("blob:") && !u.starts_with("data:"))
        .collect();
    urls.extend(page.attribute(id, "poster").and_then(|p| address(p, &facts.base)));
    urls.dedup();
    let seconds = ["data-duration", "duration"].iter().filter_map(|n| page.attribute(id, n)).find_map(facts::seconds);
    let title =
        ["title", "data-title", "aria-label"].iter().filter_map(|n| page.attribute(id, n)).find_map(text::attribute);
    if urls.is_empty() && title.is_none() {
        return None;
    }
    Some(item(page, id, title, seconds, urls, "video-element"))
}

/// A card whose names speak of a video and whose text holds a duration: label, `2:20`, `02:20`, title.
fn card(reader: &Reader<'_, '_>, id: Id) -> Option<MediaItem> {
    let page = reader.page;
    if !(4..=200).contains(&(page.nodes[id as usize].end - id)) || !speaks_of_video(page, id) {
        return None;
    }
    if !reader.marks(id).has(Marks::VIDEO) {
        return None;
    }
    let length = text::length(page, id, CARD);
    if !(12..CARD).contains(&length) {
        return None;
    }
    let mut seconds = None;
    let mut title: Option<String> = None;
    for piece in reader.pieces(id, &|_| false) {
        if piece.contains(':')
            && piece.len() <= 9
            && let Some(found) = facts::seconds(&piece)
        {
            seconds = seconds.or(Some(found));
            continue;
        }
        let label = credit::is_interface(&piece, reader.vocabulary) || piece.len() < 8;
        if !label && title.as_ref().is_none_or(|t| t.len() < piece.len()) && piece.len() < 220 {
            title = Some(piece);
        }
    }
    seconds?;
    title.as_ref()?;
    Some(item(page, id, title, seconds, Vec::new(), "video-card"))
}

/// A cheap look at an element's class, for most have nothing to do with videos.
fn speaks_of_video(page: &Page<'_>, id: Id) -> bool {
    let has = |value: &str, word: &str| memchr::memmem::find(value.as_bytes(), word.as_bytes()).is_some();
    page.attribute(id, "class").is_some_and(|class| ["ideo", "layer", "IDEO"].iter().any(|word| has(class, word)))
}

/// In the article, or elsewhere on the page.
fn placement(reader: &Reader<'_, '_>, region: Option<Region>, at: Id) -> Placement {
    let page = reader.page;
    let Some(region) = region else { return Placement::Page };
    let mut in_root = false;
    for id in page.parents(at) {
        in_root |= id == region.root || id == region.body;
        if page.inside(id).contains(&region.body) {
            break;
        }
        if matches!(page.tag(id), Tag::Nav | Tag::Footer | Tag::Aside) || reader.marks(id).has(Marks::ELSEWHERE) {
            return Placement::Page;
        }
    }
    if !in_root && at > region.body {
        Placement::Page
    } else if at < region.first {
        Placement::Lead
    } else {
        Placement::Body
    }
}
