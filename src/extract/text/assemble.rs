//! Captions, credits and titles of neighbouring blocks put together into media items.

use super::Picture;
use super::blocks::Block;
use super::roles::Role;
use super::video::Label;
use crate::credit::{Authority, Strength, is_byline, is_interface, people};
use crate::extract::text::facts;
use crate::model::{Credit, Evidence, Flag, Kind, MediaItem, Placement, Span};

/// The media items of the document, in its order.
pub(super) fn assemble(
    blocks: &[Block<'_>],
    roles: Vec<Role<'_>>,
    _authority: &Authority,
    pictures: Vec<Picture>,
) -> Vec<MediaItem> {
    let mut page = Page { blocks, used: vec![false; blocks.len()], roles, items: Vec::new(), captions_above: 0.0 };
    page.captions_above = page.direction();
    page.pictures(pictures);
    for at in 0..blocks.len() {
        page.take(at);
    }
    page.finish()
}

struct Page<'b, 't> {
    blocks: &'b [Block<'t>],
    roles: Vec<Role<'t>>,
    /// Blocks that belong to an item already.
    used: Vec<bool>,
    items: Vec<MediaItem>,
    /// Positive where the document's captions stand above their credits, negative below.
    captions_above: f32,
}

impl<'t> Page<'_, 't> {
    fn take(&mut self, at: usize) {
        if self.used[at] {
            return;
        }
        match &self.roles[at] {
            Role::Captioned { .. } => self.captioned(at),
            Role::Credit { .. } => self.credit(at),
            Role::Caption { .. } => self.caption(at),
            Role::Video(label) => {
                let label = *label;
                self.video(at, label);
            }
            Role::Text | Role::Counter => {}
        }
    }

    /// A caption with its credit in one block.
    fn captioned(&mut self, at: usize) {
        let Role::Captioned { caption, printed, credit, form } = &self.roles[at] else {
            return;
        };
        let (caption, printed, credit, form) = (*caption, *printed, credit.clone(), *form);
        self.used[at] = true;
        self.absorb_repeats(at, &credit);
        let method = match form {
            "brackets" => "caption-brackets",
            "marker" => "caption-marker",
            "separator" => "caption-separator",
            "sentence" => "caption-sentence",
            _ => "caption-slash",
        };
        let placement = self.placement(at);
        self.push(Found {
            kind: None,
            caption: Some(caption),
            printed: Some(printed),
            credit: Some(*credit),
            span: self.blocks[at].span(),
            line: self.blocks[at].line,
            method,
            placement,
        });
    }

    /// A credit alone: its caption stands above or below, or there is none.
    fn credit(&mut self, at: usize) {
        let Role::Credit { printed, credit, strength, bare } = &self.roles[at] else {
            return;
        };
        let (printed, credit, strength, bare) = (*printed, credit.clone(), *strength, *bare);
        let beside = self.caption_beside(at);
        if bare && !self.bare_name_is_credit(at, &credit, beside) {
            return;
        }
        if strength < Strength::Fair && beside.is_none() {
            return;
        }
        self.used[at] = true;
        let pipes = printed.contains('|');
        let mut span = self.blocks[at].span();
        let mut line = self.blocks[at].line;
        let mut caption = None;
        if let Some(other) = beside {
            self.used[other] = true;
            caption = Some(self.caption_text(other));
            let span_other = self.blocks[other].span();
            span = Span::new(span.start.min(span_other.start), span.end.max(span_other.end));
            line = line.min(self.blocks[other].line);
        }
        self.absorb_repeats(at, &credit);
        let placement = self.placement(beside.unwrap_or(at).min(at));
        let method = match (caption.is_some(), pipes, bare) {
            (_, true, _) => "pipe-credit",
            (true, _, true) => "name-line",
            (true, _, _) => "credit-line",
            (false, _, _) => "credit-alone",
        };
        self.push(Found {
            kind: None,
            caption,
            printed: Some(printed),
            credit: Some(*credit),
            span,
            line,
            method,
            placement,
        });
    }

    /// A caption that its label shows to be one; the credit may stand above it.
    fn caption(&mut self, at: usize) {
        let Role::Caption { caption } = self.roles[at] else {
            return;
        };
        self.used[at] = true;
        let placement = self.placement(at);
        self.push(Found {
            kind: labels_video(self.blocks[at].text).then_some(Kind::Video),
            caption: Some(caption),
            printed: None,
            credit: None,
            span: self.blocks[at].span(),
            line: self.blocks[at].line,
            method: "caption-label",
            placement,
        });
    }

    fn caption_text(&self, at: usize) -> &'t str {
        match self.roles[at] {
            Role::Caption { caption } => caption,
            _ => self.blocks[at].text,
        }
    }

    fn video(&mut self, at: usize, label: Label<'t>) {
        self.used[at] = true;
        if label.only_duration {
            let seconds = label.seconds.map(f64::from);
            let near = self.blocks[at].line;
            if let Some(video) = self
                .items
                .last_mut()
                .filter(|i| i.kind == Kind::Video && i.duration_seconds.is_none() && near - i.evidence.line < 12)
            {
                video.duration_seconds = seconds;
            }
            return;
        }
        let mut seconds = label.seconds;
        let mut span = self.blocks[at].span();
        let mut next = at + 1;
        // "WATCH NOW" and the duration in the line below it are one label.
        if seconds.is_none()
            && let Some(Role::Video(below)) = self.roles.get(next)
            && below.title.is_none()
            && !below.only_duration
        {
            seconds = below.seconds;
            self.used[next] = true;
            span.end = self.blocks[next].span().end;
            next += 1;
        }
        let fits = |i: usize| {
            (matches!(self.roles.get(i), Some(Role::Text)) && self.blocks[i].text.len() <= 200)
                .then(|| self.blocks[i].text)
        };
        let below = fits(next);
        let above = at.checked_sub(1).filter(|i| !self.used[*i]).and_then(fits);
        let title = match (label.title, above, below) {
            (Some(title), _, _) => Some(title),
            (None, Some(above), Some(below)) if above == below => {
                self.used[next] = true;
                self.used[at - 1] = true;
                span.start = self.blocks[at - 1].start;
                span.end = self.blocks[next].span().end;
                Some(below)
            }
            (None, _, Some(below)) if !ends_statement(below) || above.is_none() => {
                self.used[next] = true;
                span.end = self.blocks[next].span().end;
                Some(below)
            }
            (None, Some(above), _) if !ends_statement(above) => {
                self.used[at - 1] = true;
                span.start = self.blocks[at - 1].start;
                Some(above)
            }
            _ => None,
        };
        if title.is_none() && seconds.is_none() {
            return;
        }
        let line = self.blocks[at].line;
        self.items.push(MediaItem {
            kind: Kind::Video,
            placement: Placement::Body,
            caption: None,
            title: title.map(str::to_owned),
            alt: None,
            credit_printed: None,
            credit: None,
            urls: Vec::new(),
            duration_seconds: seconds.map(f64::from),
            evidence: Evidence {
                line,
                span,
                method: "video-label".to_owned(),
                confidence: if seconds.is_some() { 0.95 } else { 0.6 },
            },
        });
    }

    /// The block beside the credit `at` that is its caption.
    fn caption_beside(&self, at: usize) -> Option<usize> {
        let above = at.checked_sub(1).filter(|i| self.may_caption(*i));
        let below = Some(at + 1).filter(|i| *i < self.blocks.len() && self.may_caption(*i));
        if let Some(below) = below.filter(|i| matches!(self.roles[*i], Role::Caption { .. })) {
            return Some(below);
        }
        // The same credit above and below: what stands between them is its caption.
        if let (Some(Role::Credit { credit, .. }), Some(Role::Credit { credit: again, .. })) =
            (self.roles.get(at), self.roles.get(at + 2))
            && credit.line == again.line
            && below.is_some()
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
        !self.used[at]
            && match self.roles[at] {
                Role::Caption { .. } => true,
                Role::Text => !is_interface(self.blocks[at].text),
                _ => false,
            }
    }

    /// Where this document's captions stand, from all its lone credits together.
    fn direction(&self) -> f32 {
        let mut sum = 0.0f32;
        for at in 0..self.blocks.len() {
            let Role::Credit { bare: false, .. } = self.roles[at] else {
                continue;
            };
            let likeness = |i: Option<usize>| {
                i.filter(|i| *i < self.blocks.len() && self.may_caption(*i)).map_or(-1.0, |i| self.caption_likeness(i))
            };
            sum += likeness(at.checked_sub(1)) + self.adjacency(at, true)
                - likeness(Some(at + 1))
                - self.adjacency(at, false);
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
                short += u32::from((10..=90).contains(&below.len()) && self.may_caption(at + 1));
            }
        }
        if all >= 3 && short * 5 >= all * 4 { 1.0 } else { 0.0 }
    }

    /// How much a block looks like a caption, from its length and form alone.
    fn caption_likeness(&self, at: usize) -> f32 {
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
        const POINTERS: &[&str] = &[
            "http",
            "©",
            "Copyright",
            "Read more",
            "READ MORE",
            "Read More",
            "Lesen Sie",
            "Mehr zum",
            "Lire aussi",
            "Leer más",
            "Lee también",
            "Leggi anche",
            "Les også",
            "Läs mer",
            "Читайте",
        ];
        if POINTERS.iter().any(|p| text.starts_with(p)) || text.contains('|') {
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
        if is_byline(text) || facts::date_in(text).is_some() && length < 60 {
            score -= 3.0;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits * 3 > text.len() {
            score -= 2.0;
        }
        score
    }

    /// `Getty Images` or a person's name alone in a line: a credit only with a caption beside it.
    fn bare_name_is_credit(&self, at: usize, credit: &Credit, beside: Option<usize>) -> bool {
        let Some(caption) = beside else { return false };
        if self.are_initials(at) {
            return false;
        }
        let close = caption < at && !self.blocks[at].blank_before || caption > at && !self.blocks[caption].blank_before;
        let spaced = self.blocks.iter().skip(1).filter(|b| b.blank_before).count() * 2 > self.blocks.len();
        // The agency under the headline is the article's, not the picture's: a date stands near.
        let dated = (at + 1..(at + 3).min(self.blocks.len()))
            .any(|i| facts::date_in(self.blocks[i].text).is_some() && self.blocks[i].text.len() < 60);
        let known = credit.organisations.iter().any(|o| o.known);
        if close && spaced {
            return known || !credit.people.is_empty() || !credit.flags.is_empty();
        }
        known && !(dated && at < 8) && caption < at
    }

    /// `PA` under a name that begins so is the author's badge, not the agency.
    fn are_initials(&self, at: usize) -> bool {
        let text = self.blocks[at].text;
        if text.len() > 3 {
            return false;
        }
        let near = [at.wrapping_sub(1), at + 1, at + 2];
        near.iter().filter_map(|i| self.blocks.get(*i)).any(|b| {
            let initials: String =
                b.text.split_whitespace().take(text.len()).filter_map(|w| w.chars().next()).collect();
            initials.eq_ignore_ascii_case(text)
        })
    }

    /// The same credit again right below, alone or with its bare name, is the same picture's.
    fn absorb_repeats(&mut self, at: usize, credit: &Credit) {
        let key = people::fold(&credit.line);
        let mut next = at + 1;
        while next < self.blocks.len() && next <= at + 3 {
            if let Role::Credit { credit: other, .. } = &self.roles[next] {
                if people::fold(&other.line) != key {
                    return;
                }
                self.used[next] = true;
            } else if !is_interface(self.blocks[next].text) && !self.used[next] {
                return;
            }
            next += 1;
        }
    }

    fn placement(&self, at: usize) -> Placement {
        let counted = at.checked_sub(1).is_some_and(|i| matches!(self.roles[i], Role::Counter))
            || starts_with_counter(self.blocks[at].text);
        if counted { Placement::Gallery } else { Placement::Body }
    }

    /// Pictures that the format declares; caption and credit stand in the blocks below.
    fn pictures(&mut self, pictures: Vec<Picture>) {
        for picture in pictures {
            let at = picture.block;
            self.used[at] = true;
            let mut span = self.blocks[at].span();
            let (mut caption, mut printed, mut credit) = (picture.title.clone(), None, None);
            let below = at + 1;
            match self.roles.get(below) {
                Some(Role::Captioned { caption: c, printed: p, credit: k, .. }) => {
                    (caption, printed, credit) = (Some((*c).to_owned()), Some((*p).to_owned()), Some((**k).clone()));
                    self.used[below] = true;
                    span.end = self.blocks[below].span().end;
                }
                Some(Role::Credit { printed: p, credit: k, .. }) => {
                    (printed, credit) = (Some((*p).to_owned()), Some((**k).clone()));
                    self.used[below] = true;
                    span.end = self.blocks[below].span().end;
                }
                Some(Role::Text)
                    if !self.blocks[below].blank_before
                        || matches!(self.roles.get(below + 1), Some(Role::Credit { .. })) =>
                {
                    let credited = matches!(self.roles.get(below + 1), Some(Role::Credit { .. }));
                    if credited || self.caption_likeness(below) > 0.0 {
                        caption = Some(self.blocks[below].text.to_owned());
                        self.used[below] = true;
                        span.end = self.blocks[below].span().end;
                    }
                    if let Some(Role::Credit { printed: p, credit: k, .. }) =
                        self.roles.get(below + 1).filter(|_| credited)
                    {
                        (printed, credit) = (Some((*p).to_owned()), Some((**k).clone()));
                        self.used[below + 1] = true;
                        span.end = self.blocks[below + 1].span().end;
                    }
                }
                _ => {}
            }
            let kind = kind_of(credit.as_ref());
            self.items.push(MediaItem {
                kind,
                placement: Placement::Body,
                caption,
                title: None,
                alt: picture.alt,
                credit_printed: printed,
                credit,
                urls: vec![picture.url],
                duration_seconds: None,
                evidence: Evidence {
                    line: self.blocks[at].line,
                    span,
                    method: "markdown-image".to_owned(),
                    confidence: 0.95,
                },
            });
        }
    }

    fn push(&mut self, found: Found<'_>) {
        let confidence = match &found.credit {
            Some(credit) => (credit.confidence * if found.caption.is_some() { 1.0 } else { 0.8 }).clamp(0.05, 0.99),
            None => 0.6,
        };
        let caption = found.caption.map(str::to_owned);
        // A page shows its lead picture twice, or a dump repeats it: one item.
        if caption.is_some()
            && self.items.iter().any(|i| i.caption == caption && i.credit_printed.as_deref() == found.printed)
        {
            return;
        }
        self.items.push(MediaItem {
            kind: found.kind.unwrap_or_else(|| kind_of(found.credit.as_ref())),
            placement: found.placement,
            caption,
            title: None,
            alt: None,
            credit_printed: found.printed.map(str::to_owned),
            credit: found.credit,
            urls: Vec::new(),
            duration_seconds: None,
            evidence: Evidence { line: found.line, span: found.span, method: found.method.to_owned(), confidence },
        });
    }

    fn finish(mut self) -> Vec<MediaItem> {
        self.items.sort_by_key(|i| i.evidence.span.start);
        self.items
    }
}

struct Found<'f> {
    /// What the label says it is; the credit says it otherwise.
    kind: Option<Kind>,
    caption: Option<&'f str>,
    printed: Option<&'f str>,
    credit: Option<Credit>,
    span: Span,
    line: u32,
    method: &'static str,
    placement: Placement,
}

fn kind_of(credit: Option<&Credit>) -> Kind {
    match credit {
        Some(credit) if credit.flags.iter().any(|f| matches!(f, Flag::Illustration | Flag::Composite)) => Kind::Graphic,
        _ => Kind::Photo,
    }
}

/// `Media caption, …` stands under moving pictures.
fn labels_video(text: &str) -> bool {
    text.starts_with("Media caption")
}

fn ends_statement(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', '\'', '’']).ends_with(['.', '!', '。', '！', '…'])
}

fn starts_with_counter(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.get(..text.len().min(14)).is_some_and(|h| h.contains('|'))
}
