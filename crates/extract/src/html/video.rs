//! Videos: structured data, players, and cards with a label, a duration and a title.

use super::described::Described;
use super::facts::{self, Facts};
use super::marks::Marks;
use super::page::{Id, Page};
use super::picture::address;
use super::reader::Reader;
use super::region::Region;
use super::tag::Tag;
use super::{structured, text};
use crate::model::{CreditLine, Evidence, Kind, MediaItem, Method, Placed, Placement, PlacementReason, Source, Span};
use crate::trust::{self, Statements};
use cutline_credit as credit;
use cutline_credit::length::{wider_than, width};

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

/// A card holds at most this much text, in characters.
const CARD: usize = 400;
/// Fewer characters are a label and no title.
const SHORTEST_TITLE: usize = 8;
/// A title has fewer characters.
const LONGEST_TITLE: usize = 220;

/// Every video of the page, without its line.
pub(super) fn all(reader: &Reader<'_, '_>, region: Option<Region>, facts: &Facts) -> Vec<MediaItem> {
    let page = reader.page;
    let mut out: Vec<MediaItem> = Vec::new();
    for described in facts.described.iter().filter(|d| d.kind == Kind::Video).take(MOST_VIDEOS) {
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
                item(page, id, Found { urls: vec![url], ..Found::by(Method::Player) })
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
        let placed = placed(reader, region, at);
        (found.placement, found.placement_reason) = (placed.placement, placed.reason);
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
fn merge(known: &mut MediaItem, mut found: MediaItem) {
    for url in std::mem::take(&mut found.urls) {
        if !known.urls.contains(&url) {
            known.urls.push(url);
        }
    }
    if found.placement != Placement::Page {
        (known.placement, known.placement_reason) = (found.placement, found.placement_reason);
    }
    trust::merge(known, found);
}

/// What a player, an element or a card says of its video.
struct Found {
    method: Method,
    title: Option<String>,
    seconds: Option<f64>,
    urls: Vec<String>,
}

impl Found {
    fn by(method: Method) -> Self {
        Self { method, title: None, seconds: None, urls: Vec::new() }
    }

    fn source(&self) -> Source {
        match self.method {
            Method::VideoElement => Source::VideoElement,
            Method::VideoCard => Source::VideoCard,
            Method::JsonLd => Source::JsonLd,
            _ => Source::Player,
        }
    }
}

fn from_data(reader: &Reader<'_, '_>, described: &Described) -> MediaItem {
    let place = reader.span(described.at);
    let source = described.source;
    let mut said = Statements::default();
    structured::state(described, place, &mut said);
    if let Some(caption) = &described.caption {
        said.state_caption(caption.clone(), source, Some(place));
    }
    if let Some(printed) = &described.credit {
        let line = CreditLine::read(printed.as_str(), reader.vocabulary);
        if line.credit.says_something() {
            said.state_credit(line, source, Some(place));
        }
    }
    let (title, seconds, urls) = (described.title.clone(), described.duration, described.urls.clone());
    finish(place, Found { title, seconds, urls, ..Found::by(Method::JsonLd) }, said)
}

fn item(page: &Page<'_>, id: Id, found: Found) -> MediaItem {
    let span = Span::new(page.nodes[id as usize].start as usize, page.stop(id) as usize);
    finish(span, found, Statements::default())
}

/// The item, without its line and not placed yet.
fn finish(span: Span, found: Found, mut said: Statements) -> MediaItem {
    let (source, method) = (found.source(), found.method);
    said.state_title(found.title, source, Some(span));
    if let Some(seconds) = found.seconds {
        said.state_duration(seconds, source, Some(span));
    }
    let confidence = if found.seconds.is_some() { 0.95 } else { 0.8 };
    let placed = Placed { placement: Placement::Body, reason: PlacementReason::StructuredData };
    let mut item = said.item(Kind::Video, placed, Evidence { line: 0, span, method, confidence });
    item.urls = found.urls;
    item
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
    let title = title.filter(|t| !t.to_lowercase().contains("player") && wider_than(t, SHORTEST_TITLE));
    Some(item(page, id, Found { title, urls: vec![url], ..Found::by(Method::Player) }))
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
    Some(item(page, id, Found { title, seconds, urls, ..Found::by(Method::VideoElement) }))
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
        let label = credit::is_interface(&piece, reader.vocabulary) || !wider_than(&piece, SHORTEST_TITLE - 1);
        let longest = title.as_deref().map_or(0, width);
        if !label && longest < width(&piece) && !wider_than(&piece, LONGEST_TITLE - 1) {
            title = Some(piece);
        }
    }
    seconds?;
    title.as_ref()?;
    Some(item(page, id, Found { title, seconds, ..Found::by(Method::VideoCard) }))
}

/// A cheap look at an element's class, for most have nothing to do with videos.
fn speaks_of_video(page: &Page<'_>, id: Id) -> bool {
    let has = |value: &str, word: &str| memchr::memmem::find(value.as_bytes(), word.as_bytes()).is_some();
    page.attribute(id, "class").is_some_and(|class| ["ideo", "layer", "IDEO"].iter().any(|word| has(class, word)))
}

/// In the article, or elsewhere on the page.
fn placed(reader: &Reader<'_, '_>, region: Option<Region>, at: Id) -> Placed {
    let page = reader.page;
    let Some(region) = region else { return Placed::page(PlacementReason::NoArticle) };
    let mut in_root = false;
    for id in page.parents(at) {
        in_root |= id == region.root || id == region.body;
        if page.inside(id).contains(&region.body) {
            break;
        }
        match page.tag(id) {
            Tag::Nav => return Placed::page(PlacementReason::Navigation),
            Tag::Footer => return Placed::page(PlacementReason::Footer),
            Tag::Aside => return Placed::page(PlacementReason::Aside),
            _ if reader.marks(id).has(Marks::ELSEWHERE) => return Placed::page(PlacementReason::Teaser),
            _ => {}
        }
    }
    if !in_root && at > region.body {
        Placed::page(PlacementReason::Outside)
    } else if at < region.first {
        Placed { placement: Placement::Lead, reason: PlacementReason::BeforeText }
    } else {
        Placed { placement: Placement::Body, reason: PlacementReason::InText }
    }
}
