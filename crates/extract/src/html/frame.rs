//! The frame of a picture: the part of the page that belongs to it alone, and the caption and the
//! credit that stand in it.

use super::marks::{self, Marks};
use super::page::{Id, Page};
use super::tag::Tag;
use super::text;
use super::words::{Words, tidy};
use cutline_credit as credit;
use cutline_credit::Vocabulary;

/// The most text that a frame holds, in bytes.
const MOST_TEXT: usize = 1600;
/// The longest credit element.
const LONGEST_CREDIT: usize = 300;

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

    pub fn marks(&self, id: Id) -> Marks {
        let cell = &self.marks[id as usize];
        cell.get().unwrap_or_else(|| {
            let marks = marks::of(self.page, id, self.vocabulary);
            cell.set(Some(marks));
            marks
        })
    }

    fn pictures_in(&self, id: Id) -> u32 {
        let range = self.page.inside(id);
        self.pictures_before[range.end as usize] - self.pictures_before[range.start as usize]
    }

    /// The frame of the picture at `at`, and what it says.
    pub fn words(&self, at: Id) -> Words {
        let frame = self.frame(at);
        let mut words = self.read(frame);
        // A caption may stand behind the element that holds the figure.
        let mut behind = frame;
        for _ in 0..3 {
            if words.printed.is_some() && words.caption.is_some() {
                break;
            }
            self.beside(behind, &mut words);
            let parent = self.page.nodes[behind as usize].parent;
            if parent == behind || self.pictures_in(parent) > 1 || self.is_prose(parent) {
                break;
            }
            behind = parent;
        }
        if words.printed.is_none() {
            self.of_data(frame, &mut words);
        }
        if words.printed.is_none() {
            self.of_attributes(at, &mut words);
        }
        words
    }

    /// `<!-- wp:image {"meta":{"_media_credit":"Ana Ruiz"}} -->`: what an editor of WordPress says of the
    /// block that follows; and `<meta itemprop="creditText" content="…">` of microdata inside the frame.
    fn of_data(&self, frame: Id, out: &mut Words) {
        let page = self.page;
        let before = (0..frame).rev().take(4).take_while(|i| page.tag(*i) != Tag::Img);
        let comment = before.into_iter().find(|i| page.tag(*i) == Tag::Comment).map(|i| page.raw(i));
        if let Some(json) = comment.and_then(|c| c.find('{').zip(c.rfind('}'))).zip(comment)
            && let Ok(value) = serde_json::from_str::<serde_json::Value>(&json.1[json.0.0..=json.0.1])
        {
            let fields = [value.get("meta"), Some(&value)];
            let credit = fields.into_iter().flatten().filter_map(|f| f.as_object()).flatten().find(|(name, value)| {
                marks::names(name, self.vocabulary).has(Marks::CREDIT)
                    && value.as_str().is_some_and(|v| !v.is_empty() && !v.starts_with("http"))
            });
            if let Some(printed) = credit.and_then(|(_, v)| v.as_str()).and_then(text::attribute) {
                out.credit = Some(credit::parse(&printed, self.vocabulary));
                out.printed = Some(printed);
            }
        }
        for meta in page.inside(frame).filter(|i| page.tag(*i) == Tag::Meta) {
            let marks = self.marks(meta);
            let Some(content) = page.attribute(meta, "content").and_then(text::attribute) else { continue };
            if out.caption.is_none() && out.printed.is_none() {
                out.method = "microdata";
            }
            if marks.has(Marks::CREDIT) && out.printed.is_none() {
                out.credit = Some(credit::parse(&content, self.vocabulary));
                out.printed = Some(content);
            } else if marks.has(Marks::CAPTION) && out.caption.is_none() {
                out.caption = Some(content);
            }
        }
    }

    /// `alt="A boat | Bildquelle: dpa"`: a credit that stands in an attribute alone.
    fn of_attributes(&self, at: Id, out: &mut Words) {
        let page = self.page;
        let images = page.inside(at).filter(|i| matches!(page.tag(*i), Tag::Img | Tag::AmpImg));
        for image in images {
            for name in ["data-credit", "data-copyright", "data-photographer", "data-image-credit", "data-author"] {
                let Some(printed) = page.attribute(image, name).and_then(text::attribute) else { continue };
                let credit = credit::parse(&printed, self.vocabulary);
                if credit.says_something() && out.printed.is_none() {
                    (out.printed, out.credit) = (Some(printed), Some(credit));
                }
            }
            for name in ["data-caption", "data-image-caption", "data-description"] {
                if out.caption.is_none() {
                    out.caption = page.attribute(image, name).and_then(text::attribute).filter(|c| c.len() > 9);
                }
            }
            for name in ["title", "alt"] {
                let Some(value) = page.attribute(image, name).and_then(text::attribute) else { continue };
                let (split, credit) = credit::split_and_parse(&value, self.vocabulary);
                if let (Some(printed), Some(credit)) = (split.printed, credit)
                    && out.printed.is_none()
                {
                    (out.printed, out.credit) = (Some(printed.to_owned()), Some(credit));
                }
            }
        }
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

    /// Holds paragraphs of the article, a headline, or more text than a caption has.
    fn is_prose(&self, id: Id) -> bool {
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
            if caption_like && length <= 160 && at != frame && self.is_credit(at) {
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
        out.method = if outer.is_empty() {
            "html-picture"
        } else if page.tag(outer[0]) == Tag::Figcaption {
            "figcaption"
        } else {
            "caption-class"
        };
        if credits.is_empty() && !outer.is_empty() {
            let pieces: Vec<String> = outer.iter().flat_map(|id| self.pieces(*id, &skip)).collect();
            if (2..=8).contains(&pieces.len()) {
                self.settle_pieces(pieces, printed, &mut out);
                return out;
            }
        }
        if outer.is_empty() && frame != self.innermost(frame) {
            let mut pieces = self.pieces(frame, &skip);
            if !credits.is_empty() && page.tag(frame) != Tag::Figure && pieces.len() > 2 {
                pieces.clear();
            }
            out.method = if page.tag(frame) == Tag::Figure { "figure-text" } else { "frame-text" };
            self.settle_pieces(pieces, printed, &mut out);
            return out;
        }
        self.settle(caption, printed, &mut out);
        if out.printed.is_none() {
            // A credit behind a marker in an element that no name tells.
            let rest = self.pieces(frame, &|id| skip(id) || outer.contains(&id));
            let found = rest.into_iter().find(|p| p.len() <= 160 && self.is_credit_text(p));
            if let Some(printed) = found {
                out.credit = Some(credit::parse(&printed, self.vocabulary));
                out.printed = Some(printed);
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

    fn is_interface(&self, id: Id) -> bool {
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
            if length == 0 || length >= 700 || !(caption_like && out.caption.is_none() || credit_like) {
                return;
            }
            let found = self.read_element(id, credit_like && !caption_like);
            if let Some(credit) = &found.credit
                && !credit.says_something()
                && !caption_like
            {
                return;
            }
            if out.caption.is_none() {
                out.caption = found.caption;
            }
            if out.printed.is_none() {
                (out.printed, out.credit) = (found.printed, found.credit);
            }
            if out.method == "html-picture" {
                out.method = "beside";
            }
            next = page.next_element(id);
        }
    }

    fn read_element(&self, id: Id, credit: bool) -> Words {
        if credit {
            let mut out = Words { frame: id, ..Words::default() };
            self.settle(String::new(), text::of(self.page, id, |i| self.is_interface(i)), &mut out);
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
