//! What structured data says of a picture or a video, kept verbatim for whoever audits it.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::described::Described;
use crate::model::{Field, Kind, Span};
use crate::trust::{STATED, Statements};

/// Properties kept of an ImageObject (schema.org; the licence fields are those that search engines
/// read).
pub(super) const IMAGE: &[&str] = &[
    "@type",
    "acquireLicensePage",
    "author",
    "contentUrl",
    "copyrightHolder",
    "copyrightNotice",
    "copyrightYear",
    "creator",
    "creditText",
    "license",
    "url",
];

/// Properties kept of a VideoObject.
pub(super) const VIDEO: &[&str] =
    &["@type", "contentUrl", "duration", "embedUrl", "name", "thumbnailUrl", "uploadDate", "url"];

/// A value longer than this says nothing of credit, in bytes of JSON.
const LONGEST: usize = 1000;

/// Those of `names` that `value` has.
pub(super) fn properties(value: &Value, names: &[&'static str]) -> Vec<(&'static str, Value)> {
    names
        .iter()
        .filter_map(|name| Some((*name, value.get(*name)?.clone())))
        .filter(|(_, v)| !v.is_null() && size(v, 0) <= LONGEST)
        .collect()
}

/// A bound from below of how long `value` is as JSON, found without writing it.
fn size(value: &Value, depth: usize) -> usize {
    if depth > 8 {
        return LONGEST + 1;
    }
    match value {
        Value::String(text) => text.len(),
        Value::Array(all) => all.iter().map(|v| 1 + size(v, depth + 1)).sum(),
        Value::Object(fields) => fields.iter().map(|(k, v)| k.len() + size(v, depth + 1)).sum(),
        _ => 1,
    }
}

/// What structured data says of one picture.
pub(super) struct OfPicture<'d> {
    /// The object that is believed: the first with words.
    pub first: &'d Described,
    /// A later one whose credit is another.
    other: Option<&'d Described>,
}

/// The objects of pictures by the picture's key.
pub(super) fn by_picture(described: &[Described]) -> FxHashMap<&str, OfPicture<'_>> {
    let mut out: FxHashMap<&str, OfPicture<'_>> = FxHashMap::default();
    let worded = |d: &Described| d.caption.is_some() || d.credit.is_some();
    for found in described.iter().filter(|d| d.kind != Kind::Video) {
        match out.entry(&found.key) {
            Entry::Vacant(place) => drop(place.insert(OfPicture { first: found, other: None })),
            Entry::Occupied(mut place) => {
                let known = place.get_mut();
                if !worded(known.first) && worded(found) {
                    known.first = found;
                } else if known.other.is_none() && found.credit.is_some() && found.credit != known.first.credit {
                    known.other = Some(found);
                }
            }
        }
    }
    out
}

impl OfPicture<'_> {
    /// Keeps the properties verbatim, and what a second object says of the credit.
    pub fn state(&self, place: Span, said: &mut Statements) {
        state(self.first, place, said);
        if let Some(other) = self.other.and_then(|o| o.credit.as_deref()).filter(|_| self.first.credit.is_some()) {
            said.keep(Field::Credit, other.to_owned(), self.first.source, Some(place), STATED);
        }
    }
}

/// Keeps the properties of an object verbatim, as one JSON object.
pub(super) fn state(found: &Described, place: Span, said: &mut Statements) {
    if let Some(fields) = fields(found) {
        said.keep(Field::Structured, Value::Object(fields).to_string(), found.source, Some(place), STATED);
    }
}

fn fields(found: &Described) -> Option<Map<String, Value>> {
    let fields: Map<String, Value> =
        found.properties.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    (!fields.is_empty()).then_some(fields)
}
