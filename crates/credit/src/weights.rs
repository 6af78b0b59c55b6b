//! Every number that judges a credit line, by name and in one place.
//!
//! Confidence is a sum: [`BASE`] and what each feature of the line adds or takes. The values were set by
//! hand on labelled lines; they are data for whoever fits them.

/// Below this confidence a line is no credit, and gives no people and no organisations.
pub(crate) const ACCEPTED: f32 = 0.2;
/// From here on a text says by itself that it is a credit, at least in company.
pub(crate) const FAIR: f32 = 0.45;
/// From here on it needs no company.
pub(crate) const STRONG: f32 = 0.6;

/// A line with something to credit and a marker or a known house.
pub(crate) const BASE: f32 = 0.3;
/// A marker introduces the line.
pub(crate) const MARKED: f32 = 0.35;
/// A known organisation stands in it.
pub(crate) const KNOWN: f32 = 0.3;
/// One that supplies pictures.
pub(crate) const SUPPLIER: f32 = 0.05;
/// A person stands in it, and not alone.
pub(crate) const PERSON: f32 = 0.05;
/// A standing beside a known organisation: `AFP Contributor`.
pub(crate) const STATUS_BESIDE_KNOWN: f32 = 0.15;
/// Each word that was not read, up to [`MOST_UNREAD_COUNTED`] of them.
pub(crate) const UNREAD_WORD: f32 = -0.15;
/// An organisation by its shape alone.
pub(crate) const SHAPED_ONLY: f32 = -0.1;
/// Neither a person nor an organisation.
pub(crate) const NOBODY: f32 = -0.1;
/// The only marker is one that stands under statistics, too, and no known organisation follows.
pub(crate) const SOURCE_UNKNOWN: f32 = -0.2;
/// The same, and what follows is known but supplies no pictures.
pub(crate) const SOURCE_NO_SUPPLIER: f32 = -0.5;

/// Unread words that count; more are as bad as these.
pub(crate) const MOST_UNREAD_COUNTED: usize = 2;
/// More unread words than this behind a marker: running text.
pub(crate) const MOST_UNREAD: usize = 6;

/// Not a credit at all.
pub(crate) const NONE: f32 = 0.0;
/// A notice in the footer of a page.
pub(crate) const FOOTER: f32 = 0.05;
/// Something speaks against it, as far as can be seen.
pub(crate) const DOUBTFUL: f32 = 0.1;
/// `Photo: -`: nobody is named, on purpose.
pub(crate) const NOBODY_NAMED: f32 = 0.4;

/// Neither marker nor known house, but a name and a standing.
pub(crate) const NAME_WITH_STATUS: f32 = 0.5;
/// Neither, and a flag alone.
pub(crate) const FLAG_ALONE: f32 = 0.4;
/// Neither, and names of persons alone.
pub(crate) const NAMES_ALONE: f32 = 0.4;
/// Neither, and organisations by their shape.
pub(crate) const SHAPES_ALONE: f32 = 0.3;
/// Most names, and most organisations, that are believed without either.
pub(crate) const MOST_NAMES: usize = 3;
/// Most words of such a line.
pub(crate) const MOST_UNSUPPORTED_WORDS: usize = 8;
/// Most words of one that holds several organisations and nobody else.
pub(crate) const MOST_SHAPED_WORDS: usize = 10;

/// How sure a piece of a line is of what it was taken for.
pub(crate) mod segment {
    /// Known organisations, markers, licences.
    pub(crate) const CERTAIN: f32 = 0.95;
    /// Standings and flags.
    pub(crate) const WORD: f32 = 0.9;
    /// Persons.
    pub(crate) const PERSON: f32 = 0.8;
    /// Organisations by their shape.
    pub(crate) const SHAPED: f32 = 0.6;
    /// All else.
    pub(crate) const OTHER: f32 = 0.3;
    /// What of it is left in a line that is no credit.
    pub(crate) const IN_NO_CREDIT: f32 = 0.5;
}
