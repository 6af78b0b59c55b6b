//! What a scan met, counted on the way.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::Totals;
use crate::model::{Extraction, Kind, Problem, ProblemCode, Skip};

/// How many problems of a kind are told in full; the catalog has them all.
const TOLD: usize = 5;

/// How many agencies are counted apart.
const AGENCIES: usize = 100_000;

/// How many agencies are named.
const NAMED: usize = 8;

/// Counts of one scan.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Files that are no articles, by reason.
    pub skipped: BTreeMap<Skip, u64>,
    /// Problems by code: how many, and the first few.
    pub problems: BTreeMap<ProblemCode, (u64, Vec<Problem>)>,
    /// Archives, corpora and feeds.
    pub containers: u64,
    documents: u64,
    items: u64,
    kinds: BTreeMap<Kind, (u64, u64)>,
    agencies: HashMap<String, u64>,
}

impl Tally {
    /// Counts a file that is no article.
    pub fn skip(&mut self, skip: Skip) {
        *self.skipped.entry(skip).or_default() += 1;
    }

    /// Counts a problem.
    pub fn problem(&mut self, problem: &Problem) {
        let (count, first) = self.problems.entry(problem.code).or_default();
        *count += 1;
        if first.len() < TOLD {
            first.push(problem.clone());
        }
    }

    /// Counts what was found in a document.
    pub fn document(&mut self, extraction: &Extraction) {
        self.documents += 1;
        self.items += extraction.items.len() as u64;
        for item in &extraction.items {
            let (items, credited) = self.kinds.entry(item.kind).or_default();
            *items += 1;
            *credited += u64::from(item.credit.is_some());
            for organisation in item.understood().iter().flat_map(|credit| &credit.organisations) {
                if let Some(count) = self.agencies.get_mut(&organisation.name) {
                    *count += 1;
                } else if self.agencies.len() < AGENCIES {
                    self.agencies.insert(organisation.name.clone(), 1);
                }
            }
        }
    }

    /// Media items counted.
    pub fn items(&self) -> u64 {
        self.items
    }

    /// What was found in the documents counted, as a catalog of them alone would tell it.
    pub fn totals(&self) -> Totals {
        let mut agencies: Vec<(String, u64)> = self.agencies.clone().into_iter().collect();
        agencies.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        agencies.truncate(NAMED);
        let kind = |(kind, (items, credited)): (&Kind, &(u64, u64))| (kind.to_string(), *items, *credited);
        Totals {
            documents: self.documents,
            kinds: self.kinds.iter().map(kind).collect(),
            agencies,
            agency_count: self.agencies.len() as u64,
        }
    }
}
