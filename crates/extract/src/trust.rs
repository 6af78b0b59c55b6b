//! What is believed of all that sources state of an item.
//!
//! Whoever reads a source states what it says. The source that stands first in the order of the field
//! (`rank`) is believed, whichever was asked first; of two that stand alike the first that spoke. What another one
//! says differently is kept beside it.

use cutline_credit::fold::fold;
use cutline_credit::model::Credit;

pub use crate::rank::rank;

use crate::model::{Claim, CreditLine, Evidence, Field, Kind, MediaItem, Placed, Source, Span};

/// Claims kept of one field of an item that are not what it shows.
const MOST_OTHERS: usize = 8;

/// Seconds by which two sources may round one length.
const ROUNDED: f64 = 2.0;

/// A value, who states it, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated<T> {
    pub value: T,
    pub source: Source,
    pub place: Option<Span>,
}

/// What the sources asked so far say of one item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    pub caption: Option<Stated<String>>,
    pub credit: Option<Stated<CreditLine>>,
    pub title: Option<Stated<String>>,
    pub alt: Option<Stated<String>>,
    pub duration: Option<Stated<f64>>,
    others: Vec<Other>,
}

/// What a source says besides what the item shows.
#[derive(Clone, Debug)]
struct Other {
    claim: Claim,
    /// The credit understood, where it was read as one.
    credit: Option<Credit>,
}

impl Statements {
    /// Whether nobody says a word of it.
    pub fn is_wordless(&self) -> bool {
        self.caption.is_none() && self.credit.is_none()
    }

    /// The caption that is believed.
    pub fn caption(&self) -> Option<&str> {
        self.caption.as_ref().map(|stated| stated.value.as_str())
    }

    /// The credit that is believed, as printed.
    pub fn printed(&self) -> Option<&str> {
        self.credit.as_ref().map(|stated| stated.value.printed.as_str())
    }

    /// The credit that is believed, understood.
    pub fn credit(&self) -> Option<&Credit> {
        self.credit.as_ref().map(|stated| &stated.value.credit)
    }

    /// Whether a credit is stated that says who is owed it.
    pub fn is_credited(&self) -> bool {
        self.credit().is_some_and(Credit::says_something)
    }

    /// `source` states this caption.
    pub fn state_caption(&mut self, value: String, source: Source, place: Option<Span>) {
        self.take_caption(Stated { value, source, place });
    }

    /// `source` states this credit line.
    pub fn state_credit(&mut self, value: CreditLine, source: Source, place: Option<Span>) {
        self.take_credit(Stated { value, source, place });
    }

    /// `source` states this title, if it states one.
    pub fn state_title(&mut self, value: Option<String>, source: Source, place: Option<Span>) {
        if let Some(value) = value {
            self.take_title(Stated { value, source, place });
        }
    }

    /// `source` states this alternative text, if it states one. Each showing of a picture has its own, so
    /// that the first stands and others contradict nothing.
    pub fn state_alt(&mut self, value: Option<String>, source: Source, place: Option<Span>) {
        self.alt = self.alt.take().or(value.map(|value| Stated { value, source, place }));
    }

    /// `source` states this length, in seconds.
    pub fn state_duration(&mut self, value: f64, source: Source, place: Option<Span>) {
        self.take_duration(Stated { value, source, place });
    }

    fn take_caption(&mut self, stated: Stated<String>) {
        let other = settle(Field::Caption, &mut self.caption, stated, words_differ);
        self.keep_words(Field::Caption, other);
    }

    fn take_title(&mut self, stated: Stated<String>) {
        let other = settle(Field::Title, &mut self.title, stated, words_differ);
        self.keep_words(Field::Title, other);
    }

    fn take_credit(&mut self, stated: Stated<CreditLine>) {
        let other = settle(Field::Credit, &mut self.credit, stated, |one, other| differ(&one.credit, &other.credit));
        if let Some(Stated { value: CreditLine { printed, credit, .. }, source, place }) = other {
            let confidence = credit.confidence;
            let claim = Claim { field: Field::Credit, value: printed, source, place, confidence, taken: false };
            self.keep_other(Other { claim, credit: Some(credit) });
        }
    }

    fn take_duration(&mut self, stated: Stated<f64>) {
        let other = settle(Field::Duration, &mut self.duration, stated, |one, other| lengths_differ(*one, *other));
        if let Some(other) = other {
            self.keep(Field::Duration, other.value.to_string(), other.source, other.place, STATED);
        }
    }

    fn keep_words(&mut self, field: Field, other: Option<Stated<String>>) {
        if let Some(other) = other {
            self.keep(field, other.value, other.source, other.place, STATED);
        }
    }

    /// Keeps what `source` says besides what the item shows.
    pub fn keep(&mut self, field: Field, value: String, source: Source, place: Option<Span>, confidence: f32) {
        self.keep_other(Other { claim: Claim { field, value, source, place, confidence, taken: false }, credit: None });
    }

    fn keep_other(&mut self, other: Other) {
        let new = &other.claim;
        let of_field = || self.others.iter().map(|other| &other.claim).filter(|claim| claim.field == new.field);
        let known = of_field().any(|claim| claim.source == new.source && claim.value == new.value);
        if !known && of_field().count() < MOST_OTHERS {
            self.others.push(other);
        }
    }

    /// Whether `other` says something else than what the item shows: a source that was believed in between may
    /// have put aside what the one that is believed in the end says again.
    fn is_otherwise(&self, other: &Other) -> bool {
        let said = &other.claim.value;
        let words =
            |shown: &Option<Stated<String>>| shown.as_ref().is_none_or(|shown| words_differ(&shown.value, said));
        match other.claim.field {
            Field::Caption => words(&self.caption),
            Field::Title => words(&self.title),
            Field::Credit => self.credit.as_ref().is_none_or(|shown| match &other.credit {
                Some(credit) => differ(&shown.value.credit, credit),
                None => words_differ(&shown.value.printed, said),
            }),
            Field::Duration => self
                .duration
                .as_ref()
                .is_none_or(|shown| said.parse().map_or(true, |seconds: f64| lengths_differ(shown.value, seconds))),
            Field::Creator | Field::Alt | Field::Copyright | Field::Licence | Field::Structured => true,
        }
    }

    /// What another showing of the same picture states besides. Alternative texts are each showing's own:
    /// they fill, and contradict nothing.
    pub fn merge(&mut self, other: Self) {
        if let Some(caption) = other.caption {
            self.take_caption(caption);
        }
        if let Some(credit) = other.credit {
            self.take_credit(credit);
        }
        if let Some(duration) = other.duration {
            self.take_duration(duration);
        }
        if let Some(title) = other.title {
            self.take_title(title);
        }
        self.alt = self.alt.take().or(other.alt);
        for other in other.others {
            self.keep_other(other);
        }
    }

    /// Fills what is open with what `other` states, as said by `source`: words that were looked for only
    /// because nothing nearer was found.
    pub fn fill(&mut self, other: Self, source: Source) {
        if self.caption.is_none() {
            self.caption = other.caption.map(|stated| Stated { source, ..stated });
        }
        if self.credit.is_none() {
            self.credit = other.credit.map(|stated| Stated { source, ..stated });
        }
    }

    /// The same, as said by another place of the page: what stands in the words of a twin is nearer to the
    /// twin than to the picture. Data is of the whole page.
    pub fn into_twin(mut self) -> Self {
        let said_by = |source: Source| match source {
            Source::JsonLd | Source::PageState => source,
            _ => Source::Html,
        };
        if let Some(caption) = &mut self.caption {
            caption.source = said_by(caption.source);
        }
        if let Some(credit) = &mut self.credit {
            credit.source = said_by(credit.source);
        }
        self
    }

    /// The media item that shows what is believed, with all claims.
    pub fn item(self, kind: Kind, placed: Placed, evidence: Evidence) -> MediaItem {
        let mut item = MediaItem::new(kind, placed, evidence);
        self.finish(&mut item);
        item
    }

    fn finish(mut self, item: &mut MediaItem) {
        let mut others = std::mem::take(&mut self.others);
        others.retain(|other| self.is_otherwise(other));
        // Field by field in the order of trust, as what the item shows comes before them.
        let field = |claim: &Claim| Field::ALL.iter().position(|field| *field == claim.field);
        others.sort_by_key(|Other { claim, .. }| (field(claim), rank(claim.field, claim.source)));
        let sure = item.evidence.confidence;
        let mut claims = Vec::with_capacity(others.len() + 3);
        let mut taken = |field, value: String, source, place| {
            claims.push(Claim { field, value, source, place, confidence: sure, taken: true });
        };
        if let Some(Stated { value, source, place }) = self.caption {
            taken(Field::Caption, value.clone(), source, place);
            item.caption = Some(value);
        }
        if let Some(Stated { value, source, place }) = self.credit {
            taken(Field::Credit, value.printed.clone(), source, place);
            item.credit = Some(value);
        }
        if let Some(Stated { value, source, place }) = self.title {
            taken(Field::Title, value.clone(), source, place);
            item.title = Some(value);
        }
        if let Some(Stated { value, source, place }) = self.alt {
            taken(Field::Alt, value.clone(), source, place);
            item.alt = Some(value);
        }
        if let Some(Stated { value, source, place }) = self.duration {
            taken(Field::Duration, value.to_string(), source, place);
            item.duration_seconds = Some(value);
        }
        claims.extend(others.into_iter().map(|other| other.claim));
        item.claims = claims;
    }

    /// What was stated of `item`, to be merged with what others say.
    fn of(item: &mut MediaItem) -> Self {
        let mut out = Self::default();
        let (mut sources, others): (Vec<Claim>, Vec<Claim>) =
            std::mem::take(&mut item.claims).into_iter().partition(|claim| claim.taken);
        out.others = others.into_iter().map(|claim| Other { claim, credit: None }).collect();
        let mut stated_by = |field: Field| -> (Source, Option<Span>) {
            let claim = sources.iter().position(|claim| claim.field == field).map(|at| sources.swap_remove(at));
            claim.map_or((Source::Html, None), |claim| (claim.source, claim.place))
        };
        macro_rules! stated {
            ($field:expr, $value:expr) => {
                $value.map(|value| {
                    let (source, place) = stated_by($field);
                    Stated { value, source, place }
                })
            };
        }
        out.caption = stated!(Field::Caption, item.caption.take());
        out.credit = stated!(Field::Credit, item.credit.take());
        out.title = stated!(Field::Title, item.title.take());
        out.alt = stated!(Field::Alt, item.alt.take());
        out.duration = stated!(Field::Duration, item.duration_seconds.take());
        out
    }
}

/// What the reader of a source was sure that it says there, because the source says it in so many words.
pub(crate) const STATED: f32 = 1.0;

/// Adds to `known` what `other`, an item that shows the same picture or video, states of it.
pub(crate) fn merge(known: &mut MediaItem, mut other: MediaItem) {
    add(known, Statements::of(&mut other));
}

/// Adds to `known` what is stated of it elsewhere.
pub(crate) fn add(known: &mut MediaItem, said: Statements) {
    let mut statements = Statements::of(known);
    statements.merge(said);
    statements.finish(known);
}

/// Takes `stated` for the value of a field if nobody said anything, or only such as are believed less.
/// Gives back the one of the two that is not believed, where it says something else.
fn settle<T>(
    field: Field,
    known: &mut Option<Stated<T>>,
    stated: Stated<T>,
    differ: impl Fn(&T, &T) -> bool,
) -> Option<Stated<T>> {
    let Some(now) = known else {
        *known = Some(stated);
        return None;
    };
    let differs = differ(&now.value, &stated.value);
    let other =
        if rank(field, stated.source) < rank(field, now.source) { std::mem::replace(now, stated) } else { stated };
    differs.then_some(other)
}

/// Two texts of which the words are not the same.
fn words_differ(one: &String, other: &String) -> bool {
    one != other && fold(one) != fold(other)
}

/// Two lengths that are not one that was rounded.
fn lengths_differ(one: f64, other: f64) -> bool {
    (one - other).abs() > ROUNDED
}

/// Two credits that name different people or organisations; one that names fewer says the same.
pub(crate) fn differ(one: &Credit, other: &Credit) -> bool {
    let names = |c: &Credit| -> Vec<String> {
        let people = c.people.iter().map(|p| fold(&p.name));
        people.chain(c.organisations.iter().map(|o| fold(&o.name))).collect()
    };
    let (one, other) = (names(one), names(other));
    !other.iter().all(|n| one.contains(n)) && !one.iter().all(|n| other.contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cutline_credit::Vocabulary;

    #[test]
    fn the_order_in_which_sources_are_asked_does_not_matter() {
        let vocabulary = Vocabulary::builtin();
        let line = |printed: &str| CreditLine::read(printed, &vocabulary);
        let mut one = Statements::default();
        one.state_credit(line("Bo Falk/Reuters"), Source::JsonLd, None);
        one.state_credit(line("Photo: Ana Ruiz/AFP"), Source::Figcaption, None);
        let mut other = Statements::default();
        other.state_credit(line("Photo: Ana Ruiz/AFP"), Source::Figcaption, None);
        other.state_credit(line("Bo Falk/Reuters"), Source::JsonLd, None);
        for said in [one, other] {
            let item = said.item(Kind::Photo, Placed::default(), Evidence::default());
            assert_eq!(item.printed(), Some("Photo: Ana Ruiz/AFP"));
            let rest: Vec<&str> = item.conflicts().map(|claim| claim.value.as_str()).collect();
            assert_eq!(rest, ["Bo Falk/Reuters"]);
        }
    }

    #[test]
    fn one_that_names_fewer_says_the_same() {
        let vocabulary = Vocabulary::builtin();
        let mut said = Statements::default();
        said.state_credit(CreditLine::read("Ana Ruiz/AFP", &vocabulary), Source::Figcaption, None);
        said.state_credit(CreditLine::read("AFP", &vocabulary), Source::JsonLd, None);
        let item = said.item(Kind::Photo, Placed::default(), Evidence::default());
        assert_eq!(item.claims.len(), 1);
    }

    fn shown(said: Statements) -> MediaItem {
        said.item(Kind::Photo, Placed::default(), Evidence::default())
    }

    #[test]
    fn what_was_put_aside_and_is_believed_again_is_no_conflict() {
        let vocabulary = Vocabulary::builtin();
        let mut said = Statements::default();
        said.state_credit(CreditLine::read("AFP", &vocabulary), Source::Html, None);
        said.state_credit(CreditLine::read("Reuters", &vocabulary), Source::JsonLd, None);
        said.state_credit(CreditLine::read("Photo: AFP", &vocabulary), Source::Figcaption, None);
        let item = shown(said);
        assert_eq!(item.printed(), Some("Photo: AFP"));
        assert_eq!(item.conflicts().map(|claim| claim.value.as_str()).collect::<Vec<_>>(), ["Reuters"]);
    }

    #[test]
    fn many_creators_leave_room_for_conflicts() {
        let mut said = Statements::default();
        for number in 0..20 {
            said.keep(Field::Creator, format!("Creator {number}"), Source::Ninjs, None, STATED);
        }
        said.state_caption("A boat.".to_owned(), Source::Figcaption, None);
        said.state_caption("A ship.".to_owned(), Source::JsonLd, None);
        let item = shown(said);
        assert_eq!(item.claims.iter().filter(|claim| claim.field == Field::Creator).count(), MOST_OTHERS);
        assert_eq!(item.conflicts().map(|claim| claim.value.as_str()).collect::<Vec<_>>(), ["A ship."]);
    }

    #[test]
    fn claims_stand_in_the_order_of_trust() {
        let mut said = Statements::default();
        for source in [Source::Html, Source::PageState, Source::Figcaption, Source::JsonLd] {
            said.state_caption(format!("A boat of {source}."), source, None);
        }
        let sources: Vec<Source> = shown(said).claims.iter().map(|claim| claim.source).collect();
        assert_eq!(sources, [Source::Figcaption, Source::JsonLd, Source::PageState, Source::Html]);
    }

    #[test]
    fn a_title_is_ranked_and_the_other_one_kept() {
        let mut said = Statements::default();
        said.state_title(Some("Watch the ferry".to_owned()), Source::VideoCard, None);
        said.state_title(Some("The ferry of Sund".to_owned()), Source::JsonLd, None);
        let item = shown(said);
        assert_eq!(item.title.as_deref(), Some("The ferry of Sund"));
        assert_eq!(item.conflicts().map(|claim| claim.value.as_str()).collect::<Vec<_>>(), ["Watch the ferry"]);
    }
}
