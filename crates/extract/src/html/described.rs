//! A picture or a video as data of the page describes it.

use serde_json::Value;

use super::page::Id;
use crate::model::{Kind, Method, Source};

/// A picture or a video as structured data describes it.
#[derive(Clone, Debug)]
pub(super) struct Described {
    pub kind: Kind,
    pub urls: Vec<String>,
    pub key: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub title: Option<String>,
    pub duration: Option<f64>,
    /// The element that holds the data.
    pub at: Id,
    /// Which kind of data: JSON-LD or page state.
    pub source: Source,
    /// The properties that an audit asks for, verbatim.
    pub properties: Vec<(&'static str, Value)>,
}

impl Described {
    /// Nothing yet, said by `source` in the element `at`.
    pub fn new(kind: Kind, source: Source, at: Id) -> Self {
        Self {
            kind,
            urls: Vec::new(),
            key: String::new(),
            caption: None,
            credit: None,
            title: None,
            duration: None,
            at,
            source,
            properties: Vec::new(),
        }
    }

    /// The form of an item that is known by this data alone.
    pub fn method(&self) -> Method {
        if self.source == Source::PageState { Method::PageState } else { Method::JsonLd }
    }
}
