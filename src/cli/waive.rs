//! `cutline waive`: let a finding pass, and say why.

use std::collections::HashSet;
use std::io::{self, Write};

use anyhow::bail;
use serde_json::json;

use super::audit::Rules;
use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::audit::{self, Audit, Finding, Settings};
use crate::catalog::waivers::{self, Waiver};
use crate::query::Query;
use crate::report::{Format, Rows};

/// Arguments of `waive`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline waive 17 CL101 --reason 'our own picture of the building'\n  \
    cutline waive --list\n  \
    cutline waive --remove 3\n\n\
    A waiver holds for the finding as it is now: when the credit or caption that it rests on changes, the finding\n\
    is back, and CL901 tells that the waiver no longer applies. Exit code 1: there is no such finding or waiver.")]
pub(super) struct Args {
    /// Number of the item
    #[arg(requires = "code", required_unless_present_any = ["list", "remove"])]
    id: Option<i64>,
    /// Code of the rule
    #[arg(requires = "reason")]
    code: Option<String>,
    /// Why it may pass
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// List the waivers
    #[arg(long, conflicts_with_all = ["id", "remove"])]
    list: bool,
    /// Remove a waiver, by its number in the list
    #[arg(long, value_name = "NUMBER", conflicts_with = "id")]
    remove: Option<i64>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    output: Output,
}

/// Waives, lists or removes.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    if let Some(id) = args.remove {
        if waivers::remove(&global.catalog, id)? {
            return Ok(Outcome::Fine);
        }
        writeln!(io::stderr(), "cutline: no waiver {id}; `cutline waive --list` lists them")?;
        return Ok(Outcome::No);
    }
    let (Some(id), Some(code), Some(reason)) = (args.id, &args.code, &args.reason) else {
        return list(args, global);
    };
    if reason.trim().is_empty() {
        bail!("--reason: say why the finding may pass");
    }
    let Some(rule) = audit::rule(code) else {
        bail!("{code}: no such rule; `cutline rules` lists them");
    };
    let found = findings(args, global, id, rule.code)?;
    if found.is_empty() {
        writeln!(io::stderr(), "cutline: item {id} has no finding of {}; nothing was waived", rule.code)?;
        return Ok(Outcome::No);
    }
    let new: Vec<Waiver> = found.iter().map(|finding| waiver(finding, reason)).collect();
    waivers::add(&global.catalog, &new)?;
    if !global.quiet {
        for finding in &found {
            writeln!(
                io::stderr(),
                "waived: {} {}:{}: {}",
                finding.code,
                finding.document.name(),
                finding.line,
                finding.message
            )?;
        }
    }
    Ok(Outcome::Fine)
}

/// The findings of one rule about one item, as the whole catalog gives them.
fn findings(args: &Args, global: &Global, id: i64, code: &str) -> anyhow::Result<Vec<Finding>> {
    let vocabulary = global.load_vocabulary()?;
    let mut settings: Settings = args.rules.settings(global)?;
    settings.select = vec![code.to_owned()];
    let policy = args.rules.policy(&vocabulary)?;
    let audit = Audit {
        catalog: &global.catalog,
        vocabulary: &vocabulary,
        settings: &settings,
        policy: policy.as_ref(),
        query: &Query::all(),
        since: None,
        baseline: &HashSet::new(),
        waived_too: true,
        suggest: false,
    };
    let mut found = Vec::new();
    audit::run(&audit, &mut |finding| {
        if finding.item == Some(id) && finding.code == code {
            found.push(finding);
        }
        Ok(())
    })?;
    Ok(found)
}

fn waiver(finding: &Finding, reason: &str) -> Waiver {
    Waiver {
        code: finding.code.to_owned(),
        path: finding.document.path.clone(),
        member: finding.document.member.clone().unwrap_or_default(),
        fingerprint: finding.fingerprint.clone(),
        mark: Some(finding.mark.clone()),
        item: format!("{}:{} {}", finding.document.name(), finding.line, finding.message),
        reason: reason.trim().to_owned(),
        ..Waiver::default()
    }
}

fn list(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    let format = args.output.format.unwrap_or(Format::Table);
    let columns = ["number", "code", "item", "reason", "created", "fingerprint"];
    let mut rows = Rows::begin(format, &columns, args.output.raw, &mut out)?;
    for w in waivers::list(&global.catalog)? {
        rows.row(&[
            json!(w.id),
            json!(w.code),
            json!(w.item),
            json!(w.reason),
            json!(w.created),
            json!(w.fingerprint),
        ])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(Outcome::Fine)
}
