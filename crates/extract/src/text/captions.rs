//! Where a lone credit's caption stands: above it or below, decided for the document as a whole.

use super::assemble::{Page, ends_statement};
use super::blocks::Block;
use super::roles::Role;
use crate::date;
use cutline_credit::length::width;
use cutline_credit::{begins_with_marker, is_byline, is_interface, is_pointer};

impl Page<'_, '_> {
    /// The block beside the credit `at` that is its caption.
    pub(super) fn caption_beside(&self, at: usize) -> Option<usize> {
        let above = at.checked_sub(1).filter(|i| self.may_caption(*i));
        let below = Some(at + 1).filter(|i| *i < self.blocks.len() && self.may_caption(*i));
        if let Some(below) = below.filter(|i| matches!(self.roles[*i], Role::Caption { .. })) {
            return Some(below);
        }
        // The same credit above and below: what stands between them is its caption.
        if let (Some(Role::Credit { credit, .. }), Some(Role::Credit { credit: again, .. })) =
            (self.roles.get(at), self.roles.get(at + 2))
            && credit.line == again.line
            && below.is_some_and(|i| self.caption_likeness(i) > 0.0)
        {
            return below;
        }
        let score = |i: Option<usize>, above: bool| {
            i.map_or(f32::MIN, |i| self.caption_likeness(i) + self.adjacency(at, above))
        };
        let (up, down) = (
            score(above, true) + 0.25 + self.captions_above,
            score(below, false) - self.captions_above - self.headline_penalty(below) + self.clock_behind(below),
        );
        let (best, side) = if up >= down { (up, above) } else { (down, below) };
        side.filter(|i| best > 0.25 && self.caption_likeness(*i) > -0.6)
    }

    /// Blocks that stand close, where others are parted by a blank line, belong together.
    fn adjacency(&self, at: usize, above: bool) -> f32 {
        let close_above = !self.blocks[at].blank_before;
        let close_below = self.blocks.get(at + 1).is_some_and(|b| !b.blank_before);
        match (above, close_above, close_below) {
            (true, true, false) | (false, false, true) => 1.5,
            (true, false, true) | (false, true, false) => -1.5,
            _ => 0.0,
        }
    }

    /// At the head of a page the line below a credit is often the headline.
    fn headline_penalty(&self, below: Option<usize>) -> f32 {
        below.map_or(0.0, |i| if i < 6 && !ends_statement(self.blocks[i].text) { 0.7 } else { 0.0 })
    }

    /// A picture at the head of a page ends where the hour of publication stands.
    fn clock_behind(&self, below: Option<usize>) -> f32 {
        let clock = |b: &Block<'_>| b.text.len() <= 8 && b.text.bytes().filter(u8::is_ascii_digit).count() >= 3;
        below.and_then(|i| self.blocks.get(i + 1)).map_or(0.0, |b| if clock(b) { 0.4 } else { 0.0 })
    }

    fn may_caption(&self, at: usize) -> bool {
        !self.used[at] && matches!(self.roles[at], Role::Text | Role::Caption { .. })
    }

    /// Where this document's captions stand, from all its lone credits together.
    pub(super) fn direction(&self) -> f32 {
        let mut sum = 0.0f32;
        for at in 0..self.blocks.len() {
            let Role::Credit { bare: false, .. } = self.roles[at] else {
                continue;
            };
            let likeness = |i: Option<usize>| {
                i.filter(|i| *i < self.blocks.len() && self.may_caption(*i)).map_or(-1.0, |i| self.caption_likeness(i))
            };
            // Each credit has one voice: a word of the interface above it is no proof against the others.
            let leaning = likeness(at.checked_sub(1)).max(-1.0) - likeness(Some(at + 1)).max(-1.0);
            sum += leaning + self.adjacency(at, true) - self.adjacency(at, false);
        }
        (sum * 0.4 - self.short_lines_below()).clamp(-0.8, 0.8)
    }

    /// Below a credit whose caption stands above comes running text. Where short lines stand below
    /// credit after credit, they are the captions.
    fn short_lines_below(&self) -> f32 {
        let (mut short, mut all) = (0u32, 0u32);
        for at in 0..self.blocks.len().saturating_sub(1) {
            if matches!(self.roles[at], Role::Credit { bare: false, .. }) {
                all += 1;
                let below = self.blocks[at + 1].text;
                short += u32::from((10..=90).contains(&width(below)) && self.may_caption(at + 1));
            }
        }
        if all >= 3 && short * 5 >= all * 4 { 1.0 } else { 0.0 }
    }

    /// How much a block looks like a caption, from its length and form alone.
    pub(super) fn caption_likeness(&self, at: usize) -> f32 {
        // Asked of a block more than once: the answer is kept.
        let known = self.likeness[at].get();
        if !known.is_nan() {
            return known;
        }
        let score = self.judge_likeness(at);
        self.likeness[at].set(score);
        score
    }

    fn judge_likeness(&self, at: usize) -> f32 {
        let text = self.blocks[at].text;
        let wide = text
            .chars()
            .next()
            .is_some_and(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
        let length = text.chars().take(500).count() * if wide { 2 } else { 1 };
        let mut score: f32 = match length {
            0..=9 => -2.0,
            10..=19 => 0.05,
            20..=39 => 0.6,
            40..=230 => 1.0,
            231..=320 => 0.4,
            321..=420 => -0.3,
            _ => -1.5,
        };
        if text.starts_with("http") || text.starts_with('©') || is_pointer(text, self.vocabulary) || text.contains('|')
        {
            score -= 2.0;
        }
        // Running text is made of several sentences; captions seldom are.
        if wide && text.matches('。').count() >= 2 {
            score -= 0.5;
        }
        // "20:24Antony Clements": a live blog's entry.
        if text.as_bytes().first().is_some_and(u8::is_ascii_digit) && text.get(..6).is_some_and(|h| h.contains(':')) {
            score -= 2.0;
        }
        if text.ends_with([':', '?']) {
            score -= 1.0;
        }
        if text.starts_with(['“', '"', '«', '„', '•', '-', '–', '*', '#']) {
            score -= 0.7;
        }
        if is_byline(text, self.vocabulary) || date::date_in(text).is_some() && length < 60 {
            score -= 3.0;
        }
        if begins_with_marker(text, self.vocabulary) {
            score -= 2.0;
        }
        if matches!(self.roles[at], Role::Text) && is_interface(text, self.vocabulary) {
            score -= 3.0;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits * 3 > text.len() {
            score -= 2.0;
        }
        score
    }
}
