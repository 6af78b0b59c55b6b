//! Web pages of any newsroom.
//!
//! A page is read into an arena (`page`), the article is found in it (`region`), then every picture
//! (`picture`) with the words that stand in its frame (`frame`). Names of elements are understood by
//! their words (`marks`), not by the publisher.

mod attributes;
mod described;
mod facts;
mod frame;
mod marks;
mod page;
mod picture;
mod place;
mod reader;
mod region;
mod state;
mod structured;
mod tag;
mod text;
mod video;
mod words;

use rustc_hash::FxHashMap;

pub(super) use facts::seconds;

use crate::model::{Document, Evidence, Extraction, Flag, Kind, MediaItem, Placed, Placement, Source, Span};
use crate::recognition::Recognition;
use cutline_credit::Vocabulary;

use facts::Facts;
use page::{Id, Page};
use picture::Picture;
use place::place;
use reader::Reader;
use region::Region;
use tag::Tag;
use words::Words;

/// Text that may be markup, without it.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['<', '&']) { text::without_markup(text) } else { text.to_owned() }
}

/// A page says so in its beginning; what is called one and begins with a tag has its shape.
pub(super) fn recognises(path: &str, text: &str) -> Recognition {
    if is_page(text) {
        return Recognition::Declared;
    }
    let path = path.to_ascii_lowercase();
    let named = [".html", ".htm", ".xhtml"].iter().any(|ending| path.trim_end_matches(".gz").ends_with(ending));
    Recognition::shape(named && text.trim_start_matches(BLANK).starts_with('<'))
}

/// What may stand before a page.
const BLANK: &[char] = &['\u{feff}', ' ', '\n', '\r', '\t'];

/// Whether `text` is a whole page.
fn is_page(text: &str) -> bool {
    let head = text.trim_start_matches(BLANK);
    let head = &head.as_bytes()[..head.len().min(1024)];
    let has = |w: &[u8]| head.windows(w.len()).any(|h| h.eq_ignore_ascii_case(w));
    let begins = |w: &[u8]| head.len() >= w.len() && head[..w.len()].eq_ignore_ascii_case(w);
    begins(b"<!doctype html") || begins(b"<html") || has(b"<html") && begins(b"<")
}

/// Reads the media items and the facts of a page, or of a piece of one as feeds and corpora have it.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    if is_page(source) {
        return read_page(source, vocabulary, out);
    }
    let wrapped = format!("{ARTICLE}{source}</article>");
    read_page(&wrapped, vocabulary, out);
    // Spans count in what was given; the wrapping stands in one line with its beginning.
    for item in &mut out.items {
        item.move_places(|span| {
            let end = span.end.saturating_sub(ARTICLE.len()).min(source.len());
            Span::new(span.start.saturating_sub(ARTICLE.len()), end)
        });
    }
}

/// What a piece of a page is put into.
const ARTICLE: &str = "<article>";

fn read_page(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    let page = Page::read(source);
    let facts = facts::read(&page);
    let (path, member) = (std::mem::take(&mut out.document.path), out.document.member.take());
    out.document = Document { path, member, ..facts.document.clone() };
    let pictures = picture::all(&page, &facts.base);
    let region = Region::find(&page, out.document.title.as_deref(), vocabulary);
    let reader = Reader::new(&page, vocabulary, &pictures);
    let lines = Lines::new(source);
    let mut items = collect(&reader, region, pictures, &facts);
    let wanting = items.iter().filter(|item| item.is_wanting());
    let wanted: Vec<&str> =
        wanting.filter_map(|item| item.picture.urls.first().map(String::as_str)).take(MOST_WANTED).collect();
    let found = if wanted.is_empty() { Vec::new() } else { state::described(&page, &wanted, vocabulary) };
    if !found.is_empty() {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.placed.is_of_article()) {
            places.insert(item.picture.key.clone(), at);
        }
        for found in found {
            if let Some(at) = places.get(&found.key) {
                reader.supplement(&found, &mut items[*at].words);
            }
        }
    }
    for item in items {
        let span = reader.span(item.words.frame);
        let kind = kind_of(&reader, &item);
        out.items.push(item.finish(kind, span, lines.of(span.start)));
    }
    for mut video in video::all(&reader, region, &facts) {
        video.evidence.line = lines.of(video.evidence.span.start);
        out.items.push(video);
    }
    out.items.sort_by_key(|i| i.evidence.span.start);
    if !out.items.iter().any(|i| i.placement != Placement::Page) {
        read_markup(&page, &facts, vocabulary, out);
    }
}

/// A picture, what its frame and other sources say of it, and where it stands.
struct Item {
    picture: Picture,
    words: Words,
    placed: Placed,
}

impl Item {
    /// Whether the article shows it and somebody could still say what it is and whose.
    fn is_wanting(&self) -> bool {
        self.placed.is_of_article() && (self.words.said.caption.is_none() || self.words.said.credit.is_none())
    }

    /// The media item, of which the document has `span` in `line`.
    fn finish(self, kind: Kind, span: Span, line: u32) -> MediaItem {
        let Self { picture, words, placed } = self;
        let confidence = match words.said.credit() {
            Some(credit) if credit.says_something() => credit.confidence.clamp(0.3, 0.99),
            _ => 0.6,
        };
        let mut said = words.said;
        said.state_alt(picture.alt, Source::Attribute, None);
        let mut item = said.item(kind, placed, Evidence { line, span, method: words.method, confidence });
        item.urls = picture.urls;
        item
    }
}

/// A page whose text stands in its scripts alone: read from there.
fn read_markup(page: &Page<'_>, facts: &Facts, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Some(html) = state::markup(page) else { return };
    let html = format!("<article>{html}</article>");
    let inner = Page::read(&html);
    let pictures = picture::all(&inner, &facts.base);
    let region = Region::find(&inner, None, vocabulary);
    let reader = Reader::new(&inner, vocabulary, &pictures);
    // The script is where it was read; its bytes are not those of the markup.
    let script = (0..page.nodes.len() as Id).find(|i| page.tag(*i) == Tag::Script).unwrap_or_default();
    let span = Span::new(0, page.stop(script) as usize);
    for item in collect(&reader, region, pictures, facts) {
        if item.placed.is_of_article() && !item.words.said.is_wordless() {
            let mut item = item.finish(Kind::Photo, span, 1);
            item.claims.iter_mut().for_each(|claim| claim.place = None);
            out.items.push(item);
        }
    }
}

/// Pictures without words that are looked for in a page's scripts.
const MOST_WANTED: usize = 24;

/// Every picture once, with its words and its place.
fn collect(reader: &Reader<'_, '_>, region: Option<Region>, pictures: Vec<Picture>, facts: &Facts) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let page = reader.page;
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let described = structured::by_picture(&facts.described);
    for picture in pictures {
        // The same picture in the same frame: another rendition.
        if let Some(at) =
            known.get(&picture.key).filter(|at| page.inside(items[**at].words.frame).contains(&picture.at))
        {
            add_urls(&mut items[*at].picture.urls, picture.urls);
            continue;
        }
        let mut words = reader.words(picture.at);
        if let Some(found) = described.get(picture.key.as_str()) {
            reader.supplement(found.first, &mut words);
            found.state(reader.span(found.first.at), &mut words.said);
        }
        let placed = place(reader, region, &picture, &words, facts);
        let item = Item { picture, words, placed };
        match known.get(&item.picture.key) {
            Some(at) => merge(&mut items[*at], item),
            None => {
                known.insert(item.picture.key.clone(), items.len());
                items.push(item);
            }
        }
    }
    items
}

fn add_urls(known: &mut Vec<String>, urls: Vec<String>) {
    for url in urls {
        if known.len() < picture::MOST_URLS && !known.contains(&url) {
            known.push(url);
        }
    }
}

/// The same picture once more: what it lacks is taken from its twin.
fn merge(known: &mut Item, twin: Item) {
    add_urls(&mut known.picture.urls, twin.picture.urls);
    if !twin.placed.is_of_article() {
        return;
    }
    if !known.placed.is_of_article() || known.words.said.is_wordless() {
        // The article's own showing speaks for itself.
        known.words = twin.words;
        known.placed = twin.placed;
        return;
    }
    known.words.said.merge(twin.words.said.into_twin());
}

/// A photo, unless its credit says that it is drawn, or it is the still of a video.
fn kind_of(reader: &Reader<'_, '_>, item: &Item) -> Kind {
    let page = reader.page;
    let credit = item.words.said.credit();
    if credit.is_some_and(|c| c.flags.iter().any(|f| matches!(f, Flag::Illustration | Flag::Composite))) {
        return Kind::Graphic;
    }
    let still = item.picture.urls.iter().any(|u| {
        ["cdn.jwplayer.com", "i.ytimg.com", "img.youtube.com", "i.vimeocdn.com", "dmcdn.net"]
            .iter()
            .any(|h| u.contains(h))
    });
    let inside = page
        .inside(item.words.frame)
        .take(place::MOST_LOOKED_AT)
        .any(|i| matches!(page.tag(i), Tag::Video | Tag::AmpVideo));
    let credited = credit.is_some_and(|c| !c.people.is_empty() || !c.organisations.is_empty());
    if still || inside && !credited { Kind::Video } else { Kind::Photo }
}

/// Where lines begin.
struct Lines(Vec<u32>);

impl Lines {
    fn new(source: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', source.as_bytes()).map(|n| n as u32).collect())
    }

    /// The line of a byte, from 1.
    fn of(&self, byte: usize) -> u32 {
        self.0.partition_point(|n| (*n as usize) < byte) as u32 + 1
    }
}
