//! CL9xx: the audit's own housekeeping.

use super::rule::{Check, Need, Rule, Severity, When};

pub(super) const RULES: &[Rule] = &[Rule {
    code: "CL901",
    name: "waiver-unused",
    severity: Severity::Info,
    when: When::Always,
    message: "waiver no longer applies",
    explanation: "A finding was waived and is there no more: it was mended, its evidence has changed, or its document is gone. A waiver that stays behind may hide the next finding of its kind from those who read the list.",
    example: "Found: a waived CL101 of a photo that has a credit now. Not found: a waiver whose finding is still there, or whose rule is not asked this time.",
    mend: "Remove the waiver.",
    standard: "house",
    check: Check::Whole,
    needs: Need::Waivers,
}];
