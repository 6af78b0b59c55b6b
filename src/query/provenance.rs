//! What an item rests on: who states each of its values, why it stands where it stands, where its file is,
//! and where the same article was met as well.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::Error;
use crate::catalog::{file_of, open_read_only};
use crate::extract::claim::{Field, Source};
use crate::model::PlacementReason;

/// A value as a source states it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Stated {
    /// What it is about.
    pub field: Field,
    /// The value; nothing where it is the one that the item shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Who states it.
    pub source: Source,
    /// Whether it is the one that the item shows.
    pub taken: bool,
}

impl Stated {
    /// Whether it is said of a field that the item shows, and is not what the item shows there.
    pub fn contradicts(&self) -> bool {
        !self.taken && Field::SHOWN.contains(&self.field)
    }
}

/// What an item rests on.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// What each source states: first what the item shows, then what others say.
    pub claims: Vec<Stated>,
    /// What decided where it stands.
    pub placement_reason: Option<PlacementReason>,
    /// Where the document's file is, whatever folder one looks from.
    pub file: String,
    /// Other documents of the same article.
    pub elsewhere: Vec<String>,
}

/// What the item with number `id` rests on; `None` where there is no such item.
///
/// # Errors
/// Why the catalog cannot be read.
pub fn provenance(catalog: &Path, id: i64) -> Result<Option<Provenance>, Error> {
    let conn = open_read_only(catalog)?;
    let sql = "SELECT d.path, m.placement_reason, d.article, d.id FROM media m JOIN document d ON d.id = m.document_id
               WHERE m.id = ?1";
    let found = conn.query_row(sql, [id], |row| {
        let (article, document): (Option<String>, i64) = (row.get(2)?, row.get(3)?);
        let provenance = Provenance {
            claims: claims(&conn, id)?,
            placement_reason: row.get::<_, Option<String>>(1)?.and_then(|name| PlacementReason::from_name(&name)),
            file: row.get(0)?,
            elsewhere: article.map_or_else(|| Ok(Vec::new()), |article| elsewhere(&conn, &article, document))?,
        };
        Ok(provenance)
    });
    let Some(mut found) = found.optional()? else { return Ok(None) };
    found.file = file_of(catalog, &found.file)?;
    Ok(Some(found))
}

fn claims(conn: &Connection, id: i64) -> rusqlite::Result<Vec<Stated>> {
    let sql = "SELECT field, value, source, taken FROM claim WHERE media_id = ?1 ORDER BY position";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([id])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let field = Field::from_name(row.get_ref(0)?.as_str()?);
        if let Some((field, source)) = field.zip(Source::from_name(row.get_ref(2)?.as_str()?)) {
            out.push(Stated { field, value: row.get(1)?, source, taken: row.get(3)? });
        }
    }
    Ok(out)
}

/// The first few other documents of an article.
fn elsewhere(conn: &Connection, article: &str, document: i64) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT path || iif(member = '', '', '!' || member) FROM document
               WHERE article = ?1 AND id <> ?2 AND skipped IS NULL ORDER BY path, member LIMIT 5";
    conn.prepare(sql)?.query_map((article, document), |row| row.get(0))?.collect()
}
