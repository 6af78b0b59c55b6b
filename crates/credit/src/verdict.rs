//! What stayed open is settled in the light of the whole line, and the line is judged.

use super::chain::{self, Link};
use super::class::Class;
use super::judge::{judge, says_nobody};
use super::organisations::Match;
use super::people;
use super::reading::{Element, Reading, Separator, Taken};
use super::reason::{Reason, SegmentKind};
use super::shape::is_prose;
use super::tokens::{Gap, Tokens};
use super::vocabulary::Vocabulary;
use super::weights;
use crate::model::{Credit, Flag, Organisation, OrganisationKind, Person, Role, Segment, Span};

/// Settles `reading` into a credit.
pub(crate) fn settle(mut reading: Reading<'_>, vocabulary: &Vocabulary) -> Credit {
    reading.elements.sort_by_key(|e| (e.from, e.to));
    doubt_ordinary_words(&mut reading, vocabulary);
    settle_open(&mut reading, vocabulary);
    names_in_chain(&mut reading);
    let confidence = judge(&reading, vocabulary);
    let mut credit = Credit {
        line: line_of(&reading, vocabulary),
        segments: segments_of(&reading, vocabulary, confidence),
        confidence,
        ..Credit::default()
    };
    if confidence < weights::ACCEPTED {
        return credit;
    }
    fill(&reading, vocabulary, &mut credit);
    credit
}

/// A name that is also an ordinary word counts only beside a marker or another organisation.
fn doubt_ordinary_words(reading: &mut Reading<'_>, vocabulary: &Vocabulary) {
    let certain =
        |e: &Element| matches!(e.taken, Taken::Known(n) if vocabulary.organisation(n).matching == Match::Anywhere);
    let people = reading.elements.iter().any(|e| matches!(e.taken, Taken::Person | Taken::Status(_)));
    if reading.marked || people || reading.elements.iter().any(certain) {
        return;
    }
    for element in &mut reading.elements {
        if matches!(element.taken, Taken::Known(n) if vocabulary.organisation(n).matching == Match::Segment) {
            element.taken = Taken::Open;
            element.why = Reason::OrdinaryName;
        }
    }
}

fn settle_open(reading: &mut Reading<'_>, vocabulary: &Vocabulary) {
    let known = reading.elements.iter().any(|e| matches!(e.taken, Taken::Known(_)));
    let by_the_piece = reading.elements.iter().any(|e| {
        matches!(e.taken, Taken::Known(n) if vocabulary.organisation(n).supplies_images()
            || matches!(vocabulary.organisation(n).kind, Some(OrganisationKind::Broadcaster | OrganisationKind::Ngo | OrganisationKind::Newspaper)))
    });
    let mut person = reading.elements.iter().any(|e| e.taken == Taken::Person);
    for index in 0..reading.elements.len() {
        let element = &reading.elements[index];
        if element.taken == Taken::Person && matches!(element.separator, Separator::Via | Separator::For) {
            reading.elements[index].taken = Taken::Organisation;
            reading.elements[index].why = Reason::BehindVia;
            continue;
        }
        if element.taken != Taken::Open {
            continue;
        }
        let job =
            reading.elements.get(index + 1).is_some_and(|e| e.taken == Taken::Noise && e.separator == Separator::Space);
        let (taken, why) = open(reading, element, Around { known, by_the_piece, person, job }, vocabulary);
        person |= taken == Taken::Person;
        let element = &mut reading.elements[index];
        (element.taken, element.why) = (taken, why);
    }
}

#[derive(Clone, Copy)]
struct Around {
    /// An organisation of the authority stands in the line.
    known: bool,
    /// One that names its creators.
    by_the_piece: bool,
    /// A person stands in the line already.
    person: bool,
    /// A job word stands right behind.
    job: bool,
}

fn open(reading: &Reading<'_>, element: &Element, around: Around, vocabulary: &Vocabulary) -> (Taken, Reason) {
    let tokens = &reading.tokens;
    let (from, to) = (element.from, element.to);
    let word = &tokens.words[from];
    let supported = reading.marked || around.known;
    if to - from == 1 {
        let class = tokens.class(from);
        if class.has(Class::COMMON | Class::UI | Class::AND | Class::PARTICLE)
            && !(supported && word.capital && !class.has(Class::UI | Class::AND))
        {
            return (Taken::Noise, Reason::OrdinaryWord);
        }
        if word.caseless {
            return caseless(tokens, from, around, reading.marked);
        }
        if matches!(element.separator, Separator::Via | Separator::For) {
            return (Taken::Organisation, Reason::BehindVia);
        }
        if word.digits > 0
            || (word.upper == word.letters && word.letters <= 6)
            || word.upper > 1 && word.lower > 0 && !people::looks_like_surname(tokens, from, vocabulary)
        {
            return match word.letters > 1 && (supported || word.digits == 0) {
                true => (Taken::Organisation, Reason::Abbreviation),
                false => (Taken::Noise, Reason::NotName),
            };
        }
        if around.by_the_piece
            && !around.person
            && (people::looks_like_surname(tokens, from, vocabulary) || word.upper == 0)
        {
            return (Taken::Person, Reason::SingleCreator);
        }
        if element.separator == Separator::By && word.capital {
            return (Taken::Person, Reason::BehindBy);
        }
        if word.capital && word.letters > 1 {
            return (Taken::Organisation, Reason::SingleName);
        }
        return (Taken::Noise, Reason::NotName);
    }
    if matches!(element.separator, Separator::Via | Separator::For) && word.capital {
        return (Taken::Organisation, Reason::BehindVia);
    }
    let prose = is_prose(tokens, from, to);
    if prose && reading.marked && around.known && to - from <= 3 {
        return (Taken::Organisation, Reason::NoPerson);
    }
    if !prose && to - from <= 6 && (supported && word.capital || word.caseless && reading.marked) {
        return (Taken::Organisation, Reason::NoPerson);
    }
    (Taken::Noise, Reason::NotName)
}

/// Scripts without case: names of people are short there.
fn caseless(tokens: &Tokens, index: usize, around: Around, marked: bool) -> (Taken, Reason) {
    let word = &tokens.words[index];
    let folded = tokens.folded(index, index + 1);
    let hangul = folded.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    // Particles of Japanese stand in phrases, not in names.
    if folded.contains(['の', 'を', 'が', 'は', 'に']) && word.letters > 3 {
        return (Taken::Noise, Reason::NotName);
    }
    let han = folded.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '々'));
    if hangul && (2..=4).contains(&word.letters)
        || han && (2..=4).contains(&word.letters) && (around.job || around.known && !around.person)
    {
        return (Taken::Person, Reason::PersonLength);
    }
    if marked || around.known || around.job || hangul || han && word.letters <= 8 {
        return (Taken::Organisation, Reason::NoPerson);
    }
    (Taken::Noise, Reason::NotName)
}

/// `Jose Breton/Pics Action/NurPhoto`: behind the creator and before a known house stands another
/// house, whatever its shape.
fn names_in_chain(reading: &mut Reading<'_>) {
    let elements = &reading.elements;
    let known = |e: &Element| matches!(e.taken, Taken::Known(_));
    let mut turned = Vec::new();
    let mut person = false;
    for (index, element) in elements.iter().enumerate() {
        if element.taken != Taken::Person {
            continue;
        }
        let in_chain = person && matches!(element.separator, Separator::Slash | Separator::Dash);
        let between = elements[index + 1..].iter().any(known) && !elements[..index].iter().any(known);
        let weak_shape = (element.from..element.to).any(|i| reading.tokens.class(i).has(Class::WEAK));
        if in_chain && (between || weak_shape) {
            turned.push(index);
        } else {
            person = true;
        }
    }
    for index in turned {
        reading.elements[index].taken = Taken::Organisation;
        reading.elements[index].why = Reason::InChain;
    }
}

fn fill(reading: &Reading<'_>, vocabulary: &Vocabulary, credit: &mut Credit) {
    let tokens = &reading.tokens;
    let mut links: Vec<Link> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let mut last_person = 0;
    for element in &reading.elements {
        match &element.taken {
            Taken::Known(number) => {
                let name = &vocabulary.organisation(*number).name;
                add_link(
                    &mut links,
                    Link {
                        known: Some(*number),
                        name: name.to_string(),
                        separator: element.separator,
                        words: (element.from, element.to),
                    },
                );
                if vocabulary.organisation(*number).kind == Some(OrganisationKind::Social) {
                    credit.flags.push(Flag::SocialMedia);
                }
            }
            Taken::Organisation => {
                let name = name_of(reading, element);
                add_link(
                    &mut links,
                    Link { known: None, name, separator: element.separator, words: (element.from, element.to) },
                );
            }
            Taken::Person => {
                let name = people::display(reading.printed, tokens, element.from, element.to);
                let key = people::fold(&name);
                if !keys.contains(&key) {
                    keys.push(key);
                    credit.people.push(Person { name, span: span_of(tokens, element.from, element.to) });
                }
                last_person = element.from + 1;
            }
            Taken::Status(status) => credit.status = credit.status.or(Some(*status)),
            Taken::Flag(flag) => credit.flags.push(*flag),
            Taken::Restriction => {
                let span = span_of(tokens, element.from, element.to);
                credit.restrictions.extend(span.of(reading.printed).map(str::to_owned));
            }
            Taken::Licence(name) => credit.licence = credit.licence.take().or_else(|| Some(name.clone())),
            // `Photo: @ana_ruiz`: who holds the account is owed the credit, whatever the network.
            Taken::Aside if reading.marked && element.why == Reason::Handle => {
                credit.flags.push(Flag::SocialMedia);
            }
            Taken::Marker | Taken::Aside | Taken::Noise | Taken::Open => {}
        }
    }
    take_collection(&mut links, vocabulary, credit);
    let person_last = last_person > 0 && links.iter().all(|l| l.words.0 < last_person);
    let links = chain::order(links, person_last, vocabulary);
    let count = links.len();
    credit.organisations = links
        .into_iter()
        .enumerate()
        .map(|(place, link)| Organisation {
            name: link.name,
            span: span_of(tokens, link.words.0, link.words.1),
            known: link.known.is_some(),
            role: role(place, count),
        })
        .collect();
    if !credit.people.is_empty() {
        credit.flags.retain(|f| *f != Flag::Uncredited);
    }
    if says_nobody(reading, vocabulary) {
        credit.flags.push(Flag::Uncredited);
    }
    credit.flags.sort_unstable();
    credit.flags.dedup();
    if reading.copyright {
        credit.copyright = Some(reading.printed.trim().to_owned());
    }
}

fn role(place: usize, count: usize) -> Role {
    match (place, count) {
        (_, 1) => Role::Sole,
        (0, _) => Role::Originator,
        (p, n) if p + 1 == n => Role::Distributor,
        _ => Role::Intermediary,
    }
}

/// Each organisation once: `AFP Contributor | AFP | Getty Images` names AFP once.
fn add_link(links: &mut Vec<Link>, link: Link) {
    if !links.iter().any(|l| l.name == link.name) {
        links.push(link);
    }
}

/// A brand counts as collection where its distributor stands beside it, as an organisation alone.
fn take_collection(links: &mut Vec<Link>, vocabulary: &Vocabulary, credit: &mut Credit) {
    let names: Vec<String> = links.iter().map(|l| l.name.clone()).collect();
    links.retain(|link| {
        let Some(entry) = link.known.map(|n| vocabulary.organisation(n)) else {
            return true;
        };
        let inside = entry.kind == Some(OrganisationKind::Collection)
            && entry.parent.as_ref().is_some_and(|p| names.iter().any(|n| n == p));
        if inside && credit.collection.is_none() {
            credit.collection = Some(entry.name.to_string());
        }
        !inside
    });
}

/// An unknown organisation keeps the name printed; a small leading article and quotes go.
fn name_of(reading: &Reading<'_>, element: &Element) -> String {
    let tokens = &reading.tokens;
    let mut from = element.from;
    if element.to - from > 1 && tokens.words[from].upper == 0 && tokens.class(from).has(Class::ARTICLE) {
        from += 1;
    }
    let start = tokens.words[from].start as usize;
    let mut end = tokens.words[element.to - 1].end as usize;
    // Inc., Co., e.V. keep their dot.
    if reading.printed[end..].starts_with('.')
        && tokens.words[element.to - 1].letters <= 3
        && element.to < tokens.words.len()
    {
        end += 1;
    }
    reading.printed[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

fn span_of(tokens: &Tokens, from: usize, to: usize) -> Span {
    Span::new(tokens.words[from].start as usize, tokens.words[to - 1].end as usize)
}

/// The line without its markers, its outer brackets and what says nothing at its end.
fn line_of(reading: &Reading<'_>, vocabulary: &Vocabulary) -> String {
    let (from, to) = reading.body;
    let printed = reading.printed;
    if from >= to {
        return printed.trim().to_owned();
    }
    let tokens = &reading.tokens;
    // `Tous droits réservés Name` is a notice as well as a marker: it stays in the line.
    let notice = reading.elements.first().filter(|e| {
        e.taken == Taken::Marker && e.to - e.from > 1 && vocabulary.is(tokens.folded(e.from, e.to), Class::NOISE)
    });
    // `Image source, Getty Images`: a label of the page in a marker's place.
    let label = reading.elements.first().filter(|e| {
        e.why == Reason::Label
            && tokens.gap(e.to).has(Gap::COMMA)
            && vocabulary.is(tokens.folded(e.from, e.to), Class::MARKER)
    });
    let from = label.map_or(from, |e| e.to).min(to - 1);
    let first = notice.map_or(reading.line_from.unwrap_or(from), |e| e.from);
    let mut start = tokens.words[first].start as usize;
    while let Some(c) = printed[..start].chars().next_back().filter(|c| matches!(c, '@' | '"' | '“' | '„' | '«')) {
        start -= c.len_utf8();
    }
    // 기자, 撮影, 提供: a marker that stands behind the name.
    let suffixed = reading
        .elements
        .iter()
        .any(|e| e.to == to && e.from > from && e.taken == Taken::Noise && tokens.words[e.from].caseless);
    let to = if suffixed { to - 1 } else { to };
    let end = if to < tokens.words.len() { tokens.words[to - 1].end as usize } else { printed.trim_end().len() };
    let mut line = printed[start..end].trim();
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')] {
        while line.ends_with(close) && line.matches(close).count() > line.matches(open).count() {
            line = line[..line.len() - close.len_utf8()].trim_end();
        }
    }
    line.to_owned()
}

fn segments_of(reading: &Reading<'_>, vocabulary: &Vocabulary, confidence: f32) -> Vec<Segment> {
    let tokens = &reading.tokens;
    reading
        .elements
        .iter()
        .map(|e| {
            let span = span_of(tokens, e.from, e.to);
            let text = || span.of(reading.printed).unwrap_or_default().to_owned();
            let (taken_for, value) = match &e.taken {
                Taken::Marker => (SegmentKind::Marker, text()),
                Taken::Known(n) => {
                    let entry = vocabulary.organisation(*n);
                    (
                        match entry.kind {
                            Some(OrganisationKind::Collection) => SegmentKind::Collection,
                            _ => SegmentKind::Organisation,
                        },
                        entry.name.to_string(),
                    )
                }
                Taken::Organisation => (SegmentKind::Organisation, name_of(reading, e)),
                Taken::Person => (SegmentKind::Person, people::display(reading.printed, tokens, e.from, e.to)),
                Taken::Status(status) => (SegmentKind::Status, status.to_string()),
                Taken::Flag(flag) => (SegmentKind::Flag, flag.to_string()),
                Taken::Licence(name) => (SegmentKind::Licence, name.clone()),
                Taken::Restriction => (SegmentKind::Restriction, text()),
                Taken::Aside | Taken::Noise | Taken::Open => (SegmentKind::Unknown, text()),
            };
            let sure = match &e.taken {
                Taken::Known(_) | Taken::Marker | Taken::Licence(_) => weights::segment::CERTAIN,
                Taken::Status(_) | Taken::Flag(_) => weights::segment::WORD,
                Taken::Person => weights::segment::PERSON,
                Taken::Organisation => weights::segment::SHAPED,
                _ => weights::segment::OTHER,
            };
            Segment {
                span,
                taken_for,
                value,
                why: e.why,
                confidence: if confidence < weights::ACCEPTED { sure * weights::segment::IN_NO_CREDIT } else { sure },
            }
        })
        .collect()
}

/// Whether a gap ends a statement; shared with the splitting of captions.
pub(crate) fn ends_statement(gap: Gap) -> bool {
    gap.has(Gap::DOT | Gap::ELLIPSIS | Gap::QUOTE | Gap::CLOSE | Gap::OTHER)
}
