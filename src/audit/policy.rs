//! What a newsroom demands of credits: a TOML file.
//!
//! ```toml
//! [house]
//! format = "{creator}/{agency}"
//! staff-credit = "The Mariner Courier"
//!
//! [[agency]]
//! name = "AFP"
//! format = "{creator}/AFP via Getty Images"
//! via = "Getty Images"
//! creator = "required"
//! contract-ends = "2025-06-30"
//! quota = 200
//! period = "month"
//!
//! [[staff]]
//! name = "Lena Orlova"
//! from = "2019-03-01"
//! to = "2024-08-31"
//! ```

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::text::fold;
use crate::credit::Vocabulary;
use crate::model::Credit;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What holds where no agency says otherwise.
    #[serde(default)]
    pub house: House,
    /// Terms by agency.
    #[serde(default)]
    pub agency: Vec<Terms>,
    /// Photographers of the house.
    #[serde(default)]
    pub staff: Vec<Staff>,
    /// Where the file lies.
    #[serde(skip)]
    pub path: String,
    #[serde(skip)]
    by_agency: FxHashMap<String, usize>,
}

/// The house's own style.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct House {
    /// A credit line: `{creator}`, `{agency}` (the last of the chain), `{chain}` (all of it, joined by via).
    pub format: Option<String>,
    /// How the house credits itself: an organisation's name.
    pub staff_credit: Option<String>,
}

/// Terms of one agency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Terms {
    /// The agency, by any spelling of the authority.
    pub name: String,
    /// Its credit line.
    pub format: Option<String>,
    /// Through whom its pictures come.
    pub via: Option<String>,
    /// Whether a creator must be named.
    pub creator: Option<Demand>,
    /// Its pictures are not to be used at all.
    #[serde(default)]
    pub forbidden: bool,
    /// The last day on which its pictures may be published.
    pub contract_ends: Option<String>,
    /// So many pictures in a period.
    pub quota: Option<u64>,
    /// Of the quota; a month where nothing is said.
    pub period: Option<Period>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Demand {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A calendar month.
    #[default]
    Month,
    /// A calendar year.
    Year,
}

/// A photographer of the house.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The name.
    pub name: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A policy that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// No policy file.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A name, a date or a format that means nothing.
    #[error("{0}")]
    Value(String),
}

impl Policy {
    /// Reads the text of a policy file at `path`.
    ///
    /// # Errors
    /// What of it cannot be understood, and where.
    pub fn read(text: &str, path: &str, vocabulary: &Vocabulary) -> Result<Self, PolicyError> {
        let mut policy: Self = toml::from_str(text)?;
        path.clone_into(&mut policy.path);
        let dates = policy.agency.iter().filter_map(|t| t.contract_ends.as_deref());
        let dates = dates.chain(policy.staff.iter().flat_map(|s| [s.from.as_deref(), s.to.as_deref()]).flatten());
        for date in dates {
            if date.parse::<jiff::civil::Date>().is_err() {
                return Err(PolicyError::Value(format!("'{date}' is no date; write it as 2025-06-30")));
            }
        }
        let formats = policy.agency.iter().filter_map(|t| t.format.as_deref()).chain(policy.house.format.as_deref());
        for format in formats {
            if let Some(unknown) = unknown_place(format) {
                let message =
                    format!("format '{format}': {{{unknown}}} means nothing; use {{creator}}, {{agency}} or {{chain}}");
                return Err(PolicyError::Value(message));
            }
        }
        for (at, terms) in policy.agency.iter_mut().enumerate() {
            if let Some(entry) = vocabulary.find(&terms.name) {
                terms.name = entry.name.to_string();
            }
            if let Some(entry) = terms.via.as_deref().and_then(|v| vocabulary.find(v)) {
                terms.via = Some(entry.name.to_string());
            }
            if policy.by_agency.insert(fold(&terms.name), at).is_some() {
                return Err(PolicyError::Value(format!("the agency {} is there twice", terms.name)));
            }
        }
        Ok(policy)
    }

    /// The terms of an organisation.
    pub fn terms(&self, organisation: &str) -> Option<&Terms> {
        self.by_agency.get(&fold(organisation)).map(|at| &self.agency[*at])
    }

    /// The terms that hold for a credit: of the last of its chain that has some.
    pub fn terms_of(&self, credit: &Credit) -> Option<&Terms> {
        credit.organisations.iter().rev().find_map(|o| self.terms(&o.name))
    }

    /// The entry of a photographer of the house.
    pub fn staff(&self, name: &str) -> Option<&Staff> {
        let name = fold(name);
        self.staff.iter().find(|s| fold(&s.name) == name)
    }

    /// The credit line in house style; nothing where the credit names neither creator nor organisation.
    pub fn line(&self, credit: &Credit) -> Option<String> {
        // Where an agency is distributed by another with terms of its own, the originator's are closer.
        let format = credit
            .organisations
            .iter()
            .find_map(|o| self.terms(&o.name).and_then(|t| t.format.as_deref()))
            .or(self.house.format.as_deref())
            .unwrap_or("{creator}/{chain}");
        line(format, credit)
    }
}

impl Staff {
    /// Whether somebody was with the house on `day`.
    pub fn active(&self, day: &str) -> bool {
        self.from.as_deref().is_none_or(|from| from <= day) && self.to.as_deref().is_none_or(|to| day <= to)
    }
}

/// Fills `format`; a place with nothing for it goes with the separator beside it.
pub fn line(format: &str, credit: &Credit) -> Option<String> {
    let people: Vec<&str> = credit.people.iter().map(|p| p.name.as_str()).collect();
    let chain: Vec<&str> = credit.organisations.iter().map(|o| o.name.as_str()).collect();
    if people.is_empty() && chain.is_empty() {
        return None;
    }
    let filled = [
        ("{creator}", people.join(" and ")),
        ("{agency}", chain.last().copied().unwrap_or_default().to_owned()),
        ("{chain}", chain.join(" via ")),
    ];
    let mut out = format.to_owned();
    for (place, value) in &filled {
        if value.is_empty() {
            for side in [
                format!("{place}/"),
                format!("{place} / "),
                format!("/{place}"),
                format!(" / {place}"),
                format!(", {place}"),
                format!("{place}, "),
                format!(" ({place})"),
            ] {
                out = out.replace(&side, "");
            }
        }
        out = out.replace(place, value);
    }
    Some(out.trim().trim_matches(['/', ',', '|']).trim().to_owned()).filter(|l| !l.is_empty())
}

fn unknown_place(format: &str) -> Option<&str> {
    let mut rest = format;
    while let Some((_, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}')?;
        if !matches!(name, "creator" | "agency" | "chain") {
            return Some(name);
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit;

    #[test]
    fn lines_in_house_style() {
        let vocabulary = Vocabulary::builtin();
        let text = "[house]\nformat = \"{creator}/{agency}\"\n[[agency]]\nname = \"Agence France-Presse\"\nformat = \"{creator}/AFP via Getty Images\"\n";
        let policy = Policy::read(text, "policy.toml", &vocabulary).unwrap();
        let line = |printed: &str| policy.line(&credit::parse(printed, &vocabulary)).unwrap_or_default();
        assert_eq!(line("Foto: LENA ORLOVA / AFP"), "Lena Orlova/AFP via Getty Images");
        assert_eq!(line("Jun Seo | Contributor | Getty Images"), "Jun Seo/Getty Images");
        assert_eq!(line("REUTERS"), "Reuters");
        assert_eq!(line("Lena Orlova"), "Lena Orlova");
        assert_eq!(line("Handout"), "");
    }

    #[test]
    fn what_means_nothing_is_refused() {
        let vocabulary = Vocabulary::builtin();
        for (text, why) in [
            ("[house]\nformat = \"{by}\"", "{by} means nothing"),
            ("[[agency]]\nname = \"AFP\"\ncontract-ends = \"soon\"", "'soon' is no date"),
            ("[[agency]]\nname = \"AFP\"\n[[agency]]\nname = \"Agence France-Presse\"", "there twice"),
            ("[[agencies]]\nname = \"AFP\"", "unknown field"),
        ] {
            let error = Policy::read(text, "policy.toml", &vocabulary).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
