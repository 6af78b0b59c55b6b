//! Captions, credits and titles of neighbouring blocks put together into media items.

use std::cell::Cell;

use super::Picture;
use super::blocks::Block;
use super::roles::Role;
use super::video::Label;
use crate::date;
use crate::model::{
    Credit, CreditLine, Evidence, Flag, Kind, MediaItem, Method, Placed, Placement, PlacementReason, Source, Span,
};
use crate::trust::{self, Statements};
use cutline_credit::length::wider_than;
use cutline_credit::{SplitForm, Strength, Vocabulary, is_interface, labels_video, people, speaks_of_video};

/// The media items of the document, in its order.
pub(super) fn assemble(
    blocks: &[Block<'_>],
    roles: Vec<Role<'_>>,
    vocabulary: &Vocabulary,
    pictures: Vec<Picture>,
) -> Vec<MediaItem> {
    let mut page = Page {
        blocks,
        vocabulary,
        used: vec![false; blocks.len()],
        roles,
        items: Vec::new(),
        captions_above: 0.0,
        likeness: vec![Cell::new(f32::NAN); blocks.len()],
    };
    page.captions_above = page.direction();
    page.pictures(pictures);
    for at in 0..blocks.len() {
        page.take(at);
    }
    page.finish()
}

pub(super) struct Page<'b, 't> {
    pub(super) blocks: &'b [Block<'t>],
    pub(super) vocabulary: &'b Vocabulary,
    pub(super) roles: Vec<Role<'t>>,
    /// Blocks that belong to an item already.
    pub(super) used: Vec<bool>,
    items: Vec<MediaItem>,
    /// Positive where the document's captions stand above their credits, negative below.
    pub(super) captions_above: f32,
    /// How much each block looks like a caption; not a number until asked.
    pub(super) likeness: Vec<Cell<f32>>,
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
            SplitForm::Brackets => Method::CaptionBrackets,
            SplitForm::Marker => Method::CaptionMarker,
            SplitForm::Separator => Method::CaptionSeparator,
            SplitForm::Sentence => Method::CaptionSentence,
            SplitForm::Slash => Method::CaptionSlash,
        };
        let placed = self.placed(at);
        self.push(Found {
            kind: None,
            caption: Some(caption),
            printed: Some(printed),
            credit: Some(*credit),
            span: self.blocks[at].span(),
            line: self.blocks[at].line,
            method,
            placed,
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
        let placed = self.placed(beside.unwrap_or(at).min(at));
        let method = match (caption.is_some(), pipes, bare) {
            (_, true, _) => Method::PipeCredit,
            (true, _, true) => Method::NameLine,
            (true, _, _) => Method::CreditLine,
            (false, _, _) => Method::CreditAlone,
        };
        self.push(Found {
            kind: None,
            caption,
            printed: Some(printed),
            credit: Some(*credit),
            span,
            line,
            method,
            placed,
        });
    }

    /// A caption that its label shows to be one; the credit may stand above it.
    fn caption(&mut self, at: usize) {
        let Role::Caption { caption } = self.roles[at] else {
            return;
        };
        self.used[at] = true;
        let placed = self.placed(at);
        self.push(Found {
            kind: labels_video(self.blocks[at].text, self.vocabulary).then_some(Kind::Video),
            caption: Some(caption),
            printed: None,
            credit: None,
            span: self.blocks[at].span(),
            line: self.blocks[at].line,
            method: Method::CaptionLabel,
            placed,
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
            let (near, span) = (self.blocks[at].line, self.blocks[at].span());
            let open = |i: &&mut MediaItem| {
                i.kind == Kind::Video && i.duration_seconds.is_none() && near - i.evidence.line < 12
            };
            if let (Some(video), Some(seconds)) = (self.items.last_mut().filter(open), label.seconds) {
                let mut said = Statements::default();
                said.state_duration(f64::from(seconds), Source::Text, Some(span));
                trust::add(video, said);
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
            (matches!(self.roles.get(i), Some(Role::Text)) && !wider_than(self.blocks[i].text, LONGEST_TITLE))
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
        let line = if span.start < self.blocks[at].start { self.blocks[at - 1].line } else { self.blocks[at].line };
        let place = Some(span);
        let mut said = Statements::default();
        said.state_title(title.map(str::to_owned), Source::Text, place);
        if let Some(seconds) = seconds {
            said.state_duration(f64::from(seconds), Source::Text, place);
        }
        let confidence = if seconds.is_some() { 0.95 } else { 0.6 };
        let evidence = Evidence { line, span, method: Method::VideoLabel, confidence };
        self.items.push(said.item(Kind::Video, IN_TEXT, evidence));
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
            .any(|i| date::date_in(self.blocks[i].text).is_some() && !wider_than(self.blocks[i].text, LONGEST_DATE));
        // "mehr" is a word; the agency is Mehr. Houses that write themselves small are printed so.
        let small = |text: &str| text.starts_with(char::is_lowercase);
        let known = credit.organisations.iter().any(|o| o.known && (small(&o.name) || !small(&credit.line)));
        if close && spaced {
            return known || !credit.people.is_empty() || !credit.flags.is_empty();
        }
        known && !(dated && at < 8) && caption < at
    }

    /// `PA` under a name that begins so is the author's badge, not the agency.
    fn are_initials(&self, at: usize) -> bool {
        let text = self.blocks[at].text;
        if wider_than(text, MOST_INITIALS) {
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
            } else if !is_interface(self.blocks[next].text, self.vocabulary) && !self.used[next] {
                return;
            }
            next += 1;
        }
    }

    fn placed(&self, at: usize) -> Placed {
        let counted = at.checked_sub(1).is_some_and(|i| matches!(self.roles[i], Role::Counter))
            || starts_with_counter(self.blocks[at].text);
        if counted { Placed { placement: Placement::Gallery, reason: PlacementReason::Counter } } else { IN_TEXT }
    }

    /// Pictures that the format declares; caption and credit stand in the blocks below.
    fn pictures(&mut self, pictures: Vec<Picture>) {
        for picture in pictures {
            let at = picture.block;
            self.used[at] = true;
            let mut span = self.blocks[at].span();
            let (mut caption, mut credit) = (picture.title.clone(), None);
            let below = at + 1;
            match self.roles.get(below) {
                Some(Role::Captioned { caption: c, printed: p, credit: k, .. }) => {
                    (caption, credit) = (Some((*c).to_owned()), Some(line_of(p, k)));
                    self.used[below] = true;
                    span.end = self.blocks[below].span().end;
                }
                Some(Role::Credit { printed: p, credit: k, .. }) => {
                    credit = Some(line_of(p, k));
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
                        credit = Some(line_of(p, k));
                        self.used[below + 1] = true;
                        span.end = self.blocks[below + 1].span().end;
                    }
                }
                _ => {}
            }
            let kind = kind_of(credit.as_ref().map(|line| &line.credit), self.vocabulary);
            let place = Some(span);
            let mut said = Statements::default();
            said.state_alt(picture.alt, Source::Markdown, place);
            if let Some(caption) = caption {
                said.state_caption(caption, Source::Markdown, place);
            }
            if let Some(line) = credit {
                said.state_credit(line, Source::Markdown, place);
            }
            let line = self.blocks[at].line;
            let evidence = Evidence { line, span, method: Method::MarkdownImage, confidence: 0.95 };
            let mut item = said.item(kind, IN_TEXT, evidence);
            item.urls = vec![picture.url];
            self.items.push(item);
        }
    }

    fn push(&mut self, found: Found<'_>) {
        let confidence = match &found.credit {
            Some(credit) => (credit.confidence * if found.caption.is_some() { 1.0 } else { 0.8 }).clamp(0.05, 0.99),
            None => 0.6,
        };
        let caption = found.caption.filter(|caption| !caption.is_empty());
        // A page shows its lead picture twice, or a dump repeats it: one item.
        if caption.is_some()
            && self.items.iter().any(|i| i.caption.as_deref() == caption && i.printed() == found.printed)
        {
            return;
        }
        let place = Some(found.span);
        let kind = found.kind.unwrap_or_else(|| kind_of(found.credit.as_ref(), self.vocabulary));
        let mut said = Statements::default();
        if let Some(caption) = caption {
            said.state_caption(caption.to_owned(), Source::Text, place);
        }
        if let (Some(printed), Some(credit)) = (found.printed, found.credit) {
            said.state_credit(CreditLine { printed: printed.to_owned(), credit }, Source::Text, place);
        }
        let evidence = Evidence { line: found.line, span: found.span, method: found.method, confidence };
        self.items.push(said.item(kind, found.placed, evidence));
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
    method: Method,
    placed: Placed,
}

/// A video's title is no longer than this, in characters.
const LONGEST_TITLE: usize = 200;
/// A line with a date, under an agency that signs an article, is no longer than this, in characters.
const LONGEST_DATE: usize = 59;
/// Initials are at most so many characters.
const MOST_INITIALS: usize = 3;

/// What a text dump shows is of the article.
const IN_TEXT: Placed = Placed { placement: Placement::Body, reason: PlacementReason::InText };

fn line_of(printed: &str, credit: &Credit) -> CreditLine {
    CreditLine { printed: printed.to_owned(), credit: credit.clone() }
}

fn kind_of(credit: Option<&Credit>, vocabulary: &Vocabulary) -> Kind {
    match credit {
        Some(credit) if marks_video(credit, vocabulary) => Kind::Video,
        Some(credit) if credit.flags.iter().any(|f| matches!(f, Flag::Illustration | Flag::Composite)) => Kind::Graphic,
        _ => Kind::Photo,
    }
}

/// `Video: Ana Ruiz`: the first marker says what it credits.
fn marks_video(credit: &Credit, vocabulary: &Vocabulary) -> bool {
    credit.is_marked() && credit.segments.first().is_some_and(|s| speaks_of_video(&s.value, vocabulary))
}

pub(super) fn ends_statement(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', '\'', '’']).ends_with(['.', '!', '。', '！', '…'])
}

fn starts_with_counter(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.get(..text.len().min(14)).is_some_and(|h| h.contains('|'))
}
