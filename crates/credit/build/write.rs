//! The tables as Rust source: static data alone, nothing that runs.

use std::fmt::Write;

use crate::named::OrganisationKind;
use crate::phrase::Phrase;
use crate::rows::{Data, Organisation, Spelling};
use crate::table;

/// Writes the fingerprint of a data file.
pub fn fingerprint(name: &str, value: u64, out: &mut String) {
    let _ = writeln!(out, "pub(crate) const {name}_FINGERPRINT: u64 = {value:#x};");
}

/// Writes all tables.
pub fn tables(data: &Data, out: &mut String) -> Result<(), String> {
    table("PHRASES", "Phrase", data.phrases.iter().map(|(key, value)| (key, phrase(value))), out)?;
    table("SPELLINGS", "u16", data.spellings.iter().map(|(key, value)| (key, value.to_string())), out)?;
    table("ELEMENTS", "u16", data.elements.iter().map(|(key, value)| (key, value.to_string())), out)?;
    let _ = writeln!(out, "pub(crate) static LISTS: [&[Cow<'static, str>]; {}] = [", data.lists.len());
    for list in &data.lists {
        let texts: Vec<String> = list.iter().map(|text| format!("Cow::Borrowed({text:?})")).collect();
        let _ = writeln!(out, "&[{}],", texts.join(","));
    }
    out.push_str("];\n");
    let _ = writeln!(out, "pub(crate) static ORGANISATIONS: [Entry; {}] = [", data.organisations.len());
    for organisation in &data.organisations {
        entry(organisation, out);
    }
    out.push_str("];\n");
    Ok(())
}

fn table<'k>(
    name: &str,
    value: &str,
    rows: impl Iterator<Item = (&'k String, String)>,
    out: &mut String,
) -> Result<(), String> {
    let (mut keys, mut records, mut count) = (Vec::new(), String::new(), 0);
    let mut all = String::new();
    for (key, value) in rows {
        let len = u16::try_from(key.len()).map_err(|_| format!("'{key}' is too long"))?;
        let _ = writeln!(records, "Record {{ start: {}, len: {len}, value: {value} }},", all.len());
        all.push_str(key);
        keys.push(key.clone());
        count += 1;
    }
    let slots = table::slots(&keys)?;
    let _ = writeln!(out, "static {name}_RECORDS: [Record<{value}>; {count}] = [\n{records}];");
    let slots_text: Vec<String> = slots.iter().map(u32::to_string).collect();
    let _ = writeln!(out, "static {name}_SLOTS: [u32; {}] = [{}];", slots.len(), slots_text.join(","));
    let _ = writeln!(
        out,
        "pub(crate) static {name}: Table<{value}> = Table {{ keys: {all:?}, records: &{name}_RECORDS, slots: &{name}_SLOTS }};"
    );
    Ok(())
}

fn phrase(phrase: &Phrase) -> String {
    let flag = phrase.flag.map_or("None".to_owned(), |flag| format!("Some(Flag::{flag:?})"));
    let status = phrase.status.map_or("None".to_owned(), |status| format!("Some(Status::{status:?})"));
    format!(
        "Phrase {{ class: Class({}), flag: {flag}, status: {status}, heads: {}, longest: {}, houses: {}, \
         ending: Ending::{:?} }}",
        phrase.class.0, phrase.heads, phrase.longest, phrase.houses, phrase.ending
    )
}

fn entry(row: &Organisation, out: &mut String) {
    let optional =
        |text: &Option<String>| text.as_ref().map_or("None".to_owned(), |t| format!("Some(Cow::Borrowed({t:?}))"));
    let kind: OrganisationKind = row.kind;
    let spellings: Vec<String> = row.spellings.iter().map(spelling).collect();
    let _ = writeln!(
        out,
        "Entry {{ name: Cow::Borrowed({:?}), kind: Some(OrganisationKind::{kind:?}), country: {}, homepage: {}, \
         parent: {}, distributor_first: {}, matching: Match::{:?}, spellings: Cow::Borrowed(&[{}]) }},",
        row.name,
        optional(&row.country),
        optional(&row.homepage),
        optional(&row.parent),
        row.distributor_first,
        row.matching,
        spellings.join(",")
    );
}

fn spelling(spelling: &Spelling) -> String {
    format!(
        "Spelling {{ text: Cow::Borrowed({:?}), kind: SpellingKind::{:?}, until: {:?} }}",
        spelling.text, spelling.kind, spelling.until
    )
}
