//! How a credit line was understood, segment by segment, and one item with its evidence.

use std::io::{self, Write};

use super::clean;
use super::record::{clock, place};
use crate::extract::claim::Field;
use crate::model::{Credit, Record};
use crate::query::Provenance;

/// Writes what `credit` says, then each segment, what it was taken for, why and how sure.
///
/// # Errors
/// What the output answers.
pub fn write_credit(printed: &str, credit: &Credit, out: &mut dyn Write) -> io::Result<()> {
    field(out, "credit", &credit.line)?;
    let people: Vec<&str> = credit.people.iter().map(|p| p.name.as_str()).collect();
    field(out, "people", &people.join(", "))?;
    let chain: Vec<String> = credit
        .organisations
        .iter()
        .map(|o| if o.known { o.name.clone() } else { format!("{} (not in the authority)", o.name) })
        .collect();
    field(out, "agencies", &chain.join(" › "))?;
    field(out, "status", credit.status.map_or("", |s| s.as_str()))?;
    field(out, "collection", credit.collection.as_deref().unwrap_or_default())?;
    let flags: Vec<&str> = credit.flags.iter().map(|f| f.as_str()).collect();
    field(out, "flags", &flags.join(", "))?;
    let licence = credit.licence.as_deref().unwrap_or_default();
    let link = crate::credit::licence_link(licence).map_or_else(String::new, |link| format!(" <{link}>"));
    field(out, "licence", &format!("{licence}{link}"))?;
    field(out, "copyright", credit.copyright.as_deref().unwrap_or_default())?;
    field(out, "restrictions", &credit.restrictions.join("; "))?;
    field(out, "confidence", &format!("{:.2}", credit.confidence))?;
    if !credit.says_something() {
        writeln!(out, "no credit was read in this line")?;
    }
    for segment in &credit.segments {
        let text = segment.span.of(printed).unwrap_or_default();
        let value = if segment.value == text { String::new() } else { format!(" = {}", segment.value) };
        writeln!(
            out,
            "  {:>3}-{:<3} {:<12} {}{}  [{}, {:.0} %]",
            segment.span.start,
            segment.span.end,
            segment.taken_for,
            clean(text),
            clean(&value),
            segment.why,
            segment.confidence * 100.0
        )?;
    }
    Ok(())
}

/// Writes one item with the lines of its document around it: numbers and texts; those of the item
/// are marked.
///
/// # Errors
/// What the output answers.
pub fn write_shown(
    record: &Record,
    provenance: &Provenance,
    source: &[(u32, bool, String)],
    note: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let d = &record.document;
    let number = record.id.map_or_else(String::new, |id| format!("{id}  "));
    writeln!(out, "{number}{} ({}), {}", record.kind, record.placement, clean(&place(record)))?;
    for (name, value) in
        [("article", &d.title), ("publisher", &d.publisher), ("published", &d.published), ("address", &d.url)]
    {
        field(out, name, value.as_deref().unwrap_or_default())?;
    }
    field(out, "caption", record.caption.as_deref().unwrap_or_default())?;
    field(out, "title", record.title.as_deref().unwrap_or_default())?;
    field(out, "alt", record.alt.as_deref().unwrap_or_default())?;
    field(out, "duration", &record.duration_seconds.map_or_else(String::new, clock))?;
    field(out, "urls", &record.urls.join(" "))?;
    field(
        out,
        "evidence",
        &format!(
            "bytes {}-{}, form {}, {:.0} % sure",
            record.span.start,
            record.span.end,
            record.method,
            record.confidence * 100.0
        ),
    )?;
    field(out, "placed by", &provenance.placement_reason.map(|reason| reason.to_string()).unwrap_or_default())?;
    let stated = provenance.claims.iter().filter(|claim| claim.field != Field::Structured);
    let (taken, others): (Vec<_>, Vec<_>) = stated.partition(|claim| claim.taken);
    let taken: Vec<String> = taken.iter().map(|claim| format!("{} by {}", claim.field, claim.source)).collect();
    field(out, "stated", &taken.join(", "))?;
    for other in others {
        let label = if other.contradicts() { "conflict" } else { "besides" };
        let value = clean(other.value.as_deref().unwrap_or_default());
        field(out, label, &format!("{} in {}: {value}", other.field, other.source))?;
    }
    field(out, "also in", &provenance.elsewhere.join(", "))?;
    if let Some(note) = note {
        writeln!(out, "\n{note}")?;
    }
    if !source.is_empty() {
        writeln!(out)?;
    }
    for (number, marked, text) in source {
        writeln!(out, "{} {number:>5} | {}", if *marked { '>' } else { ' ' }, clean(text))?;
    }
    Ok(())
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "{name:<13} {}", clean(value))
}
