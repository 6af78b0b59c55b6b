//! CL3xx: what contradicts itself, within a document or across them.

use super::case::{Case, Line, Notes};
use super::rule::{Check, Need, Rule, Severity, When};
use super::text::{clipped, fold, holds, same};
use crate::credit;
use crate::credit::length::wider_than;
use crate::extract::claim::{Field, Source};
use crate::model::{Kind, Placement};
use crate::query::Page;

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL301",
        name: "same-picture-other-credit",
        severity: Severity::Error,
        when: When::Always,
        message: "the same picture is credited to others elsewhere",
        explanation: "One address, or one caption with the same creator, and two credits that contradict one another: one of them is wrong. Told at those that differ from most.",
        example: "Found: one address credited `Lena Orlova/AFP` here and `Jun Seo/Reuters` there. Not found: two spellings of the same names; a picture that six credits claim, which is a placeholder.",
        mend: "Look the picture up at its supplier and mend the wrong one.",
        standard: "IPTC Photo Metadata, Creator and Credit Line",
        check: Check::Item(other_credit),
        needs: Need::SamePicture,
    },
    Rule {
        code: "CL302",
        name: "page-against-data",
        severity: Severity::Warning,
        when: When::Always,
        message: "structured data credits others than the page does",
        explanation: "What search engines show comes from structured data. If it names others than the page, one of the two is wrong.",
        example: "Found: `Photo: Lena Orlova` on the page, `creditText: \"Jun Seo\"` in JSON-LD. Not found: JSON-LD that names the agency alone.",
        mend: "Fill both from one field.",
        standard: "schema.org creditText; search engines' rule that markup match the page",
        check: Check::Item(against_data),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL303",
        name: "credited-twice-on-page",
        severity: Severity::Warning,
        when: When::Always,
        message: "the page shows the picture twice, with other names",
        explanation: "The same picture stands in two places of one page and is credited to others there.",
        example: "Found: the lead picture credited `Lena Orlova`, the same picture in the text credited `Jun Seo`. Not found: the second without a credit.",
        mend: "Mend the wrong one.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Item(twice_on_page),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL305",
        name: "credit-in-caption",
        severity: Severity::Warning,
        when: When::Always,
        message: "caption still holds a credit",
        explanation: "The caption ends in a credit although the picture has one of its own. Readers see it twice, and programs do not see it at all.",
        example: "Found: the caption `The quay on Monday. (Photo by Lena Orlova/AFP)` beside the credit `AFP`. Not found: the caption `The quay, photographed from the air`.",
        mend: "Move it to the credit, if it says more than the credit does; else delete it.",
        standard: "IPTC Photo Metadata, Description and Credit Line",
        check: Check::Item(credit_in_caption),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL306",
        name: "credit-is-caption",
        severity: Severity::Warning,
        when: When::Always,
        message: "caption and credit are the same text",
        explanation: "One text was put in both fields.",
        example: "Found: caption and credit both `Lena Orlova/AFP`. Not found: a caption that begins with the creator's name.",
        mend: "Put the credit in the credit and write a caption.",
        standard: "IPTC Photo Metadata, Description and Credit Line",
        check: Check::Item(credit_is_caption),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL307",
        name: "name-repeated",
        severity: Severity::Info,
        when: When::Always,
        message: "the credit says a name twice",
        explanation: "By-line and credit were joined although both hold the same name.",
        example: "Found: `SPORTPIX/SPORTPIX`, `Lena Orlova / Lena Orlova`. Not found: `AP Photo/Lena Orlova, AP`, `dpa/dpa-Zentralbild`.",
        mend: "Say it once.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Line(repeated),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL308",
        name: "lead-shown-again",
        severity: Severity::Info,
        when: When::Selected,
        message: "lead picture is shown again",
        explanation: "The picture at the head of the article stands in its text once more, by address or by caption and credit.",
        example: "Found: the lead picture and a figure of the same caption and credit. Not found: two pictures of one photographer.",
        mend: "Drop one of the two.",
        standard: "house",
        check: Check::Page(lead_again),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL309",
        name: "caption-boilerplate",
        severity: Severity::Info,
        when: When::Always,
        message: "caption holds words for editors or of the page",
        explanation: "Notes to editors and labels of buttons were published as part of the caption.",
        example: "Found: `ATTENTION EDITORS - THIS IMAGE …`, `Click to enlarge`. Not found: `Editors at work in the newsroom`.",
        mend: "Take them out; what restricts use belongs in its own field.",
        standard: "IPTC Photo Metadata, Description and Instructions",
        check: Check::Item(boilerplate),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL310",
        name: "same-picture-fewer-names",
        severity: Severity::Info,
        when: When::Selected,
        message: "the same picture names more, or fewer, elsewhere",
        explanation: "The credits do not contradict one another, but one leaves out what the other says.",
        example: "Found: one address credited `AFP` here and `Lena Orlova/AFP` there. Not found: contradictions, which are CL301.",
        mend: "Use the fuller credit in both places.",
        standard: "IPTC Photo Metadata, Creator and Credit Line",
        check: Check::Item(fewer_names),
        needs: Need::SamePicture,
    },
    Rule {
        code: "CL311",
        name: "caption-against-data",
        severity: Severity::Info,
        when: When::Selected,
        message: "structured data has another caption",
        explanation: "Two captions of one picture: mostly one was mended and the other was not.",
        example: "Found: a figcaption and a JSON-LD caption that say different things. Not found: the same but for case and punctuation.",
        mend: "Fill both from one field.",
        standard: "schema.org caption",
        check: Check::Item(caption_against_data),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL312",
        name: "caption-shared-credit-not",
        severity: Severity::Warning,
        when: When::Selected,
        message: "another item of the document has this caption and another credit",
        explanation: "Two items with one caption and two credits: either a caption was copied, or a credit belongs to the other item.",
        example: "Found: two figures captioned `The quay on Monday after the storm`, one credited to Lena Orlova, one to Jun Seo. Not found: a series with one credit.",
        mend: "Give each its own caption, and check the credits.",
        standard: "IPTC Photo Metadata, Description and Credit Line",
        check: Check::Page(shared_caption),
        needs: Need::Nothing,
    },
];

fn other_credit(case: &Case<'_>, notes: &mut Notes) {
    elsewhere(case, notes, false);
}

fn fewer_names(case: &Case<'_>, notes: &mut Notes) {
    elsewhere(case, notes, true);
}

fn elsewhere(case: &Case<'_>, notes: &mut Notes, fewer: bool) {
    let Some(other) = case.world.same.get(&case.item.id).filter(|s| !s.uncredited && s.fewer == fewer) else { return };
    let printed = case.printed().unwrap_or_default();
    notes
        .note(format!("\"{printed}\" here, \"{}\" in {}:{}", other.credit, other.path, other.line))
        .evidence("credit", printed)
        .evidence("credit elsewhere", other.credit.as_str())
        .evidence("same by", other.by)
        .at_words(printed);
}

fn against_data(case: &Case<'_>, notes: &mut Notes) {
    conflict(case, notes, Field::Credit, Source::JsonLd);
}

fn twice_on_page(case: &Case<'_>, notes: &mut Notes) {
    conflict(case, notes, Field::Credit, Source::Html);
}

fn caption_against_data(case: &Case<'_>, notes: &mut Notes) {
    conflict(case, notes, Field::Caption, Source::JsonLd);
}

fn conflict(case: &Case<'_>, notes: &mut Notes, field: Field, source: Source) {
    // Data that contradicts data does not contradict the page.
    if field == Field::Credit && case.item.credit_source == Some(Source::JsonLd) {
        return;
    }
    let ours = if field == Field::Credit { case.printed() } else { case.item.caption.as_deref() };
    for conflict in case.item.conflicts.iter().filter(|c| c.field == field && c.source == source) {
        // Data that names no one, or only an address, contradicts nobody.
        if field == Field::Credit && !credit::parse(&conflict.value, case.world.vocabulary).says_something() {
            continue;
        }
        let ours = ours.unwrap_or_default();
        notes
            .note(format!(
                "\"{}\" on the page, \"{}\" in {}",
                clipped(ours, 60),
                clipped(&conflict.value, 60),
                conflict.source
            ))
            .evidence(field.as_str(), ours)
            .evidence("otherwise", conflict.value.as_str())
            .evidence("source", conflict.source.as_str())
            .at_words(conflict.value.as_str());
    }
}

fn credit_in_caption(case: &Case<'_>, notes: &mut Notes) {
    let (Some(caption), Some(own)) = (&case.item.caption, case.credit) else { return };
    let vocabulary = case.world.vocabulary;
    let Some(printed) = credit::split_caption(caption, vocabulary).printed else { return };
    let found = credit::parse(printed, vocabulary);
    // Believed where it repeats or extends what the credit says: the end of a sentence may be a name.
    let told = |name: &str| own.line.contains(name) || fold(&own.line).contains(&fold(name));
    let known =
        found.organisations.iter().any(|o| o.known || told(&o.name)) || found.people.iter().any(|p| told(&p.name));
    if !known || found.confidence < 0.6 {
        return;
    }
    notes
        .note(format!("\"{}\"", printed.trim()))
        .evidence("caption", caption.as_str())
        .evidence("credit", own.line.as_str())
        .at_words(printed.trim());
}

fn credit_is_caption(case: &Case<'_>, notes: &mut Notes) {
    let (Some(caption), Some(printed), Some(credit)) = (&case.item.caption, case.printed(), case.credit) else {
        return;
    };
    if same(caption, printed) || same(caption, &credit.line) {
        notes
            .note(format!("\"{}\"", clipped(caption, 60)))
            .evidence("caption", caption.as_str())
            .at_words(caption.as_str());
    }
}

fn repeated(line: &Line<'_>, notes: &mut Notes) {
    let parts: Vec<String> = line.credit.line.split(['/', '|', ',']).map(fold).filter(|p| !p.is_empty()).collect();
    let twice = parts.windows(2).position(|w| w[0] == w[1]);
    if let Some(at) = twice.filter(|_| line.credit.says_something()) {
        notes
            .note(format!("\"{}\"", line.printed))
            .evidence("credit", line.printed)
            .evidence("name", parts[at].as_str())
            .at_words(line.printed);
    }
}

fn lead_again(page: &Page, notes: &mut Notes) {
    let Some(lead) = page.items.iter().position(|i| i.placement == Placement::Lead && i.kind == Kind::Photo) else {
        return;
    };
    let first = &page.items[lead];
    for (at, item) in page.items.iter().enumerate().skip(lead + 1) {
        if item.kind != Kind::Photo || item.placement == Placement::Page {
            continue;
        }
        let by_url = item.urls.iter().any(|u| first.urls.contains(u));
        let by_words = item.caption.is_some()
            && item.caption == first.caption
            && item.credit == first.credit
            && item.caption.as_ref().is_some_and(|c| wider_than(c, 39));
        if by_url || by_words {
            let note = notes.note_at(at, format!("lead in line {}", first.line));
            if let Some(url) = item.urls.first() {
                note.evidence("url", url.as_str());
            }
            if let Some(caption) = &item.caption {
                note.evidence("caption", caption.as_str()).at_words(caption.as_str());
            }
        }
    }
}

const BOILERPLATE: &[&str] = &[
    "attention editors",
    "editors note:",
    "editor's note:",
    "click to enlarge",
    "click to expand",
    "buy this photo",
    "buy photo",
    "hide caption",
    "toggle caption",
    "image caption",
    "wait 1 second",
    "for editorial use only",
    "this image was provided by a third party",
    "no resales",
    "no archives",
    "bild vergrößern",
    "tap to enlarge",
    "swipe to see",
    "scroll down for",
    "mandatory credit",
];

fn boilerplate(case: &Case<'_>, notes: &mut Notes) {
    let Some(caption) = &case.item.caption else { return };
    if let Some(phrase) = holds(caption, BOILERPLATE) {
        let lower = caption.to_ascii_lowercase();
        let words = lower.find(phrase).and_then(|at| caption.get(at..at + phrase.len())).unwrap_or(phrase);
        notes.note(format!("\"{words}\"")).evidence("caption", caption.as_str()).at_words(words);
    }
}

fn shared_caption(page: &Page, notes: &mut Notes) {
    const SHORT: usize = 25;
    for (at, item) in page.items.iter().enumerate() {
        let Some(caption) = item.caption.as_ref().filter(|c| wider_than(c, SHORT - 1)) else { continue };
        let Some((_, printed)) = &item.credit else { continue };
        let twin = page.items[..at].iter().rev().take(200).find(|other| {
            other.caption.as_ref() == Some(caption) && other.credit.as_ref().is_some_and(|(_, p)| !same(p, printed))
        });
        if let Some((_, other)) = twin.and_then(|t| t.credit.as_ref()) {
            notes
                .note_at(at, format!("\"{printed}\" here, \"{other}\" there"))
                .evidence("caption", caption.as_str())
                .evidence("credit", printed.as_str())
                .evidence("credit elsewhere", other.as_str())
                .at_words(printed.as_str());
        }
    }
}
