//! The table of fields: one row each. From it come the query language, `--fields`, `stats`, sorting,
//! completion, the columns of CSV, TSV, Markdown and Parquet, and docs/json.md.
//!
//! A column of the catalog needs one row to be asked for, shown, exported and counted by:
//! `Field::new("format", Lookup::Word, "d.format", "the format of the document").counted()`. The order is that of
//! columns; new rows stand at the end, so that scripts that count columns go on working.

use super::field::{Field, Lookup};
use crate::extract::claim::Field as Shown;
use crate::extract::formats;
use crate::model::{Flag, Kind, Method, Placement, PlacementReason, Status};

/// The words of an enum whose variants have one fixed spelling.
macro_rules! words {
    ($name:ty) => {
        || <$name>::ALL.iter().map(|word| word.as_str()).collect()
    };
}

/// Every field.
pub static FIELDS: &[Field] = &[
    Field::new("id", Lookup::Number, "m.id", "the item's number, or a range")
        .holds("the item in its catalog; absent from `extract`")
        .whole()
        .required()
        .record("/id"),
    Field::new("path", Lookup::Path, "d.path", "the file, with * and ?")
        .aliases(&["file"])
        .holds("the file as walked; bytes that are not UTF-8 as `\\xHH`")
        .required()
        .record("/document/path")
        .counted(),
    Field::new("member", Lookup::Path, "d.member", "the member of an archive, with * and ?")
        .holds("inside an archive")
        .shown_as("nullif(d.member, '')")
        .record("/document/member"),
    Field::new("url", Lookup::Text, "d.url", "the article's address")
        .holds("canonical address")
        .record("/document/url"),
    Field::new("document", Lookup::Words, "d.title", "words of the article's headline; stats counts by file")
        .aliases(&["document_title", "headline"])
        .holds("headline")
        .headed("document_title")
        .record("/document/title")
        // Two articles may have one headline.
        .counted_through("d.path", ""),
    Field::new("publisher", Lookup::Text, "d.publisher", "the publisher's name")
        .aliases(&["site"])
        .record("/document/publisher")
        .counted(),
    Field::new("lang", Lookup::Language, "d.language", "a language tag: en finds en-GB too")
        .aliases(&["language"])
        .holds("language tag (BCP 47)")
        .headed("language")
        .record("/document/language")
        .counted(),
    Field::new(
        "published",
        Lookup::Date,
        "d.published",
        "2017, 2017-09, 2017-09-06, today, -30d or a range 2017-09..2018",
    )
    .aliases(&["date"])
    .holds("ISO 8601 date, or date and time")
    .record("/document/published"),
    Field::new("year", Lookup::Date, "d.published", "year of publication, or a range 2017..2019")
        .holds("year of publication")
        .shown_as("substr(d.published, 1, 4)")
        .on_request()
        .counted_through("substr(d.published, 1, 4)", "")
        .ordered(),
    Field::new("month", Lookup::Date, "d.published", "month of publication, such as 2017-09, or a range")
        .shown_as("substr(d.published, 1, 7)")
        .on_request()
        .counted_through("substr(d.published, 1, 7)", "")
        .ordered(),
    Field::new("day", Lookup::Date, "d.published", "day of publication, such as 2017-09-06, or a range")
        .shown_as("substr(d.published, 1, 10)")
        .on_request()
        .counted_through("substr(d.published, 1, 10)", "")
        .ordered(),
    Field::new("kind", Lookup::Word, "m.kind", "photo, video or graphic")
        .aliases(&["type"])
        .holds("what it is")
        .required()
        .record("/kind")
        .counted()
        .closed(words!(Kind)),
    Field::new("placement", Lookup::Word, "m.placement", "lead, body, gallery or page")
        .holds("`lead`, `body`, `gallery`, or `page` for what is on the page but not of the article")
        .required()
        .record("/placement")
        .counted()
        .closed(words!(Placement)),
    Field::new("caption", Lookup::Words, "m.caption", "words of the caption")
        .holds("the text that describes it (IPTC Description)")
        .record("/caption"),
    Field::new("title", Lookup::Words, "m.title", "words of a video's title").holds("a video's title").record("/title"),
    Field::new("alt", Lookup::Text, "m.alt", "the alternative text").record("/alt"),
    Field::new("credit", Lookup::Text, "c.line", "the credit line; credit:none finds what has none")
        .holds("the credit line, verbatim without its marker (IPTC Credit Line)")
        .record("/credit")
        .counted(),
    Field::through("creator", Lookup::Creator, "a creator, by any spelling")
        .aliases(&["people", "photographer", "by", "person"])
        .holds("creators, in the order printed (IPTC Creator)")
        .listed(
            "iif(m.credit_id IS NULL, NULL, (SELECT json_group_array(name) FROM (SELECT p.name FROM credit_person cp \
             JOIN person p ON p.id = cp.person_id WHERE cp.credit_id = m.credit_id ORDER BY cp.position)))",
        )
        .headed("people")
        .record("/people")
        .counted_through(
            "p5.name",
            "LEFT JOIN credit_person l5 ON l5.credit_id = m.credit_id LEFT JOIN person p5 ON p5.id = l5.person_id",
        )
        .sorted(
            "(SELECT p.name FROM credit_person cp JOIN person p ON p.id = cp.person_id \
             WHERE cp.credit_id = m.credit_id ORDER BY cp.position LIMIT 1)",
        ),
    Field::through("agency", Lookup::Organisation(&[]), "an organisation anywhere in the chain, by any spelling")
        .aliases(&["agencies", "organisation", "org"])
        .holds("organisations by canonical name, originator first, distributor last")
        .listed(
            "iif(m.credit_id IS NULL, NULL, (SELECT json_group_array(name) FROM (SELECT o.name FROM credit_organisation co \
             JOIN organisation o ON o.id = co.organisation_id WHERE co.credit_id = m.credit_id ORDER BY co.position)))",
        )
        .headed("agencies")
        .record("/agencies")
        .counted_through(
            "o1.name",
            "LEFT JOIN credit_organisation l1 ON l1.credit_id = m.credit_id \
             LEFT JOIN organisation o1 ON o1.id = l1.organisation_id",
        )
        .sorted(
            "(SELECT o.name FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id \
             WHERE co.credit_id = m.credit_id ORDER BY co.position LIMIT 1)",
        ),
    Field::through(
        "originator",
        Lookup::Organisation(&["originator", "sole"]),
        "the organisation where the picture came from first",
    )
    .listed(
        "(SELECT json_group_array(o.name) FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id \
         WHERE co.credit_id = m.credit_id AND co.role IN ('originator', 'sole'))",
    )
    .on_request()
    .counted_through(
        "o2.name",
        "LEFT JOIN credit_organisation l2 ON l2.credit_id = m.credit_id AND l2.role IN ('originator', 'sole') \
         LEFT JOIN organisation o2 ON o2.id = l2.organisation_id",
    ),
    Field::through(
        "distributor",
        Lookup::Organisation(&["distributor", "sole"]),
        "the organisation that delivered it",
    )
    .listed(
        "(SELECT json_group_array(o.name) FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id \
         WHERE co.credit_id = m.credit_id AND co.role IN ('distributor', 'sole'))",
    )
    .on_request()
    .counted_through(
        "o3.name",
        "LEFT JOIN credit_organisation l3 ON l3.credit_id = m.credit_id AND l3.role IN ('distributor', 'sole') \
         LEFT JOIN organisation o3 ON o3.id = l3.organisation_id",
    ),
    Field::through("country", Lookup::Country, "country of an organisation of the chain: FR")
        .holds("countries of the organisations (ISO 3166-1 alpha-2)")
        .listed(
            "(SELECT json_group_array(country) FROM (SELECT DISTINCT o.country FROM credit_organisation co \
             JOIN organisation o ON o.id = co.organisation_id \
             WHERE co.credit_id = m.credit_id AND o.country IS NOT NULL ORDER BY co.position))",
        )
        .on_request()
        .counted_through(
            "o4.country",
            "LEFT JOIN credit_organisation l4 ON l4.credit_id = m.credit_id \
             LEFT JOIN organisation o4 ON o4.id = l4.organisation_id",
        ),
    Field::new("status", Lookup::Word, "c.status", "Staff, Contributor, Stringer, Freelance or Pool")
        .holds("the creator's standing")
        .record("/status")
        .counted()
        .closed(words!(Status)),
    Field::new("collection", Lookup::Word, "c.collection", "a brand inside the distributor")
        .record("/collection")
        .counted(),
    Field::through("flag", Lookup::Flag, "courtesy, handout, file, screenshot, …")
        .aliases(&["flags"])
        .holds("what else the credit says of the picture")
        .listed(
            "iif(m.credit_id IS NULL, NULL, (SELECT json_group_array(flag) FROM \
             (SELECT f.flag FROM credit_flag f WHERE f.credit_id = m.credit_id ORDER BY f.flag)))",
        )
        .headed("flags")
        .record("/flags")
        .counted_through("l6.flag", "LEFT JOIN credit_flag l6 ON l6.credit_id = m.credit_id")
        .closed(words!(Flag)),
    Field::new("licence", Lookup::Text, "c.licence", "the licence, such as CC BY-SA 4.0")
        .aliases(&["license"])
        .holds("the licence in normal form, such as `CC BY-SA 4.0`")
        .record("/licence")
        .counted(),
    Field::new("copyright", Lookup::Text, "c.copyright", "the copyright notice")
        .holds("the copyright notice, verbatim")
        .record("/copyright"),
    Field::through("urls", Lookup::Urls, "a part of a picture's address")
        .aliases(&["image", "src"])
        .holds("addresses of the renditions, the best first")
        .listed(
            "(SELECT json_group_array(url) FROM \
             (SELECT u.url FROM media_url u WHERE u.media_id = m.id ORDER BY u.position))",
        )
        .record("/urls"),
    Field::new("duration", Lookup::Duration, "m.duration_seconds", "2:20, 140, 2m20s or a range 1m..5m")
        .aliases(&["duration_seconds", "length"])
        .holds("length of a video in seconds")
        .headed("duration_seconds")
        .record("/duration_seconds"),
    Field::new("line", Lookup::Number, "m.line", "the line of the document, or a range")
        .holds("line of the document, from 1")
        .whole()
        .required()
        .record("/line"),
    Field::new("span", Lookup::Number, "m.span_start", "where the item begins, in bytes, or a range")
        .aliases(&["span_start"])
        .holds("first byte of the item in the document as decoded to UTF-8")
        .headed("span_start")
        .whole()
        .required()
        .record("/span/0"),
    Field::new("span_end", Lookup::Number, "m.span_end", "where the item ends, in bytes, or a range")
        .holds("the byte behind its last one")
        .whole()
        .required()
        .record("/span/1"),
    Field::new("method", Lookup::Word, "m.method", "the form that was recognised")
        .required()
        .record("/method")
        .counted()
        .closed(words!(Method)),
    Field::new("confidence", Lookup::Number, "m.confidence", "0 to 1: <0.7 or a range 0.5..0.7")
        .holds("how sure the reading is, 0 to 1")
        .required()
        .record("/confidence")
        .counted()
        .ordered(),
    Field::new("restriction", Lookup::List, "c.restrictions", "words of what the credit forbids, such as NO RESALE")
        .aliases(&["restrictions"])
        .holds("what the credit forbids, verbatim, such as `NO RESALE`")
        .headed("restrictions")
        .record("/restrictions")
        .counted_through("r7.value", "LEFT JOIN json_each(coalesce(c.restrictions, '[]')) r7"),
    Field::through(
        "conflict",
        Lookup::Conflict,
        "caption, credit, … where sources of the page differ, or any",
    )
    .aliases(&["conflicts"])
    .holds("what other sources say differently: objects of `field`, `value`, `source`")
    .listed(concat!(
        "(SELECT json_group_array(json_object('field', field, 'value', value, 'source', source)) FROM ",
        "(SELECT x.field, x.value, x.source FROM claim x WHERE x.media_id = m.id AND ",
        contradicts!(),
        " ORDER BY x.position))",
    ))
    .headed("conflicts")
    .objects()
    .record("/conflicts")
    .closed(|| Shown::SHOWN.iter().map(|field| field.as_str()).collect()),
    Field::new("key", Lookup::Word, "m.key", "what the item is known by in its document")
        .holds("what the item is known by in its document, whatever its number, line and neighbours are")
        .required()
        .record("/key"),
    Field::new(
        "picture",
        Lookup::Picture,
        "(SELECT k.key FROM picture k WHERE k.id = m.picture_id)",
        "the picture's key: the same wherever the picture is shown",
    )
    .holds("which picture it is, the same wherever it is shown")
    .record("/picture")
    .counted(),
    Field::new("placement_reason", Lookup::Word, "m.placement_reason", "the rule that decided the placement")
        .aliases(&["reason"])
        .holds("the rule that decided its placement")
        .record("/placement_reason")
        .counted()
        .closed(words!(PlacementReason)),
    // `format` in the JSON of an item names the contract, `cutline.item/1`.
    Field::new("format", Lookup::Word, "d.format", "the format of the document")
        .aliases(&["document_format"])
        .headed("document_format")
        .counted()
        .closed(|| formats().map(|format| format.name).collect()),
    Field::new(
        "where",
        Lookup::Text,
        "(d.path || iif(d.member = '', '', '!' || d.member) || ':' || m.line)",
        "file and line, as editors and compilers write it",
    )
    .on_request(),
];

/// The field that `name` names.
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.names().any(|n| n.eq_ignore_ascii_case(name)))
}

/// The fields that are columns wherever items are exported, in the order of columns.
pub fn columns() -> Vec<&'static Field> {
    FIELDS.iter().filter(|field| field.column.is_some_and(|column| column.usual)).collect()
}

/// Those of [`columns`] that extraction knows without a catalog: the parts of a record.
pub fn record_columns() -> Vec<&'static Field> {
    FIELDS.iter().filter(|field| field.column.is_some_and(|column| column.pointer.is_some())).collect()
}

/// The headings of the columns of `fields`.
pub fn headings(fields: &[&'static Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.column.map_or(field.name, |column| column.name)).collect()
}

/// The name that was probably meant by `name`.
pub fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    FIELDS
        .iter()
        .flat_map(Field::names)
        .map(|known| (distance(known, &name), known))
        .min()
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 <= known.len())
        .map(|(_, known)| known)
}

/// Edit distance (Levenshtein).
pub(super) fn distance(a: &str, b: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_looked_up_by_their_index_and_of_what_items_show() {
        assert!(crate::catalog::SCHEMA.contains(concat!("ON claim (field, media_id) WHERE ", contradicts!(), ";")));
        let words = find("conflict").and_then(Field::words).unwrap_or_default();
        assert_eq!(words, ["caption", "credit", "title", "duration"]);
        assert!(words.iter().all(|word| contradicts!().contains(&format!("'{word}'"))));
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names: Vec<&str> = FIELDS.iter().flat_map(Field::names).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn the_heading_of_a_column_is_a_name_of_its_field() {
        for field in FIELDS {
            if let Some(column) = field.column {
                assert!(field.names().any(|name| name == column.name), "{}: {}", field.name, column.name);
            }
        }
    }
}
