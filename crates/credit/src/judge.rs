//! Is the line a credit at all, and how sure are we?

use super::class::Class;
use super::reading::{Element, Reading, Taken};
use super::reason::Reason;
use super::vocabulary::Vocabulary;

/// How sure we are that the line is a credit, and that it is read right.
pub(crate) fn judge(reading: &Reading<'_>, vocabulary: &Vocabulary) -> f32 {
    if reading.negative {
        return 0.0;
    }
    let entry = |e: &Element| match e.taken {
        Taken::Known(n) => Some(vocabulary.organisation(n)),
        _ => None,
    };
    let count = |wanted: &dyn Fn(&Element) -> bool| reading.elements.iter().filter(|e| wanted(e)).count();
    let supplier = reading.elements.iter().any(|e| entry(e).is_some_and(super::organisations::Entry::supplies_images));
    let known = count(&|e| entry(e).is_some());
    let people = count(&|e| e.taken == Taken::Person);
    let shaped = count(&|e| e.taken == Taken::Organisation);
    let flags = count(&|e| matches!(e.taken, Taken::Flag(_) | Taken::Status(_) | Taken::Licence(_)));
    // `Photo: @ana_ruiz` says whose account it is.
    let handles = count(&|e| reading.marked && e.why == Reason::Handle);
    let body = reading.body;
    let unread: usize = reading
        .elements
        .iter()
        .filter(|e| e.taken == Taken::Noise && e.why == Reason::NotName)
        .map(|e| e.to - e.from)
        .sum();
    if known + people + shaped + flags + handles == 0 {
        return if says_nobody(reading, vocabulary) { 0.4 } else { 0.0 };
    }
    let footer =
        reading.copyright && (reading.copyright_year || reading.rights_reserved || legal_form(reading, vocabulary));
    if (footer || reading.rights_reserved) && !supplier && people == 0 {
        return 0.05;
    }
    if !reading.marked && known == 0 {
        return unsupported(reading, people, shaped, flags, unread);
    }
    let numbers = count(&|e| e.taken == Taken::Aside && e.why == Reason::Number);
    let number_first = reading.elements.first().is_some_and(|e| e.why == Reason::Number);
    if !reading.marked && numbers > 0 && (people == 0 || number_first) {
        return 0.1;
    }
    if unread > 0 && (!reading.marked || unread > 6 || people + known + shaped == 0) {
        return 0.1;
    }
    if !reading.marked && people == 0 && known > 0 && prose_in_names(reading) {
        return 0.1;
    }
    let mut confidence: f32 = 0.3;
    confidence += if reading.marked { 0.35 } else { 0.0 };
    confidence += if known > 0 { 0.3 } else { 0.0 };
    confidence += if supplier { 0.05 } else { 0.0 };
    confidence += if people > 0 && body.1 - body.0 > 1 { 0.05 } else { 0.0 };
    let status = reading.elements.iter().any(|e| matches!(e.taken, Taken::Status(_)));
    confidence += if status && known > 0 { 0.15 } else { 0.0 };
    confidence -= 0.15 * unread.min(2) as f32;
    confidence -= if shaped > 0 && known == 0 { 0.1 } else { 0.0 };
    confidence -= if people + known + shaped == 0 { 0.1 } else { 0.0 };
    confidence -= if reading.marked && reading.source_only && known == 0 { 0.2 } else { 0.0 };
    // The same word stands under statistics: a house that supplies pictures, or a person, must follow.
    confidence -=
        if reading.marked && reading.source_only && known > 0 && !supplier && people == 0 { 0.5 } else { 0.0 };
    confidence.clamp(0.2, 1.0)
}

/// `Photo: -`: the place of the credit is there, and nobody is in it.
pub(crate) fn says_nobody(reading: &Reading<'_>, vocabulary: &Vocabulary) -> bool {
    let count = reading.tokens.words.len();
    let Some(last) = reading.tokens.words.last() else { return false };
    let Some(rest) = reading.printed[last.end as usize..].trim_end().strip_prefix([':', '：']) else { return false };
    matches!(rest.trim_start(), "-" | "–" | "—" | "--") && vocabulary.is(reading.tokens.folded(0, count), Class::MARKER)
}

/// No marker and no known organisation: a bare name is all that is believed, and little.
fn unsupported(reading: &Reading<'_>, people: usize, shaped: usize, flags: usize, unread: usize) -> f32 {
    let (from, to) = reading.body;
    if unread > 0 || prose_in_names(reading) || to - from > if shaped > 1 && people == 0 { 10 } else { 8 } {
        return 0.1;
    }
    if reading.elements.iter().any(|e| e.taken == Taken::Noise && e.why == Reason::OrdinaryWord) {
        return 0.1;
    }
    // A name and a standing: only a credit says both.
    let status = reading.elements.iter().any(|e| matches!(e.taken, Taken::Status(_)));
    match (people, shaped) {
        (1..=3, 0..=3) if status => 0.5,
        (0, 0) if flags > 0 => 0.4,
        (1..=3, 0) => 0.4,
        (_, 1..=3) => 0.3,
        _ => 0.1,
    }
}

/// `Associated Press in Valencia`: small words that no name of an organisation has.
fn prose_in_names(reading: &Reading<'_>) -> bool {
    reading.elements.iter().filter(|e| e.taken == Taken::Organisation).any(|e| {
        (e.from..e.to).any(|i| {
            let w = &reading.tokens.words[i];
            let class = reading.tokens.class(i);
            w.lower > 0
                && w.upper == 0
                && class.has(Class::COMMON)
                && !(class.has(Class::SMALL) && !class.has(Class::PLACE))
        })
    })
}

/// `© Some House GmbH`: the notice in the footer of a page.
fn legal_form(reading: &Reading<'_>, vocabulary: &Vocabulary) -> bool {
    let (tokens, (from, to)) = (&reading.tokens, reading.body);
    (from..to).any(|i| {
        tokens.class(i).has(Class::LEGAL_FORM)
            || i + 1 < to && vocabulary.is(tokens.folded(i, i + 2), Class::LEGAL_FORM)
    })
}
