//! Where what was read goes: into the catalog, to somebody who listens, or nowhere.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::worker::Fate;
use super::{Error, Summary};
use crate::catalog::{FileMeta, ScanCounts, Stored, Writer};
use crate::model::{Extraction, Problem, Skip};

/// What a listener hears.
#[derive(Debug)]
pub enum Told<'t> {
    /// A document, read.
    Document(Box<Extraction>),
    /// A file or member that is no article.
    Skipped {
        /// The file.
        path: &'t str,
        /// The member; empty for the file itself.
        member: &'t str,
        /// Why.
        skip: Skip,
    },
    /// What could not be read.
    Problem(&'t Problem),
}

/// Somebody who listens.
pub type Listener<'l> = dyn FnMut(Told<'_>) -> std::io::Result<()> + 'l;

/// Where what was read goes.
pub(super) struct Out<'o, 'l> {
    pub writer: Option<&'o mut Writer>,
    pub listener: Option<&'o mut Listener<'l>>,
    /// Where there is no writer to know them: hashes of the members met, of which the second of a kind
    /// is not told.
    seen: FxHashSet<u64>,
}

impl<'o, 'l> Out<'o, 'l> {
    pub fn new(writer: Option<&'o mut Writer>, listener: Option<&'o mut Listener<'l>>) -> Self {
        Self { writer, listener, seen: FxHashSet::default() }
    }

    /// Whether what is read is compared with the catalog at `path`.
    pub fn is_compared(&self, path: &Path) -> bool {
        self.listener.is_none() && (self.writer.is_some() || path.exists())
    }

    /// Makes safe what was written.
    pub fn commit(&mut self, counts: &ScanCounts) -> Result<(), Error> {
        match &mut self.writer {
            Some(writer) => Ok(writer.commit(counts)?),
            None => Ok(()),
        }
    }

    /// Counts the fate of a file and writes it.
    pub fn note(&mut self, fate: Fate, summary: &mut Summary) -> Result<(), Error> {
        match fate {
            Fate::Document(meta, extraction) => {
                for problem in &extraction.problems {
                    self.problem(problem, summary)?;
                }
                self.drop_members(&meta, summary)?;
                let stored = match &mut self.writer {
                    Some(writer) => writer.store_document(&extraction, &meta)?,
                    None if meta.member.is_empty() || self.seen.insert(meta.hash) => Stored::Kept,
                    None => Stored::Duplicate,
                };
                if stored == Stored::Duplicate {
                    note_skip(Skip::Duplicate, summary);
                    return Ok(());
                }
                summary.counts.read += 1;
                summary.tally.document(&extraction);
                self.tell(Told::Document(extraction))?;
            }
            Fate::Skipped(meta, skip) => {
                note_skip(skip, summary);
                self.drop_members(&meta, summary)?;
                // What is no article in a container is known by the container.
                if let Some(writer) = self.writer.as_mut().filter(|_| meta.member.is_empty()) {
                    writer.store_skipped(skip, &meta)?;
                }
                self.tell(Told::Skipped { path: &meta.path, member: &meta.member, skip })?;
            }
            Fate::Touched(meta, skipped) => {
                if self.writer.is_none() && !meta.member.is_empty() && skipped.is_none() {
                    self.seen.insert(meta.hash);
                }
                note_unchanged(skipped, summary);
                if let Some(writer) = &mut self.writer {
                    writer.touch(&meta)?;
                }
            }
            Fate::Unchanged(skipped) => note_unchanged(skipped, summary),
            Fate::UnchangedContainer(hashes) => {
                summary.counts.unchanged += hashes.len() as u64;
                summary.tally.containers += 1;
                if self.writer.is_none() {
                    self.seen.extend(hashes);
                }
            }
            Fate::Container(meta) => {
                summary.tally.containers += 1;
                if let Some(writer) = &mut self.writer {
                    writer.store_skipped(Skip::Container, &meta)?;
                    summary.counts.removed += writer.drop_unmet(&meta.path)?;
                }
            }
            Fate::Problem(problem) => self.problem(&problem, summary)?,
            // Taken out before.
            Fate::Waiting(_) => {}
        }
        Ok(())
    }

    /// Drops what the catalog holds of the members of a file that is an article itself, or nothing: it may
    /// have been a container before. Not asked of its row, which a scan that was killed did not come to.
    fn drop_members(&mut self, meta: &FileMeta, summary: &mut Summary) -> Result<(), Error> {
        if let Some(writer) = self.writer.as_mut().filter(|_| meta.member.is_empty()) {
            summary.counts.removed += writer.drop_unmet(&meta.path)?;
        }
        Ok(())
    }

    /// Counts a problem and records it.
    pub fn problem(&mut self, problem: &Problem, summary: &mut Summary) -> Result<(), Error> {
        summary.counts.problems += 1;
        summary.tally.problem(problem);
        if let Some(writer) = &mut self.writer {
            writer.problem(problem)?;
        }
        self.tell(Told::Problem(problem))
    }

    fn tell(&mut self, told: Told<'_>) -> Result<(), Error> {
        match &mut self.listener {
            Some(listener) => Ok(listener(told)?),
            None => Ok(()),
        }
    }
}

fn note_unchanged(skipped: Option<Skip>, summary: &mut Summary) {
    match skipped {
        Some(skip) => note_skip(skip, summary),
        None => summary.counts.unchanged += 1,
    }
}

fn note_skip(skip: Skip, summary: &mut Summary) {
    summary.counts.skipped += 1;
    summary.tally.skip(skip);
}
