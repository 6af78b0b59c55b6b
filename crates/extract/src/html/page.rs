//! A page as a small arena: elements, texts and their attributes in the order of the document, each
//! with the bytes that it covers.
//!
//! lol_html tokenises, which is linear whatever the page holds; the tree is kept no deeper than
//! [`DEEPEST`] and no larger than [`MOST_NODES`]. End tags that HTML lets a page leave out are
//! supplied for paragraphs, list items, definitions and table cells.

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{Comment, Element};
use lol_html::{DocumentContentHandlers, HtmlRewriter, MemorySettings, Settings, element};

use super::tag::Tag;

/// Elements nested deeper than this stand beside their parent; browsers do the same at 512.
const DEEPEST: usize = 512;
/// Nodes beyond this many are left out.
const MOST_NODES: usize = 800_000;
/// The most that the tokeniser may hold back of one token, in bytes.
const LONGEST_TOKEN: usize = 64 << 20;

/// Index of a node in its page.
pub(super) type Id = u32;

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub tag: Tag,
    pub parent: Id,
    /// One behind the last node inside it.
    pub end: Id,
    /// Bytes: of a text all of it, of an element its start tag.
    pub start: u32,
    pub stop: u32,
    attributes: u32,
    attribute_count: u16,
}

#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: (u32, u32),
    value: (u32, u32),
}

/// The nodes of a page.
#[derive(Debug, Default)]
pub(super) struct Page<'s> {
    pub source: &'s str,
    pub nodes: Vec<Node>,
    attributes: Vec<Attribute>,
}

impl<'s> Page<'s> {
    /// Reads `source`. What the tokeniser refuses ends the page there.
    pub fn read(source: &'s str) -> Self {
        let build = Rc::new(RefCell::new(Build::default()));
        build.borrow_mut().nodes.reserve(source.len() / 60);
        let (for_elements, for_comments) = (Rc::clone(&build), Rc::clone(&build));
        let settings = Settings::new()
            .append_element_content_handler(element!("*", move |element: &mut Element<'_, '_>| {
                for_elements.borrow_mut().open(source, element, &for_elements);
                Ok(())
            }))
            .append_document_content_handler(DocumentContentHandlers::default().comments(
                move |comment: &mut Comment<'_>| {
                    let bytes = comment.source_location().bytes();
                    let mut build = for_comments.borrow_mut();
                    build.gap_until(bytes.start);
                    build.seen = bytes.end;
                    // Only those that describe a block of WordPress's editor say anything.
                    if source.get(bytes.clone()).is_some_and(|c| c.starts_with("<!-- wp:")) {
                        build.leaf(Tag::Comment, bytes.start, bytes.end);
                    }
                    Ok(())
                },
            ))
            .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(LONGEST_TOKEN))
            .with_strict(false);
        let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
        // An error ends the page where it stands: what was read so far is kept.
        if rewriter.write(source.as_bytes()).is_ok() {
            let _ = rewriter.end();
        }
        let mut build = build.take();
        build.gap_until(source.len());
        build.close_all();
        Self { source, nodes: build.nodes, attributes: build.attributes }
    }

    pub fn tag(&self, id: Id) -> Tag {
        self.nodes[id as usize].tag
    }

    /// The nodes inside `id`, itself first.
    pub fn inside(&self, id: Id) -> std::ops::Range<Id> {
        id..self.nodes[id as usize].end
    }

    /// The children of `id`.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.nodes[id as usize].end;
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.nodes[child as usize].end;
            Some(child)
        })
    }

    /// The element or the words right behind `id` in its parent.
    pub fn next_element(&self, id: Id) -> Option<Id> {
        let parent = self.nodes[id as usize].parent;
        let end = if parent == id { self.nodes.len() as Id } else { self.nodes[parent as usize].end };
        let mut at = self.nodes[id as usize].end;
        while at < end {
            let blank = match self.tag(at) {
                Tag::Text => self.raw(at).trim().is_empty(),
                tag => tag == Tag::Comment,
            };
            if !blank {
                return Some(at);
            }
            at = self.nodes[at as usize].end;
        }
        None
    }

    /// The parents of `id`, the nearest first.
    pub fn parents(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            let parent = self.nodes[at as usize].parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// The value of an attribute as it stands in the source, entities and all.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&'s str> {
        self.attributes(id).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// All attributes of an element: name, value as it stands in the source.
    pub fn attributes(&self, id: Id) -> impl Iterator<Item = (&'s str, &'s str)> + '_ {
        let node = &self.nodes[id as usize];
        let from = node.attributes as usize;
        self.attributes[from..from + usize::from(node.attribute_count)].iter().filter_map(|a| {
            let of = |(start, stop): (u32, u32)| self.source.get(start as usize..stop as usize);
            Some((of(a.name)?, of(a.value)?))
        })
    }

    /// The source of a text node.
    pub fn raw(&self, id: Id) -> &'s str {
        let node = &self.nodes[id as usize];
        self.source.get(node.start as usize..node.stop as usize).unwrap_or_default()
    }

    /// The last byte of everything inside `id`.
    pub fn stop(&self, id: Id) -> u32 {
        self.nodes[self.nodes[id as usize].end as usize - 1].stop
    }
}

#[derive(Default)]
struct Build {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    open: Vec<Id>,
    /// Where the last tag or comment ended.
    seen: usize,
}

impl Build {
    fn open(&mut self, source: &str, element: &mut Element<'_, '_>, shared: &Rc<RefCell<Build>>) {
        // A drawing's own elements say nothing of pictures.
        if self.nodes.len() >= MOST_NODES || self.open.last().is_some_and(|o| self.nodes[*o as usize].tag == Tag::Svg) {
            return;
        }
        let bytes = element.source_location().bytes();
        self.gap_until(bytes.start);
        self.seen = bytes.end;
        let name = source.get(bytes.start + 1..bytes.end).unwrap_or_default();
        let name = &name[..name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count()];
        let tag = Tag::of(name);
        self.imply_end(tag);
        let from = self.attributes.len();
        for attribute in element.attributes() {
            let Some(name) = attribute.name_source_location() else { continue };
            let name = name.bytes();
            let value = attribute.value_source_location().map_or(name.end..name.end, |v| v.bytes());
            self.attributes.push(Attribute {
                name: (name.start as u32, name.end as u32),
                value: (value.start as u32, value.end as u32),
            });
        }
        let count = (self.attributes.len() - from).min(usize::from(u16::MAX));
        let id = self.nodes.len() as Id;
        self.nodes.push(Node {
            tag,
            parent: self.open.last().copied().unwrap_or(id),
            end: id + 1,
            start: bytes.start as u32,
            stop: bytes.end as u32,
            attributes: from as u32,
            attribute_count: count as u16,
        });
        if !element.can_have_content() || tag.is_void() || self.open.len() >= DEEPEST {
            return;
        }
        self.open.push(id);
        let shared = Rc::clone(shared);
        if let Some(handlers) = element.end_tag_handlers() {
            handlers.push(Box::new(move |end| {
                let bytes = end.source_location().bytes();
                let mut build = shared.borrow_mut();
                build.gap_until(bytes.start);
                build.seen = bytes.end;
                build.close(id);
                Ok(())
            }));
        }
    }

    /// What stands between two tags is text. lol_html would hand it out too, but at the price of
    /// decoding it once more. End tags that close nothing stay in it; `text` takes them out.
    fn gap_until(&mut self, start: usize) {
        if self.seen < start {
            self.leaf(Tag::Text, self.seen, start);
        }
    }

    /// A text or a comment.
    fn leaf(&mut self, tag: Tag, start: usize, stop: usize) {
        if start == stop || self.nodes.len() >= MOST_NODES {
            return;
        }
        if let Some(last) = self.nodes.last_mut()
            && tag == Tag::Text
            && last.tag == Tag::Text
            && last.stop as usize == start
        {
            last.stop = stop as u32;
            return;
        }
        let id = self.nodes.len() as Id;
        self.nodes.push(Node {
            tag,
            parent: self.open.last().copied().unwrap_or(id),
            end: id + 1,
            start: start as u32,
            stop: stop as u32,
            attributes: 0,
            attribute_count: 0,
        });
    }

    /// Closes `id` and all that stands open inside it.
    fn close(&mut self, id: Id) {
        // Ids grow with depth: what is not open any more is not found.
        let Ok(at) = self.open.binary_search(&id) else { return };
        let end = self.nodes.len() as Id;
        for open in self.open.drain(at..) {
            self.nodes[open as usize].end = end;
        }
    }

    fn close_all(&mut self) {
        if let Some(first) = self.open.first().copied() {
            self.close(first);
        }
    }

    /// HTML lets `</p>`, `</li>`, `</td>` and their like be left out.
    fn imply_end(&mut self, tag: Tag) {
        let Some(&top) = self.open.last() else { return };
        let top_tag = self.nodes[top as usize].tag;
        let closes = match tag {
            Tag::Li => top_tag == Tag::Li || top_tag == Tag::P,
            Tag::Dt | Tag::Dd => matches!(top_tag, Tag::Dt | Tag::Dd | Tag::P),
            Tag::Td | Tag::Tr => matches!(top_tag, Tag::Td),
            _ => top_tag == Tag::P && tag.closes_paragraph(),
        };
        if closes {
            self.close(top);
            self.imply_end(tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &str) -> String {
        let page = Page::read(source);
        let mut out = String::new();
        for id in 0..page.nodes.len() as Id {
            let depth = page.parents(id).count();
            let what = if page.tag(id) == Tag::Text { page.raw(id).to_owned() } else { format!("{:?}", page.tag(id)) };
            out += &format!("{}{what} ", "-".repeat(depth));
        }
        out
    }

    #[test]
    fn end_tags_that_may_be_left_out_are_supplied() {
        assert_eq!(drawn("<div><p>one<p>two</div>x"), "Div -P --one -P --two x ");
        assert_eq!(drawn("<ul><li>a<li>b</ul>"), "Ul -Li --a -Li --b ");
        assert_eq!(drawn("<p>a<img src=x>b</p></div>c"), "P -a -Img -b </div>c ");
    }

    #[test]
    fn a_tower_of_elements_is_kept_flat() {
        let tower = "<div>".repeat(20_000);
        let page = Page::read(&tower);
        assert_eq!(page.nodes.len(), 20_000);
        assert!((0..20_000).all(|id| page.parents(id).count() <= DEEPEST));
    }

    #[test]
    fn attributes_are_found_whatever_their_case() {
        let page = Page::read("<img SRC='a.jpg' alt=\"A &amp; B\" hidden>");
        assert_eq!(page.attribute(0, "src"), Some("a.jpg"));
        assert_eq!(page.attribute(0, "alt"), Some("A &amp; B"));
        assert_eq!(page.attribute(0, "hidden"), Some(""));
        assert_eq!(page.attribute(0, "title"), None);
    }
}
