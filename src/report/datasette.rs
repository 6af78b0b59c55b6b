//! A metadata file for Datasette (<https://docs.datasette.io/en/stable/metadata.html>).

use std::io::{self, Write};

/// View, title, description, facets, the order of its rows, and what its columns hold.
type Described = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static [(&'static str, &'static str)],
);

const VIEWS: &[Described] = &[
    (
        "item",
        "Media items",
        "One row a photo, video or graphic as an article shows it.",
        &["kind", "placement", "publisher", "status"],
        "published",
        &[
            ("caption", "The text that describes it (IPTC Description)"),
            ("credit", "The credit line, verbatim without its marker (IPTC Credit Line)"),
            ("people", "Creators, in the order printed"),
            ("agencies", "Organisations, originator first, distributor last"),
            ("status", "The creator's standing: Staff, Contributor, Stringer, Freelance or Pool"),
            ("collection", "A brand inside the distributor"),
            ("placement", "lead, body or gallery; page is on the page but not of the article"),
            ("duration_seconds", "Length of a video in seconds"),
            ("line", "Line of the document, from 1"),
            ("confidence", "How sure the reading is, 0 to 1"),
        ],
    ),
    (
        "item_agency",
        "Items by organisation",
        "One row a media item and organisation credited: an item with two organisations has two rows.",
        &["agency", "role", "agency_kind", "country"],
        "published",
        &[
            ("agency", "Canonical name"),
            ("role", "originator, intermediary, distributor, or sole"),
            ("country", "ISO 3166-1 alpha-2"),
            ("known", "1 if the authority knows the organisation"),
        ],
    ),
    (
        "item_creator",
        "Items by creator",
        "One row a media item and creator credited.",
        &["creator", "status"],
        "published",
        &[
            ("creator", "The name under which all spellings of the creator are gathered"),
            ("printed", "As this line spells it"),
        ],
    ),
];

/// Writes the metadata for a catalog that Datasette calls `database`.
///
/// # Errors
/// What the output answers.
pub fn datasette(database: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "title: Who is owed credit")?;
    writeln!(out, "description: Photos and videos of articles and their credits, gathered by cutline")?;
    writeln!(out, "databases:\n  {}:\n    tables:", quoted(database))?;
    for (view, title, description, facets, sort, columns) in VIEWS {
        writeln!(out, "      {view}:")?;
        writeln!(out, "        title: {}", quoted(title))?;
        writeln!(out, "        description: {}", quoted(description))?;
        writeln!(out, "        sort_desc: {sort}")?;
        writeln!(out, "        facets:")?;
        for facet in *facets {
            writeln!(out, "        - {facet}")?;
        }
        writeln!(out, "        columns:")?;
        for (column, what) in *columns {
            writeln!(out, "          {column}: {}", quoted(what))?;
        }
    }
    Ok(())
}

/// A string of YAML: JSON's are.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
