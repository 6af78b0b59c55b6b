//! Web pages of any newsroom.
//!
//! A page is read into an arena (`page`), the article is found in it (`region`), then every picture
//! (`picture`) with the words that stand in its frame (`frame`). Names of elements are understood by
//! their words (`marks`), not by the publisher.

mod facts;
mod frame;
mod marks;
mod page;
mod picture;
mod region;
mod state;
mod structured;
mod tag;
mod text;
mod video;
mod words;

use rustc_hash::FxHashMap;

pub(super) use facts::seconds;
pub(crate) use picture::key;

use crate::model::{Document, Evidence, Extraction, Flag, Kind, MediaItem, Placement, Span};
use cutline_credit as credit;
use cutline_credit::Vocabulary;

use facts::Facts;
use frame::Reader;
use marks::Marks;
use page::{Id, Page};
use picture::Picture;
use region::Region;
use tag::Tag;
use words::Words;

/// Text that may be markup, without it.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['<', '&']) { text::without_markup(text) } else { text.to_owned() }
}

/// Whether `text` is a page: told by its beginning.
pub(super) fn recognises(path: &str, text: &str) -> bool {
    let head = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head = &head.as_bytes()[..head.len().min(1024)];
    let has = |w: &[u8]| head.windows(w.len()).any(|h| h.eq_ignore_ascii_case(w));
    let begins = |w: &[u8]| head.len() >= w.len() && head[..w.len()].eq_ignore_ascii_case(w);
    let named =
        [".html", ".htm", ".xhtml"].iter().any(|e| path.to_ascii_lowercase().trim_end_matches(".gz").ends_with(e));
    begins(b"<!doctype html") || begins(b"<html") || has(b"<html") && begins(b"<") || named && begins(b"<")
}

/// Reads the media items and the facts of a page, or of a piece of one as feeds and corpora have it.
pub(super) fn read(source: &str, vocabulary: &Vocabulary, out: &mut Extraction) {
    if recognises("", source) {
        return read_page(source, vocabulary, out);
    }
    let wrapped = format!("{ARTICLE}{source}</article>");
    read_page(&wrapped, vocabulary, out);
    // Spans count in what was given; the wrapping stands in one line with its beginning.
    for item in &mut out.items {
        let span = &mut item.evidence.span;
        (span.start, span.end) =
            (span.start.saturating_sub(ARTICLE.len()), span.end.saturating_sub(ARTICLE.len()).min(source.len()));
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
    let wordless = |i: &&Item| i.2 != Placement::Page && (i.1.caption.is_none() || i.1.printed.is_none());
    let wanted: Vec<&str> =
        items.iter().filter(wordless).filter_map(|i| i.0.urls.first().map(String::as_str)).take(MOST_WANTED).collect();
    let found = if wanted.is_empty() { Vec::new() } else { state::described(&page, &wanted, vocabulary) };
    if !found.is_empty() {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for (at, item) in items.iter().enumerate().filter(|(_, i)| i.2 != Placement::Page) {
            places.insert(item.0.key.clone(), at);
        }
        for found in found {
            if let Some(at) = places.get(&found.key) {
                reader.supplement(&found, &mut items[*at].1);
            }
        }
    }
    for (picture, words, placement) in items {
        let node = &page.nodes[words.frame as usize];
        let span = Span::new(node.start as usize, page.stop(words.frame) as usize);
        let kind = kind_of(&reader, &picture, &words);
        push(out, picture, words, placement, kind, span, lines.of(span.start));
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

fn push(out: &mut Extraction, picture: Picture, words: Words, placement: Placement, kind: Kind, span: Span, line: u32) {
    let confidence = match &words.credit {
        Some(credit) if credit.says_something() => credit.confidence.clamp(0.3, 0.99),
        _ => 0.6,
    };
    let structured = words.structured.or_else(|| words.credit_from.map(structured::credit_from));
    out.items.push(MediaItem {
        claims: Vec::new(),
        picture: None,
        key: String::new(),
        kind,
        placement,
        caption: words.caption,
        title: None,
        alt: picture.alt,
        credit_printed: words.printed,
        credit: words.credit,
        urls: picture.urls,
        duration_seconds: None,
        evidence: Evidence {
            line,
            span,
            method: words.method.to_owned(),
            confidence,
            conflicts: words.conflicts,
            structured,
        },
    });
}

/// A page whose text stands in its scripts alone: read from there.
fn read_markup(page: &Page<'_>, facts: &Facts, vocabulary: &Vocabulary, out: &mut Extraction) {
    let Some(html) = state::markup(page) else { return };
    let html = format!("<article>{html}</article>");
    let inner = Page::read(&html);
    let pictures = picture::all(&inner, &facts.base);
    let region = Region::find(&inner, None, vocabulary);
    let reader = Reader::new(&inner, vocabulary, &pictures);
    for (picture, words, placement) in collect(&reader, region, pictures, facts) {
        if placement == Placement::Page || words.caption.is_none() && words.printed.is_none() {
            continue;
        }
        // The script is where it was read; its bytes are not those of the markup.
        let script = (0..page.nodes.len() as Id).find(|i| page.tag(*i) == Tag::Script).unwrap_or_default();
        push(out, picture, words, placement, Kind::Photo, Span::new(0, page.stop(script) as usize), 1);
    }
}

/// Pictures without words that are looked for in a page's scripts.
const MOST_WANTED: usize = 24;

/// A picture, what its frame says, and where it stands.
type Item = (Picture, Words, Placement);

/// Every picture once, with its words and its place.
fn collect(reader: &Reader<'_, '_>, region: Option<Region>, pictures: Vec<Picture>, facts: &Facts) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let page = reader.page;
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let described = structured::by_picture(&facts.described);
    for picture in pictures {
        // The same picture in the same frame: another rendition.
        if let Some(at) = known.get(&picture.key).filter(|at| page.inside(items[**at].1.frame).contains(&picture.at)) {
            add_urls(&mut items[*at].0.urls, picture.urls);
            continue;
        }
        let mut words = reader.words(picture.at);
        if let Some(found) = described.get(picture.key.as_str()) {
            reader.supplement(found.first, &mut words);
            words.structured = found.json(&words);
        }
        let placement = place(reader, region, &picture, &words, facts);
        match known.get(&picture.key) {
            Some(at) => merge(&mut items[*at], picture, words, placement),
            None => {
                known.insert(picture.key.clone(), items.len());
                items.push((picture, words, placement));
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
fn merge(known: &mut (Picture, Words, Placement), picture: Picture, words: Words, placement: Placement) {
    add_urls(&mut known.0.urls, picture.urls);
    if let (Some(one), Some(other)) = (&known.1.credit, &words.credit)
        && placement != Placement::Page
        && known.2 != Placement::Page
        && words::differ(one, other)
    {
        known.1.disagree("credit", words.printed.as_deref().unwrap_or_default(), "html");
    }
    let elsewhere = known.2 == Placement::Page && placement != Placement::Page;
    if elsewhere || known.1.caption.is_none() && known.1.printed.is_none() && placement != Placement::Page {
        let old = std::mem::replace(&mut known.1, words);
        if known.1.caption.is_none() && !elsewhere {
            known.1.caption = old.caption;
        }
        known.2 = placement;
    } else if placement != Placement::Page {
        if known.1.caption.is_none() {
            known.1.caption = words.caption;
        }
        if known.1.printed.is_none() {
            (known.1.printed, known.1.credit) = (words.printed, words.credit);
        }
    }
}

/// A picture without words that is no wider than this, in pixels, is an ornament.
const SMALL: u32 = 400;

/// Where on the page a picture stands: in the article, at its head, in a gallery, or elsewhere.
fn place(
    reader: &Reader<'_, '_>,
    region: Option<Region>,
    picture: &Picture,
    words: &Words,
    facts: &Facts,
) -> Placement {
    let page = reader.page;
    let Some(region) = region else { return Placement::Page };
    let credited = words.credit.as_ref().is_some_and(|c| c.says_something());
    // Loose text beside a picture without a credit may be anything.
    let inside = region.holds(page, picture.at);
    let captioned = words.caption.is_some() && (words.method != "frame-text" || inside);
    let worded = credited || captioned;
    let before = picture.at < region.body;
    let lead = facts.lead.contains(&picture.key);
    let linked = linked(reader, picture.at);
    let (mut gallery, mut figure, mut in_root) = (false, false, false);
    for id in std::iter::once(picture.at).chain(page.parents(picture.at)) {
        let tag = page.tag(id);
        in_root |= id == region.root || id == region.body;
        if page.inside(id).contains(&region.body) {
            break;
        }
        let marks = reader.marks(id);
        figure |= tag == Tag::Figure;
        gallery |= marks.has(Marks::GALLERY);
        if matches!(tag, Tag::Nav | Tag::Footer) || tag == Tag::Aside && !(credited && inside) {
            return Placement::Page;
        }
        let framed = page.inside(words.frame).contains(&id) && (credited || words.method != "frame-text");
        let sure = credited && (inside || lead || captioned) && !linked || lead && worded;
        if !framed && marks.has(Marks::ELSEWHERE) && !sure {
            return Placement::Page;
        }
        if marks.has(Marks::EMBLEM) && !(credited && (captioned || figure)) && !lead {
            return Placement::Page;
        }
    }
    let vocabulary = reader.vocabulary;
    let byline = |t: &Option<String>| {
        t.as_ref().is_some_and(|t| credit::is_byline(t, vocabulary) || credit::is_byline_head(t, vocabulary))
    };
    if !figure && (byline(&words.caption) || byline(&words.printed)) || byline(&words.caption) {
        return Placement::Page;
    }
    if leads_elsewhere(reader, picture.at, words, region) {
        return Placement::Page;
    }
    let small = picture::declared_width(&picture.urls).is_some_and(|w| w < SMALL) && !figure;
    let shown = lead && !linked || inside && !linked && !small;
    if !(worded || shown) {
        return Placement::Page;
    }
    if !in_root && !(before && (worded || lead) && !linked) {
        return Placement::Page;
    }
    if !inside && !before && !credited {
        return Placement::Page;
    }
    if gallery {
        Placement::Gallery
    } else if picture.at < region.first || lead {
        Placement::Lead
    } else {
        Placement::Body
    }
}

/// A link to something else than a larger picture.
fn linked(reader: &Reader<'_, '_>, at: Id) -> bool {
    let page = reader.page;
    let link = page.parents(at).take(6).find(|p| page.tag(*p) == Tag::A);
    let href = link.and_then(|l| page.attribute(l, "href")).unwrap_or_default();
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let larger =
        path.is_empty() || [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|e| path.ends_with(e));
    link.is_some() && !larger
}

/// The picture of a link to another article: its words are the link's, or a headline that is a link
/// stands beside it in its card.
fn leads_elsewhere(reader: &Reader<'_, '_>, at: Id, words: &Words, region: Region) -> bool {
    let page = reader.page;
    let frame = words.frame;
    let captioned = words.method == "figcaption" || words.method == "caption-class";
    let link = page.parents(at).take(8).find(|p| page.tag(*p) == Tag::A);
    let headed = |id: Id| {
        page.inside(id).take(MOST_LOOKED_AT).any(|i| matches!(page.tag(i), Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5))
    };
    if let Some(link) = link {
        let credited = words.credit.as_ref().is_some_and(|c| c.says_something());
        let apart = !credited
            && page.tag(page.nodes[frame as usize].parent) != Tag::Figure
            && !page.inside(frame).contains(&link);
        if headed(link) || apart && text::length(page, link, 60) > 20 && !captioned {
            return true;
        }
    }
    let credited = words.credit.as_ref().is_some_and(|c| c.says_something());
    if captioned {
        return false;
    }
    // Most of the frame's text is a link.
    let linked_text: usize = page
        .inside(frame)
        .take(MOST_LOOKED_AT)
        .filter(|i| page.tag(*i) == Tag::A)
        .map(|i| text::length(page, i, 400))
        .sum();
    if !credited && linked_text * 2 > text::length(page, frame, 400) && linked_text > 12 {
        return true;
    }
    // A card: picture, and a headline that is a link.
    std::iter::once(frame).chain(page.parents(frame)).take(4).any(|card| {
        !page.inside(card).contains(&region.body)
            && text::length(page, card, 800) < 800
            && page.inside(card).take(MOST_LOOKED_AT).any(|i| page.tag(i).is_heading() && linked_heading(page, i))
    })
}

/// Nodes that are looked at inside one card or link.
const MOST_LOOKED_AT: usize = 500;

fn linked_heading(page: &Page<'_>, heading: Id) -> bool {
    page.inside(heading).any(|i| page.tag(i) == Tag::A) || page.parents(heading).take(3).any(|p| page.tag(p) == Tag::A)
}

/// A photo, unless its credit says that it is drawn, or it is the still of a video.
fn kind_of(reader: &Reader<'_, '_>, picture: &Picture, words: &Words) -> Kind {
    let page = reader.page;
    let flags = words.credit.iter().flat_map(|c| &c.flags);
    if flags.into_iter().any(|f| matches!(f, Flag::Illustration | Flag::Composite)) {
        return Kind::Graphic;
    }
    let still = picture.urls.iter().any(|u| {
        ["cdn.jwplayer.com", "i.ytimg.com", "img.youtube.com", "i.vimeocdn.com", "dmcdn.net"]
            .iter()
            .any(|h| u.contains(h))
    });
    let inside =
        page.inside(words.frame).take(MOST_LOOKED_AT).any(|i| matches!(page.tag(i), Tag::Video | Tag::AmpVideo));
    let credited = words.credit.as_ref().is_some_and(|c| !c.people.is_empty() || !c.organisations.is_empty());
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
