//! Is the line a credit at all, and how sure are we?

use super::class::Class;
use super::reading::{Element, Reading, Taken};
use super::reason::Reason;
use super::vocabulary::Vocabulary;
use super::weights as w;

/// How sure we are that the line is a credit, and that it is read right.
pub(crate) fn judge(reading: &Reading<'_>, vocabulary: &Vocabulary) -> f32 {
    if reading.negative {
        return w::NONE;
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
        return if says_nobody(reading, vocabulary) { w::NOBODY_NAMED } else { w::NONE };
    }
    let footer =
        reading.copyright && (reading.copyright_year || reading.rights_reserved || legal_form(reading, vocabulary));
    if (footer || reading.rights_reserved) && !supplier && people == 0 {
        return w::FOOTER;
    }
    if !reading.marked && known == 0 {
        return unsupported(reading, people, shaped, flags, unread);
    }
    let numbers = count(&|e| e.taken == Taken::Aside && e.why == Reason::Number);
    let number_first = reading.elements.first().is_some_and(|e| e.why == Reason::Number);
    if !reading.marked && numbers > 0 && (people == 0 || number_first) {
        return w::DOUBTFUL;
    }
    if unread > 0 && (!reading.marked || unread > w::MOST_UNREAD || people + known + shaped == 0) {
        return w::DOUBTFUL;
    }
    if !reading.marked && people == 0 && known > 0 && prose_in_names(reading) {
        return w::DOUBTFUL;
    }
    let status = reading.elements.iter().any(|e| matches!(e.taken, Taken::Status(_)));
    // The same word stands under statistics: a house that supplies pictures, or a person, must follow.
    let source = reading.marked && reading.source_only;
    let features = [
        (reading.marked, w::MARKED),
        (known > 0, w::KNOWN),
        (supplier, w::SUPPLIER),
        (people > 0 && body.1 - body.0 > 1, w::PERSON),
        (status && known > 0, w::STATUS_BESIDE_KNOWN),
        (unread > 0, w::UNREAD_WORD * unread.min(w::MOST_UNREAD_COUNTED) as f32),
        (shaped > 0 && known == 0, w::SHAPED_ONLY),
        (people + known + shaped == 0, w::NOBODY),
        (source && known == 0, w::SOURCE_UNKNOWN),
        (source && known > 0 && !supplier && people == 0, w::SOURCE_NO_SUPPLIER),
    ];
    let sum = features.iter().filter(|(holds, _)| *holds).fold(w::BASE, |sum, (_, weight)| sum + weight);
    sum.clamp(w::ACCEPTED, 1.0)
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
    let most = if shaped > 1 && people == 0 { w::MOST_SHAPED_WORDS } else { w::MOST_UNSUPPORTED_WORDS };
    if unread > 0 || prose_in_names(reading) || to - from > most {
        return w::DOUBTFUL;
    }
    if reading.elements.iter().any(|e| e.taken == Taken::Noise && e.why == Reason::OrdinaryWord) {
        return w::DOUBTFUL;
    }
    // A name and a standing: only a credit says both.
    let status = reading.elements.iter().any(|e| matches!(e.taken, Taken::Status(_)));
    match (people, shaped) {
        (1..=w::MOST_NAMES, 0..=w::MOST_NAMES) if status => w::NAME_WITH_STATUS,
        (0, 0) if flags > 0 => w::FLAG_ALONE,
        (1..=w::MOST_NAMES, 0) => w::NAMES_ALONE,
        (_, 1..=w::MOST_NAMES) => w::SHAPES_ALONE,
        _ => w::DOUBTFUL,
    }
}

/// `Associated Press in Valencia`: small words that no name of an organisation has.
fn prose_in_names(reading: &Reading<'_>) -> bool {
    reading.elements.iter().filter(|e| e.taken == Taken::Organisation).any(|e| {
        (e.from..e.to).any(|i| {
            let word = &reading.tokens.words[i];
            let class = reading.tokens.class(i);
            word.lower > 0
                && word.upper == 0
                && class.has(Class::COMMON)
                && (class.has(Class::PLACE) || !class.has(Class::SMALL))
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
