//! A metadata file for Datasette (<https://docs.datasette.io/en/stable/metadata.html>).

use std::io::{self, Write};

use crate::query::find;

/// A view, and what the table of fields does not know of it.
struct View {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    facets: &'static [&'static str],
    /// Columns of the table of fields.
    fields: &'static [&'static str],
    /// Its own columns.
    columns: &'static [Described],
}

struct Described {
    name: &'static str,
    what: &'static str,
}

const VIEWS: &[View] = &[
    View {
        name: "item",
        title: "Media items",
        description: "One row a photo, video or graphic as an article shows it.",
        facets: &["kind", "placement", "publisher", "status"],
        fields: &[
            "caption",
            "credit",
            "people",
            "agencies",
            "status",
            "collection",
            "placement",
            "duration_seconds",
            "line",
            "confidence",
        ],
        columns: &[],
    },
    View {
        name: "item_agency",
        title: "Items by organisation",
        description: "One row a media item and organisation credited: an item with two organisations has two rows.",
        facets: &["agency", "role", "agency_kind", "country"],
        fields: &[],
        columns: &[
            Described { name: "agency", what: "Canonical name" },
            Described { name: "role", what: "originator, intermediary, distributor, or sole" },
            Described { name: "country", what: "ISO 3166-1 alpha-2" },
            Described { name: "known", what: "1 if the authority knows the organisation" },
        ],
    },
    View {
        name: "item_creator",
        title: "Items by creator",
        description: "One row a media item and creator credited.",
        facets: &["creator", "status"],
        fields: &[],
        columns: &[
            Described { name: "creator", what: "The name under which all spellings of the creator are gathered" },
            Described { name: "printed", what: "As this line spells it" },
        ],
    },
];

/// Writes the metadata for a catalog that Datasette calls `database`.
///
/// # Errors
/// What the output answers.
pub fn datasette(database: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "title: Who is owed credit")?;
    writeln!(out, "description: Photos and videos of articles and their credits, gathered by cutline")?;
    writeln!(out, "databases:\n  {}:\n    tables:", quoted(database))?;
    for view in VIEWS {
        writeln!(out, "      {}:", view.name)?;
        writeln!(out, "        title: {}", quoted(view.title))?;
        writeln!(out, "        description: {}", quoted(view.description))?;
        writeln!(out, "        sort_desc: published")?;
        writeln!(out, "        facets:")?;
        for facet in view.facets {
            writeln!(out, "        - {facet}")?;
        }
        writeln!(out, "        columns:")?;
        for name in view.fields {
            let what = find(name).map_or("", |field| field.holds).replace('`', "");
            writeln!(out, "          {name}: {}", quoted(&what))?;
        }
        for column in view.columns {
            writeln!(out, "          {}: {}", column.name, quoted(column.what))?;
        }
    }
    Ok(())
}

/// A string of YAML: JSON's are.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
