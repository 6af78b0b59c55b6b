//! The head of a line: markers that introduce a credit, and the lines that only look like one.

use super::class::{Class, List};
use super::grammar::{MOST_WORDS, Reader};
use super::people;
use super::reading::{Separator, Taken};
use super::reason::Reason;
use super::shape::{is_year, is_year_at};
use super::tokens::Gap;

impl Reader<'_, '_> {
    /// Lines that only look like a credit.
    pub(crate) fn negative(&mut self) {
        let to = self.out.body.1;
        if to > MOST_WORDS {
            self.out.negative = true;
            return;
        }
        let whole = self.vocabulary.is(self.tokens().folded(0, to), Class::UI);
        let inside = (0..to).any(|i| self.vocabulary.phrase_at(self.tokens(), i, to, Class::NEGATIVE).is_some())
            || self.tokens().words.iter().any(|w| w.caseless)
                && self.vocabulary.list(List::NegativePart).iter().any(|p| self.tokens().folded.contains(p.as_ref()));
        self.out.negative = whole || inside;
    }

    /// `ATTENTION EDITORS - …` to the end of the line is about the use of the picture.
    pub(crate) fn editors_note(&mut self) {
        let to = self.out.body.1;
        let tokens = self.tokens();
        let note = (0..to).find(|i| self.vocabulary.phrase_at(tokens, *i, to, Class::EDITORS).is_some());
        if let Some(from) = note {
            self.push(from, to, Taken::Restriction, Separator::Space, Reason::EditorsNote);
            self.out.body.1 = from;
        }
    }

    /// "hide caption", "All rights reserved", "TPX IMAGES OF THE DAY" at the end.
    pub(crate) fn trailing_noise(&mut self) {
        let (from, mut to) = self.out.body;
        while let Some(found) = self.vocabulary.phrase_before(self.tokens(), from, to, Class::NOISE) {
            if found.words < 2 || found.words >= to - from {
                break;
            }
            if self.tokens().folded(to - found.words, to).contains("reserv") {
                self.out.rights_reserved = true;
            }
            self.push(to - found.words, to, Taken::Noise, Separator::Space, Reason::SaysNothing);
            to -= found.words;
        }
        self.out.body.1 = to;
    }

    /// Markers at the head: `Foto:`, `Photo by`, `© 2017`, `Courtesy of`.
    pub(crate) fn markers(&mut self) {
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
            self.push(from, from + 1, Taken::Marker, Separator::Start, Reason::CopyrightSign);
            return Some(1);
        }
        if self.out.copyright && is_year(tokens, from) && to - from > 1 {
            self.out.copyright_year = true;
            self.push(from, from + 1, Taken::Noise, Separator::Start, Reason::CopyrightYear);
            return Some(1);
        }
        if self.out.marked && tokens.class(from).has(Class::BY) && tokens.words[from].lower > 0 && to - from > 1 {
            self.push(from, from + 1, Taken::Marker, Separator::Start, Reason::Introduces);
            return Some(1);
        }
        let wanted = Class::MARKER | Class::MARKER_BARE | Class::FLAG | Class::OTHER_ROLE;
        let found = self.vocabulary.phrase_at(tokens, from, to, wanted)?;
        let end = from + found.words;
        if self.vocabulary.house_at(tokens, from, to).is_some_and(|house| house.words > found.words) {
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
                && (parted && !after.has(Gap::SLASH | Gap::OPEN) || tokens.class(end - 1).has(Class::CONNECTIVE));
        if !accepted {
            return None;
        }
        if let Some(flag) = found.entry.flag {
            self.push(from, end, Taken::Flag(flag), Separator::Start, Reason::MeaningfulMarker);
            if !after.has(Gap::COLON | Gap::ELLIPSIS) && !self.out.tokens.class(end - 1).has(Class::CONNECTIVE) {
                self.out.line_from.get_or_insert(from);
            }
            self.mark(false);
            return Some(found.words);
        }
        if self.out.tokens.folded(from, end).contains("copyright") {
            self.out.copyright = true;
        }
        self.mark(class.has(Class::SOURCE));
        self.push(from, end, Taken::Marker, Separator::Start, Reason::Introduces);
        Some(found.words)
    }

    /// `Foto Ansa`, `Photo DR`, `Foto Björn Falk`: believed when a known organisation, a flag or a
    /// whole name follows.
    fn marker_without_separator(&self, from: usize, marker_end: usize, to: usize) -> bool {
        let tokens = self.tokens();
        if self.vocabulary.house_at(tokens, marker_end, to).is_some() {
            return true;
        }
        let end = (marker_end + 1..to).find(|i| tokens.gap(*i).has(Gap::SEPARATORS)).unwrap_or(to);
        if self.vocabulary.is(tokens.folded(marker_end, end), Class::FLAG | Class::STATUS) {
            return true;
        }
        let caseless = tokens.words[from].caseless;
        !caseless && end - marker_end >= 2 && people::looks_like_name(tokens, marker_end, end, self.vocabulary)
    }
}
