//! Credit lines, people and organisations, each stored once.

use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::facts::rounded;
use super::spelling_key;
use super::versions::Understanding;
use crate::credit::people;
use crate::model::{Credit, MediaItem, Organisation, Person};

/// How many rows of a kind are remembered; past it, memory starts anew and the index answers.
const REMEMBERED: usize = 10_000;

/// The ids of rows met lately.
#[derive(Debug, Default)]
pub(super) struct Credits {
    now: Understanding,
    lines: FxHashMap<String, Line>,
    people: FxHashMap<String, i64>,
    organisations: FxHashMap<String, i64>,
}

/// A stored credit.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub id: i64,
    /// The credit line, as stored.
    pub line: Rc<str>,
}

impl Credits {
    /// Rows that are understood by `now`; none is remembered yet.
    pub fn new(now: Understanding) -> Self {
        Self { now, ..Self::default() }
    }

    /// Remembers nothing any more: rows went.
    pub fn forget(&mut self) {
        *self = Self::new(self.now);
    }

    /// The credit of an item, stored if it is new; `None` where the item has none.
    pub fn of_item(&mut self, conn: &Connection, item: &MediaItem) -> rusqlite::Result<Option<Line>> {
        item.credit.as_ref().map(|line| self.line(conn, &line.printed, &line.credit)).transpose()
    }

    /// Stores what a credit line says, for a row that says nothing yet. `printed` is what was understood:
    /// the spans are its.
    pub fn store_parts(&mut self, conn: &Connection, id: i64, printed: &str, credit: &Credit) -> rusqlite::Result<()> {
        for flag in &credit.flags {
            let sql = "INSERT OR IGNORE INTO credit_flag (credit_id, flag) VALUES (?1, ?2)";
            conn.prepare_cached(sql)?.execute(params![id, flag.as_str()])?;
        }
        for (position, person) in credit.people.iter().enumerate() {
            let person_id = self.person(conn, person)?;
            let sql = "INSERT INTO credit_person (credit_id, position, person_id, printed) VALUES (?1, ?2, ?3, ?4)";
            let printed = person.span.of(printed).filter(|text| !text.is_empty()).unwrap_or(&person.name);
            conn.prepare_cached(sql)?.execute(params![id, position as i64, person_id, printed])?;
        }
        for (position, organisation) in credit.organisations.iter().enumerate() {
            let organisation_id = self.organisation(conn, organisation)?;
            let sql = "INSERT INTO credit_organisation (credit_id, position, organisation_id, role)
                       VALUES (?1, ?2, ?3, ?4)";
            let role = organisation.role.as_str();
            conn.prepare_cached(sql)?.execute(params![id, position as i64, organisation_id, role])?;
        }
        Ok(())
    }

    fn line(&mut self, conn: &Connection, printed: &str, credit: &Credit) -> rusqlite::Result<Line> {
        if let Some(line) = self.lines.get(printed) {
            return Ok(line.clone());
        }
        let stored = |row: &rusqlite::Row<'_>| Ok(Line { id: row.get(0)?, line: row.get(1)? });
        let sql = "SELECT id, line FROM credit WHERE printed = ?1";
        let line = match conn.prepare_cached(sql)?.query_row([printed], stored).optional()? {
            Some(line) => line,
            None => {
                let sql = "INSERT INTO credit (printed, line, status, collection, licence, copyright,
                               restrictions, confidence, grammar, vocabulary)
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
                conn.prepare_cached(sql)?.execute(params![
                    printed,
                    credit.line,
                    credit.status.map(|status| status.as_str()),
                    credit.collection,
                    credit.licence,
                    credit.copyright,
                    restrictions(credit),
                    rounded(credit.confidence),
                    self.now.grammar,
                    self.now.vocabulary
                ])?;
                let id = conn.last_insert_rowid();
                self.store_parts(conn, id, printed, credit)?;
                Line { id, line: Rc::from(credit.line.as_str()) }
            }
        };
        remember(&mut self.lines, printed, line.clone());
        Ok(line)
    }

    fn person(&mut self, conn: &Connection, person: &Person) -> rusqlite::Result<i64> {
        let folded = people::fold(&person.name);
        let key = if folded.is_empty() { &person.name } else { &folded };
        if let Some(id) = self.people.get(key) {
            return Ok(*id);
        }
        let id = match find(conn, "SELECT id FROM person WHERE key = ?1", key)? {
            Some(id) => id,
            None => {
                let sql = "INSERT INTO person (name, key) VALUES (?1, ?2)";
                conn.prepare_cached(sql)?.execute([&person.name, key])?;
                let id = conn.last_insert_rowid();
                for word in key.split(' ').filter(|word| !word.is_empty()) {
                    let sql = "INSERT OR IGNORE INTO person_word (word, person_id) VALUES (?1, ?2)";
                    conn.prepare_cached(sql)?.execute(params![word, id])?;
                }
                id
            }
        };
        remember(&mut self.people, key, id);
        Ok(id)
    }

    fn organisation(&mut self, conn: &Connection, organisation: &Organisation) -> rusqlite::Result<i64> {
        let name = &organisation.name;
        if let Some(id) = self.organisations.get(name) {
            return Ok(*id);
        }
        let id = match find(conn, "SELECT id FROM organisation WHERE name = ?1", name)? {
            Some(id) => id,
            None => {
                conn.prepare_cached("INSERT INTO organisation (name) VALUES (?1)")?.execute([name])?;
                let id = conn.last_insert_rowid();
                store_spelling(conn, id, name)?;
                id
            }
        };
        remember(&mut self.organisations, name, id);
        Ok(id)
    }
}

/// Stores a spelling of an organisation, once.
pub(super) fn store_spelling(conn: &Connection, organisation: i64, spelling: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO organisation_name (organisation_id, spelling) VALUES (?1, ?2)";
    conn.prepare_cached(sql)?.execute(params![organisation, spelling_key(spelling)])?;
    Ok(())
}

/// The restrictions as a JSON array; nothing where there are none.
pub(super) fn restrictions(credit: &Credit) -> Option<String> {
    (!credit.restrictions.is_empty()).then(|| serde_json::json!(credit.restrictions).to_string())
}

fn find(conn: &Connection, sql: &str, name: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()
}

fn remember<R>(rows: &mut FxHashMap<String, R>, name: &str, row: R) {
    if rows.len() >= REMEMBERED {
        rows.clear();
    }
    rows.insert(name.to_owned(), row);
}
