//! CL2xx: names that are misspelt, outdated, cut off, or no names.

use super::case::{Case, Line, Note, Notes, World};
use super::rule::{Check, Need, Rule, Severity, When};
use super::text::{fold, has_word, holds, mojibake, one_case, same};
use crate::credit::length::longer_than;
use crate::credit::{Entry, SpellingKind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL201",
        name: "organisation-unknown",
        severity: Severity::Info,
        when: When::Selected,
        message: "organisation that the authority does not know",
        explanation: "What is not known is not counted with its other spellings, and no terms are checked for it. It may also be a name that was read wrongly.",
        example: "Found: `Lena Orlova/Nordlys Pictures` until Nordlys Pictures is added. Not found: `Lena Orlova/AFP`.",
        mend: "Add it to your authority file, or mend its spelling.",
        standard: "IPTC Photo Metadata, Source and Supplier",
        check: Check::Line(unknown),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL202",
        name: "organisation-misspelt",
        severity: Severity::Warning,
        when: When::Always,
        message: "misspelt organisation",
        explanation: "A misspelt name is not found by who looks for it, and is no credit to who earned it.",
        example: "Found: `Retuers`, `Getty Imges`. Not found: `REUTERS`, `Getty` (short, but right).",
        mend: "Write the name as the organisation does.",
        standard: "IPTC Photo Metadata, Credit Line; the authority",
        check: Check::Line(misspelt),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL203",
        name: "organisation-outdated",
        severity: Severity::Info,
        when: When::Always,
        message: "former name of an organisation",
        explanation: "The organisation goes by another name now. A picture of the time before the change may keep its credit: where the year of the change is known, older articles are left alone.",
        example: "Found: `Doğan Haber Ajansı` in an article of 2023. Not found: the same in an article of 2015.",
        mend: "Use the present name in what you publish from now on.",
        standard: "the authority",
        check: Check::LineAt(outdated, given_up),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL204",
        name: "creator-spelling-varies",
        severity: Severity::Warning,
        when: When::Always,
        message: "creator who is mostly written otherwise",
        explanation: "One person under two spellings is two people to whoever counts, searches or pays. Mostly accents were lost on the way, or first and last name were turned.",
        example: "Found: `Jose Rivas` where most credits say `José Rivas`. Not found: `JOSÉ RIVAS` (a matter of style, CL207), or two people of like names.",
        mend: "Use the spelling that the creator uses.",
        standard: "IPTC Photo Metadata, Creator",
        check: Check::Item(spelling_varies),
        needs: Need::Spellings,
    },
    Rule {
        code: "CL205",
        name: "creator-is-organisation",
        severity: Severity::Warning,
        when: When::Always,
        message: "creator that is an organisation",
        explanation: "The creator is the person who made the picture; an organisation is its source or supplier.",
        example: "Found: structured data with a creator of type Person named `Reuters`; a creator who is the publisher itself. Not found: `Lena Orlova`.",
        mend: "Name the photographer as creator, the organisation as supplier.",
        standard: "IPTC Photo Metadata, Creator; schema.org creator",
        check: Check::Item(creator_is_organisation),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL206",
        name: "creator-placeholder",
        severity: Severity::Warning,
        when: When::Always,
        message: "placeholder instead of a creator",
        explanation: "Words that systems put where a name is not entered stand in the credit and name nobody.",
        example: "Found: `STR/AFP`, `Supplied`, `Staff`, `-`, `Contributor#8523`. Not found: `Lena Orlova | Stringer | Getty Images`, `Handout` (CL401).",
        mend: "Name the creator; where the name is withheld, say who supplied the picture.",
        standard: "IPTC Photo Metadata, Creator",
        check: Check::Line(placeholder),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL207",
        name: "creator-one-case",
        severity: Severity::Info,
        when: When::Selected,
        message: "creator's name in letters of one case",
        explanation: "Capitals lose what a name is made of: McNew, van der Berg, İ and ı.",
        example: "Found: `LENA ORLOVA`, `lena orlova`. Not found: `Lena Orlova`, `JR`.",
        mend: "Write the name as the creator does.",
        standard: "IPTC Photo Metadata, Creator",
        check: Check::Line(one_case_name),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL208",
        name: "creator-is-handle",
        severity: Severity::Info,
        when: When::Always,
        message: "handle or address instead of a name",
        explanation: "A handle changes hands, an address invites mail; neither says who made the picture.",
        example: "Found: `@lena.shoots`, `lena@example.org`. Not found: `Lena Orlova (@lena.shoots)`.",
        mend: "Name the creator; the handle may follow in brackets.",
        standard: "IPTC Photo Metadata, Creator",
        check: Check::Line(handle),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL209",
        name: "credit-truncated",
        severity: Severity::Error,
        when: When::Always,
        message: "credit cut off",
        explanation: "Older picture files hold 32 bytes of by-line and of credit. What is longer was cut on the way, mostly inside the agency's name.",
        example: "Found: `Press Association Ima`. Not found: `Press Association`.",
        mend: "Take the whole credit from XMP, or from the agency's site.",
        standard: "IPTC-IIM 2:80 By-line and 2:110 Credit, 32 bytes each",
        check: Check::Line(truncated),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL210",
        name: "credit-elsewhere",
        severity: Severity::Error,
        when: When::Always,
        message: "credit says that it stands elsewhere",
        explanation: "A system that had no room for the credit wrote that it is in the caption. The reader sees the note, not the name.",
        example: "Found: `(Credit too long, see caption)`. Not found: a long credit.",
        mend: "Put the credit where the note stands.",
        standard: "IPTC Photo Metadata, Credit Line",
        check: Check::Line(elsewhere),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL211",
        name: "broken-encoding",
        severity: Severity::Warning,
        when: When::Always,
        message: "letters broken by a wrong encoding",
        explanation: "The text was UTF-8 and was read as something else; names come out wrong.",
        example: "Found: `JosÃ© Rivas`. Not found: `José Rivas`.",
        mend: "Mend the text, and the encoding on the way to the page.",
        standard: "IPTC-IIM 1:90 Coded Character Set; Unicode",
        check: Check::Item(broken_encoding),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL212",
        name: "copyright-in-credit",
        severity: Severity::Info,
        when: When::Selected,
        message: "copyright sign in the credit",
        explanation: "The credit line says who is owed credit, the copyright notice who holds the rights. They are two fields, and often two names.",
        example: "Found: `© Lena Orlova`. Not found: `Lena Orlova/AFP`.",
        mend: "Move the notice to its own field.",
        standard: "IPTC Photo Metadata, Copyright Notice and Credit Line",
        check: Check::Line(copyright_sign),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL213",
        name: "internal-number",
        severity: Severity::Warning,
        when: When::Always,
        message: "internal number in the credit",
        explanation: "Numbers of suppliers and systems say nothing to a reader and hide the name they stand beside.",
        example: "Found: `FR171965 AP`, `XXSTRINGERXX`, `Contributor#8523`. Not found: `Studio 54`, `CC BY 4.0`, `2024`.",
        mend: "Remove the number.",
        standard: "IPTC Photo Metadata, Credit Line and Supplier's Image ID",
        check: Check::Line(internal_number),
        needs: Need::Nothing,
    },
];

/// Organisations of the line with how they are printed.
fn organisations<'l>(line: &'l Line<'_>) -> impl Iterator<Item = (&'l crate::model::Organisation, &'l str)> {
    line.credit.organisations.iter().filter_map(|o| Some((o, o.span.of(line.printed)?)))
}

fn unknown(line: &Line<'_>, notes: &mut Notes) {
    for (organisation, printed) in organisations(line).filter(|(o, _)| !o.known) {
        if line.world.nearest.slip(printed).is_none() && line.world.nearest.cut_off(printed).is_none() {
            notes.note(format!("\"{}\"", organisation.name)).evidence("agency", printed).at_words(printed);
        }
    }
}

/// Whether `printed` is a spelling of that kind and of no other: the data may list a slip that is the right
/// name but for case, accents or a hyphen.
fn only(entry: &Entry<'_>, printed: &str, kind: SpellingKind) -> bool {
    let folded = fold(printed);
    let mut fit = entry.spellings().filter(|s| fold(s.text) == folded).peekable();
    fold(entry.name) != folded && fit.peek().is_some() && fit.all(|s| s.kind == kind)
}

fn misspelt(line: &Line<'_>, notes: &mut Notes) {
    let vocabulary = line.world.vocabulary;
    for (organisation, printed) in organisations(line) {
        let right = if organisation.known {
            vocabulary.find(printed).filter(|e| only(e, printed, SpellingKind::Misspelt)).map(|e| e.name)
        } else {
            line.world.nearest.slip(printed)
        };
        // A name cut off is CL209.
        if let Some(right) = right.filter(|_| line.world.nearest.cut_off(printed).is_none()) {
            notes
                .note(format!("\"{printed}\" is {right}"))
                .evidence("agency", printed)
                .at_words(printed)
                .suggest(line.printed.replacen(printed, right, 1));
        }
    }
}

fn outdated(line: &Line<'_>, notes: &mut Notes) {
    for (organisation, printed) in organisations(line).filter(|(o, _)| o.known) {
        let Some((right, _)) = former(line.world, printed) else { continue };
        if right == organisation.name {
            notes
                .note(format!("\"{printed}\" is {right} now"))
                .evidence("agency", printed)
                .at_words(printed)
                .suggest(line.printed.replacen(printed, right, 1));
        }
    }
}

/// The organisation of which `printed` is a former name, and the year in which it was given up.
fn former<'w>(world: &World<'w>, printed: &str) -> Option<(&'w str, Option<u16>)> {
    let entry = world.vocabulary.find(printed).filter(|e| only(e, printed, SpellingKind::Former))?;
    Some((entry.name, world.vocabulary.spelling(&entry, printed)?.until))
}

/// Whether the name was given up when the article was published: else it is a name of its time.
fn given_up(case: &Case<'_>, note: &Note) -> bool {
    let until = note.evidence.first().and_then(|(_, printed)| former(case.world, printed)).and_then(|(_, until)| until);
    until.is_none_or(|until| case.year().is_some_and(|year| year > until))
}

fn spelling_varies(case: &Case<'_>, notes: &mut Notes) {
    let (Some(credit), Some(line)) = (case.credit, case.printed()) else { return };
    if case.world.variants.is_empty() {
        return;
    }
    for person in &credit.people {
        let Some(printed) = person.span.of(line) else { continue };
        let variants = &case.world.variants;
        let Some(usual) = variants.usual(printed).or_else(|| variants.usual(&person.name)) else { continue };
        let detail = if usual.items > 0 {
            format!("\"{printed}\" ({}) is mostly \"{}\" ({})", usual.other_items, usual.name, usual.items)
        } else {
            format!("\"{printed}\" is \"{}\" elsewhere", usual.name)
        };
        notes.note(detail).evidence("creator", printed).at_words(printed).suggest(line.replacen(
            printed,
            &usual.name,
            1,
        ));
    }
}

fn creator_is_organisation(case: &Case<'_>, notes: &mut Notes) {
    if let (Some(credit), Some(line)) = (case.credit, case.printed()) {
        for person in &credit.people {
            let printed = person.span.of(line).unwrap_or(&person.name);
            if case.page.document.publisher.as_deref().is_some_and(|p| same(p, printed)) {
                notes.note(format!("\"{printed}\"")).evidence("creator", printed).at_words(printed);
            }
        }
    }
    let Some(data) = case.item.structured.as_deref().and_then(|_| case.structured()) else { return };
    for field in ["creator", "author"] {
        let Some(value) = data.get(field) else { continue };
        let all = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for one in all {
            let person = one.get("@type").and_then(|t| t.as_str()) == Some("Person");
            let Some(name) = one.get("name").and_then(|n| n.as_str()).filter(|_| person) else { continue };
            if case.world.vocabulary.find(name).is_some() {
                notes
                    .note(format!("structured data calls \"{name}\" a Person"))
                    .evidence(field, name)
                    .at_words(name)
                    .suggest("use the type Organization");
            }
        }
    }
}

/// Folded words that stand for a name and name nobody.
const PLACEHOLDERS: &[&str] = &[
    "str",
    "stringer",
    "staff",
    "staff photo",
    "staff photographer",
    "stf",
    "supplied",
    "uncredited",
    "unknown",
    "n a",
    "none",
    "not provided",
    "no credit",
    "contributor",
    "afp contributor",
    "reuters photographer",
    "xxstringerxx",
    "photographer",
    "anonymous",
    "unbekannt",
    "tba",
    "tbc",
    "handout contributor",
    "str new",
    "getty contributor",
];

fn placeholder(line: &Line<'_>, notes: &mut Notes) {
    if !line.credit.people.is_empty() {
        return;
    }
    let stripped = line.printed.trim().trim_matches(['(', ')', '[', ']']);
    if !stripped.is_empty() && stripped.chars().all(|c| !c.is_alphanumeric()) {
        notes.note(format!("\"{stripped}\"")).evidence("credit", line.printed).at_words(stripped);
        return;
    }
    let without_marker = line.credit.line.as_str();
    for part in without_marker.split(['/', '|', ',', ';']).flat_map(|p| p.split(" via ")) {
        let folded = fold(part);
        let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if PLACEHOLDERS.contains(&folded.as_str()) || PLACEHOLDERS.contains(&bare) {
            let part = part.trim();
            notes.note(format!("\"{part}\"")).evidence("credit", line.printed).at_words(part);
            return;
        }
    }
}

fn one_case_name(line: &Line<'_>, notes: &mut Notes) {
    for person in &line.credit.people {
        let Some(printed) = person.span.of(line.printed) else { continue };
        if let Some(case) = one_case(printed) {
            notes
                .note(format!("\"{printed}\" in {case}"))
                .evidence("creator", printed)
                .at_words(printed)
                .suggest(line.printed.replacen(printed, &person.name, 1));
        }
    }
}

fn handle(line: &Line<'_>, notes: &mut Notes) {
    if !line.credit.people.is_empty() {
        return;
    }
    let found = line
        .printed
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '/' | '|' | ';' | ':'))
        .find(|word| {
            let word = word.trim_end_matches('.');
            let Some((before, behind)) = word.split_once('@') else { return false };
            let named = behind.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
            named && (before.is_empty() || behind.contains('.'))
        });
    if let Some(word) = found {
        notes.note(format!("\"{word}\"")).evidence("credit", line.printed).at_words(word);
    }
}

/// By-line and credit of IPTC-IIM, in bytes.
const IIM_BYTES: usize = 32;

fn truncated(line: &Line<'_>, notes: &mut Notes) {
    let nearest = line.world.nearest;
    for part in line.credit.line.split(['/', '|']).map(str::trim) {
        // Nothing stands behind what was cut, and nothing longer was kept.
        if !line.credit.line.trim_end().ends_with(part) || line.credit.line.len() > IIM_BYTES * 2 {
            continue;
        }
        let Some((spelling, right)) = nearest.cut_off(part) else { continue };
        notes
            .note(format!("\"{part}\" is the beginning of \"{spelling}\""))
            .evidence("credit", line.printed)
            .evidence("bytes", part.len().to_string())
            .at_words(part)
            .suggest(line.printed.replacen(part, right, 1));
    }
}

fn elsewhere(line: &Line<'_>, notes: &mut Notes) {
    const NOTES: &[&str] =
        &["credit too long", "see caption", "credit in caption", "credit as per caption", "credits in caption"];
    if holds(line.printed, NOTES).is_some() && !longer_than(line.printed, 119) {
        notes.note(format!("\"{}\"", line.printed)).evidence("credit", line.printed).at_words(line.printed);
    }
}

fn broken_encoding(case: &Case<'_>, notes: &mut Notes) {
    for (field, text) in [("credit", case.printed()), ("caption", case.item.caption.as_deref())] {
        let Some((text, mended)) = text.and_then(|t| Some((t, mojibake(t)?))) else { continue };
        let note = notes.note(format!("\"{}\"", super::text::clipped(text, 80)));
        note.evidence(field, text).at_words(text);
        if !mended.is_empty() {
            note.suggest(mended);
        }
        return;
    }
}

fn copyright_sign(line: &Line<'_>, notes: &mut Notes) {
    let lower = line.printed.to_lowercase();
    if line.printed.contains('©') || lower.contains("(c)") || has_word(&lower, &["copyright"]).is_some() {
        notes.note(format!("\"{}\"", line.printed)).evidence("credit", line.printed).at_words(line.printed);
    }
}

fn internal_number(line: &Line<'_>, notes: &mut Notes) {
    let words = line.printed.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '/' | '|' | ';'));
    let internal = |word: &&str| {
        let letters = word.chars().take_while(|c| c.is_ascii_uppercase()).count();
        let digits = word.len() - letters;
        let number = (2..=4).contains(&letters) && digits >= 5 && word[letters..].bytes().all(|b| b.is_ascii_digit());
        let tagged = word.split_once('#').is_some_and(|(head, tail)| {
            !head.is_empty() && tail.len() >= 3 && tail.bytes().all(|b| b.is_ascii_digit())
        });
        number || tagged || word.starts_with("XX") && word.ends_with("XX") && word.len() > 4
    };
    if let Some(word) = words.into_iter().find(internal) {
        notes
            .note(format!("\"{word}\""))
            .evidence("credit", line.printed)
            .at_words(word)
            .suggest(line.printed.replacen(word, "", 1).split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
