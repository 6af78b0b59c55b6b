//! The rules themselves: one explained, all as rows, all as a page of documentation.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::audit::{FAMILIES, Rule, When};

/// Columns of a rule.
pub const RULE_COLUMNS: &[&str] = &["code", "name", "severity", "asked", "message", "standard"];

/// The cells of `rule` under [`RULE_COLUMNS`].
pub fn rule_cells(rule: &Rule) -> Vec<Value> {
    vec![
        json!(rule.code),
        json!(rule.name),
        json!(rule.severity),
        json!(asked(rule)),
        json!(rule.message),
        json!(rule.standard),
    ]
}

fn asked(rule: &Rule) -> &'static str {
    match rule.when {
        When::Always => "by default",
        When::Selected => "when selected",
        When::Policy => "with a policy",
    }
}

/// Writes all that is said of one rule.
///
/// # Errors
/// What the output answers.
pub fn explain(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}: {} ({}, asked {})", rule.code, rule.name, rule.message, rule.severity, asked(rule))?;
    writeln!(out, "\n{}", rule.explanation)?;
    writeln!(out, "\n{}", rule.example)?;
    writeln!(out, "\nTo mend it: {}", rule.mend)?;
    writeln!(out, "Rests on: {}", rule.standard)
}

/// Writes docs/rules.md.
///
/// # Errors
/// What the output answers.
pub fn rules_page(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# The rules of `cutline audit`\n")?;
    writeln!(out, "Made by `cutline rules --format markdown`; change the tables in `src/audit/`, not this page.\n")?;
    writeln!(
        out,
        "A rule asked *when selected* is right too seldom to be asked of everybody, or is a matter of taste:"
    )?;
    writeln!(
        out,
        "`--extend-select CODE` asks it as well, `--select CODE` asks it alone. Rules *with a policy* need `--policy FILE`.\n"
    )?;
    writeln!(out, "| code | name | severity | asked | finding |\n| --- | --- | --- | --- | --- |")?;
    for rule in FAMILIES.iter().flat_map(|(_, rules)| rules.iter()) {
        let (code, name, severity, message) = (rule.code, rule.name, rule.severity, rule.message);
        writeln!(
            out,
            "| [{code}](#{}-{name}) | {name} | {severity} | {} | {message} |",
            code.to_lowercase(),
            asked(rule)
        )?;
    }
    for (family, rules) in FAMILIES {
        writeln!(out, "\n## {family}")?;
        for rule in rules.iter() {
            writeln!(out, "\n### {} {}\n", rule.code, rule.name)?;
            writeln!(out, "*{}*: {}; asked {}.\n", rule.severity, rule.message, asked(rule))?;
            writeln!(out, "{}\n\n{}\n", rule.explanation, rule.example)?;
            writeln!(out, "To mend it: {}\n\nRests on: {}.", rule.mend, rule.standard)?;
        }
    }
    out.flush()
}
