//! Pictures counted by agency and period, against the policy's quotas.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::policy::{Period, Policy};
use crate::model::{Credit, Document};

/// Counts so far: name of the agency, period.
#[derive(Debug, Default)]
pub(super) struct Quotas(BTreeMap<(String, String), u64>);

/// A quota that was passed.
#[derive(Debug)]
pub(super) struct Over {
    agency: String,
    period: String,
    count: u64,
    quota: u64,
}

impl Quotas {
    /// Counts an item for every agency of its credit that has a quota, if its day is known.
    pub fn count(&mut self, policy: &Policy, credit: &Credit, document: &Document) {
        let Some(published) = document.published.as_deref() else { return };
        for organisation in &credit.organisations {
            let Some(terms) = policy.terms(&organisation.name).filter(|t| t.quota.is_some()) else { continue };
            let digits = match terms.period.unwrap_or_default() {
                Period::Month => 7,
                Period::Year => 4,
            };
            if let Some(period) = published.get(..digits) {
                *self.0.entry((terms.name.clone(), period.to_owned())).or_default() += 1;
            }
        }
    }

    /// Those above their quota.
    pub fn over<'q>(&'q self, policy: &'q Policy) -> impl Iterator<Item = Over> + 'q {
        self.0.iter().filter_map(|((agency, period), count)| {
            let quota = policy.terms(agency)?.quota?;
            (*count > quota).then(|| Over { agency: agency.clone(), period: period.clone(), count: *count, quota })
        })
    }
}

impl Over {
    /// In words.
    pub fn detail(&self) -> String {
        let share = self.count as f64 / self.quota.max(1) as f64 * 100.0;
        format!("{} {}: {} of {} ({share:.0} %)", self.agency, self.period, self.count, self.quota)
    }

    /// What it is known by.
    pub fn key(&self) -> String {
        format!("{} {}", self.agency, self.period)
    }

    /// What it rests on; the first does not change with the count.
    pub fn evidence(&self) -> Vec<Evidence> {
        let one = |field: &str, value: String| Evidence { field: field.to_owned(), value };
        vec![
            one("quota", format!("{} in {}", self.quota, self.period)),
            one("count", self.count.to_string()),
            one("agency", self.agency.clone()),
        ]
    }
}
