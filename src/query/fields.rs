//! The fields that may be asked for: one row each.

/// How a field is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A column of closed words: compared whole, case ignored.
    Word,
    /// A column of free text: a part of it is enough, case ignored.
    Text,
    /// A column of ISO dates: a year, a month or a day stands for all of it.
    Date,
    /// A column of numbers.
    Number,
    /// A column of seconds: `140`, `2:20`, `2m`.
    Duration,
    /// A tag of BCP 47: `en` stands for `en-GB` too.
    Language,
    /// A path with `*` and `?`.
    Path,
    /// Organisations, by any spelling, in any place of the chain (`""`) or in these roles.
    Organisation(&'static [&'static str]),
    /// Creators, by any spelling.
    Creator,
    /// Flags of the credit.
    Flag,
    /// Words of one column of the full-text index.
    Words,
    /// Addresses of the renditions: a part is enough.
    Urls,
    /// A field of which other sources of the page say something else.
    Conflict,
}

/// One field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// How it is looked up.
    pub kind: Kind,
    /// The column, in the aliases `m` (media), `d` (document), `c` (credit).
    pub column: &'static str,
    /// One line for a person.
    pub help: &'static str,
}

impl Field {
    /// Whether values of the field are text that a word may be marked in.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Words | Kind::Creator | Kind::Organisation(_))
            || (self.kind == Kind::Text && self.column != "d.url")
    }
}

/// Every field, in the order of the help text.
pub const FIELDS: &[Field] = &[
    Field {
        name: "agency",
        aliases: &["agencies", "organisation", "org"],
        kind: Kind::Organisation(&[]),
        column: "",
        help: "an organisation anywhere in the chain, by any spelling",
    },
    Field {
        name: "originator",
        aliases: &[],
        kind: Kind::Organisation(&["originator", "sole"]),
        column: "",
        help: "the organisation where the picture came from first",
    },
    Field {
        name: "distributor",
        aliases: &[],
        kind: Kind::Organisation(&["distributor", "sole"]),
        column: "",
        help: "the organisation that delivered it",
    },
    Field {
        name: "creator",
        aliases: &["people", "photographer", "by", "person"],
        kind: Kind::Creator,
        column: "",
        help: "a creator, by any spelling",
    },
    Field { name: "kind", aliases: &["type"], kind: Kind::Word, column: "m.kind", help: "photo, video or graphic" },
    Field {
        name: "placement",
        aliases: &[],
        kind: Kind::Word,
        column: "m.placement",
        help: "lead, body, gallery or page",
    },
    Field {
        name: "status",
        aliases: &[],
        kind: Kind::Word,
        column: "c.status",
        help: "Staff, Contributor, Stringer, Freelance or Pool",
    },
    Field {
        name: "collection",
        aliases: &[],
        kind: Kind::Word,
        column: "c.collection",
        help: "a brand inside the distributor",
    },
    Field {
        name: "flag",
        aliases: &["flags"],
        kind: Kind::Flag,
        column: "",
        help: "courtesy, handout, file, screenshot, …",
    },
    Field {
        name: "licence",
        aliases: &["license"],
        kind: Kind::Text,
        column: "c.licence",
        help: "the licence, such as CC BY-SA 4.0",
    },
    Field { name: "copyright", aliases: &[], kind: Kind::Text, column: "c.copyright", help: "the copyright notice" },
    Field {
        name: "credit",
        aliases: &[],
        kind: Kind::Text,
        column: "c.line",
        help: "the credit line; credit:none finds what has none",
    },
    Field { name: "caption", aliases: &[], kind: Kind::Words, column: "m.caption", help: "words of the caption" },
    Field { name: "title", aliases: &[], kind: Kind::Words, column: "m.title", help: "words of a video's title" },
    Field { name: "alt", aliases: &[], kind: Kind::Text, column: "m.alt", help: "the alternative text" },
    Field {
        name: "document",
        aliases: &["document_title", "headline"],
        kind: Kind::Words,
        column: "d.title",
        help: "words of the article's headline",
    },
    Field {
        name: "publisher",
        aliases: &["site"],
        kind: Kind::Text,
        column: "d.publisher",
        help: "the publisher's name",
    },
    Field {
        name: "lang",
        aliases: &["language"],
        kind: Kind::Language,
        column: "d.language",
        help: "a language tag: en finds en-GB too",
    },
    Field {
        name: "published",
        aliases: &["date"],
        kind: Kind::Date,
        column: "d.published",
        help: "2017, 2017-09, 2017-09-06, today, -30d or a range 2017-09..2018",
    },
    Field { name: "path", aliases: &["file"], kind: Kind::Path, column: "d.path", help: "the file, with * and ?" },
    Field {
        name: "member",
        aliases: &[],
        kind: Kind::Path,
        column: "d.member",
        help: "the member of an archive, with * and ?",
    },
    Field {
        name: "urls",
        aliases: &["image", "src"],
        kind: Kind::Urls,
        column: "",
        help: "a part of a picture's address",
    },
    Field { name: "url", aliases: &[], kind: Kind::Text, column: "d.url", help: "the article's address" },
    Field {
        name: "duration",
        aliases: &["duration_seconds", "length"],
        kind: Kind::Duration,
        column: "m.duration_seconds",
        help: "2:20, 140, 2m20s or a range 1m..5m",
    },
    Field { name: "method", aliases: &[], kind: Kind::Word, column: "m.method", help: "the form that was recognised" },
    Field {
        name: "confidence",
        aliases: &[],
        kind: Kind::Number,
        column: "m.confidence",
        help: "0 to 1: <0.7 or a range 0.5..0.7",
    },
    Field {
        name: "conflict",
        aliases: &[],
        kind: Kind::Conflict,
        column: "",
        help: "caption, credit, … where sources of the page differ, or any",
    },
    Field {
        name: "line",
        aliases: &[],
        kind: Kind::Number,
        column: "m.line",
        help: "the line of the document, or a range",
    },
    Field {
        name: "span",
        aliases: &[],
        kind: Kind::Number,
        column: "m.span_start",
        help: "where the item begins, in bytes, or a range",
    },
    Field { name: "id", aliases: &[], kind: Kind::Number, column: "m.id", help: "the item's number, or a range" },
];

/// The field that `name` names.
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|f| f.name.eq_ignore_ascii_case(name) || f.aliases.iter().any(|a| a.eq_ignore_ascii_case(name)))
}

/// The field that was probably meant by `name`.
pub fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    FIELDS
        .iter()
        .flat_map(|f| std::iter::once(&f.name).chain(f.aliases))
        .map(|f| (distance(f, &name), *f))
        .min()
        .filter(|(d, f)| *d <= 2 && *d * 2 <= f.len())
        .map(|(_, f)| f)
}

/// Edit distance (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
