//! What each source states of an item, as rows.

use rusqlite::{Connection, params};

use super::facts::rounded;
use crate::extract::claim::{Claim, Field, Source};
use crate::model::MediaItem;

/// Stores the claims of the item `id`.
pub(super) fn store(conn: &Connection, id: i64, item: &MediaItem) -> rusqlite::Result<()> {
    let claims = &item.claims;
    if claims.iter().all(of_the_text) {
        return Ok(());
    }
    for (position, claim) in claims.iter().enumerate() {
        let sql =
            "INSERT INTO claim (media_id, position, field, value, source, span_start, span_end, confidence, taken)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        conn.prepare_cached(sql)?.execute(params![
            id,
            position as i64,
            claim.field.as_str(),
            Some(&claim.value).filter(|value| !(claim.taken && own(item, claim.field) == Some(value))),
            claim.source.as_str(),
            claim.place.map(|span| span.start as i64),
            claim.place.map(|span| span.end as i64),
            rounded(claim.confidence),
            claim.taken
        ])?;
    }
    Ok(())
}

/// Of running text the text states everything: that is not written down for millions of items.
fn of_the_text(claim: &Claim) -> bool {
    claim.taken && matches!(claim.source, Source::Text | Source::Markdown)
}

/// What the row of an item has of a field.
fn own(item: &MediaItem, field: Field) -> Option<&String> {
    match field {
        Field::Caption => item.caption.as_ref(),
        Field::Title => item.title.as_ref(),
        Field::Alt => item.alt.as_ref(),
        Field::Credit => item.credit.as_ref().map(|line| &line.printed),
        _ => None,
    }
}
