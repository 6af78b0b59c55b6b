//! A page with the marks of its elements, each read once: what everything that looks for words asks.

use super::marks::{self, Marks};
use super::page::{Id, Page};
use super::tag::Tag;
use super::text;
use crate::model::Span;
use cutline_credit::Vocabulary;

/// The most text that a frame holds, in characters.
pub(super) const MOST_TEXT: usize = 1600;

/// Marks of elements, each read once.
pub(super) struct Reader<'p, 's> {
    pub page: &'p Page<'s>,
    pub vocabulary: &'p Vocabulary,
    marks: Vec<std::cell::Cell<Option<Marks>>>,
    prose: Vec<std::cell::Cell<Option<bool>>>,
    /// For each node, how many pictures begin before it.
    pictures_before: Vec<u32>,
}

impl<'p, 's> Reader<'p, 's> {
    pub fn new(page: &'p Page<'s>, vocabulary: &'p Vocabulary, pictures: &[super::picture::Picture]) -> Self {
        let mut pictures_before = vec![0; page.nodes.len() + 1];
        let mut distinct = 0;
        let mut next = 0;
        let mut last = "";
        for (at, count) in pictures_before.iter_mut().enumerate() {
            *count = distinct;
            while pictures.get(next).is_some_and(|p| p.at as usize == at) {
                // Twins beside each other are one picture.
                if pictures[next].key != last {
                    distinct += 1;
                    last = &pictures[next].key;
                }
                next += 1;
            }
        }
        Self {
            page,
            vocabulary,
            marks: vec![std::cell::Cell::new(None); page.nodes.len()],
            prose: vec![std::cell::Cell::new(None); page.nodes.len()],
            pictures_before,
        }
    }

    /// What the names of the element mean.
    pub fn marks(&self, id: Id) -> Marks {
        let cell = &self.marks[id as usize];
        cell.get().unwrap_or_else(|| {
            let marks = marks::of(self.page, id, self.vocabulary);
            cell.set(Some(marks));
            marks
        })
    }

    /// How many pictures begin inside `id`.
    pub fn pictures_in(&self, id: Id) -> u32 {
        let range = self.page.inside(id);
        self.pictures_before[range.end as usize] - self.pictures_before[range.start as usize]
    }

    /// The bytes of an element, with all that is inside it.
    pub fn span(&self, id: Id) -> Span {
        // A page that stands in a script is read by itself, but what describes its pictures is of the page
        // around, which has elements that this one lacks; such places are taken away again there.
        let node = self.page.nodes.get(id as usize);
        node.map_or_else(Span::default, |node| Span::new(node.start as usize, self.page.stop(id) as usize))
    }

    /// Holds paragraphs of the article, a headline, or more text than a caption has.
    pub fn is_prose(&self, id: Id) -> bool {
        let known = &self.prose[id as usize];
        if known.get().is_none() {
            known.set(Some(self.judge_prose(id)));
        }
        known.get().unwrap_or_default()
    }

    fn judge_prose(&self, id: Id) -> bool {
        let page = self.page;
        let length = text::length(page, id, MOST_TEXT);
        if length >= MOST_TEXT {
            return true;
        }
        let mut paragraphs = 0;
        for inner in page.inside(id).skip(1) {
            let tag = page.tag(inner);
            let heading = tag.is_heading() && text::length(page, inner, 200) > 24;
            let paragraph = tag == Tag::P && text::length(page, inner, 200) > 60;
            if !(heading || paragraph) {
                continue;
            }
            let captioned = std::iter::once(inner)
                .chain(page.parents(inner))
                .take_while(|p| *p != id)
                .any(|p| page.tag(p) == Tag::Figcaption || self.marks(p).has(Marks::CAPTION | Marks::CREDIT));
            if captioned {
                continue;
            }
            if heading {
                return true;
            }
            paragraphs += 1;
        }
        // One paragraph under a picture, and little else: its caption.
        paragraphs > 1 || paragraphs == 1 && length > 360
    }

    /// Buttons, forms, counters: no words of the article's.
    pub fn is_interface(&self, id: Id) -> bool {
        let tag = self.page.tag(id);
        if tag == Tag::Text {
            return false;
        }
        if matches!(tag, Tag::Form | Tag::Input) {
            return true;
        }
        // Some pages make the whole figure a button.
        if tag == Tag::Button && !self.page.inside(id).any(|i| matches!(self.page.tag(i), Tag::Img | Tag::Figcaption)) {
            return true;
        }
        self.page.attribute(id, "hidden").is_some()
            || self.page.attribute(id, "role").is_some_and(|r| r == "button")
            || self.marks(id).has(Marks::INTERFACE)
                && !self.marks(id).has(Marks::CAPTION | Marks::CREDIT)
                && text::length(self.page, id, 60) < 40
    }
}
