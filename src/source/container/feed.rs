//! Feeds (RSS 2.0 and 1.0, Atom, with Media RSS) and WordPress exports (WXR): each item is a document,
//! cut off here as it stands and understood by the extractor of items.

use std::io::{BufRead, BufReader};

use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

use super::part::Kind;
use super::{Bytes, Head, Reading, Stop};
use crate::extract::decode_as;
use crate::extract::{Given, prolog};
use crate::model::{Document, ProblemCode};

pub(super) fn recognises(head: &Head<'_>) -> bool {
    let bytes = head.bytes.trim_ascii_start();
    (bytes.starts_with(b"<") || bytes.starts_with(b"\xEF\xBB\xBF<"))
        && prolog::root_name(bytes).is_some_and(|root| matches!(root, "rss" | "feed" | "rdf:RDF" | "RDF" | "atom:feed"))
}

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let limit = reading.rules.max_member;
    if prolog::is_utf8(bytes.head()) {
        return items(BufReader::with_capacity(128 << 10, bytes), reading);
    }
    // Few feeds are in other encodings, and none of them is large.
    let (bytes, error) = bytes.into_vec(limit);
    let declared = prolog::declared_encoding(&bytes).map(str::to_owned);
    items(decode_as(&bytes, declared.as_deref()).text.as_bytes(), reading)?;
    error.map_or(Ok(()), |error| Err(error.into()))
}

/// Cuts the items off.
fn items(input: impl BufRead, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut feed = Reader::from_reader(input);
    // Feeds are written by hand and by templates.
    feed.config_mut().check_end_names = false;
    feed.config_mut().allow_unmatched_ends = true;
    feed.config_mut().allow_dangling_amp = true;
    let limit = reading.rules.max_member as usize;
    let mut channel = Channel::default();
    let mut buffer = Vec::new();
    let mut number = 0;
    loop {
        buffer.clear();
        let event = match feed.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(std::io::Error::new(error.kind(), error.to_string()).into()),
            Err(error) => return Err(Stop::Broken(ProblemCode::Damaged, format!("no XML any more: {error}"))),
        };
        match event {
            Event::Eof => return Ok(()),
            Event::Start(start) if is_item(start.name().as_ref()) => {
                number += 1;
                let mut item = Writer::new(Vec::new());
                let mut depth = 1;
                // Writing into memory does not fail.
                let _ = item.write_event(Event::Start(start.into_owned()));
                while depth > 0 {
                    buffer.clear();
                    let event = match feed.read_event_into(&mut buffer) {
                        Ok(Event::Eof) => {
                            let message = format!("it ends within item {number}");
                            return Err(Stop::Broken(ProblemCode::Truncated, message));
                        }
                        Ok(event) => event,
                        Err(quick_xml::Error::Io(error)) => {
                            return Err(std::io::Error::new(error.kind(), error.to_string()).into());
                        }
                        Err(error) => {
                            let message = format!("no XML any more in item {number}: {error}");
                            return Err(Stop::Broken(ProblemCode::Damaged, message));
                        }
                    };
                    match &event {
                        Event::Start(start) if is_item(start.name().as_ref()) => depth += 1,
                        Event::End(end) if is_item(end.name().as_ref()) => depth -= 1,
                        _ => {}
                    }
                    let _ = item.write_event(event);
                    if item.get_ref().len() > limit {
                        let message = format!("item {number}: more than the bound of {limit} bytes for one document");
                        return Err(Stop::Broken(ProblemCode::TooLarge, message));
                    }
                }
                let item = item.into_inner();
                let name = name_of(&item).unwrap_or_else(|| number.to_string());
                let given = Given { format: Some("feed-item"), ..channel.given() };
                reading.document(&name, item, given, Kind::Document)?;
            }
            event => channel.note(&event),
        }
    }
}

fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry" | "atom:entry")
}

/// What the feed says of itself before its items.
#[derive(Default)]
struct Channel {
    open: Vec<String>,
    title: String,
    language: String,
    link: String,
}

impl Channel {
    fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) if self.open.len() < 8 => {
                if start.name().as_ref() == "feed"
                    && let Ok(Some(language)) = start.try_get_attribute("xml:lang")
                {
                    self.language = language.value.into_owned();
                }
                self.open.push(start.name().as_ref().to_owned());
            }
            Event::End(_) => drop(self.open.pop()),
            Event::Text(text) => self.add(text),
            Event::CData(text) => self.add(text),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &**name);
                let text = html_escape::decode_html_entities(&entity).into_owned();
                self.add(&text);
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        // `rss/channel/title`, `feed/title`; an image has a title too.
        let inside: Vec<&str> = self.open.iter().map(String::as_str).collect();
        let field = match &inside[..] {
            [_, "channel", field] | [_, field] => *field,
            _ => return,
        };
        let place = match field {
            "title" => &mut self.title,
            "language" | "dc:language" => &mut self.language,
            "link" => &mut self.link,
            _ => return,
        };
        if place.len() < 1000 {
            place.push_str(text);
        }
    }

    fn given(&self) -> Given {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let document = Document { publisher: some(&self.title), language: some(&self.language), ..Document::default() };
        Given { document, base: some(&self.link), ..Given::default() }
    }
}

/// The name of an item: what it is known by for good, or its address.
fn name_of(item: &[u8]) -> Option<String> {
    ["guid", "id", "atom:id", "link"].iter().find_map(|name| {
        let open = format!("<{name}");
        let mut from = 0;
        loop {
            let at = from + memchr::memmem::find(&item[from..], open.as_bytes())? + open.len();
            from = at;
            if !matches!(item.get(at)?, b'>' | b' ' | b'\t' | b'\n' | b'\r') {
                continue;
            }
            let begin = at + memchr::memchr(b'>', &item[at..])? + 1;
            let end = begin + memchr::memchr(b'<', &item[begin..])?;
            let text = String::from_utf8_lossy(&item[begin..end]);
            let text = match item[end..].strip_prefix(b"<![CDATA[") {
                Some(data) => String::from_utf8_lossy(&data[..memchr::memmem::find(data, b"]]>")?]),
                None => text,
            };
            let text = html_escape::decode_html_entities(text.trim()).into_owned();
            return Some(text).filter(|t| !t.is_empty() && t.len() < 1000);
        }
    })
}
