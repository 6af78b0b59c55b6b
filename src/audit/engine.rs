//! The audit itself: every rule asked of every item, in two passes over the catalog.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::{Case, Note, Notes, World};
use super::credits::Credits;
use super::evidence::Evidence;
use super::finding::{self, Finding, Former};
use super::names::Variants;
use super::nearest::Nearest;
use super::policy::Policy;
use super::quota::Quotas;
use super::registry::rules;
use super::rule::{Check, Need, Rule, Severity};
use super::settings::{Asked, Settings};
use super::waived::Waived;
use super::{Error, formerly, same};
use crate::catalog::waivers;
use crate::credit::Vocabulary;
use crate::query::{Expression, Page, Pages, Query};

/// What is to be audited, and how.
#[derive(Debug)]
pub struct Audit<'a> {
    /// The catalog.
    pub catalog: &'a Path,
    /// The organisations known.
    pub vocabulary: &'a Vocabulary,
    /// Which rules, how severe, where.
    pub settings: &'a Settings,
    /// What the newsroom demands.
    pub policy: Option<&'a Policy>,
    /// Which items.
    pub query: &'a Query,
    /// Only documents that this scan or a later one read.
    pub since: Option<i64>,
    /// Fingerprints of findings that are known already.
    pub baseline: &'a HashSet<String>,
    /// Whether waived findings are handed on as well.
    pub waived_too: bool,
    /// Whether the house's credit line is suggested wherever it differs from what is printed.
    pub suggest: bool,
}

/// What an audit saw.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Documents with items.
    pub documents: u64,
    /// Items looked at.
    pub items: u64,
    /// Findings handed on, by code.
    pub codes: BTreeMap<&'static str, u64>,
    /// The same by severity.
    pub severities: BTreeMap<Severity, u64>,
    /// Findings that are waived.
    pub waived: u64,
    /// Findings of the baseline that are still there.
    pub known: u64,
    /// Findings of the baseline that are there no more; only where everything was audited.
    pub mended: Option<u64>,
}

impl Summary {
    /// Findings handed on.
    pub fn findings(&self) -> u64 {
        self.codes.values().sum()
    }

    /// Whether a finding is of `threshold` or more.
    pub fn fails(&self, threshold: Severity) -> bool {
        self.severities.range(threshold..).any(|(_, n)| *n > 0)
    }
}

/// Audits the catalog; each finding goes to `take`, those of a document one after the other, documents in
/// the order of their paths.
///
/// # Errors
/// Why the catalog cannot be read or the settings not followed, or what `take` answers.
pub fn run(audit: &Audit<'_>, take: &mut dyn FnMut(Finding) -> Result<(), Error>) -> Result<Summary, Error> {
    let pages = Pages::open(audit.catalog, audit.query)?;
    let asked = Asked::new(audit.settings, audit.policy.is_some())?;
    let anywhere: Vec<bool> = (0..rules().count()).map(|at| asked.anywhere(at)).collect();
    let wants = |need: Need| rules().zip(&anywhere).any(|(rule, asked)| *asked && rule.needs == need);
    let same = if wants(Need::SamePicture) { same::find(&pages, audit.vocabulary)? } else { FxHashMap::default() };
    let variants = if wants(Need::Spellings) { Variants::find(&pages)? } else { Variants::default() };
    let nearest = Nearest::new(audit.vocabulary);
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let world = World { vocabulary: audit.vocabulary, policy: audit.policy, same, variants, nearest: &nearest, today };
    let waivers = waivers::list(audit.catalog)?;
    let mut run = Run {
        audit,
        world: &world,
        asked: &asked,
        anywhere,
        credits: Credits::default(),
        quotas: Quotas::default(),
        out: Out { audit, waived: Waived::new(&waivers), seen: HashSet::new(), summary: Summary::default(), take },
    };
    pages.each::<Error>(&mut |page| run.page(page))?;
    run.end()
}

/// An audit under way.
struct Run<'a> {
    audit: &'a Audit<'a>,
    world: &'a World<'a>,
    asked: &'a Asked,
    anywhere: Vec<bool>,
    credits: Credits,
    quotas: Quotas,
    out: Out<'a>,
}

impl Run<'_> {
    fn page(&mut self, page: &mut Page) -> Result<(), Error> {
        let since = self.audit.since.is_none_or(|since| page.scan >= since);
        let own = self.asked.of(&page.document);
        let asked: &[bool] = own.as_deref().unwrap_or(self.asked.general());
        let mut found: Vec<(usize, Note)> = Vec::new();
        let mut notes = Notes::default();
        for (at, item) in page.items.iter().enumerate().filter(|(_, i)| i.wanted) {
            let understood =
                item.credit.as_ref().map(|(id, printed)| self.credits.get(*id, printed, self.world, &self.anywhere));
            let credit = understood.as_ref().map(|u| &u.credit);
            if let (Some(policy), Some(credit)) = (self.audit.policy, credit) {
                self.quotas.count(policy, credit, &page.document);
            }
            if !since {
                continue;
            }
            self.out.summary.items += 1;
            let case = Case { page, item, credit, world: self.world, data: OnceCell::new() };
            notes.at = at;
            for (number, rule) in rules().enumerate() {
                if let Check::Item(check) = rule.check
                    && asked[number]
                {
                    check(&case, &mut notes);
                    found.extend(notes.found.drain(..).map(|note| (number, note)));
                }
            }
            if let Some(understood) = &understood {
                let of_line = understood.notes.iter().filter(|(number, _)| asked[*number]);
                let holds = of_line.filter(|(number, note)| match rules().nth(*number).map(|r| r.check) {
                    Some(Check::LineAt(_, holds)) => holds(&case, note),
                    _ => true,
                });
                found.extend(holds.map(|(number, note)| (*number, Note { at, ..note.clone() })));
            }
            if self.audit.suggest
                && let Some(credit) = credit
            {
                suggest(&mut found, at, credit, self.audit.policy);
            }
        }
        if !since {
            return Ok(());
        }
        self.out.summary.documents += u64::from(page.items.iter().any(|i| i.wanted));
        for (number, rule) in rules().enumerate() {
            if let Check::Page(check) = rule.check
                && asked[number]
            {
                check(page, &mut notes);
                found.extend(notes.found.drain(..).map(|note| (number, note)));
            }
        }
        found.retain(|(_, note)| page.items[note.at].wanted);
        found.sort_by_key(|(number, note)| (note.at, *number));
        let mut twins = Twins::default();
        for (number, note) in found {
            let Some(rule) = rules().nth(number) else { continue };
            self.out.hand_on(complete(rule, self.asked.severity(number), page, note, &mut twins))?;
        }
        Ok(())
    }

    /// What is known only when all was seen: quotas, and waivers of what is there no more.
    fn end(mut self) -> Result<Summary, Error> {
        let asked = |need: Need| rules().enumerate().filter(move |(_, rule)| rule.needs == need);
        let whole = matches!(self.audit.query.expression, Expression::All) && self.audit.since.is_none();
        for (at, rule) in asked(Need::Quotas).filter(|(at, _)| self.anywhere[*at]) {
            let Some(policy) = self.audit.policy else { continue };
            for over in self.quotas.over(policy) {
                let mut finding = finding::of_path(rule, self.asked.severity(at), &policy.path, &over.detail());
                finding.evidence = over.evidence();
                finding.know_by(over.key(), 1);
                self.out.hand_on(finding)?;
            }
        }
        for (at, rule) in asked(Need::Waivers).filter(|(at, _)| whole && self.anywhere[*at]) {
            for waiver in self.out.waived.unmet() {
                let looked_for = rules().zip(&self.anywhere).any(|(rule, asked)| *asked && rule.code == waiver.code);
                if !looked_for {
                    continue;
                }
                let detail = format!("{} of {}", waiver.code, waiver.item);
                let mut finding = finding::of_path(rule, self.asked.severity(at), &waiver.path, &detail);
                finding.evidence = vec![
                    Evidence { field: "reason".to_owned(), value: waiver.reason.clone() },
                    Evidence { field: "created".to_owned(), value: waiver.created.clone() },
                ];
                finding.suggestion = Some(format!("remove it: cutline waive --remove {}", waiver.id));
                finding.know_by(waiver.fingerprint.clone(), 0);
                self.out.hand_on(finding)?;
            }
        }
        if !self.audit.baseline.is_empty() && whole {
            let gone = self.audit.baseline.iter().filter(|f| !self.out.seen.contains(*f)).count();
            self.out.summary.mended = Some(gone as u64);
        }
        Ok(self.out.summary)
    }
}

/// Findings of a document met so far, to tell twins apart.
#[derive(Default)]
struct Twins {
    marks: FxHashSet<String>,
    formerly: FxHashSet<String>,
}

/// A note made a finding.
fn complete(rule: &'static Rule, severity: Severity, page: &Page, note: Note, twins: &mut Twins) -> Finding {
    let item = &page.items[note.at];
    let mut finding = finding::of_item(rule, severity, page, item);
    if !note.detail.is_empty() {
        finding.message = format!("{}: {}", rule.message, note.detail);
    }
    finding.evidence =
        note.evidence.into_iter().map(|(field, value)| Evidence { field: field.to_owned(), value }).collect();
    finding.suggestion = note.suggestion;
    finding.needle = note.needle;
    let mark = |again| finding::mark(rule.code, &item.key, &finding.evidence, again);
    finding.mark = first(&mut twins.marks, mark).1;
    finding.fingerprint = finding::fingerprint(&finding.document, &finding.mark);
    let key = formerly::item_key(item);
    let former = |again| formerly::fingerprint(rule.code, "", "", &key, &finding.evidence, again);
    finding.formerly = Former { again: first(&mut twins.formerly, former).0, key, evidence: finding.evidence.len() };
    finding
}

/// The first of what `name` gives for 0, 1, … that nobody is called yet.
fn first(taken: &mut FxHashSet<String>, name: impl Fn(u32) -> String) -> (u32, String) {
    let mut again = 0;
    loop {
        let name = name(again);
        if taken.insert(name.clone()) {
            return (again, name);
        }
        again += 1;
    }
}

/// Puts the house's credit line where a finding has no suggestion of its own about the credit.
fn suggest(found: &mut [(usize, Note)], at: usize, credit: &crate::model::Credit, policy: Option<&Policy>) {
    let default = Policy::default();
    let Some(line) = policy.unwrap_or(&default).line(credit) else { return };
    for (_, note) in found.iter_mut().filter(|(_, n)| n.at == at) {
        let house = format!("house style: {line}");
        note.suggestion = Some(match note.suggestion.take() {
            Some(other) if !other.contains(&line) => format!("{other}; {house}"),
            Some(other) => other,
            None => house,
        });
    }
}

/// Where findings go, past waivers, baseline and threshold.
struct Out<'a> {
    audit: &'a Audit<'a>,
    waived: Waived<'a>,
    /// Fingerprints of the baseline that were met.
    seen: HashSet<String>,
    summary: Summary,
    take: &'a mut dyn FnMut(Finding) -> Result<(), Error>,
}

impl Out<'_> {
    fn hand_on(&mut self, finding: Finding) -> Result<(), Error> {
        if self.waived.lets_pass(&finding) {
            self.summary.waived += 1;
            if !self.audit.waived_too {
                return Ok(());
            }
        }
        if !self.audit.baseline.is_empty() {
            let names = [finding.fingerprint.clone(), finding.former_fingerprint(&finding.document.path)];
            if let Some(known) = names.into_iter().find(|name| self.audit.baseline.contains(name)) {
                self.summary.known += 1;
                self.seen.insert(known);
                return Ok(());
            }
        }
        if self.audit.settings.severity.is_some_and(|least| finding.severity < least) {
            return Ok(());
        }
        *self.summary.codes.entry(finding.code).or_default() += 1;
        *self.summary.severities.entry(finding.severity).or_default() += 1;
        (self.take)(finding)
    }
}
