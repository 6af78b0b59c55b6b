//! What each source states of an item, as rows.

use std::borrow::Cow;

use rusqlite::{Connection, params};

use super::facts::rounded;
use crate::extract::claim::{Claim, Field, Source};
use crate::model::MediaItem;

/// Stores the claims of the item `id`.
pub(super) fn store(conn: &Connection, id: i64, item: &MediaItem) -> rusqlite::Result<()> {
    let claims = of_item(item);
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
        Field::Credit => item.credit_printed.as_ref(),
        _ => None,
    }
}

/// What decided where the item stands, in words.
pub(super) fn placement_reason(_item: &MediaItem) -> Option<String> {
    None
}

/// The claims of an item. Until extraction states them itself, made of its conflicts and structured data.
fn of_item(item: &MediaItem) -> Cow<'_, [Claim]> {
    if !item.claims.is_empty() {
        return Cow::Borrowed(&item.claims);
    }
    let claim =
        |field, value: String, source, taken| Claim { field, value, source, place: None, confidence: 1.0, taken };
    let mut out = Vec::new();
    for conflict in &item.evidence.conflicts {
        // A form of video that is no source yet is a player.
        let source = Source::from_name(&conflict.source).unwrap_or(Source::Player);
        if let Some(field) = Field::from_name(&conflict.field) {
            out.push(claim(field, conflict.value.clone(), source, false));
        }
    }
    let data = item.evidence.structured.as_deref().and_then(|data| serde_json::from_str(data).ok());
    if let Some(serde_json::Value::Object(mut data)) = data {
        let mut taken_out = |name: &str| data.remove(name).and_then(|value| value.as_str().map(str::to_owned));
        let (from, other) = (taken_out("@creditFrom"), taken_out("@otherCredit"));
        if let (Some(source), Some(printed)) = (from.and_then(|from| Source::from_name(&from)), &item.credit_printed) {
            out.push(claim(Field::Credit, printed.clone(), source, true));
        }
        if !data.is_empty() {
            out.push(claim(Field::Structured, serde_json::Value::Object(data).to_string(), Source::JsonLd, false));
        }
        out.extend(other.map(|other| claim(Field::Credit, other, Source::JsonLd, false)));
    }
    Cow::Owned(out)
}
