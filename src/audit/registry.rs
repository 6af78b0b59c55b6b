//! Every rule: the families and their tables.

use std::sync::LazyLock;

use super::rule::Rule;
use super::{cl1xx, cl2xx, cl3xx, cl4xx, cl5xx, cl6xx, cl9xx};

static ALL: LazyLock<Vec<&'static Rule>> =
    LazyLock::new(|| FAMILIES.iter().flat_map(|(_, rules)| rules.iter()).collect());

/// Every rule, family by family, by code.
pub fn rules() -> impl ExactSizeIterator<Item = &'static Rule> {
    ALL.iter().copied()
}

/// The families: what each is about, and its rules.
pub const FAMILIES: &[(&str, &[Rule])] = &[
    ("Missing", cl1xx::RULES),
    ("Names", cl2xx::RULES),
    ("Consistency", cl3xx::RULES),
    ("Rights", cl4xx::RULES),
    ("Structured data", cl5xx::RULES),
    ("Policy", cl6xx::RULES),
    ("The audit itself", cl9xx::RULES),
];

/// The rule of a code, in any case, or of a name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|r| r.code.eq_ignore_ascii_case(code) || r.name.eq_ignore_ascii_case(code))
}
