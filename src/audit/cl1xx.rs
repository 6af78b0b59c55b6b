//! CL1xx: what is missing.

use super::case::{Case, Notes};
use super::rule::{Check, Need, Rule, Severity, When};
use super::text::{clipped, fold, holds, same};
use crate::credit;
use crate::extract::claim::{Field, Source};
use crate::model::{Flag, Kind, Method, Placement};

/// Agencies whose own terms ask for the photographer's name in the credit.
const NAME_THE_CREATOR: &[&str] = &["AFP", "AP", "EPA", "Getty Images", "Reuters"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL101",
        name: "credit-missing",
        severity: Severity::Error,
        when: When::Always,
        message: "photo without a credit",
        explanation: "Whoever made or supplied a picture is owed a credit where it is published. Nothing in the picture's frame, behind it, in its attributes or in the page's structured data says who that is. The lead picture has a rule of its own, CL106.",
        example: "Found: a figure in the running text whose caption is `The quay on Monday.` Not found: the same with `Photo: Lena Orlova`, or with words that say that nobody is named (`Supplied`).",
        mend: "Add the credit line that the supplier asks for; where the same picture is credited elsewhere in the catalog, that line is suggested.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Item(credit_missing),
        needs: Need::SamePicture,
    },
    Rule {
        code: "CL102",
        name: "creator-missing",
        severity: Severity::Warning,
        when: When::Always,
        message: "credit names an agency but no creator",
        explanation: "Some agencies ask that the photographer be named beside them. A credit with the agency alone breaks those terms, and hides whose work it is.",
        example: "Found: `Getty Images`. Not found: `Lena Orlova/Getty Images`, `STR/AFP` (the name is withheld), `Handout via Reuters`.",
        mend: "Name the creator as the agency's own caption does.",
        standard: "IPTC Photo Metadata, Creator; editorial terms of the agencies named",
        check: Check::Item(creator_missing),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL103",
        name: "agency-missing",
        severity: Severity::Info,
        when: When::Selected,
        message: "credit names a creator but no organisation",
        explanation: "For a house that takes pictures from agencies, a bare name leaves open who supplied the picture and by which contract it may be used.",
        example: "Found: `Photo: Lena Orlova`. Not found: `Photo: Lena Orlova/AFP`, or the name of someone whom the policy lists as staff.",
        mend: "Add the supplier, or list the creator as staff in the policy.",
        standard: "IPTC Photo Metadata, Credit Line and Supplier",
        check: Check::Item(agency_missing),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL104",
        name: "caption-missing",
        severity: Severity::Warning,
        when: When::Always,
        message: "photo without a caption",
        explanation: "A caption says who and what is seen, where and when. The alternative text is for those who do not see the picture, and takes no caption's place.",
        example: "Found: a picture with a credit alone. Not found: a figure with a figcaption; a graphic, which explains itself; a picture without any words (CL114).",
        mend: "Write a caption.",
        standard: "IPTC Photo Metadata, Description",
        check: Check::Item(caption_missing),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL105",
        name: "caption-is-title",
        severity: Severity::Info,
        when: When::Always,
        message: "caption is the article's headline",
        explanation: "A caption that repeats the headline says nothing of the picture.",
        example: "Found: the caption `Harbour reopens` under the headline `Harbour reopens`. Not found: `A tanker enters the harbour`.",
        mend: "Say what the picture shows.",
        standard: "IPTC Photo Metadata, Description and Title",
        check: Check::Item(caption_is_title),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL106",
        name: "lead-credit-missing",
        severity: Severity::Error,
        when: When::Always,
        message: "lead picture without a credit",
        explanation: "The picture at the head of the article, which is also shown wherever the article is shared, has no credit. Themes often show the lead picture without its caption, and its credit goes with it.",
        example: "Found: the picture above the headline without a word. Not found: the same with `Photo: Lena Orlova` below it.",
        mend: "Show the lead picture's credit.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Item(lead_credit_missing),
        needs: Need::SamePicture,
    },
    Rule {
        code: "CL108",
        name: "credit-only-in-data",
        severity: Severity::Warning,
        when: When::Selected,
        message: "credit is in the page's data but not on the page",
        explanation: "A reader does not see structured data. Many licences ask for a credit beside the picture.",
        example: "Found: `creditText` in JSON-LD, nothing in the figure. Not found: the credit in both.",
        mend: "Show the credit on the page.",
        standard: "schema.org creditText; IPTC Photo Metadata, Credit Line",
        check: Check::Item(credit_only_in_data),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL109",
        name: "mandatory-credit-not-met",
        severity: Severity::Error,
        when: When::Always,
        message: "a credit is mandatory and not given",
        explanation: "The supplier's own words ask for a mandatory credit, and the credit shown names somebody else or nobody.",
        example: "Found: a caption with `Mandatory credit: Ana Falk/Nordlys`, credited `Reuters`. Not found: the same credited `Ana Falk/Nordlys via Reuters`.",
        mend: "Give the credit that is asked for, and take the request out of the caption.",
        standard: "IPTC Photo Metadata, Instructions and Credit Line",
        check: Check::Item(mandatory_credit),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL110",
        name: "video-title-missing",
        severity: Severity::Warning,
        when: When::Selected,
        message: "video without a title",
        explanation: "A video is found, listed and credited by its title.",
        example: "Found: a player whose frame has neither title nor caption. Not found: a player with `title=\"How the bridge was lifted\"`.",
        mend: "Give the player a title, or a VideoObject with a name.",
        standard: "schema.org VideoObject, name",
        check: Check::Item(video_title_missing),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL111",
        name: "video-duration-missing",
        severity: Severity::Info,
        when: When::Selected,
        message: "video without a duration",
        explanation: "How long a video is decides on its licence fee, and readers want to know it.",
        example: "Found: a VideoObject without duration. Not found: `PT2M20S`.",
        mend: "State the duration.",
        standard: "schema.org VideoObject, duration",
        check: Check::Item(video_duration_missing),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL112",
        name: "caption-is-alt",
        severity: Severity::Info,
        when: When::Selected,
        message: "caption and alternative text are the same",
        explanation: "Who hears both hears the same twice. The alternative text says what is to be seen, the caption what it means.",
        example: "Found: `alt` and figcaption alike. Not found: two texts, or an empty `alt`.",
        mend: "Describe the picture in the alternative text.",
        standard: "IPTC Photo Metadata, Alt Text (Accessibility) and Description",
        check: Check::Item(caption_is_alt),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL113",
        name: "credit-not-understood",
        severity: Severity::Info,
        when: When::Selected,
        message: "credit names nobody that could be made out",
        explanation: "A text stands where the credit should, but neither a creator nor an organisation was read in it: initials, a house's own sign, or no credit at all.",
        example: "Found: `(red)`. Not found: `Lena Orlova`, `Handout`.",
        mend: "Write the name out; if it is an organisation, add it to your authority file.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Item(not_understood),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL114",
        name: "bare-picture",
        severity: Severity::Warning,
        when: When::Selected,
        message: "picture without caption and credit",
        explanation: "A picture in the text without a word. Many are ornaments, portraits of authors or lead elsewhere, which is why this is not CL101.",
        example: "Found: an `img` between two paragraphs, nothing else. Not found: the same with a caption, which is CL101.",
        mend: "Caption and credit it, or mark it as an ornament (`alt=\"\"`).",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Item(bare_picture),
        needs: Need::Nothing,
    },
];

/// What the same picture is credited elsewhere.
fn credited_elsewhere(case: &Case<'_>) -> Option<String> {
    let same = case.world.same.get(&case.item.id).filter(|s| s.uncredited)?;
    Some(format!("the same picture is credited \"{}\" in {}:{}", same.credit, same.path, same.line))
}

fn no_credit(case: &Case<'_>, notes: &mut Notes) {
    let item = case.item;
    let words = item.caption.as_deref().or(item.alt.as_deref());
    let note = notes.note(words.map(|w| format!("\"{}\"", clipped(w, 60))).unwrap_or_default());
    for (field, value) in [("caption", item.caption.as_ref()), ("alt", item.alt.as_ref()), ("url", item.urls.first())] {
        if let Some(value) = value {
            note.evidence(field, value.as_str());
        }
    }
    if let Some(words) = &item.caption {
        note.at_words(words.as_str());
    }
    if let Some(elsewhere) = credited_elsewhere(case) {
        note.suggest(elsewhere);
    }
}

/// Words in an address that tell an ornament from a picture of the article.
const ORNAMENT: &[&str] = &[
    "newsletter",
    "background",
    "placeholder",
    "logo",
    "icon",
    "byline",
    "avatar",
    "author",
    "default",
    "banner",
    "dummy",
];

fn is_ornament(case: &Case<'_>) -> bool {
    let name = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        path.rsplit('/').take(2).any(|part| holds(part, ORNAMENT).is_some())
    };
    case.item.caption.is_none() && case.item.urls.iter().take(1).any(|u| name(u))
        || case.item.urls.iter().take(1).any(|u| holds(u, &["byline", "avatar"]).is_some())
}

/// Whether the caption may hold a credit that was not parted from it: then it cannot be said that there is
/// none.
fn may_hold_credit(case: &Case<'_>) -> bool {
    let Some(caption) = &case.item.caption else { return false };
    let vocabulary = case.world.vocabulary;
    let signals = credit::look(caption, vocabulary);
    if signals.marker || signals.ending || caption.contains(['＝', '©', '@']) {
        return true;
    }
    let end = caption.trim_end_matches(['.', ')', ']', ' ']);
    let tail = end.rsplit(['(', '[', '|', ':', '/']).next().unwrap_or(end);
    let parsed = credit::parse(tail, vocabulary);
    tail.len() < end.len() && parsed.says_something() || credit::parse(caption, vocabulary).confidence >= 0.4
}

/// Whether a video stands at the head, of which the picture may be the still.
fn is_still(case: &Case<'_>) -> bool {
    case.page
        .items
        .iter()
        .any(|i| i.kind == Kind::Video && (i.placement == Placement::Lead || i.method == Method::JsonLd))
}

fn credit_missing(case: &Case<'_>, notes: &mut Notes) {
    let inside = case.is_photo() && case.item.placement != Placement::Lead;
    if inside
        && case.item.credit.is_none()
        && case.item.caption.is_some()
        && !is_ornament(case)
        && !may_hold_credit(case)
    {
        no_credit(case, notes);
    }
}

fn bare_picture(case: &Case<'_>, notes: &mut Notes) {
    let inside = case.is_photo() && case.item.placement != Placement::Lead;
    if inside && case.item.credit.is_none() && case.item.caption.is_none() && !is_ornament(case) {
        no_credit(case, notes);
    }
}

fn lead_credit_missing(case: &Case<'_>, notes: &mut Notes) {
    let lead = case.is_photo() && case.item.placement == Placement::Lead;
    if lead && case.item.credit.is_none() && !is_ornament(case) && !may_hold_credit(case) && !is_still(case) {
        no_credit(case, notes);
    }
}

fn creator_missing(case: &Case<'_>, notes: &mut Notes) {
    let (Some(credit), true) = (case.credit, case.is_photo()) else { return };
    let excused =
        [Flag::Handout, Flag::Courtesy, Flag::SocialMedia, Flag::Screenshot, Flag::Illustration, Flag::AiGenerated];
    if !credit.people.is_empty()
        || credit.status.is_some()
        || credit.collection.is_some()
        || credit.flags.iter().any(|f| excused.contains(f))
        || credit.organisations.iter().any(|o| !o.known)
    {
        return;
    }
    // Who made it stands at the head of the chain.
    let Some(first) = credit.organisations.first() else { return };
    let demanded = case.world.policy.and_then(|p| p.terms(&first.name)).and_then(|t| t.creator);
    let demands = match demanded {
        Some(demand) => demand == super::policy::Demand::Required,
        None => NAME_THE_CREATOR.contains(&first.name.as_str()),
    };
    // What is left over beside the agency may be a name that was not made out.
    let left_over = credit.has_left_over();
    // The caption may name whom the credit does not: CL305 tells of that.
    let in_caption = case.item.caption.as_deref().and_then(|c| credit::split_caption(c, case.world.vocabulary).printed);
    let in_caption = in_caption.is_some_and(|p| !credit::parse(p, case.world.vocabulary).people.is_empty());
    if demands && !left_over && !in_caption {
        let printed = case.printed().unwrap_or_default();
        notes
            .note(format!("\"{printed}\""))
            .evidence("credit", printed)
            .at_words(printed)
            .suggest(format!("name the photographer: NAME/{}", first.name));
    }
}

fn agency_missing(case: &Case<'_>, notes: &mut Notes) {
    let (Some(credit), true) = (case.credit, case.is_photo()) else { return };
    let [first, ..] = &credit.people[..] else { return };
    let staff = case.world.policy.is_some_and(|p| p.staff(&first.name).is_some());
    if credit.organisations.is_empty() && credit.licence.is_none() && !staff {
        let printed = case.printed().unwrap_or_default();
        notes.note(format!("\"{printed}\"")).evidence("credit", printed).at_words(printed);
    }
}

fn caption_missing(case: &Case<'_>, notes: &mut Notes) {
    let item = case.item;
    let wordless = item.caption.is_none() && item.title.is_none();
    // A bare picture in the text may be an ornament, or lead elsewhere; one with a credit is the article's.
    let sure = case.credit.is_some_and(|c| c.says_something()) && !item.urls.is_empty();
    if case.is_photo() && wordless && sure && !is_still(case) {
        let note = notes.note("");
        for (field, value) in [("url", item.urls.first()), ("alt", item.alt.as_ref())] {
            if let Some(value) = value {
                note.evidence(field, value.as_str());
            }
        }
        if let Some(printed) = case.printed() {
            note.evidence("credit", printed).at_words(printed);
        }
    }
}

fn caption_is_title(case: &Case<'_>, notes: &mut Notes) {
    let (Some(caption), Some(title)) = (&case.item.caption, &case.page.document.title) else { return };
    if case.item.kind == Kind::Photo && same(caption, title) {
        notes
            .note(format!("\"{}\"", clipped(caption, 60)))
            .evidence("caption", caption.as_str())
            .at_words(caption.as_str());
    }
}

fn caption_is_alt(case: &Case<'_>, notes: &mut Notes) {
    let (Some(caption), Some(alt)) = (&case.item.caption, &case.item.alt) else { return };
    if case.item.kind == Kind::Photo && same(caption, alt) {
        notes
            .note(format!("\"{}\"", clipped(caption, 60)))
            .evidence("caption", caption.as_str())
            .at_words(caption.as_str());
    }
}

fn credit_only_in_data(case: &Case<'_>, notes: &mut Notes) {
    let Some(printed) = case.printed() else { return };
    if let Some(from @ (Source::JsonLd | Source::PageState)) = case.item.credit_source {
        notes
            .note(format!("\"{printed}\" ({from})"))
            .evidence("credit", printed)
            .evidence("source", from.as_str())
            .at_words(printed);
    }
}

fn mandatory_credit(case: &Case<'_>, notes: &mut Notes) {
    const ASKS: &str = "mandatory credit";
    let item = case.item;
    for (field, text) in
        [(Field::Caption, item.caption.as_deref()), (Field::Alt, item.alt.as_deref()), (Field::Credit, case.printed())]
    {
        let Some(text) = text.filter(|t| holds(t, &[ASKS]).is_some()) else { continue };
        let lower = text.to_ascii_lowercase();
        let Some(at) = lower.find(ASKS) else { continue };
        let behind = text[at + ASKS.len()..].trim_start_matches([':', ' ', '-', '–', '—']);
        let end = behind.find([';', ')', ']', '\n']).or_else(|| behind.find(". ")).unwrap_or(behind.len());
        let asked = clipped(behind[..end].trim().trim_end_matches('.'), 80);
        let wanted = credit::parse(&asked, case.world.vocabulary);
        let given = fold(if field == Field::Credit { "" } else { case.printed().unwrap_or_default() });
        let names =
            wanted.people.iter().map(|p| p.name.as_str()).chain(wanted.organisations.iter().map(|o| o.name.as_str()));
        let has = |name: &str| {
            given.contains(&fold(name))
                || case.credit.is_some_and(|c| {
                    c.people.iter().any(|p| same(&p.name, name)) || c.organisations.iter().any(|o| same(&o.name, name))
                })
        };
        let missing: Vec<&str> = names.filter(|n| !has(n)).collect();
        if !missing.is_empty() {
            let wanted = missing.join(", ");
            notes
                .note(format!("{wanted} is to be credited"))
                .evidence(field.as_str(), text[at..].chars().take(90).collect::<String>())
                .evidence("credit", case.printed().unwrap_or_default())
                .at_words(&text[at..at + ASKS.len()])
                .suggest(format!("credit {asked}"));
            return;
        }
    }
}

fn video_title_missing(case: &Case<'_>, notes: &mut Notes) {
    let item = case.item;
    if item.kind == Kind::Video && item.placement != Placement::Page && item.title.is_none() && item.caption.is_none() {
        let note = notes.note("");
        if let Some(url) = item.urls.first() {
            note.evidence("url", url.as_str());
        }
    }
}

fn video_duration_missing(case: &Case<'_>, notes: &mut Notes) {
    let item = case.item;
    if item.kind == Kind::Video && item.placement != Placement::Page && item.duration_seconds.is_none() {
        let title = item.title.as_deref().unwrap_or_default();
        let note = notes.note(if title.is_empty() { String::new() } else { format!("\"{}\"", clipped(title, 60)) });
        note.evidence("title", title);
    }
}

fn not_understood(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit else { return };
    let printed = case.printed().unwrap_or_default();
    if !credit.says_something() && credit.status.is_none() && credit.licence.is_none() {
        notes.note(format!("\"{}\"", clipped(printed, 80))).evidence("credit", printed).at_words(printed);
    }
}
