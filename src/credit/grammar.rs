//! The grammar of a credit line: markers first, then segment by segment.
//!
//! A segment is what stands between two separators (`/ | , ; – ·`, brackets, `via`, `for`, `by`).
//! Each is taken for what the authority or the lexicon knows it as; what neither knows is left open
//! with its shape, for [`super::verdict`] to settle in the light of the whole line.

use super::authority::{Authority, Match};
use super::lexicon::{Class, LEXICON};
use super::tokens::{Gap, Tokens, tokenise};
use super::{licence, people};
use crate::model::{Flag, Status};

/// What parts an element from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Start,
    /// Only a space: the segment held more than one thing.
    Space,
    Slash,
    Pipe,
    Comma,
    Dash,
    Colon,
    Bracket,
    Via,
    For,
    From,
    By,
    And,
}

/// What a run of words was taken for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    Marker,
    /// An organisation of the authority: its index there.
    Known(usize),
    /// An organisation by its shape.
    Organisation,
    Person,
    Status(Status),
    Flag(Flag),
    Licence(String),
    /// A name on a social network, an address of e-mail, a number: kept out of the names.
    Aside,
    Noise,
    /// Not settled yet.
    Open,
}

/// A run of words and what it was taken for.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub from: usize,
    pub to: usize,
    pub taken: Taken,
    pub separator: Separator,
    pub why: &'static str,
}

/// A line read, not yet settled.
#[derive(Debug)]
pub(super) struct Reading<'l> {
    pub printed: &'l str,
    pub tokens: Tokens,
    pub elements: Vec<Element>,
    /// First word after the markers, one past the last word that belongs to the credit.
    pub body: (usize, usize),
    /// First word of the line without its markers: a flag without a colon is part of the line.
    pub line_from: Option<usize>,
    /// A marker such as `Photo:` introduces the line.
    pub marked: bool,
    /// The only marker is one that also stands under statistics: `Source:`.
    pub source_only: bool,
    /// `©` or "copyright" introduces the line.
    pub copyright: bool,
    /// A year follows the copyright sign.
    pub copyright_year: bool,
    /// The line is known to be about something else.
    pub negative: bool,
    /// "All rights reserved" or the like.
    pub rights_reserved: bool,
}

/// Reads `printed`.
pub(super) fn read<'l>(printed: &'l str, authority: &Authority) -> Reading<'l> {
    let mut tokens = tokenise(printed);
    part_suffixes(printed, &mut tokens);
    let to = tokens.words.len();
    let mut reader = Reader {
        authority,
        out: Reading {
            printed,
            tokens,
            elements: Vec::with_capacity(8),
            body: (0, to),
            line_from: None,
            marked: false,
            source_only: true,
            copyright: false,
            copyright_year: false,
            negative: false,
            rights_reserved: false,
        },
    };
    reader.negative();
    reader.trailing_noise();
    reader.markers();
    reader.segments();
    reader.out
}

struct Reader<'l, 'a> {
    authority: &'a Authority,
    out: Reading<'l>,
}

/// Most words that a line may have to be read as a credit: more is prose.
const MOST_WORDS: usize = 60;

impl Reader<'_, '_> {
    fn tokens(&self) -> &Tokens {
        &self.out.tokens
    }

    fn push(&mut self, from: usize, to: usize, taken: Taken, separator: Separator, why: &'static str) {
        self.out.elements.push(Element { from, to, taken, separator, why });
    }

    /// Lines that only look like a credit.
    fn negative(&mut self) {
        let to = self.out.body.1;
        if to > MOST_WORDS {
            self.out.negative = true;
            return;
        }
        let whole = LEXICON.get(self.tokens().folded(0, to)).map_or(Class::default(), |e| e.class);
        let inside = (0..to).any(|i| LEXICON.longest_at(self.tokens(), i, to, Class::NEGATIVE).is_some())
            || self.tokens().words.iter().any(|w| w.caseless)
                && LEXICON.negative_parts.iter().any(|p| self.tokens().folded.contains(p.as_str()));
        self.out.negative = whole.has(Class::UI) || inside;
    }

    /// "hide caption", "All rights reserved", "TPX IMAGES OF THE DAY" at the end.
    fn trailing_noise(&mut self) {
        let (from, mut to) = self.out.body;
        while let Some(found) = LEXICON.longest_before(self.tokens(), from, to, Class::NOISE) {
            if found.words < 2 || found.words >= to - from {
                break;
            }
            if self.tokens().folded(to - found.words, to).contains("reserv") {
                self.out.rights_reserved = true;
            }
            self.push(to - found.words, to, Taken::Noise, Separator::Space, "says nothing of who is owed credit");
            to -= found.words;
        }
        self.out.body.1 = to;
    }

    /// Markers at the head: `Foto:`, `Photo by`, `© 2017`, `Courtesy of`.
    fn markers(&mut self) {
        let (mut from, to) = self.out.body;
        while from < to {
            if self.tokens().gap(from).has(Gap::COPYRIGHT) && !self.out.copyright {
                self.mark(false);
                self.out.copyright = true;
            }
            let Some(taken) = self.marker_at(from, to) else {
                break;
            };
            from += taken;
        }
        self.out.body.0 = from;
    }

    fn mark(&mut self, source: bool) {
        self.out.marked = true;
        self.out.source_only &= source;
    }

    /// Words of the marker at `from`, if one stands there.
    fn marker_at(&mut self, from: usize, to: usize) -> Option<usize> {
        let tokens = &self.out.tokens;
        let word = tokens.folded(from, from + 1);
        // (c) 2017
        if word == "c" && tokens.gap(from).has(Gap::OPEN) && tokens.gap(from + 1).has(Gap::CLOSE) {
            self.out.copyright = true;
            self.mark(false);
            self.push(from, from + 1, Taken::Marker, Separator::Start, "copyright sign");
            return Some(1);
        }
        if self.out.copyright && is_year(tokens, from) && to - from > 1 {
            self.out.copyright_year = true;
            self.push(from, from + 1, Taken::Noise, Separator::Start, "year of the copyright");
            return Some(1);
        }
        if self.out.marked
            && LEXICON.class(tokens, from).has(Class::BY)
            && tokens.words[from].lower > 0
            && to - from > 1
        {
            self.push(from, from + 1, Taken::Marker, Separator::Start, "introduces a credit");
            return Some(1);
        }
        let wanted = Class::MARKER | Class::MARKER_BARE | Class::FLAG | Class::OTHER_ROLE;
        let found = LEXICON.longest_at(tokens, from, to, wanted)?;
        let end = from + found.words;
        if self.authority.longest_at(tokens, from, to).is_some_and(|(words, _)| words > found.words) {
            return None;
        }
        let after = tokens.gap(end);
        // "Fot. Jan Nowak", "Dok. IGI": an abbreviated marker.
        let abbreviated =
            after.has(Gap::DOT) && tokens.words[end - 1].letters <= 5 && !found.entry.class.has(Class::FLAG);
        let parted = abbreviated
            || after.has(
                Gap::COLON
                    | Gap::ELLIPSIS
                    | Gap::EQUALS
                    | Gap::COPYRIGHT
                    | Gap::PIPE
                    | Gap::SLASH
                    | Gap::DASH
                    | Gap::OPEN
                    | Gap::BULLET
                    | Gap::NEWLINE,
            );
        let class = found.entry.class;
        let dated = is_year_at(tokens, end) && tokens.folded(from, end).ends_with("copyright");
        if end >= to {
            // A marker alone says nothing; a flag alone ("Archivo") is a segment.
            return None;
        }
        let accepted = class.has(Class::MARKER_BARE)
            || dated
            || class.has(Class::MARKER)
                && (parted || after.has(Gap::COMMA) && found.words > 1 || self.marker_without_separator(from, end, to))
            || class.has(Class::FLAG)
                && (parted && !after.has(Gap::SLASH | Gap::OPEN) || ends_with_connective(tokens, end));
        if !accepted {
            return None;
        }
        if let Some(flag) = found.entry.flag {
            self.push(from, end, Taken::Flag(flag), Separator::Start, "marker with a meaning");
            if !after.has(Gap::COLON | Gap::ELLIPSIS) && !ends_with_connective(&self.out.tokens, end) {
                self.out.line_from.get_or_insert(from);
            }
            self.mark(false);
            return Some(found.words);
        }
        if self.out.tokens.folded(from, end).contains("copyright") {
            self.out.copyright = true;
        }
        self.mark(class.has(Class::SOURCE));
        self.push(from, end, Taken::Marker, Separator::Start, "introduces a credit");
        Some(found.words)
    }

    /// `Foto Ansa`, `Photo DR`, `Foto Björn Falk`: believed when a known organisation, a flag or a
    /// whole name follows.
    fn marker_without_separator(&self, from: usize, marker_end: usize, to: usize) -> bool {
        let tokens = self.tokens();
        if self.authority.longest_at(tokens, marker_end, to).is_some() {
            return true;
        }
        let end = (marker_end + 1..to).find(|i| tokens.gap(*i).has(Gap::SEPARATORS)).unwrap_or(to);
        if LEXICON.get(tokens.folded(marker_end, end)).is_some_and(|e| e.class.has(Class::FLAG | Class::STATUS)) {
            return true;
        }
        let caseless = tokens.words[from].caseless;
        !caseless && end - marker_end >= 2 && people::looks_like_name(tokens, marker_end, end)
    }

    /// Cuts the body at its separators and takes each segment.
    fn segments(&mut self) {
        let (from, to) = self.out.body;
        let mut start = from;
        let mut separator = Separator::Start;
        let mut at = from;
        while at < to {
            if at > start
                && let Some(found) = self.boundary(start, at, to)
            {
                self.segment_or_other_role(start, at, separator);
                separator = found.0;
                start = at + found.1;
                at = start;
                // "/via", ", via": the word says more than the sign.
                while start < to
                    && let Some(word) = self.connective(start, to)
                    && matches!(word, Separator::Via | Separator::From | Separator::By)
                    && start + 1 < to
                {
                    separator = word;
                    start += 1;
                    at = start;
                }
                continue;
            }
            at += 1;
        }
        if start < to {
            self.segment_or_other_role(start, to, separator);
        }
    }

    /// `Styling: Name`: whoever stands behind another role's name has no authorship of the picture.
    fn segment_or_other_role(&mut self, from: usize, to: usize, separator: Separator) {
        let role_before = separator == Separator::Colon
            && self.out.elements.last().is_some_and(|e| {
                e.to == from
                    && LEXICON.get(self.tokens().folded(e.from, e.to)).is_some_and(|p| p.class.has(Class::OTHER_ROLE))
            });
        // `Gil Ader from Springfield, Anystate, CC BY 4.0`: a place goes on behind its comma.
        const PLACE: &str = "where somebody is from";
        let place_goes_on = separator == Separator::Comma
            && self.out.elements.last().is_some_and(|e| e.why == PLACE)
            && self.known(from, to).is_none()
            && licence::at(self.tokens(), from, to).is_none();
        if place_goes_on {
            return self.push(from, to, Taken::Noise, separator, PLACE);
        }
        if role_before {
            self.push(from, to, Taken::Aside, separator, "has another role than the creator's");
        } else {
            self.segment(from, to, separator);
        }
    }

    /// Whether a segment ends before word `at`: the separator, and how many words it takes.
    fn boundary(&self, start: usize, at: usize, to: usize) -> Option<(Separator, usize)> {
        let tokens = self.tokens();
        let gap = tokens.gap(at);
        let separator = match gap {
            g if g.has(Gap::SLASH) => Some(Separator::Slash),
            g if g.has(Gap::PIPE | Gap::BULLET | Gap::EQUALS | Gap::NEWLINE | Gap::SEMICOLON) => Some(Separator::Pipe),
            g if g.has(Gap::OPEN | Gap::CLOSE) => Some(Separator::Bracket),
            g if g.has(Gap::COLON) => Some(Separator::Colon),
            g if g.has(Gap::DASH | Gap::ELLIPSIS | Gap::COPYRIGHT) => Some(Separator::Dash),
            g if g.has(Gap::COMMA) => Some(Separator::Comma),
            g if g.has(Gap::DOT) && self.full_stop(at) => Some(Separator::Comma),
            _ => None,
        };
        if let Some(separator) = separator {
            return Some((separator, 0));
        }
        if at + 1 >= to || self.inside_quotes(start, at) {
            return None;
        }
        let word = self.connective(at, to)?;
        let believed = match word {
            Separator::Via | Separator::By => true,
            Separator::From => {
                self.authority.longest_at(tokens, at + 1, to).is_some() || people::looks_like_name(tokens, start, at)
            }
            Separator::For => {
                people::looks_like_name(tokens, start, at)
                    || self.authority.find_folded(tokens.folded(start, at)).is_some()
            }
            _ => false,
        };
        believed.then_some((word, 1))
    }

    /// Small words inside a quoted name part nothing.
    fn inside_quotes(&self, start: usize, at: usize) -> bool {
        let tokens = self.tokens();
        let opened = (start..at).filter(|i| tokens.gap(*i).has(Gap::QUOTE)).count();
        opened == 1 && !tokens.gap(at).has(Gap::QUOTE)
    }

    /// A dot that ends a statement: not one of an initial or an abbreviation.
    fn full_stop(&self, at: usize) -> bool {
        let before = &self.tokens().words[at - 1];
        let after = &self.tokens().words[at];
        if before.caseless {
            return true;
        }
        self.tokens().gap(at).has(Gap::SPACE) && before.letters > 3 && before.lower > 0 && after.capital
    }

    fn connective(&self, at: usize, to: usize) -> Option<Separator> {
        let tokens = self.tokens();
        if tokens.words[at].caseless && !tokens.words[at].capital {
            return None;
        }
        let class = LEXICON.class(tokens, at);
        // CC BY is a licence.
        if at > 0 && tokens.folded(at - 1, at) == "cc" {
            return None;
        }
        // "Via" is printed with a capital too; the short ones are particles of names.
        if class.has(Class::VIA) {
            return Some(Separator::Via);
        }
        if tokens.words[at].capital && tokens.words[at].upper != tokens.words[at].letters {
            return None;
        }
        let name_follows = at + 2 < to;
        match class {
            c if c.has(Class::FOR) => Some(Separator::For),
            c if c.has(Class::PARTICLE) && c.has(Class::BY | Class::FROM) => None,
            c if c.has(Class::BY) => Some(Separator::By),
            c if c.has(Class::FROM) && (name_follows || self.authority.longest_at(tokens, at + 1, to).is_some()) => {
                Some(Separator::From)
            }
            _ => None,
        }
    }

    /// Takes words `from..to` for what they are.
    fn segment(&mut self, from: usize, to: usize, separator: Separator) {
        if from >= to {
            return;
        }
        if self.whole(from, to, separator) || self.aside(from, to, separator) {
            return;
        }
        if let Some(found) = licence::at(self.tokens(), from, to) {
            let end = from + found.words;
            if found.public_domain {
                self.push(from, end, Taken::Flag(Flag::PublicDomain), separator, "dedication to the public domain");
            }
            self.push(from, end, Taken::Licence(found.name), separator, "licence");
            return self.segment(end, to, Separator::Space);
        }
        if self.with_head(from, to, separator)
            || self.with_tail(from, to, separator)
            || self.parted_inside(from, to, separator)
        {
            return;
        }
        self.by_shape(from, to, separator);
    }

    /// The whole segment is known to the authority or the lexicon.
    fn whole(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let folded = self.tokens().folded(from, to);
        if let Some(number) = self.known(from, to) {
            self.push(from, to, Taken::Known(number), separator, "known to the authority");
            return true;
        }
        let Some(entry) = LEXICON.get(folded) else {
            return false;
        };
        let class = entry.class;
        let (taken, why) = if let Some(status) = entry.status {
            (Taken::Status(status), "standing of the creator")
        } else if let Some(flag) = entry.flag {
            (Taken::Flag(flag), "says how the picture came about")
        } else if class.has(Class::NOISE | Class::JOB | Class::MARKER | Class::MARKER_BARE | Class::OTHER_ROLE) {
            (Taken::Noise, "a job or marker word alone")
        } else {
            return false;
        };
        self.push(from, to, taken, separator, why);
        true
    }

    /// The organisation that words `from..to` spell, if its spelling may be believed here.
    fn known(&self, from: usize, to: usize) -> Option<usize> {
        let number = self.authority.find_folded(self.tokens().folded(from, to))?;
        self.believed(number, from, to).then_some(number)
    }

    fn believed(&self, number: usize, from: usize, to: usize) -> bool {
        let entry = &self.authority.entries()[number];
        if entry.matching != Match::Case {
            return true;
        }
        let words = &self.tokens().words;
        let text = &self.out.printed[words[from].start as usize..words[to - 1].end as usize];
        entry.name == text || entry.spellings.iter().any(|s| s.text == text)
    }

    /// Handles, addresses, numbers.
    fn aside(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let tokens = self.tokens();
        if tokens.gap(from).has(Gap::AT) {
            self.push(from, to, Taken::Aside, separator, "a name on a social network");
            return true;
        }
        if let Some(at) = (from + 1..to).find(|i| tokens.gap(*i).has(Gap::AT)) {
            let spaced = tokens.gap(at).has(Gap::SPACE);
            let start = if spaced { at } else { at - 1 };
            self.push(start, to, Taken::Aside, separator, "an address or a name on a social network");
            self.segment(from, start, separator);
            return true;
        }
        if (from..to).all(|i| tokens.words[i].digits > tokens.words[i].letters) {
            self.push(from, to, Taken::Aside, separator, "a number");
            return true;
        }
        false
    }

    /// A known beginning with something else behind it: `AP Photo`, `Freelance photographer Jane
    /// Ruiz`, `Courtesy UNAM`, `EFE J.J. Guillén`.
    fn with_head(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE | Class::MARKER | Class::MARKER_BARE;
        let phrase = LEXICON.longest_at(self.tokens(), from, to, classes).filter(|f| f.words < to - from);
        let known = self
            .authority
            .longest_at(self.tokens(), from, to)
            .filter(|(words, n)| *words < to - from && self.believed(*n, from, from + words));
        if let Some((words, number)) = known.filter(|(words, _)| phrase.is_none_or(|p| p.words <= *words)) {
            if self.fits_behind(number, from + words, to) {
                self.push(from, from + words, Taken::Known(number), separator, "known to the authority");
                self.segment(from + words, to, Separator::Space);
                return true;
            }
            return false;
        }
        let Some(phrase) = phrase else { return false };
        let end = from + phrase.words;
        let firm = phrase.entry.status.is_some() || phrase.words > 1;
        if !firm && !self.clear_rest(end, to) {
            return false;
        }
        let taken = match (phrase.entry.status, phrase.entry.flag) {
            (Some(status), _) => Taken::Status(status),
            (_, Some(flag)) => Taken::Flag(flag),
            _ => Taken::Noise,
        };
        self.push(from, end, taken, separator, "stands before the name");
        self.segment(end, to, Separator::Space);
        true
    }

    /// Whether what follows the organisation `number` inside one segment can be read by itself.
    fn fits_behind(&self, number: usize, from: usize, to: usize) -> bool {
        let tokens = self.tokens();
        let entry = &self.authority.entries()[number];
        if self.known(from, to).is_some() || tokens.gap(from).has(Gap::AT) {
            return true;
        }
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE | Class::MARKER | Class::MARKER_BARE;
        if let Some(found) = LEXICON.longest_at(tokens, from, to, classes) {
            return from + found.words == to || self.fits_behind(number, from + found.words, to);
        }
        if LEXICON.class(tokens, from).has(Class::AND) && from + 1 < to {
            return self.authority.longest_at(tokens, from + 1, to).is_some();
        }
        if let Some((words, next)) = self.authority.longest_at(tokens, from, to) {
            return from + words == to || self.fits_behind(next, from + words, to);
        }
        entry.supplies_images() && people::looks_like_name(tokens, from, to)
    }

    fn clear_rest(&self, from: usize, to: usize) -> bool {
        self.known(from, to).is_some()
            || has_organisation_shape(self.tokens(), from, to)
            || people::looks_like_name(self.tokens(), from, to)
            || self
                .authority
                .longest_at(self.tokens(), from, to)
                .is_some_and(|(words, n)| from + words == to || self.fits_behind(n, from + words, to))
            || self.tokens().gap(from).has(Gap::OPEN | Gap::QUOTE)
            || LEXICON.get(self.tokens().folded(from, to)).is_some_and(|e| e.flag.is_some() || e.status.is_some())
    }

    /// A known end with something else before it: `Kremlin Pool Photo`, `김혜진 기자`, `LRT nuotr.`.
    fn with_tail(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE;
        if let Some(found) = LEXICON.longest_before(self.tokens(), from, to, classes).filter(|f| f.words < to - from) {
            let end = to - found.words;
            let readable = self.known(from, end).is_some()
                || people::looks_like_name(self.tokens(), from, end)
                || self.tokens().words[from].caseless;
            if readable || found.entry.status.is_some() {
                self.segment(from, end, separator);
                let taken = match (found.entry.status, found.entry.flag) {
                    (Some(status), _) => Taken::Status(status),
                    (_, Some(flag)) => Taken::Flag(flag),
                    _ => Taken::Noise,
                };
                self.push(end, to, taken, Separator::Space, "stands behind the name");
                return true;
            }
        }
        let Some((words, number)) = self.authority.longest_before(self.tokens(), from, to) else {
            return false;
        };
        let end = to - words;
        if end <= from || !self.believed(number, end, to) {
            return false;
        }
        let hyphen = self.tokens().gap(end).has(Gap::HYPHEN);
        let name = people::looks_like_name(self.tokens(), from, end);
        let entry = &self.authority.entries()[number];
        if name && (hyphen || entry.supplies_images() && entry.matching == Match::Anywhere) {
            self.push(from, end, Taken::Person, separator, "a name beside an organisation");
            self.push(
                end,
                to,
                Taken::Known(number),
                if hyphen { Separator::Dash } else { Separator::Space },
                "known to the authority",
            );
            return true;
        }
        false
    }

    /// Two names in one segment: `AP-Evan Vucci`, `Ana Ruiz and Jo Lee`, `Truth Social et X`.
    fn parted_inside(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        for at in from + 1..to {
            let tokens = self.tokens();
            if tokens.gap(at).has(Gap::HYPHEN) && !tokens.gap(at).has(Gap::SPACE) {
                let known = self.known(from, at).is_some() || self.known(at, to).is_some();
                let clear = |a, b| self.known(a, b).is_some() || people::looks_like_name(self.tokens(), a, b);
                if known && clear(from, at) && clear(at, to) {
                    self.segment(from, at, separator);
                    self.segment(at, to, Separator::Dash);
                    return true;
                }
            }
            let and_word = LEXICON.class(tokens, at).has(Class::AND) && !tokens.words[at].capital && at + 1 < to;
            let amp = tokens.gap(at).has(Gap::AMP);
            if and_word || amp {
                let next = at + usize::from(and_word);
                let clear = |a, b| self.known(a, b).is_some() || people::looks_like_name(self.tokens(), a, b);
                if clear(from, at) && clear(next, to) || self.first_names(from, at, next, to) {
                    self.segment(from, at, separator);
                    self.segment(next, to, Separator::And);
                    return true;
                }
            }
        }
        false
    }

    /// `Anna and Bo Falk` is two people too, but is left as one name: the first has no surname.
    fn first_names(&self, from: usize, at: usize, next: usize, to: usize) -> bool {
        let tokens = self.tokens();
        at - from >= 2 && self.known(from, at).is_some() && next + 1 == to && people::looks_like_surname(tokens, next)
    }

    fn by_shape(&mut self, from: usize, to: usize, separator: Separator) {
        let tokens = self.tokens();
        let (taken, why) = if separator == Separator::From && !people::looks_like_name(tokens, from, to) {
            (Taken::Noise, "where somebody is from")
        } else if has_organisation_shape(tokens, from, to) {
            (Taken::Organisation, "has the shape of an organisation's name")
        } else if people::looks_like_name(tokens, from, to) {
            (Taken::Person, "has the shape of a person's name")
        } else {
            (Taken::Open, "not known")
        };
        self.push(from, to, taken, separator, why);
    }
}

/// `警視庁提供` is a name and a marker without a space between them: parted here.
fn part_suffixes(printed: &str, tokens: &mut Tokens) {
    let mut at = 0;
    while at < tokens.words.len() {
        let word = tokens.words[at];
        if word.caseless && word.letters > 2 {
            let folded = &tokens.folded[word.folded_start as usize..word.folded_end as usize];
            let suffix =
                LEXICON.suffixes.iter().find(|s| folded.len() > s.text.len() && folded.ends_with(s.text.as_str()));
            let text = &printed[word.start as usize..word.end as usize];
            if let Some(suffix) = suffix.filter(|s| text.ends_with(s.text.as_str())) {
                let length = suffix.text.len() as u32;
                let letters = suffix.text.chars().count() as u8;
                let mut tail = word;
                tail.start = word.end - length;
                tail.folded_start = word.folded_end - length;
                tail.gap = Gap::default();
                tail.letters = letters;
                let head = &mut tokens.words[at];
                head.end = tail.start;
                head.folded_end = tail.folded_start;
                head.letters = word.letters.saturating_sub(letters);
                tokens.words.insert(at + 1, tail);
                at += 1;
            }
        }
        at += 1;
    }
}

/// Small words that no name has: the words are running text.
pub(super) fn is_prose(tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut small = 0;
    for i in from..to {
        let word = &tokens.words[i];
        if word.caseless || word.letters == 0 || word.upper > 0 || word.digits > 0 {
            continue;
        }
        let class = LEXICON.class(tokens, i);
        if !class.has(Class::PARTICLE | Class::AND | Class::SHAPE) && !links_names(tokens.folded(i, i + 1)) {
            small += 1;
        }
    }
    let caseless = (from..to).filter(|i| tokens.words[*i].caseless).count();
    small > 0 || caseless > 5
}

/// Small words inside the names of organisations.
fn links_names(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "for"
            | "the"
            | "and"
            | "in"
            | "on"
            | "at"
            | "des"
            | "der"
            | "dos"
            | "das"
            | "per"
            | "pour"
            | "para"
            | "por"
            | "fur"
            | "und"
            | "sur"
            | "aux"
            | "au"
            | "unas"
            | "os"
            | "as"
            | "im"
            | "zur"
            | "zum"
            | "von"
            | "s"
    )
}

fn is_year_at(tokens: &Tokens, index: usize) -> bool {
    index < tokens.words.len() && is_year(tokens, index)
}

fn is_year(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.folded(index, index + 1);
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// The phrase before `end` ends in of, by, from, via: what follows is who.
fn ends_with_connective(tokens: &Tokens, end: usize) -> bool {
    matches!(
        tokens.folded(end - 1, end),
        "of" | "by"
            | "from"
            | "via"
            | "to"
            | "von"
            | "der"
            | "de"
            | "par"
            | "por"
            | "di"
            | "da"
            | "af"
            | "av"
            | "sur"
            | "dari"
            | "oleh"
            | "za"
    )
}

/// Words that make a name an organisation: Agency, Ltd, Police, a domain, an acronym.
pub(super) fn has_organisation_shape(tokens: &Tokens, from: usize, to: usize) -> bool {
    // A domain: n-tv.de
    let last = &tokens.words[to - 1];
    if to - from > 1
        && to - from <= 5
        && tokens.gap(to - 1).0 == Gap::DOT
        && last.lower == last.letters
        && (2..=4).contains(&last.letters)
    {
        return true;
    }
    if to - from > 10 || is_prose(tokens, from, to) {
        return false;
    }
    (from..to).any(|i| {
        let word = &tokens.words[i];
        let class = LEXICON.class(tokens, i);
        if class.has(Class::SHAPE)
            && !class.has(Class::WEAK)
            && (word.capital || word.caseless)
            && !(class.has(Class::PARTICLE) && to - from > 1)
        {
            return true;
        }
        word.caseless && word.letters > 1 && {
            let folded = tokens.folded(i, i + 1);
            LEXICON.shape_parts.iter().any(|p| folded.len() > p.len() && (folded.ends_with(p.as_str())))
        }
    })
}
