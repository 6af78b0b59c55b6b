//! The tables as Rust source: static data alone, nothing that runs.

use std::collections::HashMap;
use std::fmt::Write;

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
    organisations(&data.organisations, out);
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

/// Rows that point into one text, so that nothing in them is an address.
fn organisations(all: &[Organisation], out: &mut String) {
    let mut text = Text::default();
    let (mut rows, mut spellings, mut count) = (String::new(), String::new(), 0);
    for row in all {
        let first = count;
        for spelling in &row.spellings {
            spelling_row(spelling, &mut text, &mut spellings);
            count += 1;
        }
        let optional = |field: &Option<String>, text: &mut Text| text.piece(field.as_deref().unwrap_or_default());
        let _ = writeln!(
            rows,
            "Row {{ name: {}, kind: OrganisationKind::{:?}, country: {}, homepage: {}, parent: {}, \
             distributor_first: {}, matching: Match::{:?}, first_spelling: {first}, spellings: {} }},",
            text.piece(&row.name),
            row.kind,
            optional(&row.country, &mut text),
            optional(&row.homepage, &mut text),
            optional(&row.parent, &mut text),
            row.distributor_first,
            row.matching,
            row.spellings.len()
        );
    }
    let _ = writeln!(out, "static ORGANISATION_ROWS: [Row; {}] = [\n{rows}];", all.len());
    let _ = writeln!(out, "static SPELLING_ROWS: [SpellingRow; {count}] = [\n{spellings}];");
    let _ = writeln!(
        out,
        "pub(crate) static ORGANISATIONS: Shipped = \
         Shipped {{ text: {:?}, rows: &ORGANISATION_ROWS, spellings: &SPELLING_ROWS }};",
        text.all
    );
}

fn spelling_row(spelling: &Spelling, text: &mut Text, out: &mut String) {
    let piece = text.piece(&spelling.text);
    let _ = writeln!(
        out,
        "SpellingRow {{ text: {piece}, kind: SpellingKind::{:?}, until: {:?} }},",
        spelling.kind, spelling.until
    );
}

/// A text that pieces are taken from, each kept once.
#[derive(Default)]
struct Text {
    all: String,
    known: HashMap<String, usize>,
}

impl Text {
    fn piece(&mut self, piece: &str) -> String {
        let start = *self.known.entry(piece.to_owned()).or_insert(self.all.len());
        if start == self.all.len() {
            self.all.push_str(piece);
        }
        format!("Piece {{ start: {start}, len: {} }}", piece.len())
    }
}
