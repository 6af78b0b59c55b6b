//! Claims in the form in which the tables `media_structured` and `media_conflict` have them.

use serde_json::{Map, Value};

use crate::model::{Claim, Field, MediaItem, Source};

/// What structured data says of an item, as the catalog has it: the object verbatim, where the credit was
/// read if not on the page (`@creditFrom`), and what a second object says of it (`@otherCredit`).
pub(super) fn structured(item: &MediaItem) -> Option<String> {
    let data = item.claims.iter().find(|claim| claim.field == Field::Structured);
    let verbatim = data.map(|claim| claim.value.as_str()).unwrap_or_default();
    let mut fields: Map<String, Value> = serde_json::from_str(verbatim).unwrap_or_default();
    let credits = || item.claims.iter().filter(|claim| claim.field == Field::Credit);
    let of_data = |claim: &&Claim| matches!(claim.source, Source::JsonLd | Source::PageState);
    if let Some(from) = credits().find(|claim| claim.taken).filter(of_data) {
        fields.insert("@creditFrom".to_owned(), from.source.as_str().into());
    }
    let other = |claim: &&Claim| !claim.taken && claim.source == Source::JsonLd && !verbatim.contains(&claim.value);
    if let Some(other) = credits().filter(|_| data.is_some()).find(other) {
        fields.insert("@otherCredit".to_owned(), other.value.as_str().into());
    }
    (!fields.is_empty()).then(|| Value::Object(fields).to_string())
}
