//! The grammar of a credit line: markers first, then segment by segment.
//!
//! A segment is what stands between two separators (`/ | , ; – ·`, brackets, `via`, `for`, `by`).
//! Each is taken for what the authority or the lexicon knows it as; what neither knows is left open
//! with its shape, for `verdict` to settle in the light of the whole line.

use super::class::Class;
use super::organisations::Match;
use super::phrases::House;
use super::reading::{Element, Reading, Separator, Taken};
use super::reason::Reason;
use super::shape::{has_organisation_shape, part_suffixes, restricts};
use super::tokens::{Gap, Tokens, tokenise};
use super::vocabulary::Vocabulary;
use super::{licence, people};
use crate::model::Flag;

/// Reads `printed`.
pub(crate) fn read<'l>(printed: &'l str, vocabulary: &Vocabulary) -> Reading<'l> {
    let mut tokens = tokenise(printed, vocabulary);
    part_suffixes(printed, &mut tokens, vocabulary);
    let to = tokens.words.len();
    let mut reader = Reader {
        vocabulary,
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
    reader.editors_note();
    reader.negative();
    reader.trailing_noise();
    reader.markers();
    reader.segments();
    reader.out
}

pub(crate) struct Reader<'l, 'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) out: Reading<'l>,
}

/// Most words that a line may have to be read as a credit: more is prose.
pub(crate) const MOST_WORDS: usize = 60;

impl Reader<'_, '_> {
    pub(crate) fn tokens(&self) -> &Tokens {
        &self.out.tokens
    }

    pub(crate) fn push(&mut self, from: usize, to: usize, taken: Taken, separator: Separator, why: Reason) {
        self.out.elements.push(Element { from, to, taken, separator, why });
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

    /// `Styling: Name`, `Styling by Name`: whoever stands behind another role's name has no authorship of the picture.
    fn segment_or_other_role(&mut self, from: usize, to: usize, separator: Separator) {
        let between = usize::from(separator == Separator::By);
        let role_before = matches!(separator, Separator::Colon | Separator::By)
            && self.out.elements.last().is_some_and(|e| {
                e.to + between == from && self.vocabulary.is(self.tokens().folded(e.from, e.to), Class::OTHER_ROLE)
            });
        // `Gil Ader from Springfield, Anystate, CC BY 4.0`: a place goes on behind its comma.
        let place_goes_on = separator == Separator::Comma
            && self.out.elements.last().is_some_and(|e| e.why == Reason::Origin)
            && self.known(from, to).is_none()
            && licence::at(self.tokens(), from, to).is_none();
        if place_goes_on {
            return self.push(from, to, Taken::Noise, separator, Reason::Origin);
        }
        if role_before {
            self.push(from, to, Taken::Aside, separator, Reason::OtherRole);
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
                self.vocabulary.house_at(tokens, at + 1, to).is_some()
                    || people::looks_like_name(tokens, start, at, self.vocabulary)
            }
            Separator::For => {
                people::looks_like_name(tokens, start, at, self.vocabulary)
                    || self.vocabulary.find_folded(tokens.folded(start, at)).is_some()
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
        let class = tokens.class(at);
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
            c if c.has(Class::FROM) && (name_follows || self.vocabulary.house_at(tokens, at + 1, to).is_some()) => {
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
        let and = self.tokens().words[from].upper == 0 && self.tokens().class(from).has(Class::AND);
        if and && to - from > 1 && separator == Separator::Space {
            return self.segment(from + 1, to, Separator::And);
        }
        if restricts(self.tokens(), from, to, self.vocabulary) {
            return self.push(from, to, Taken::Restriction, separator, Reason::Restricts);
        }
        if self.whole(from, to, separator) || self.aside(from, to, separator) {
            return;
        }
        if let Some(found) = licence::at(self.tokens(), from, to) {
            let end = from + found.words;
            if found.public_domain {
                self.push(from, end, Taken::Flag(Flag::PublicDomain), separator, Reason::PublicDomain);
            }
            self.push(from, end, Taken::Licence(found.name), separator, Reason::Licence);
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
        // "Bild:" alone is the marker, not the newspaper.
        let marker = self.tokens().gap(to).has(Gap::COLON) && self.vocabulary.is(folded, Class::MARKER);
        if let Some(number) = self.known(from, to).filter(|_| !marker) {
            self.push(from, to, Taken::Known(number), separator, Reason::Known);
            return true;
        }
        let Some(entry) = self.vocabulary.get(folded) else {
            return false;
        };
        let class = entry.class;
        let (taken, why) = if let Some(status) = entry.status {
            (Taken::Status(status), Reason::Standing)
        } else if let Some(flag) = entry.flag {
            (Taken::Flag(flag), Reason::Provenance)
        } else if class.has(Class::NOISE | Class::JOB | Class::MARKER | Class::MARKER_BARE | Class::OTHER_ROLE) {
            (Taken::Noise, Reason::Label)
        } else {
            return false;
        };
        self.push(from, to, taken, separator, why);
        true
    }

    /// The organisation that words `from..to` spell, if its spelling may be believed here.
    fn known(&self, from: usize, to: usize) -> Option<usize> {
        let number = self.vocabulary.find_folded(self.tokens().folded(from, to))?;
        self.believed(number, from, to).then_some(number)
    }

    fn believed(&self, number: usize, from: usize, to: usize) -> bool {
        let entry = self.vocabulary.organisation(number);
        let words = &self.tokens().words;
        let text = &self.out.printed[words[from].start as usize..words[to - 1].end as usize];
        entry.matching != Match::Case || entry.texts().any(|t| t == text)
    }

    /// Handles, addresses, numbers.
    fn aside(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let tokens = self.tokens();
        if tokens.gap(from).has(Gap::AT) {
            self.push(from, to, Taken::Aside, separator, Reason::Handle);
            return true;
        }
        if let Some(at) = (from + 1..to).find(|i| tokens.gap(*i).has(Gap::AT)) {
            let spaced = tokens.gap(at).has(Gap::SPACE);
            let start = if spaced { at } else { at - 1 };
            self.push(start, to, Taken::Aside, separator, Reason::Address);
            self.segment(from, start, separator);
            return true;
        }
        if (from..to).all(|i| tokens.words[i].digits > tokens.words[i].letters) {
            self.push(from, to, Taken::Aside, separator, Reason::Number);
            return true;
        }
        false
    }

    /// A known beginning with something else behind it: `AP Photo`, `Freelance photographer Jane
    /// Ruiz`, `Courtesy UNAM`, `EFE J.J. Guillén`.
    fn with_head(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE | Class::MARKER | Class::MARKER_BARE;
        let phrase = self.vocabulary.phrase_at(self.tokens(), from, to, classes).filter(|f| f.words < to - from);
        let known = self
            .vocabulary
            .house_at(self.tokens(), from, to)
            .filter(|house| house.words < to - from && self.believed(house.number, from, from + house.words));
        if let Some(House { words, number }) = known.filter(|house| phrase.is_none_or(|p| p.words <= house.words)) {
            if self.fits_behind(number, from + words, to) {
                self.push(from, from + words, Taken::Known(number), separator, Reason::Known);
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
        self.push(from, end, taken, separator, Reason::BeforeName);
        self.segment(end, to, Separator::Space);
        true
    }

    /// Whether what follows the organisation `number` inside one segment can be read by itself.
    fn fits_behind(&self, number: usize, from: usize, to: usize) -> bool {
        let tokens = self.tokens();
        let entry = self.vocabulary.organisation(number);
        if self.known(from, to).is_some() || tokens.gap(from).has(Gap::AT) {
            return true;
        }
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE | Class::MARKER | Class::MARKER_BARE;
        // X Photography, X Images are other houses than X; X Photo is X.
        let house = self.vocabulary.is(tokens.folded(from, to), Class::HOUSE);
        if let Some(found) = self.vocabulary.phrase_at(tokens, from, to, classes).filter(|_| !house) {
            return from + found.words == to || self.fits_behind(number, from + found.words, to);
        }
        if tokens.class(from).has(Class::AND) && from + 1 < to {
            return self.vocabulary.house_at(tokens, from + 1, to).is_some();
        }
        if let Some(House { words, number: next }) = self.vocabulary.house_at(tokens, from, to) {
            return from + words == to || self.fits_behind(next, from + words, to);
        }
        entry.supplies_images() && people::looks_like_name(tokens, from, to, self.vocabulary)
    }

    fn clear_rest(&self, from: usize, to: usize) -> bool {
        self.known(from, to).is_some()
            || has_organisation_shape(self.tokens(), from, to, self.vocabulary)
            || people::looks_like_name(self.tokens(), from, to, self.vocabulary)
            || self
                .vocabulary
                .house_at(self.tokens(), from, to)
                .is_some_and(|h| from + h.words == to || self.fits_behind(h.number, from + h.words, to))
            || self.tokens().gap(from).has(Gap::OPEN | Gap::QUOTE)
            || self
                .vocabulary
                .get(self.tokens().folded(from, to))
                .is_some_and(|e| e.flag.is_some() || e.status.is_some())
    }

    /// A known end with something else before it: `Kremlin Pool Photo`, `김혜진 기자`, `LRT nuotr.`.
    fn with_tail(&mut self, from: usize, to: usize, separator: Separator) -> bool {
        let classes = Class::JOB | Class::STATUS | Class::FLAG | Class::NOISE;
        if let Some(found) =
            self.vocabulary.phrase_before(self.tokens(), from, to, classes).filter(|f| f.words < to - from)
        {
            let end = to - found.words;
            let readable = self.known(from, end).is_some()
                || people::looks_like_name(self.tokens(), from, end, self.vocabulary)
                || self.tokens().words[from].caseless;
            if readable || found.entry.status.is_some() {
                self.segment(from, end, separator);
                let taken = match (found.entry.status, found.entry.flag) {
                    (Some(status), _) => Taken::Status(status),
                    (_, Some(flag)) => Taken::Flag(flag),
                    _ => Taken::Noise,
                };
                self.push(end, to, taken, Separator::Space, Reason::BehindName);
                return true;
            }
        }
        let Some(House { words, number }) = self.vocabulary.house_before(self.tokens(), from, to) else {
            return false;
        };
        let end = to - words;
        if end <= from || !self.believed(number, end, to) {
            return false;
        }
        let hyphen = self.tokens().gap(end).has(Gap::HYPHEN);
        let name = people::looks_like_name(self.tokens(), from, end, self.vocabulary);
        let entry = self.vocabulary.organisation(number);
        if name && (hyphen || entry.supplies_images() && entry.matching == Match::Anywhere) {
            self.push(from, end, Taken::Person, separator, Reason::BesideOrganisation);
            self.push(
                end,
                to,
                Taken::Known(number),
                if hyphen { Separator::Dash } else { Separator::Space },
                Reason::Known,
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
                let clear =
                    |a, b| self.known(a, b).is_some() || people::looks_like_name(self.tokens(), a, b, self.vocabulary);
                if known && clear(from, at) && clear(at, to) {
                    self.segment(from, at, separator);
                    self.segment(at, to, Separator::Dash);
                    return true;
                }
            }
            let and_word = tokens.class(at).has(Class::AND) && !tokens.words[at].capital && at + 1 < to;
            let amp = tokens.gap(at).has(Gap::AMP);
            if and_word || amp {
                let next = at + usize::from(and_word);
                let clear =
                    |a, b| self.known(a, b).is_some() || people::looks_like_name(self.tokens(), a, b, self.vocabulary);
                let known = amp && (self.known(from, at).is_some() || self.known(next, to).is_some());
                if known || clear(from, at) && clear(next, to) {
                    self.segment(from, at, separator);
                    self.segment(next, to, Separator::And);
                    return true;
                }
            }
        }
        false
    }

    fn by_shape(&mut self, from: usize, to: usize, separator: Separator) {
        let tokens = self.tokens();
        let (taken, why) =
            if separator == Separator::From && !people::looks_like_name(tokens, from, to, self.vocabulary) {
                (Taken::Noise, Reason::Origin)
            } else if has_organisation_shape(tokens, from, to, self.vocabulary) {
                (Taken::Organisation, Reason::OrganisationShape)
            } else if people::looks_like_name(tokens, from, to, self.vocabulary) {
                (Taken::Person, Reason::PersonShape)
            } else {
                (Taken::Open, Reason::NotKnown)
            };
        self.push(from, to, taken, separator, why);
    }
}
