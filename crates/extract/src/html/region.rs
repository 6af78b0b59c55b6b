//! Where on the page the article stands.

use super::marks::{self, Marks};
use super::page::{Id, Page};
use super::tag::Tag;
use super::text;
use cutline_credit::Vocabulary;
use cutline_credit::length::wider_than;

/// The part of the page that is the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// The smallest element that holds most of the article's text.
    pub body: Id,
    /// The element that holds it and the headline.
    pub root: Id,
    /// The first paragraph of the text.
    pub first: Id,
}

/// Text in no paragraph counts from so many characters on.
const LOOSE_TEXT: usize = 80;
/// A paragraph of an article has at least this many characters.
const PARAGRAPH: usize = 60;

impl Region {
    /// Finds the article of `page`; `None` where there is neither text nor an element that holds it.
    pub fn find(page: &Page<'_>, title: Option<&str>, vocabulary: &Vocabulary) -> Option<Self> {
        let count = page.nodes.len();
        let mut weights = vec![0u32; count];
        let mut total = 0;
        let mut at: Id = 0;
        while (at as usize) < count {
            let node = &page.nodes[at as usize];
            let silent = node.tag.is_silent() || matches!(node.tag, Tag::Nav | Tag::Footer | Tag::Head | Tag::Form);
            if silent {
                at = node.end;
                continue;
            }
            if matches!(node.tag, Tag::P | Tag::Blockquote) || node.tag == Tag::Text && loose(page, at) {
                let weight = own_text(page, at);
                if weight >= PARAGRAPH {
                    weights[at as usize] = weight.min(1200) as u32;
                    total += weight.min(1200) as u32;
                }
                at = node.end;
                continue;
            }
            at += 1;
        }
        if total == 0 {
            // A gallery, or a page of pictures: what is not its frame is the article.
            let whole = [Tag::Article, Tag::Main, Tag::Body];
            let body = whole.iter().find_map(|t| (0..count as Id).find(|i| page.tag(*i) == *t))?;
            return Some(Self { body, root: body, first: body });
        }
        let body = smallest_with(page, &weights, total, vocabulary);
        let headline = headline(page, body, title);
        let root = match headline {
            Some(h) => common(page, h, body),
            None => page.parents(body).find(|p| matches!(page.tag(*p), Tag::Article | Tag::Main)).unwrap_or(body),
        };
        let first = page.inside(body).find(|i| weights[*i as usize] > 0).unwrap_or(body);
        Some(Self { body, root, first })
    }

    /// Whether `id` stands between the head of the article and its end.
    pub fn holds(&self, page: &Page<'_>, id: Id) -> bool {
        page.inside(self.body).contains(&id)
    }
}

/// A text that stands in a `div` of its own, as a paragraph does.
fn loose(page: &Page<'_>, id: Id) -> bool {
    let parent = page.nodes[id as usize].parent;
    wider_than(page.raw(id), LOOSE_TEXT - 1)
        && matches!(page.tag(parent), Tag::Div | Tag::Section | Tag::Article | Tag::Span | Tag::Li)
}

/// Bytes of text that are no links.
fn own_text(page: &Page<'_>, id: Id) -> usize {
    let all = text::length(page, id, 4000);
    let links: usize = page.inside(id).filter(|i| page.tag(*i) == Tag::A).map(|i| text::length(page, i, 4000)).sum();
    if links * 2 > all { 0 } else { all }
}

/// The smallest element with most of the text inside it.
fn smallest_with(page: &Page<'_>, weights: &[u32], total: u32, vocabulary: &Vocabulary) -> Id {
    let mut sums = Vec::with_capacity(weights.len() + 1);
    let mut sum = 0u64;
    sums.push(0);
    for weight in weights {
        sum += u64::from(*weight);
        sums.push(sum);
    }
    let of = |id: Id| sums[page.nodes[id as usize].end as usize] - sums[id as usize];
    // An article element, or one that says that it is the body, may hold less than all of the page's text.
    let mut best = None;
    for id in 0..page.nodes.len() as Id {
        let node = &page.nodes[id as usize];
        if node.end == id + 1 || of(id) * 100 < u64::from(total) * 40 {
            continue;
        }
        let named =
            node.tag == Tag::Article || marks::of(page, id, vocabulary).has(Marks::BODY) || is_article_body(page, id);
        let enough = of(id) * 100 >= u64::from(total) * if named { 45 } else { 68 };
        if enough {
            let size = node.end - id;
            if best.is_none_or(|(s, _)| size < s) {
                best = Some((size, id));
            }
        }
    }
    best.map_or(0, |(_, id)| id)
}

fn is_article_body(page: &Page<'_>, id: Id) -> bool {
    page.attribute(id, "itemprop").is_some_and(|v| v.eq_ignore_ascii_case("articlebody"))
}

/// The headline: the first `h1` whose text is the title's, or the last one before the text.
fn headline(page: &Page<'_>, body: Id, title: Option<&str>) -> Option<Id> {
    let headings = (0..page.nodes.len() as Id).filter(|i| page.tag(*i) == Tag::H1 && text::length(page, *i, 400) > 5);
    let headings: Vec<Id> = headings.collect();
    let start: String = title.unwrap_or_default().chars().take(24).collect();
    let titled = headings.iter().find(|h| {
        let text = text::of(page, **h, |_| false);
        wider_than(&start, 8) && text.starts_with(&start)
    });
    let end = page.nodes[body as usize].end;
    titled.or_else(|| headings.iter().rev().find(|h| **h < end)).copied()
}

/// The smallest element that holds both.
fn common(page: &Page<'_>, one: Id, other: Id) -> Id {
    let holds = |id: Id| page.inside(id).contains(&one) && page.inside(id).contains(&other);
    if holds(other) {
        return other;
    }
    page.parents(other).find(|p| holds(*p)).unwrap_or(0)
}
