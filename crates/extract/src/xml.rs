//! An XML document as a tree of names, texts and places, for formats of newsrooms. Lenient: what is
//! not well formed ends the tree where it stands.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::Span;

/// Bounds of a tree: more nodes or deeper nesting have no article.
const MOST_NODES: usize = 500_000;
const MOST_DEPTH: usize = 256;

/// One element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name with the prefix: `media:content`.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The text directly inside, entities decoded.
    pub text: String,
    pub children: Vec<Element>,
    /// Its bytes, tags and all.
    pub span: Span,
    /// The bytes between its tags.
    inner: Span,
}

impl Element {
    /// The root element of `source`.
    pub fn read(source: &str) -> Option<Self> {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
        let mut open: Vec<Element> = vec![Element::default()];
        let mut nodes = 0;
        loop {
            let before = reader.buffer_position() as usize;
            let event = reader.read_event();
            let after = reader.buffer_position() as usize;
            match event {
                Ok(Event::Start(start)) if open.len() < MOST_DEPTH && nodes < MOST_NODES => {
                    nodes += 1;
                    open.push(Element::begin(&start, before, after));
                }
                Ok(Event::Empty(start)) if nodes < MOST_NODES => {
                    nodes += 1;
                    let mut element = Element::begin(&start, before, after);
                    element.span.end = after;
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(element);
                    }
                }
                Ok(Event::End(_)) => close(&mut open, before, after),
                Ok(Event::Text(text)) => add(&mut open, &text),
                Ok(Event::CData(text)) => add(&mut open, &text),
                Ok(Event::GeneralRef(name)) => {
                    let entity = format!("&{};", &*name);
                    add(&mut open, &html_escape::decode_html_entities(&entity));
                }
                Ok(Event::Eof | Event::Start(_)) | Err(_) => break,
                Ok(_) => {}
            }
        }
        while open.len() > 1 {
            close(&mut open, source.len(), source.len());
        }
        open.pop()?.children.into_iter().next()
    }

    fn begin(start: &BytesStart<'_>, before: usize, after: usize) -> Self {
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = html_escape::decode_html_entities(&*attribute.value).into_owned();
            attributes.push((attribute.key.as_ref().to_owned(), value));
        }
        Self {
            name: start.name().as_ref().to_owned(),
            attributes,
            span: Span::new(before, after),
            inner: Span::new(after, after),
            ..Self::default()
        }
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// An attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Children of the name; one with a prefix is asked for with it, one without by its local name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.is(name))
    }

    /// The first child of the name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.is(name))
    }

    fn is(&self, name: &str) -> bool {
        if name.contains(':') {
            self.name == name
        } else {
            self.name == name || self.local() == name && !self.name.contains("media:")
        }
    }

    /// The text of the first child of the name that has any.
    pub fn value(&self, name: &str) -> Option<String> {
        self.all(name).map(Element::words).find(|text| !text.is_empty())
    }

    /// All text inside, in order as far as it matters, blanks folded.
    pub fn words(&self) -> String {
        let mut out = String::new();
        self.append(&mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn append(&self, out: &mut String) {
        out.push_str(&self.text);
        for child in &self.children {
            out.push(' ');
            child.append(out);
        }
    }

    /// What stands between its tags in `source`, as it is.
    pub fn inside<'s>(&self, source: &'s str) -> &'s str {
        self.inner.of(source).unwrap_or_default()
    }

    /// This element and all inside it, in the order of the document.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Element)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn close(open: &mut Vec<Element>, before: usize, after: usize) {
    if open.len() < 2 {
        return;
    }
    if let Some(mut element) = open.pop() {
        (element.inner.end, element.span.end) = (before, after);
        if let Some(parent) = open.last_mut() {
            parent.children.push(element);
        }
    }
}
