//! What a newsroom sets: which rules, how severe, where. The `[audit]` table of a configuration file.
//!
//! ```toml
//! [audit]
//! ignore = ["CL104", "CL5"]
//! fail-on = "error"
//! severities = { CL203 = "warning" }
//!
//! [[audit.paths]]
//! path = "archive/**"
//! ignore = ["CL1"]
//!
//! [[audit.publishers]]
//! publisher = "The Mariner Courier"
//! extend-select = ["CL103"]
//! ```

use std::collections::BTreeMap;

use globset::GlobMatcher;
use serde::Deserialize;

use super::registry::rules;
use super::rule::{Rule, Severity, When};
use crate::model::Document;

/// The `[audit]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Rules that are asked, and no others: codes, their beginnings, names, or `ALL`.
    pub select: Vec<String>,
    /// Rules that are asked besides.
    pub extend_select: Vec<String>,
    /// Rules that are not asked.
    pub ignore: Vec<String>,
    /// The least severity that is shown.
    pub severity: Option<Severity>,
    /// The least severity that makes the audit fail.
    pub fail_on: Option<Severity>,
    /// Severities by code.
    pub severities: BTreeMap<String, Severity>,
    /// What holds for documents of some paths.
    pub paths: Vec<ForPath>,
    /// What holds for documents of some publishers.
    pub publishers: Vec<ForPublisher>,
}

/// What holds for documents whose path fits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForPath {
    /// With `*`, `**` and `?`.
    pub path: String,
    /// Rules asked besides.
    #[serde(default)]
    pub extend_select: Vec<String>,
    /// Rules not asked.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// What holds for documents of a publisher.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForPublisher {
    /// Its name; case and accents do not matter.
    pub publisher: String,
    /// Rules asked besides.
    #[serde(default)]
    pub extend_select: Vec<String>,
    /// Rules not asked.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// Settings that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// No such rule.
    #[error("{0}: no rule is named or begins so; `cutline rules` lists them")]
    UnknownRule(String),
    /// A path that is no pattern.
    #[error("{0}")]
    Pattern(#[from] globset::Error),
    /// The file is no settings.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    audit: Settings,
}

impl Settings {
    /// The `[audit]` table of a configuration file; other tables are not looked at.
    ///
    /// # Errors
    /// What of it cannot be understood, and where.
    pub fn of_config(text: &str) -> Result<Self, SettingsError> {
        Ok(toml::from_str::<File>(text)?.audit)
    }
}

/// Settings made ready: which of the rules are asked, document by document.
#[derive(Debug)]
pub(super) struct Asked {
    general: Vec<bool>,
    severities: Vec<Severity>,
    paths: Vec<(GlobMatcher, Vec<String>, Vec<String>)>,
    publishers: Vec<(String, Vec<String>, Vec<String>)>,
}

impl Asked {
    /// Checks `settings` and makes them ready.
    pub fn new(settings: &Settings, has_policy: bool) -> Result<Self, SettingsError> {
        let mut general: Vec<bool> = rules()
            .map(|r| match r.when {
                When::Always => settings.select.is_empty(),
                When::Selected => false,
                When::Policy => has_policy && settings.select.is_empty(),
            })
            .collect();
        apply(&mut general, &settings.select, &[])?;
        apply(&mut general, &settings.extend_select, &settings.ignore)?;
        let mut severities: Vec<Severity> = rules().map(|r| r.severity).collect();
        for (code, severity) in &settings.severities {
            let mut known = false;
            for (at, _) in rules().enumerate().filter(|(_, r)| fits(r, code)) {
                severities[at] = *severity;
                known = true;
            }
            if !known {
                return Err(SettingsError::UnknownRule(code.clone()));
            }
        }
        let mut scratch = general.clone();
        let mut paths = Vec::new();
        for entry in &settings.paths {
            apply(&mut scratch, &entry.extend_select, &entry.ignore)?;
            let glob = globset::GlobBuilder::new(&entry.path).literal_separator(true).build()?;
            paths.push((glob.compile_matcher(), entry.extend_select.clone(), entry.ignore.clone()));
        }
        let mut publishers = Vec::new();
        for entry in &settings.publishers {
            apply(&mut scratch, &entry.extend_select, &entry.ignore)?;
            publishers.push((super::text::fold(&entry.publisher), entry.extend_select.clone(), entry.ignore.clone()));
        }
        Ok(Self { general, severities, paths, publishers })
    }

    /// Which rules are asked of `document`, in the order of [`rules`].
    pub fn of(&self, document: &Document) -> Option<Vec<bool>> {
        if self.paths.is_empty() && self.publishers.is_empty() {
            return None;
        }
        let mut asked = self.general.clone();
        let publisher = document.publisher.as_deref().map(super::text::fold).unwrap_or_default();
        let by_path = self.paths.iter().filter(|(p, ..)| p.is_match(&document.path)).map(|(_, s, i)| (s, i));
        let by_publisher = self.publishers.iter().filter(|(p, ..)| *p == publisher).map(|(_, s, i)| (s, i));
        for (select, ignore) in by_path.chain(by_publisher) {
            // Checked when they were made ready.
            drop(apply(&mut asked, select, ignore));
        }
        Some(asked)
    }

    /// Which rules are asked in general.
    pub fn general(&self) -> &[bool] {
        &self.general
    }

    /// Whether the rule at `at` is asked of any document.
    pub fn anywhere(&self, at: usize) -> bool {
        let selected = |select: &[String]| rules().nth(at).is_some_and(|r| select.iter().any(|s| fits(r, s)));
        self.general[at]
            || self.paths.iter().any(|(_, s, _)| selected(s))
            || self.publishers.iter().any(|(_, s, _)| selected(s))
    }

    /// The severity of the rule at `at`.
    pub fn severity(&self, at: usize) -> Severity {
        self.severities[at]
    }
}

fn apply(asked: &mut [bool], select: &[String], ignore: &[String]) -> Result<(), SettingsError> {
    for (words, on) in [(select, true), (ignore, false)] {
        for word in words {
            let mut known = false;
            for (at, _) in rules().enumerate().filter(|(_, r)| fits(r, word)) {
                asked[at] = on;
                known = true;
            }
            if !known {
                return Err(SettingsError::UnknownRule(word.clone()));
            }
        }
    }
    Ok(())
}

/// Whether `word` selects the rule: its code, the beginning of it, its name, or `ALL`.
fn fits(rule: &Rule, word: &str) -> bool {
    let word = word.trim();
    word.eq_ignore_ascii_case("all")
        || rule.name.eq_ignore_ascii_case(word)
        || word.len() >= 2 && rule.code.get(..word.len()).is_some_and(|c| c.eq_ignore_ascii_case(word))
}
