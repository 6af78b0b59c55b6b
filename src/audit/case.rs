//! What a rule is given to look at, and where it notes what it finds.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::names::Variants;
use super::nearest::Nearest;
use super::policy::Policy;
use super::same::Same;
use crate::credit::Vocabulary;
use crate::model::{Credit, Kind, OrganisationKind, Placement};
use crate::query::{Page, PageItem};

/// What holds for the whole audit.
#[derive(Debug)]
pub struct World<'a> {
    /// The organisations known.
    pub vocabulary: &'a Vocabulary,
    /// What the newsroom demands.
    pub policy: Option<&'a Policy>,
    /// Items whose picture is credited differently elsewhere.
    pub same: FxHashMap<i64, Same>,
    /// Creators who are written in more than one way.
    pub variants: Variants,
    /// The spellings that a name may be a slip of.
    pub nearest: &'a Nearest,
    /// The day of the audit, ISO 8601.
    pub today: String,
}

/// A credit line understood.
#[derive(Debug)]
pub struct Line<'a> {
    /// As printed, marker and all.
    pub printed: &'a str,
    /// What it says.
    pub credit: &'a Credit,
    /// The whole audit.
    pub world: &'a World<'a>,
}

/// An item among its neighbours.
#[derive(Debug)]
pub struct Case<'a> {
    /// Its document.
    pub page: &'a Page,
    /// The item.
    pub item: &'a PageItem,
    /// Its credit, understood.
    pub credit: Option<&'a Credit>,
    /// The whole audit.
    pub world: &'a World<'a>,
    /// What structured data says, read when it is first asked for.
    pub data: OnceCell<Option<Map<String, Value>>>,
}

impl Case<'_> {
    /// What structured data says of it.
    pub fn structured(&self) -> Option<&Map<String, Value>> {
        let read = || serde_json::from_str(self.item.structured.as_deref()?).ok();
        self.data.get_or_init(read).as_ref()
    }

    /// Whether it is a photo of the article.
    pub fn is_photo(&self) -> bool {
        self.item.kind == Kind::Photo && self.item.placement != Placement::Page
    }

    /// The credit as printed.
    pub fn printed(&self) -> Option<&str> {
        self.item.credit.as_ref().map(|(_, printed)| printed.as_str())
    }

    /// Year of publication.
    pub fn year(&self) -> Option<u16> {
        self.page.document.published.as_deref()?.get(..4)?.parse().ok()
    }

    /// Day of publication, if it is known to the day.
    pub fn day(&self) -> Option<&str> {
        self.page.document.published.as_deref()?.get(..10)
    }

    /// Organisations of the credit that supply pictures to others.
    pub fn suppliers(&self) -> impl Iterator<Item = &str> {
        self.organisations(|kind| {
            use OrganisationKind as K;
            matches!(kind, K::Wire | K::PhotoAgency | K::Stock | K::Collection)
        })
    }

    /// Known organisations of the credit whose kind passes `is`.
    pub fn organisations(&self, is: fn(OrganisationKind) -> bool) -> impl Iterator<Item = &str> {
        let known = self.credit.into_iter().flat_map(|c| &c.organisations).filter(|o| o.known);
        known
            .filter(move |o| self.world.vocabulary.find(&o.name).and_then(|e| e.kind).is_some_and(is))
            .map(|o| o.name.as_str())
    }
}

/// One thing found.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Place of the item in its page.
    pub at: usize,
    /// What is peculiar to this one, behind the rule's message.
    pub detail: String,
    /// What it rests on: field and raw value.
    pub evidence: Vec<(&'static str, String)>,
    /// The words of the document to point at.
    pub needle: Option<String>,
    /// What to do.
    pub suggestion: Option<String>,
}

/// Where rules note what they find.
#[derive(Debug, Default)]
pub struct Notes {
    /// The item that is looked at.
    pub at: usize,
    /// What was found.
    pub found: Vec<Note>,
}

impl Notes {
    /// Notes something about the item that is looked at.
    pub fn note(&mut self, detail: impl Into<String>) -> &mut Note {
        self.note_at(self.at, detail)
    }

    /// Notes something about the item at place `at` of the page.
    pub fn note_at(&mut self, at: usize, detail: impl Into<String>) -> &mut Note {
        self.found.push(Note { at, detail: detail.into(), ..Note::default() });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

impl Note {
    /// Adds a field and its raw value.
    pub fn evidence(&mut self, field: &'static str, value: impl Into<String>) -> &mut Self {
        self.evidence.push((field, value.into()));
        self
    }

    /// Says which words of the document to point at.
    pub fn at_words(&mut self, words: impl Into<String>) -> &mut Self {
        self.needle = Some(words.into());
        self
    }

    /// Says what to do.
    pub fn suggest(&mut self, suggestion: impl Into<String>) -> &mut Self {
        self.suggestion = Some(suggestion.into());
        self
    }
}
