//! Words of a picture that stand in no text: attributes, comments of an editor, `meta` elements.

use super::marks::{self, Marks};
use super::page::Id;
use super::reader::Reader;
use super::tag::Tag;
use super::text;
use super::words::Words;
use crate::model::{CreditLine, Method, Source};
use cutline_credit as credit;
use cutline_credit::length::wider_than;

/// An attribute of at most so many characters describes nothing.
const SHORTEST_CAPTION: usize = 9;

impl Reader<'_, '_> {
    /// `<!-- wp:image {"meta":{"_media_credit":"Ana Ruiz"}} -->`: what an editor of WordPress says of the
    /// block that follows; and `<meta itemprop="creditText" content="…">` of microdata inside the frame.
    pub(super) fn of_data(&self, frame: Id, out: &mut Words) {
        let page = self.page;
        let before = (0..frame).rev().take(4).take_while(|i| page.tag(*i) != Tag::Img);
        let comment = before.into_iter().find(|i| page.tag(*i) == Tag::Comment).map(|i| (i, page.raw(i)));
        if let Some(json) = comment.and_then(|(_, raw)| raw.get(raw.find('{')?..=raw.rfind('}')?))
            && let Ok(value) = serde_json::from_str::<serde_json::Value>(json)
        {
            let fields = [value.get("meta"), Some(&value)];
            let credit = fields.into_iter().flatten().filter_map(|f| f.as_object()).flatten().find(|(name, value)| {
                marks::names(name, self.vocabulary).has(Marks::CREDIT)
                    && value.as_str().is_some_and(|v| !v.is_empty() && !v.starts_with("http"))
            });
            if let Some(printed) = credit.and_then(|(_, v)| v.as_str()).and_then(text::attribute) {
                let place = comment.map(|(id, _)| self.span(id));
                out.said.state_credit(CreditLine::read(printed, self.vocabulary), Source::Microdata, place);
            }
        }
        for meta in page.inside(frame).filter(|i| page.tag(*i) == Tag::Meta) {
            let marks = self.marks(meta);
            let Some(content) = page.attribute(meta, "content").and_then(text::attribute) else { continue };
            if out.said.is_wordless() {
                out.method = Method::Microdata;
            }
            let place = Some(self.span(meta));
            if marks.has(Marks::CREDIT) && out.said.credit.is_none() {
                out.said.state_credit(CreditLine::read(content, self.vocabulary), Source::Microdata, place);
            } else if marks.has(Marks::CAPTION) && out.said.caption.is_none() {
                out.said.state_caption(content, Source::Microdata, place);
            }
        }
    }

    /// `alt="A boat | Bildquelle: dpa"`: a credit that stands in an attribute alone.
    pub(super) fn of_attributes(&self, at: Id, out: &mut Words) {
        let page = self.page;
        let images = page.inside(at).filter(|i| matches!(page.tag(*i), Tag::Img | Tag::AmpImg));
        for image in images {
            let place = Some(self.span(image));
            for name in ["data-credit", "data-copyright", "data-photographer", "data-image-credit", "data-author"] {
                let Some(printed) = page.attribute(image, name).and_then(text::attribute) else { continue };
                let line = CreditLine::read(printed, self.vocabulary);
                if line.credit.says_something() && out.said.credit.is_none() {
                    out.said.state_credit(line, Source::Attribute, place);
                }
            }
            for name in ["data-caption", "data-image-caption", "data-description"] {
                let caption = page.attribute(image, name).and_then(text::attribute);
                if let Some(caption) = caption.filter(|c| out.said.caption.is_none() && wider_than(c, SHORTEST_CAPTION))
                {
                    out.said.state_caption(caption, Source::Attribute, place);
                }
            }
            for name in ["title", "alt"] {
                let Some(value) = page.attribute(image, name).and_then(text::attribute) else { continue };
                let (split, credit) = credit::split_and_parse(&value, self.vocabulary);
                if let (Some(printed), Some(credit)) = (split.printed, credit)
                    && out.said.credit.is_none()
                {
                    let line = CreditLine { printed: printed.to_owned(), credit };
                    out.said.state_credit(line, Source::Attribute, place);
                }
            }
        }
    }
}
