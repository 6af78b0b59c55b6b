//! CL6xx: what the newsroom's policy demands. Asked only where there is one.

use super::case::{Case, Notes};
use super::policy::{Demand, Policy};
use super::rule::{Check, Need, Rule, Severity, When};
use crate::model::Status;

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL601",
        name: "format-not-house-style",
        severity: Severity::Warning,
        when: When::Policy,
        message: "credit is not in house style",
        explanation: "The policy states the form of the credit, in general or for this agency.",
        example: "Found: `AFP/Lena Orlova` where the policy says `{creator}/AFP via Getty Images`. Not found: `Photo: Lena Orlova/AFP via Getty Images`; markers and brackets around it do not count.",
        mend: "Use the suggested line.",
        standard: "the policy: format",
        check: Check::Item(house_style),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL602",
        name: "creator-demanded",
        severity: Severity::Error,
        when: When::Policy,
        message: "the policy demands a creator for this agency",
        explanation: "The contract with the agency asks for the creator's name.",
        example: "Found: `AFP` where the policy says `creator = \"required\"`. Not found: `Lena Orlova/AFP`.",
        mend: "Name the creator.",
        standard: "the policy: creator",
        check: Check::Item(creator_demanded),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL603",
        name: "distributor-demanded",
        severity: Severity::Error,
        when: When::Policy,
        message: "the policy demands a distributor for this agency",
        explanation: "The agency's pictures come by way of another, which its contract wants named.",
        example: "Found: `Lena Orlova/AFP` where the policy says `via = \"Getty Images\"`. Not found: `Lena Orlova/AFP via Getty Images`.",
        mend: "Add the distributor.",
        standard: "the policy: via",
        check: Check::Item(distributor_demanded),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL604",
        name: "agency-not-allowed",
        severity: Severity::Error,
        when: When::Policy,
        message: "the policy does not allow pictures of this agency",
        explanation: "There is no contract, or it had ended when the article was published.",
        example: "Found: a picture of an agency whose contract ended on 2024-06-30 in an article of July 2024. Not found: the same in an article of June.",
        mend: "Take the picture down, or renew the contract.",
        standard: "the policy: forbidden, contract-ends",
        check: Check::Item(not_allowed),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL605",
        name: "quota-passed",
        severity: Severity::Warning,
        when: When::Policy,
        message: "more pictures than the quota",
        explanation: "The contract covers so many pictures in a month or a year; what is above is billed apart.",
        example: "Found: 201 pictures in a month whose quota is 200. Not found: 200; documents without a date are not counted.",
        mend: "Use fewer, or raise the quota.",
        standard: "the policy: quota, period",
        check: Check::Whole,
        needs: Need::Quotas,
    },
    Rule {
        code: "CL606",
        name: "staff-unknown",
        severity: Severity::Warning,
        when: When::Policy,
        message: "credited as staff, but not on the staff list then",
        explanation: "The rights in a staff picture are the house's. Who was not on the staff on that day holds them.",
        example: "Found: `Lena Orlova/The Mariner Courier` a year after she left. Not found: the same while she was there.",
        mend: "Mend the credit, or the staff list.",
        standard: "the policy: staff, staff-credit",
        check: Check::Item(staff),
        needs: Need::Nothing,
    },
];

fn house_style(case: &Case<'_>, notes: &mut Notes) {
    let (Some(policy), Some(credit)) = (case.world.policy, case.credit) else { return };
    let stated = policy.house.format.is_some() || policy.terms_of(credit).is_some_and(|t| t.format.is_some());
    // What was not understood cannot be put in another form.
    let left_over = credit.has_left_over();
    if !stated || left_over || credit.confidence < 0.5 {
        return;
    }
    let Some(line) = policy.line(credit) else { return };
    let bare =
        |text: &str| text.trim().trim_matches(['(', ')', '[', ']']).split_whitespace().collect::<Vec<_>>().join(" ");
    if bare(&credit.line) != bare(&line) {
        let printed = case.printed().unwrap_or_default();
        notes.note(format!("\"{printed}\"")).evidence("credit", printed).at_words(printed).suggest(line);
    }
}

/// The credit's organisations with their terms.
fn with_terms<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (&'c str, &'c super::policy::Terms)> {
    let policy: Option<&Policy> = case.world.policy;
    let all = case.credit.into_iter().flat_map(|c| &c.organisations);
    all.filter_map(move |o| Some((o.name.as_str(), policy?.terms(&o.name)?)))
}

fn creator_demanded(case: &Case<'_>, notes: &mut Notes) {
    if case.credit.is_none_or(|c| !c.people.is_empty()) {
        return;
    }
    if let Some((name, _)) = with_terms(case).find(|(_, t)| t.creator == Some(Demand::Required)) {
        let printed = case.printed().unwrap_or_default();
        notes.note(name).evidence("credit", printed).at_words(printed);
    }
}

fn distributor_demanded(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit else { return };
    for (name, terms) in with_terms(case) {
        let Some(via) = terms.via.as_deref() else { continue };
        if !credit.organisations.iter().any(|o| o.name == via) {
            let printed = case.printed().unwrap_or_default();
            let line = case.world.policy.and_then(|p| p.line(credit)).filter(|l| l.contains(via));
            notes
                .note(format!("{name} via {via}"))
                .evidence("credit", printed)
                .at_words(printed)
                .suggest(line.unwrap_or_else(|| format!("{printed} via {via}")));
        }
    }
}

fn not_allowed(case: &Case<'_>, notes: &mut Notes) {
    for (name, terms) in with_terms(case) {
        let printed = case.printed().unwrap_or_default();
        let day = case.day().unwrap_or_default();
        let ended = terms.contract_ends.as_deref().filter(|ends| !day.is_empty() && day > *ends);
        let detail = match ended {
            Some(ends) => format!("{name}: contract ended on {ends}, published on {day}"),
            None if terms.forbidden => name.to_owned(),
            None => continue,
        };
        notes.note(detail).evidence("credit", printed).evidence("published", day).at_words(printed);
    }
}

fn staff(case: &Case<'_>, notes: &mut Notes) {
    let (Some(policy), Some(credit)) = (case.world.policy, case.credit) else { return };
    let Some(house) = policy.house.staff_credit.as_deref() else { return };
    let of_house = credit.organisations.iter().any(|o| super::text::same(&o.name, house));
    let as_staff = of_house
        && !matches!(credit.status, Some(Status::Freelance | Status::Contributor | Status::Stringer | Status::Pool));
    if !as_staff {
        return;
    }
    for person in &credit.people {
        let detail = match policy.staff(&person.name) {
            None => format!("{} is not on the list", person.name),
            Some(entry) => match case.day() {
                Some(day) if !entry.active(day) => format!("{} was not with the house on {day}", person.name),
                _ => continue,
            },
        };
        let printed = case.printed().unwrap_or_default();
        notes.note(detail).evidence("credit", printed).at_words(printed);
    }
}
