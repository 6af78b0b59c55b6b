//! The frame of a picture: the part of the page that belongs to it alone, and the caption and the
//! credit that stand in it.

use super::marks::Marks;
use super::page::Id;
use super::reader::{MOST_TEXT, Reader};
use super::tag::Tag;
use super::text;
use super::words::{self, Pieces, Said, Words, tidy};
use crate::model::{CreditLine, Method, Source};
use cutline_credit::length::wider_than;

/// The longest credit element, in characters.
const LONGEST_CREDIT: usize = 300;
/// The longest caption behind a picture's own element, in characters.
const LONGEST_BESIDE: usize = 700;

impl Reader<'_, '_> {
    /// The frame of the picture at `at`, and what it says.
    pub fn words(&self, at: Id) -> Words {
        let frame = self.frame(at);
        let mut words = self.read(frame);
        // A caption may stand behind the element that holds the figure.
        let mut behind = frame;
        for _ in 0..3 {
            if words.said.credit.is_some() && words.said.caption.is_some() {
                break;
            }
            self.beside(behind, &mut words);
            let parent = self.page.nodes[behind as usize].parent;
            if parent == behind || self.pictures_in(parent) > 1 || self.is_prose(parent) {
                break;
            }
            behind = parent;
        }
        if words.said.credit.is_none() {
            self.of_data(frame, &mut words);
        }
        if words.said.credit.is_none() {
            self.of_attributes(at, &mut words);
        }
        words
    }

    /// The outermost element that holds this picture, no other, and little text.
    fn frame(&self, at: Id) -> Id {
        let mut frame = at;
        for parent in self.page.parents(at).take(12) {
            let tag = self.page.tag(parent);
            if matches!(
                tag,
                Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::Header | Tag::Ul | Tag::Ol | Tag::Table
            ) || self.pictures_in(parent) > 1
            {
                // A figure may show its picture twice, small and large.
                if tag == Tag::Article || tag != Tag::Figure || self.pictures_in(parent) > 3 {
                    break;
                }
            }
            if self.is_prose(parent) {
                break;
            }
            frame = parent;
            if tag == Tag::Figure {
                // A figure in a figure: the outer one holds the caption.
                if !self.page.parents(parent).take(3).any(|p| self.page.tag(p) == Tag::Figure) {
                    break;
                }
            }
        }
        frame
    }

    /// Reads the caption and the credit inside `frame`.
    fn read(&self, frame: Id) -> Words {
        let page = self.page;
        let mut out = Words { frame, ..Words::default() };
        let mut credits: Vec<Id> = Vec::new();
        let mut captions: Vec<Id> = Vec::new();
        let has_caption = page
            .inside(frame)
            .any(|i| page.tag(i) == Tag::Figcaption || page.tag(i) != Tag::Text && self.marks(i).has(Marks::CAPTION));
        let mut at = frame;
        let end = page.nodes[frame as usize].end;
        while at < end {
            let node = &page.nodes[at as usize];
            let caption_itself = at == frame && (node.tag == Tag::Figcaption || self.marks(at).has(Marks::CAPTION));
            if node.tag == Tag::Text || at == frame && !caption_itself {
                at += 1;
                continue;
            }
            if node.tag.is_silent() || node.tag == Tag::Img {
                at = node.end;
                continue;
            }
            let marks = self.marks(at);
            let length = text::length(page, at, MOST_TEXT);
            if length == 0 {
                at = node.end;
                continue;
            }
            let signed = marks.has(Marks::SIGNED) && (has_caption || self.in_figure(at, frame));
            let credit_like =
                (marks.has(Marks::CREDIT) || signed) && !marks.has(Marks::CAPTION) || matches!(node.tag, Tag::Cite);
            if credit_like && length <= LONGEST_CREDIT && !self.holds_caption(at) {
                credits.push(at);
                at = node.end;
                continue;
            }
            let caption_like = node.tag == Tag::Figcaption || marks.has(Marks::CAPTION);
            if caption_like && length <= words::LONGEST_CREDIT && at != frame && self.is_credit(at) {
                credits.push(at);
                at = node.end;
                continue;
            }
            if caption_like && length < MOST_TEXT {
                // The innermost element that says so is the caption.
                captions.push(at);
            }
            at += 1;
        }
        // Of captions inside captions the outermost, unless the inner ones say it better.
        let outer: Vec<Id> = captions
            .iter()
            .copied()
            .filter(|c| !captions.iter().any(|o| o != c && page.inside(*o).contains(c)))
            .collect();
        let skip = |id: Id| credits.contains(&id) || self.is_interface(id);
        let mut caption = String::new();
        for id in &outer {
            let text = text::of(page, *id, skip);
            if text.is_empty() || caption.contains(&text) {
                continue;
            }
            if text.contains(&caption) {
                caption = text;
            } else {
                caption = format!("{caption} {text}");
            }
        }
        let mut printed = String::new();
        for id in &credits {
            let text = text::of(page, *id, |i| self.is_interface(i));
            if text.is_empty() || printed.contains(&text) {
                continue;
            }
            if !printed.is_empty() {
                printed.push(' ');
            }
            printed.push_str(&text);
        }
        let source;
        (out.method, source) = match outer.first() {
            None => (Method::HtmlPicture, Source::FrameText),
            Some(id) if page.tag(*id) == Tag::Figcaption => (Method::Figcaption, Source::Figcaption),
            Some(_) => (Method::CaptionClass, Source::CaptionElement),
        };
        let place = outer.first().map(|id| self.span(*id));
        let printed =
            Said { text: printed, source: Source::CreditElement, place: credits.first().map(|id| self.span(*id)) };
        if credits.is_empty() && !outer.is_empty() {
            let pieces: Vec<String> = outer.iter().flat_map(|id| self.pieces(*id, &skip)).collect();
            if (2..=8).contains(&pieces.len()) {
                self.settle_pieces(Pieces { texts: pieces, source, place }, printed, &mut out);
                return out;
            }
        }
        if outer.is_empty() && frame != self.innermost(frame) {
            let mut pieces = self.pieces(frame, &skip);
            if !credits.is_empty() && page.tag(frame) != Tag::Figure && pieces.len() > 2 {
                pieces.clear();
            }
            let source;
            (out.method, source) = match page.tag(frame) {
                Tag::Figure => (Method::FigureText, Source::FigureText),
                _ => (Method::FrameText, Source::FrameText),
            };
            let place = Some(self.span(frame));
            self.settle_pieces(Pieces { texts: pieces, source, place }, printed, &mut out);
            return out;
        }
        self.settle(Said { text: caption, source, place }, printed, &mut out);
        if out.said.credit.is_none() {
            // A credit behind a marker in an element that no name tells.
            let rest = self.pieces(frame, &|id| skip(id) || outer.contains(&id));
            let found = rest.into_iter().find(|p| !wider_than(p, words::LONGEST_CREDIT) && self.is_credit_text(p));
            if let Some(printed) = found {
                let line = CreditLine::read(printed, self.vocabulary);
                out.said.state_credit(line, Source::FrameText, Some(self.span(frame)));
            }
        }
        out
    }

    /// All of its text is a credit behind a marker: a caption's element that holds no caption.
    fn is_credit(&self, id: Id) -> bool {
        self.is_credit_text(&tidy(&text::of(self.page, id, |_| false)))
    }

    /// The picture itself, where the frame is nothing but it.
    fn innermost(&self, frame: Id) -> Id {
        if matches!(self.page.tag(frame), Tag::Img | Tag::Picture | Tag::AmpImg) { frame } else { Id::MAX }
    }

    /// The texts of a frame, one for each block that holds words of its own.
    pub fn pieces(&self, frame: Id, skip: &impl Fn(Id) -> bool) -> Vec<String> {
        let page = self.page;
        let mut out: Vec<String> = Vec::new();
        // The run of words that is open, and the block that it stands in.
        let mut run = (Id::MAX, String::new());
        let mut at = frame;
        let end = page.nodes[frame as usize].end;
        while at < end {
            let node = &page.nodes[at as usize];
            if at != frame && (node.tag.is_silent() || node.tag != Tag::Text && skip(at)) {
                at = node.end;
                continue;
            }
            if node.tag == Tag::Br {
                close_run(&mut run, &mut out);
            }
            if node.tag == Tag::Text {
                let block = self.block_of(at, frame);
                if block != run.0 && !page.raw(at).trim().is_empty() {
                    close_run(&mut run, &mut out);
                    run.0 = block;
                }
                text::append(&mut run.1, page.raw(at));
            }
            at += 1;
        }
        close_run(&mut run, &mut out);
        out
    }

    /// The nearest element around a text that parts it from its neighbours.
    fn block_of(&self, at: Id, frame: Id) -> Id {
        let parting = |tag: Tag| !tag.is_formatting() && tag != Tag::Other;
        self.page.parents(at).find(|p| *p <= frame || parting(self.page.tag(*p))).unwrap_or(frame)
    }

    /// Inside a figure, or a caption, of this frame.
    fn in_figure(&self, id: Id, frame: Id) -> bool {
        std::iter::once(id)
            .chain(self.page.parents(id))
            .take_while(|p| *p >= frame)
            .any(|p| matches!(self.page.tag(p), Tag::Figure | Tag::Figcaption) || self.marks(p).has(Marks::CAPTION))
    }

    /// A caption element inside a credit element: the names were given the other way round.
    fn holds_caption(&self, id: Id) -> bool {
        self.page.inside(id).skip(1).any(|i| {
            self.page.tag(i) != Tag::Text && self.marks(i).has(Marks::CAPTION) && !self.marks(i).has(Marks::CREDIT)
        })
    }

    /// A credit or a caption in the element right behind the frame.
    fn beside(&self, frame: Id, out: &mut Words) {
        let page = self.page;
        let parent = page.nodes[frame as usize].parent;
        if parent == frame {
            return;
        }
        let mut next = page.next_element(frame);
        for _ in 0..2 {
            let Some(id) = next else { return };
            if page.tag(id) == Tag::Text || self.pictures_in(id) > 0 {
                return;
            }
            let marks = self.marks(id);
            let length = text::length(page, id, MOST_TEXT);
            let caption_like = page.tag(id) == Tag::Figcaption || marks.has(Marks::CAPTION);
            let credit_like = marks.has(Marks::CREDIT) && length <= LONGEST_CREDIT;
            if length == 0 || length >= LONGEST_BESIDE || !(caption_like && out.said.caption.is_none() || credit_like) {
                return;
            }
            let found = self.read_element(id, credit_like && !caption_like);
            if found.said.credit().is_some_and(|credit| !credit.says_something()) && !caption_like {
                return;
            }
            out.said.fill(found.said, Source::Beside);
            if out.method == Method::HtmlPicture {
                out.method = Method::Beside;
            }
            next = page.next_element(id);
        }
    }

    fn read_element(&self, id: Id, credit: bool) -> Words {
        if credit {
            let mut out = Words { frame: id, ..Words::default() };
            let text = text::of(self.page, id, |i| self.is_interface(i));
            let printed = Said { text, source: Source::Beside, place: Some(self.span(id)) };
            self.settle(Said::nothing(Source::Beside), printed, &mut out);
            return out;
        }
        self.read(id)
    }
}

fn close_run(run: &mut (Id, String), out: &mut Vec<String>) {
    let text = tidy(&run.1);
    run.1.clear();
    if !text.is_empty() && out.last() != Some(&text) {
        out.push(text);
    }
}
