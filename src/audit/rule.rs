//! What a rule is: declared once, as a row of its family's table.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::case::{Case, Line, Note, Notes};
use crate::query::Page;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably to be mended.
    Warning,
    /// A credit is owed and not given, or a right is broken.
    Error,
}

impl Severity {
    /// Every severity, least first.
    pub const ALL: &'static [Severity] = &[Severity::Info, Severity::Warning, Severity::Error];

    /// Its one spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity that `text` names.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When a rule is asked.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// Unless it is ignored.
    Always,
    /// Only where it is selected: it is right less often than nine times in ten, or a matter of taste.
    Selected,
    /// Only with a policy: it asks what the newsroom has laid down.
    Policy,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// A credit line, once however many items carry it.
    Line(fn(&Line<'_>, &mut Notes)),
    /// A credit line, once; and then each item that carries it says whether the note holds there.
    LineAt(fn(&Line<'_>, &mut Notes), fn(&Case<'_>, &Note) -> bool),
    /// An item.
    Item(fn(&Case<'_>, &mut Notes)),
    /// The items of a document side by side.
    Page(fn(&Page, &mut Notes)),
    /// The whole; the engine finds it, by what the rule needs.
    Whole,
}

/// What a rule needs to be gathered before it can be asked, or is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The item, its neighbours and its credit are enough.
    Nothing,
    /// How the same picture is credited elsewhere.
    SamePicture,
    /// Every spelling of every creator.
    Spellings,
    /// How often the credits that a policy limits were used.
    Quotas,
    /// Which waivers let nothing pass any more.
    Waivers,
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Line(_) => "Line",
            Self::LineAt(..) => "LineAt",
            Self::Item(_) => "Item",
            Self::Page(_) => "Page",
            Self::Whole => "Whole",
        })
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `CL` and three digits; the first is the family. Never used again for another rule.
    pub code: &'static str,
    /// In words joined by hyphens.
    pub name: &'static str,
    /// How much a finding matters, unless the settings say otherwise.
    pub severity: Severity,
    /// When it is asked.
    pub when: When,
    /// What a finding says, in one line.
    pub message: &'static str,
    /// Why it matters.
    pub explanation: &'static str,
    /// What is found, and what is not.
    pub example: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// What it rests on.
    pub standard: &'static str,
    /// How it is found.
    pub check: Check,
    /// What must be gathered for it.
    pub needs: Need,
}
