//! Where on the page a picture stands, and which rule says so.

use super::facts::Facts;
use super::marks::Marks;
use super::page::{Id, Page};
use super::picture::{self, Picture};
use super::reader::Reader;
use super::region::Region;
use super::tag::Tag;
use super::text;
use super::words::Words;
use crate::model::{Method, Placed, Placement, PlacementReason};
use cutline_credit as credit;

/// A picture without words that is no wider than this, in pixels, is an ornament.
const SMALL: u32 = 400;

/// Where on the page a picture stands: in the article, at its head, in a gallery, or elsewhere.
pub(super) fn place(
    reader: &Reader<'_, '_>,
    region: Option<Region>,
    picture: &Picture,
    words: &Words,
    facts: &Facts,
) -> Placed {
    let page = reader.page;
    let Some(region) = region else { return Placed::page(PlacementReason::NoArticle) };
    let credited = words.said.is_credited();
    // Loose text beside a picture without a credit may be anything.
    let inside = region.holds(page, picture.at);
    let captioned = words.said.caption.is_some() && (words.method != Method::FrameText || inside);
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
        match tag {
            Tag::Nav => return Placed::page(PlacementReason::Navigation),
            Tag::Footer => return Placed::page(PlacementReason::Footer),
            Tag::Aside if !(credited && inside) => return Placed::page(PlacementReason::Aside),
            _ => {}
        }
        let framed = page.inside(words.frame).contains(&id) && (credited || words.method != Method::FrameText);
        let sure = credited && (inside || lead || captioned) && !linked || lead && worded;
        if !framed && marks.has(Marks::ELSEWHERE) && !sure {
            return Placed::page(PlacementReason::Teaser);
        }
        if marks.has(Marks::EMBLEM) && !(credited && (captioned || figure)) && !lead {
            return Placed::page(PlacementReason::Emblem);
        }
    }
    let vocabulary = reader.vocabulary;
    let byline =
        |t: Option<&str>| t.is_some_and(|t| credit::is_byline(t, vocabulary) || credit::is_byline_head(t, vocabulary));
    if byline(words.said.caption()) || !figure && byline(words.said.printed()) {
        return Placed::page(PlacementReason::Byline);
    }
    if leads_elsewhere(reader, picture.at, words, region) {
        return Placed::page(PlacementReason::LeadsElsewhere);
    }
    let small = picture::declared_width(&picture.urls).is_some_and(|w| w < SMALL) && !figure;
    let shown = lead && !linked || inside && !linked && !small;
    if !(worded || shown) {
        return Placed::page(match (linked, small && inside) {
            (true, _) => PlacementReason::Linked,
            (false, true) => PlacementReason::Small,
            (false, false) => PlacementReason::Wordless,
        });
    }
    if !in_root && !(before && (worded || lead) && !linked) {
        return Placed::page(PlacementReason::Outside);
    }
    if !inside && !before && !credited {
        return Placed::page(PlacementReason::Behind);
    }
    if gallery {
        Placed { placement: Placement::Gallery, reason: PlacementReason::GalleryElement }
    } else if picture.at < region.first {
        Placed { placement: Placement::Lead, reason: PlacementReason::BeforeText }
    } else if lead {
        Placed { placement: Placement::Lead, reason: PlacementReason::NamedByPage }
    } else {
        Placed { placement: Placement::Body, reason: PlacementReason::InText }
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
    let credited = words.said.is_credited();
    let captioned = matches!(words.method, Method::Figcaption | Method::CaptionClass);
    let link = page.parents(at).take(8).find(|p| page.tag(*p) == Tag::A);
    let headed = |id: Id| {
        page.inside(id).take(MOST_LOOKED_AT).any(|i| matches!(page.tag(i), Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5))
    };
    if let Some(link) = link {
        let apart = !credited
            && page.tag(page.nodes[frame as usize].parent) != Tag::Figure
            && !page.inside(frame).contains(&link);
        if headed(link) || apart && text::length(page, link, 60) > 20 && !captioned {
            return true;
        }
    }
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
pub(super) const MOST_LOOKED_AT: usize = 500;

fn linked_heading(page: &Page<'_>, heading: Id) -> bool {
    page.inside(heading).any(|i| page.tag(i) == Tag::A) || page.parents(heading).take(3).any(|p| page.tag(p) == Tag::A)
}
