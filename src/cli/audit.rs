//! `cutline audit`: what is wrong with the credits.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::config::Config;
use super::filter::Filter;
use super::output::{one_of, stdout};
use super::{Global, Outcome};
use crate::audit::{self, Audit, Policy, Settings, Severity, Summary};
use crate::query::Pages;
use crate::report::findings::{FindingFormat, Findings, Style, explain};

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline audit\n  \
    cutline audit --select CL1,CL301 published:2024..\n  \
    cutline audit --format html > audit.html\n  \
    cutline audit --format json > known.json; cutline audit --baseline known.json\n  \
    cutline audit --since-scan 2 --fail-on error\n  \
    cutline audit --policy house.toml --suggest --agency afp\n  \
    cutline audit --explain CL301\n\n\
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 failure. `cutline rules` lists the rules,\n\
    `cutline waive` lets a finding pass.")]
pub(super) struct Args {
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    rules: Rules,
    /// Least severity that is shown: info, warning or error
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    severity: Option<Severity>,
    /// Least severity that makes the exit code 1: info, warning or error [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    fail_on: Option<Severity>,
    /// Explain a rule, by code or name, and end
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    /// Show findings only that are not in FILE, an earlier audit as json or ndjson
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Documents only that this scan or a later one read: its number, or `last`
    #[arg(long, value_name = "SCAN")]
    since_scan: Option<String>,
    /// Suggest the credit line in house style
    #[arg(long)]
    suggest: bool,
    /// Form of the output
    #[arg(long, short, value_name = "FORMAT", value_parser = one_of!(FindingFormat), default_value = "table")]
    format: FindingFormat,
    /// Leave cells of csv as they are: a spreadsheet may run one that begins with =
    #[arg(long)]
    raw: bool,
}

/// Which rules are asked, and by which terms.
#[derive(Debug, clap::Args)]
pub(super) struct Rules {
    /// Ask these rules and no others: codes, their beginnings (CL1), names, or ALL
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<String>,
    /// Ask these rules as well
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    extend_select: Vec<String>,
    /// Do not ask these rules
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// What the newsroom demands of credits (TOML)
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Settings: the [audit] table of this TOML file, in place of that of the usual config files
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Rules {
    /// The settings of the file, with what the flags say.
    pub fn settings(&self, global: &Global) -> anyhow::Result<Settings> {
        let mut settings = match &self.config {
            Some(path) => Settings::of_config(&read(path)?).with_context(|| path.display().to_string())?,
            None => match Config::load(global)?.audit() {
                Some((path, text)) => Settings::of_config(&text).with_context(|| path.display().to_string())?,
                None => Settings::default(),
            },
        };
        if !self.select.is_empty() {
            settings.select.clone_from(&self.select);
        }
        settings.extend_select.extend(self.extend_select.iter().cloned());
        settings.ignore.extend(self.ignore.iter().cloned());
        Ok(settings)
    }

    /// The policy, if there is one.
    pub fn policy(&self, vocabulary: &crate::credit::Vocabulary) -> anyhow::Result<Option<Policy>> {
        let Some(path) = &self.policy else { return Ok(None) };
        let shown = path.display().to_string();
        Ok(Some(Policy::read(&read(path)?, &shown, vocabulary).with_context(|| shown.clone())?))
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::from_name(text).ok_or_else(|| "one of info, warning, error".to_owned())
}

/// Audits.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let mut out = stdout();
    if let Some(code) = &args.explain {
        let Some(rule) = audit::rule(code) else {
            bail!("{code}: no such rule; `cutline rules` lists them");
        };
        explain(rule, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Fine);
    }
    let vocabulary = global.load_vocabulary()?;
    let mut settings = args.rules.settings(global)?;
    settings.severity = args.severity.or(settings.severity);
    let fail_on = args.fail_on.or(settings.fail_on).unwrap_or(Severity::Warning);
    let policy = args.rules.policy(&vocabulary)?;
    let query = args.filter.query(global)?;
    let audit = Audit {
        catalog: &global.catalog,
        vocabulary: &vocabulary,
        settings: &settings,
        policy: policy.as_ref(),
        query: &query,
        since: since(args.since_scan.as_deref(), &query, global)?,
        baseline: &baseline(args.baseline.as_deref())?,
        waived_too: false,
        suggest: args.suggest,
    };
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let style = Style { colour, fail_on, raw: args.raw };
    let summary = write(&audit, args.format, style, &mut out)?;
    out.flush()?;
    Ok(if summary.fails(fail_on) { Outcome::No } else { Outcome::Fine })
}

fn write(audit: &Audit<'_>, format: FindingFormat, style: Style, out: &mut dyn Write) -> anyhow::Result<Summary> {
    let mut findings = Findings::begin(format, style, out)?;
    let summary = audit::run(audit, &mut |finding| Ok(findings.finding(&finding)?))?;
    findings.end(&summary)?;
    Ok(summary)
}

/// The scan from which on documents are audited.
fn since(asked: Option<&str>, query: &crate::query::Query, global: &Global) -> anyhow::Result<Option<i64>> {
    match asked {
        None => Ok(None),
        Some("last") => Ok(Pages::open(&global.catalog, query)?.last_scan()?),
        Some(number) => match number.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => bail!(
                "--since-scan: '{number}' is no number of a scan; `cutline sql \"SELECT id, started FROM scan\"` lists them"
            ),
        },
    }
}

/// The fingerprints of an earlier audit, as an array or an object a line.
fn baseline(path: Option<&Path>) -> anyhow::Result<HashSet<String>> {
    #[derive(serde::Deserialize)]
    struct Known {
        fingerprint: String,
    }
    let Some(path) = path else { return Ok(HashSet::new()) };
    let text = read(path)?;
    let wrong = || format!("{}: no audit as json or ndjson", path.display());
    let known: Vec<Known> = if text.trim_start().starts_with('[') {
        serde_json::from_str(&text).with_context(wrong)?
    } else {
        text.lines()
            .filter(|l| !l.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(wrong)?
    };
    Ok(known.into_iter().map(|k| k.fingerprint).collect())
}
