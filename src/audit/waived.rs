//! Which findings are waived: by their document and mark, or as they were known formerly.

use rustc_hash::FxHashMap;

use super::finding::Finding;
use crate::catalog::waivers::Waiver;

/// The waivers of a catalog, and which of them let a finding pass.
pub(super) struct Waived<'w> {
    waivers: &'w [Waiver],
    met: Vec<bool>,
    /// Places in `waivers`, by path and member.
    of_document: FxHashMap<(&'w str, &'w str), Vec<usize>>,
}

impl<'w> Waived<'w> {
    pub fn new(waivers: &'w [Waiver]) -> Self {
        let mut of_document: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
        for (at, waiver) in waivers.iter().enumerate() {
            of_document.entry((&waiver.path, &waiver.member)).or_default().push(at);
        }
        Self { waivers, met: vec![false; waivers.len()], of_document }
    }

    /// Whether a waiver lets the finding pass.
    pub fn lets_pass(&mut self, finding: &Finding) -> bool {
        let member = finding.document.member.as_deref().unwrap_or_default();
        let Some(places) = self.of_document.get(&(finding.document.path.as_str(), member)) else { return false };
        let mut passes = false;
        // Each that holds is met: an older catalog may have one for each spelling of a folder.
        for at in places {
            let waiver = &self.waivers[*at];
            let holds = waiver.code == finding.code
                && match &waiver.mark {
                    Some(mark) => *mark == finding.mark,
                    None => finding.former_fingerprint(waiver.formerly()) == waiver.fingerprint,
                };
            self.met[*at] |= holds;
            passes |= holds;
        }
        passes
    }

    /// The waivers that let nothing pass.
    pub fn unmet(&self) -> Vec<&'w Waiver> {
        self.waivers.iter().zip(&self.met).filter(|(_, met)| !**met).map(|(waiver, _)| waiver).collect()
    }
}
