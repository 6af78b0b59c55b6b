//! Credit lines understood for the audit, each once as long as it is remembered.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::case::{Line, Note, Notes, World};
use super::registry::rules;
use super::rule::Check;
use crate::credit;
use crate::model::Credit;

/// Lines remembered; past it, memory starts anew.
const REMEMBERED: usize = 50_000;

/// A credit line with what the rules of lines found in it.
#[derive(Debug)]
pub(super) struct Understood {
    pub credit: Credit,
    /// Place of the rule in the registry, and what it noted.
    pub notes: Vec<(usize, Note)>,
}

/// The lines met lately, by their row in the catalog.
#[derive(Debug, Default)]
pub(super) struct Credits(FxHashMap<i64, Rc<Understood>>);

impl Credits {
    /// The line of row `id`; rules that are `asked` of any document look at it.
    pub fn get(&mut self, id: i64, printed: &str, world: &World<'_>, asked: &[bool]) -> Rc<Understood> {
        if let Some(known) = self.0.get(&id) {
            return Rc::clone(known);
        }
        let credit = credit::parse(printed, world.vocabulary);
        let mut found = Vec::new();
        let line = Line { printed, credit: &credit, world };
        let mut notes = Notes::default();
        for (at, rule) in rules().enumerate().filter(|(at, _)| asked[*at]) {
            if let Check::Line(check) | Check::LineAt(check, _) = rule.check {
                check(&line, &mut notes);
                found.extend(notes.found.drain(..).map(|note| (at, note)));
            }
        }
        let understood = Rc::new(Understood { credit, notes: found });
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(id, Rc::clone(&understood));
        understood
    }
}
