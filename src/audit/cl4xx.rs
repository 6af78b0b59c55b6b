//! CL4xx: rights that the credit, the caption or the page's data speak of.

use super::case::{Case, Line, Note, Notes};
use super::rule::{Check, Need, Rule, Severity, When};
use super::text::{clipped, fold, has_word, years};
use crate::model::{Credit, Flag, OrganisationKind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL401",
        name: "handout-without-source",
        severity: Severity::Warning,
        when: When::Always,
        message: "handout without a source",
        explanation: "A picture that an interested party gave away is shown without saying who gave it. Readers cannot tell whose view they see.",
        example: "Found: `Handout`, `Courtesy photo`. Not found: `Handout/Harbour Police`, `Courtesy of Lena Orlova`.",
        mend: "Say who supplied it.",
        standard: "IPTC Photo Metadata, Source and Supplier",
        check: Check::Item(handout),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL402",
        name: "collection-without-distributor",
        severity: Severity::Warning,
        when: When::Selected,
        message: "collection credited without its distributor",
        explanation: "A collection is a brand inside a distributor, which the licence asks to be named.",
        example: "Found: `Lena Orlova/WireImage`. Not found: `Lena Orlova/WireImage/Getty Images`.",
        mend: "Add the distributor.",
        standard: "IPTC Photo Metadata, Supplier; editorial terms of the distributor",
        check: Check::Item(collection),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL405",
        name: "licence-incomplete",
        severity: Severity::Warning,
        when: When::Always,
        message: "Creative Commons credit is incomplete",
        explanation: "A Creative Commons licence is given on condition of a credit with title, author, source and licence. Without the author, or without the version of the licence, the condition is not met.",
        example: "Found: `CC BY-SA` alone, `Wikimedia / CC BY`. Not found: `Lena Orlova / Wikimedia Commons (CC BY-SA 4.0)`; CC0, which asks for nothing.",
        mend: "Name author and source, and the licence with its version and a link.",
        standard: "Creative Commons 4.0, section 3(a) Attribution",
        check: Check::Item(incomplete_licence),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL406",
        name: "licence-not-an-address",
        severity: Severity::Warning,
        when: When::Always,
        message: "licence in structured data is not an address",
        explanation: "`license` is the address of the licence's text. A name in its place is not understood, and the picture is not shown as licensable.",
        example: "Found: `\"license\": \"AFP\"`. Not found: `\"license\": \"https://creativecommons.org/licenses/by/4.0/\"`.",
        mend: "Put the address of the terms there; the holder's name belongs in copyrightNotice.",
        standard: "schema.org license",
        check: Check::Item(licence_not_address),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL407",
        name: "generated-unlabelled",
        severity: Severity::Warning,
        when: When::Always,
        message: "made by a generator, and no label says so",
        explanation: "The credit names a generator of pictures, and neither credit nor caption tells readers that this is no photograph.",
        example: "Found: `Image: Midjourney`. Not found: `AI-generated with Midjourney`, or a caption about the company.",
        mend: "Label it where readers look: in the caption or the credit.",
        standard: "IPTC Digital Source Type, trainedAlgorithmicMedia",
        check: Check::LineAt(generated, unlabelled),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL408",
        name: "still-without-source",
        severity: Severity::Warning,
        when: When::Always,
        message: "screenshot without a source",
        explanation: "A picture of a screen shows somebody's work; a credit that says only that it is one leaves out whose.",
        example: "Found: `Screenshot`. Not found: `Screenshot: Harbour TV`.",
        mend: "Say what was on the screen, and whose it is.",
        standard: "IPTC Photo Metadata, Source",
        check: Check::Item(screenshot),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL410",
        name: "restriction-shown",
        severity: Severity::Info,
        when: When::Always,
        message: "the supplier restricts the use of this picture",
        explanation: "A restriction was published with the credit: somebody should have read it before.",
        example: "Found: `Lena Orlova/EPA DENMARK OUT`. Not found: `DENMARK OUT OF THE CUP` in a caption.",
        mend: "Check that the use is allowed, and take the words out of the credit.",
        standard: "IPTC Photo Metadata, Instructions",
        check: Check::Item(restricted),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL411",
        name: "copyright-year-ahead",
        severity: Severity::Warning,
        when: When::Always,
        message: "copyright year lies ahead of the article",
        explanation: "The notice claims a year that had not begun when the article was published.",
        example: "Found: `© 2031 Lena Orlova` in an article of 2024. Not found: `© 2019 Lena Orlova` there.",
        mend: "Put the year in which the picture was made.",
        standard: "IPTC Photo Metadata, Copyright Notice",
        check: Check::Item(year_ahead),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL412",
        name: "licence-not-commercial",
        severity: Severity::Warning,
        when: When::Always,
        message: "licence excludes commercial use or changes",
        explanation: "NC forbids commercial use, and a page with advertisements may be just that; ND forbids changes, and a crop may be one.",
        example: "Found: `CC BY-NC 2.0`, `CC BY-ND 4.0`. Not found: `CC BY 4.0`.",
        mend: "Ask the author, or take another picture.",
        standard: "Creative Commons 4.0, section 1 (NonCommercial) and 2(a) (Adapted Material)",
        check: Check::Item(not_commercial),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL413",
        name: "exclusive",
        severity: Severity::Info,
        when: When::Always,
        message: "credit says exclusive",
        explanation: "An exclusive picture has terms of its own: who may show it, where, and how long.",
        example: "Found: `EXCLUSIVE: Lena Orlova`. Not found: a caption about an exclusive club.",
        mend: "Check the terms.",
        standard: "IPTC Photo Metadata, Instructions and Rights Usage Terms",
        check: Check::Line(exclusive),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL414",
        name: "file-photo-undated",
        severity: Severity::Info,
        when: When::Always,
        message: "file photo without a date",
        explanation: "A picture from the archive shows another day than the article tells of. Without a year readers take it for today's.",
        example: "Found: `The harbour. (File photo)`. Not found: `The harbour in May 2019. File photo: Lena Orlova`.",
        mend: "Say when it was taken.",
        standard: "IPTC Photo Metadata, Date Created",
        check: Check::Item(undated),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL415",
        name: "social-without-owner",
        severity: Severity::Warning,
        when: When::Always,
        message: "picture from a social network without its owner",
        explanation: "The network made no picture; whoever posted it holds the rights.",
        example: "Found: `Photo: Instagram`. Not found: `Instagram/@lena.shoots`, `Lena Orlova via Facebook`.",
        mend: "Name who posted it, and ask them.",
        standard: "IPTC Photo Metadata, Creator and Copyright Owner",
        check: Check::Item(social),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL416",
        name: "nobody-named",
        severity: Severity::Info,
        when: When::Selected,
        message: "credit says that nobody is named",
        explanation: "All rights reserved, private, supplied: the words name no one whom a reader, or a lawyer, could ask.",
        example: "Found: `Private`, `D.R.`, `Supplied`. Not found: `Private archive of Lena Orlova`.",
        mend: "Name who owns the picture.",
        standard: "IPTC Photo Metadata, Copyright Owner",
        check: Check::Item(nobody),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL417",
        name: "public-domain-without-source",
        severity: Severity::Info,
        when: When::Always,
        message: "public domain without a source",
        explanation: "That nobody has rights is a claim; the source lets others check it.",
        example: "Found: `Public domain`. Not found: `Public domain, via Wikimedia Commons`.",
        mend: "Say where the picture is from.",
        standard: "IPTC Photo Metadata, Source",
        check: Check::Item(public_domain),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL418",
        name: "credit-names-search-engine",
        severity: Severity::Warning,
        when: When::Always,
        message: "a search engine is credited",
        explanation: "A search engine shows pictures of others and can license none of them.",
        example: "Found: `Google Images`, `Photo: Internet`. Not found: `Google` (its own press picture), `Google Earth`.",
        mend: "Find the page on which the picture stood, and its owner.",
        standard: "IPTC Photo Metadata, Creator and Source",
        check: Check::Line(search_engine),
        needs: Need::Nothing,
    },
];

fn names_nobody(credit: &Credit) -> bool {
    credit.people.is_empty() && credit.organisations.is_empty()
}

fn has(case: &Case<'_>, flag: Flag) -> bool {
    case.credit.is_some_and(|c| c.flags.contains(&flag))
}

/// Whether some of the line was not understood: it may be the name that is missed.
fn left_over(credit: &Credit) -> bool {
    credit.has_left_over()
}

fn about_credit<'n>(case: &Case<'_>, notes: &'n mut Notes) -> &'n mut Note {
    let printed = case.printed().unwrap_or_default();
    notes.note(format!("\"{}\"", clipped(printed, 80))).evidence("credit", printed).at_words(printed)
}

fn of_line<'n>(line: &Line<'_>, notes: &'n mut Notes) -> &'n mut Note {
    let printed = line.printed;
    notes.note(format!("\"{}\"", clipped(printed, 80))).evidence("credit", printed).at_words(printed)
}

fn handout(case: &Case<'_>, notes: &mut Notes) {
    let given = has(case, Flag::Handout) || has(case, Flag::Courtesy);
    if given && case.credit.is_some_and(|c| names_nobody(c) && !left_over(c)) {
        about_credit(case, notes);
    }
}

fn screenshot(case: &Case<'_>, notes: &mut Notes) {
    if has(case, Flag::Screenshot) && case.credit.is_some_and(|c| names_nobody(c) && !left_over(c)) {
        about_credit(case, notes);
    }
}

fn nobody(case: &Case<'_>, notes: &mut Notes) {
    if has(case, Flag::Uncredited) && case.credit.is_some_and(|c| names_nobody(c) && !left_over(c)) {
        about_credit(case, notes);
    }
}

fn public_domain(case: &Case<'_>, notes: &mut Notes) {
    if has(case, Flag::PublicDomain) && case.credit.is_some_and(|c| names_nobody(c) && !left_over(c)) {
        about_credit(case, notes);
    }
}

fn collection(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit else { return };
    for organisation in credit.organisations.iter().filter(|o| o.known) {
        let Some(entry) = case.world.vocabulary.find(&organisation.name) else { continue };
        let Some(parent) = entry.parent.filter(|_| entry.kind == Some(OrganisationKind::Collection)) else {
            continue;
        };
        if !credit.organisations.iter().any(|o| o.name == parent) {
            let printed = case.printed().unwrap_or_default();
            notes
                .note(format!("{} is distributed by {parent}", entry.name))
                .evidence("credit", printed)
                .at_words(printed)
                .suggest(format!("{printed}/{parent}"));
        }
    }
}

fn incomplete_licence(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit else { return };
    let Some(licence) = credit.licence.as_deref().filter(|l| l.starts_with("CC BY")) else { return };
    let mut missing = Vec::new();
    // A platform is the source, not the author.
    let author = !credit.people.is_empty()
        || credit.organisations.iter().any(|o| {
            let kind = case.world.vocabulary.find(&o.name).and_then(|e| e.kind);
            !matches!(kind, Some(OrganisationKind::Free | OrganisationKind::Social | OrganisationKind::Stock))
        })
        || left_over(credit);
    if !author {
        missing.push("author");
    }
    if !licence.bytes().any(|b| b.is_ascii_digit()) {
        missing.push("version of the licence");
    }
    if !missing.is_empty() {
        let note = about_credit(case, notes);
        note.detail = format!("{} lacks the {}", note.detail, missing.join(" and the "));
        note.evidence("licence", licence)
            .suggest("\"Title\" by AUTHOR, SOURCE, licensed under CC BY 4.0, with a link to the licence");
    }
}

fn licence_not_address(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = case.item.structured.as_deref().and_then(|_| case.structured()) else { return };
    let Some(value) = data.get("license").and_then(|v| v.as_str()) else { return };
    let value = value.trim();
    let address = value.contains("://") || value.starts_with('/') || value.starts_with("www.");
    if !address {
        notes.note(format!("\"{}\"", clipped(value, 60))).evidence("license", value).at_words(value);
    }
}

/// Folded names of what makes pictures from words.
const GENERATORS: &[&str] = &[
    "midjourney",
    "dall e",
    "dalle",
    "stable diffusion",
    "adobe firefly",
    "firefly",
    "chatgpt",
    "openai",
    "openart",
    "ideogram",
    "leonardo ai",
    "bing image creator",
    "dreamstudio",
    "grok",
    "imagen",
];
/// Folded words by which a label says so.
const LABELS: &[&str] = &[
    "ai",
    "ki",
    "ia",
    "ii",
    "yz",
    "generated",
    "generiert",
    "generated image",
    "generada",
    "generado",
    "generee",
    "genere",
    "gerada",
    "gerado",
    "generato",
    "generata",
    "artificial",
    "kunstliche",
    "artificielle",
    "synthetic",
    "wygenerowane",
    "wygenerowano",
    "сгенерировано",
    "prompt",
];

fn generated(line: &Line<'_>, notes: &mut Notes) {
    let Some(generator) = has_word(&line.credit.line, GENERATORS) else { return };
    if !line.credit.flags.contains(&Flag::AiGenerated) && !is_labelled(&line.credit.line) {
        of_line(line, notes).evidence("generator", generator).suggest("label it: AI-generated");
    }
}

fn is_labelled(text: &str) -> bool {
    has_word(text, LABELS).is_some()
}

fn unlabelled(case: &Case<'_>, _: &Note) -> bool {
    let texts = [case.item.caption.as_deref(), case.item.title.as_deref()];
    !texts.into_iter().flatten().any(is_labelled)
}

fn restricted(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit.filter(|c| !c.restrictions.is_empty()) else { return };
    let words = credit.restrictions.join("; ");
    notes
        .note(format!("\"{}\"", clipped(&words, 80)))
        .evidence("restrictions", words.as_str())
        .at_words(credit.restrictions[0].as_str());
}

fn year_ahead(case: &Case<'_>, notes: &mut Notes) {
    let Some(notice) = case.credit.and_then(|c| c.copyright.as_deref()) else { return };
    let of = case.page.document.published.as_deref().unwrap_or(&case.world.today);
    let Some(limit) = of.get(..4).and_then(|y| y.parse::<u16>().ok()) else { return };
    if let Some(year) = years(notice).find(|y| *y > limit) {
        notes
            .note(format!("{year} in \"{}\", the article is of {limit}", clipped(notice, 60)))
            .evidence("copyright", notice)
            .evidence("published", of)
            .at_words(notice);
    }
}

fn not_commercial(case: &Case<'_>, notes: &mut Notes) {
    let Some(licence) = case.credit.and_then(|c| c.licence.as_deref()) else { return };
    if licence.contains("-NC") || licence.contains("-ND") {
        let note = about_credit(case, notes);
        note.detail = format!("{licence} in {}", note.detail);
        note.evidence("licence", licence);
    }
}

fn exclusive(line: &Line<'_>, notes: &mut Notes) {
    if has_word(line.printed, &["exclusive", "exclusif", "exklusiv", "exclusiva", "exclusivo"]).is_some() {
        of_line(line, notes);
    }
}

fn undated(case: &Case<'_>, notes: &mut Notes) {
    let item = case.item;
    if !case.is_photo() || !has(case, Flag::File) {
        return;
    }
    let texts = [item.caption.as_deref(), case.printed(), item.alt.as_deref()];
    // Years of other calendars and scripts count as dates too: four digits in a row.
    let dated = texts
        .into_iter()
        .flatten()
        .any(|t| years(t).next().is_some() || t.split(|c: char| !c.is_numeric()).any(|d| d.chars().count() == 4));
    if !dated {
        about_credit(case, notes);
    }
}

fn social(case: &Case<'_>, notes: &mut Notes) {
    let Some(credit) = case.credit.filter(|c| c.people.is_empty() && !c.organisations.is_empty()) else { return };
    let all_networks = credit
        .organisations
        .iter()
        .all(|o| o.known && case.world.vocabulary.find(&o.name).and_then(|e| e.kind) == Some(OrganisationKind::Social));
    if all_networks && !credit.line.contains('@') && !left_over(credit) {
        about_credit(case, notes);
    }
}

fn search_engine(line: &Line<'_>, notes: &mut Notes) {
    const ENGINES: &[&str] = &[
        "google images",
        "google image",
        "google search",
        "google bilder",
        "google imagenes",
        "bing images",
        "yahoo images",
        "internet",
        "the internet",
    ];
    let parts = line.credit.line.split(['/', '|', ',']).map(fold);
    if line.credit.people.is_empty() && parts.into_iter().any(|p| ENGINES.contains(&p.as_str())) {
        of_line(line, notes);
    }
}
