//! What a word or phrase can be: the classes of `data/words.csv`, and the lists whose words are looked
//! for by their beginning or their end.
//!
//! Build script and crate share this file.

/// What a word or phrase can be, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(pub u32);

impl Class {
    /// Introduces a credit when a separator follows: `Foto:`.
    pub const MARKER: u32 = 1;
    /// Introduces a credit by itself: `Photo by`.
    pub const MARKER_BARE: u32 = 1 << 1;
    pub const FLAG: u32 = 1 << 2;
    pub const STATUS: u32 = 1 << 3;
    /// Job words and ranks beside a name.
    pub const JOB: u32 = 1 << 4;
    /// Makes a name an organisation: Agency, Verlag, Police.
    pub const SHAPE: u32 = 1 << 5;
    /// Joins the parts of a personal name: van, de, al.
    pub const PARTICLE: u32 = 1 << 6;
    /// Never part of a personal name.
    pub const COMMON: u32 = 1 << 7;
    /// A whole line that is a part of the page: Sign in.
    pub const UI: u32 = 1 << 8;
    /// A line with it is about something else: credit score.
    pub const NEGATIVE: u32 = 1 << 9;
    /// Says nothing about who is owed credit.
    pub const NOISE: u32 = 1 << 10;
    /// A role beside the photographer: Styling.
    pub const OTHER_ROLE: u32 = 1 << 11;
    pub const VIA: u32 = 1 << 12;
    pub const FOR: u32 = 1 << 13;
    pub const FROM: u32 = 1 << 14;
    pub const BY: u32 = 1 << 15;
    pub const AND: u32 = 1 << 16;
    /// A marker that also stands under statistics: `Source:`. Weaker evidence of a picture.
    pub const SOURCE: u32 = 1 << 17;
    /// Introduces a caption: `Image caption, …`.
    pub const CAPTION_LABEL: u32 = 1 << 18;
    /// With SHAPE: the word is a surname too (Court, Post, Park).
    pub const WEAK: u32 = 1 << 19;
    /// A small word inside the names of organisations: of, des, für.
    pub const SMALL: u32 = 1 << 20;
    /// An article that an organisation's name is printed without: the, die, la.
    pub const ARTICLE: u32 = 1 << 21;
    /// Behind a phrase it says that a name follows: by, von, de.
    pub const CONNECTIVE: u32 = 1 << 22;
    /// The legal form of a company, which stands in the notice of a page's footer: GmbH, Ltd.
    pub const LEGAL_FORM: u32 = 1 << 23;
    /// Behind a house's name it names another house: X Images is not X.
    pub const HOUSE: u32 = 1 << 24;
    /// What a restriction is about: sales, archives.
    pub const RESTRICTED: u32 = 1 << 25;
    /// A restriction as a whole: `editorial use only`.
    pub const RESTRICTION: u32 = 1 << 26;
    /// With SMALL: a preposition of place, which is running text behind a house's name.
    pub const PLACE: u32 = 1 << 28;
    /// Ends a restriction in capitals: `DENMARK OUT`.
    pub const RESTRICTION_END: u32 = 1 << 29;
    /// Begins a restriction of something: `NO SALES`.
    pub const RESTRICTION_HEAD: u32 = 1 << 30;
    /// Begins a note to editors, which goes on to the end of the line.
    pub const EDITORS: u32 = 1 << 27;

    pub fn has(self, classes: u32) -> bool {
        self.0 & classes != 0
    }
}

/// Words that are looked for at the beginning, at the end or inside of others; each list in the order of
/// length, the longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Parts of the names of organisations in scripts without spaces.
    ShapePart,
    /// Markers that follow the name in such scripts, glued to it.
    Suffix,
    /// Negative phrases of scripts without spaces: found inside words.
    NegativePart,
    /// Words of the page's interface that stand behind a credit, in small letters: "hide caption".
    InterfaceTail,
    /// Begins a line that says who wrote the article, in this letter case: `By`, `Von`.
    Byline,
    /// Before a single name it is a byline as well: `od`, `door`.
    BylineBare,
    /// Begins the label of a video, in this letter case: `VIDEO`, `Watch`.
    VideoHead,
    /// Begins the line of a video's duration: `Dauer`.
    DurationHead,
    /// Stands behind the digits of a duration: `min`.
    DurationTail,
    /// Between the numbers of a gallery's counter: `3 of 12`.
    Counter,
    /// Begins a line that leads to another article: `Read more`.
    Pointer,
    /// Begins names with a capital inside: McDonald, DeVito.
    NameHead,
    /// Introduces a caption of moving pictures, in this letter case: `Media caption`.
    VideoCaption,
}

#[allow(dead_code, reason = "only the build script fills lists")]
impl List {
    /// How many lists there are.
    pub const COUNT: usize = 13;
}

/// What a class of `data/words.csv` makes of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Looked up as a whole, by these bits.
    Lookup(u32),
    /// A word of a list, folded.
    Folded(List),
    /// A word of a list, as it is printed.
    Printed(List),
    /// A word of a list, in small letters.
    Lowered(List),
}

/// The classes by name, in the order of the data.
pub(crate) const CLASSES: &[(&str, Use)] = &[
    ("marker", Use::Lookup(Class::MARKER)),
    ("marker-source", Use::Lookup(Class::MARKER | Class::SOURCE)),
    ("marker-bare", Use::Lookup(Class::MARKER_BARE)),
    ("flag", Use::Lookup(Class::FLAG)),
    ("status", Use::Lookup(Class::STATUS)),
    ("job", Use::Lookup(Class::JOB)),
    ("shape", Use::Lookup(Class::SHAPE)),
    ("shape-weak", Use::Lookup(Class::SHAPE | Class::WEAK)),
    ("shape-part", Use::Folded(List::ShapePart)),
    ("suffix", Use::Folded(List::Suffix)),
    ("particle", Use::Lookup(Class::PARTICLE)),
    ("common", Use::Lookup(Class::COMMON)),
    ("ui", Use::Lookup(Class::UI)),
    ("negative", Use::Lookup(Class::NEGATIVE)),
    ("negative-part", Use::Folded(List::NegativePart)),
    ("noise", Use::Lookup(Class::NOISE)),
    ("other-role", Use::Lookup(Class::OTHER_ROLE)),
    ("caption-label", Use::Lookup(Class::CAPTION_LABEL)),
    ("interface-tail", Use::Lowered(List::InterfaceTail)),
    ("via", Use::Lookup(Class::VIA)),
    ("for", Use::Lookup(Class::FOR)),
    ("from", Use::Lookup(Class::FROM)),
    ("by", Use::Lookup(Class::BY)),
    ("and", Use::Lookup(Class::AND)),
    ("small", Use::Lookup(Class::SMALL)),
    ("small-place", Use::Lookup(Class::SMALL | Class::PLACE)),
    ("article", Use::Lookup(Class::ARTICLE)),
    ("connective", Use::Lookup(Class::CONNECTIVE)),
    ("legal-form", Use::Lookup(Class::LEGAL_FORM)),
    ("house", Use::Lookup(Class::HOUSE)),
    ("restricted", Use::Lookup(Class::RESTRICTED)),
    ("restriction", Use::Lookup(Class::RESTRICTION)),
    ("restriction-end", Use::Lookup(Class::RESTRICTION_END)),
    ("restriction-head", Use::Lookup(Class::RESTRICTION_HEAD)),
    ("editors", Use::Lookup(Class::EDITORS)),
    ("byline", Use::Printed(List::Byline)),
    ("byline-bare", Use::Lowered(List::BylineBare)),
    ("video-head", Use::Printed(List::VideoHead)),
    ("duration-head", Use::Printed(List::DurationHead)),
    ("duration-tail", Use::Printed(List::DurationTail)),
    ("counter", Use::Printed(List::Counter)),
    ("pointer", Use::Printed(List::Pointer)),
    ("name-head", Use::Folded(List::NameHead)),
    ("video-caption", Use::Printed(List::VideoCaption)),
];

/// What the class called `name` makes of its words.
pub(crate) fn class_named(name: &str) -> Option<Use> {
    CLASSES.iter().find(|(n, _)| *n == name).map(|(_, class)| *class)
}
