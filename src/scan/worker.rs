//! What a worker does with one batch: tell known from new, read, hash, extract.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::Control;
use super::budget::Budget;
use crate::catalog::{Error, FileMeta, Known, KnownDocument};
use crate::credit::Authority;
use crate::extract;
use crate::model::{Extraction, Problem, ProblemCode, Skip};
use crate::source::read::{Contents, read};
use crate::source::walk::{Entry, Found};
use crate::source::{Input, path_text};

/// What became of one find.
pub(super) enum Fate {
    /// An article, read.
    Document(FileMeta, Box<Extraction>),
    /// No article.
    Skipped(FileMeta, Skip),
    /// Size or time changed, the contents did not; with the reason why it is no article, if so.
    Touched(FileMeta, Option<Skip>),
    /// Not read again; with the reason why it is no article, if so.
    Unchanged(Option<Skip>),
    /// Could not be read.
    Problem(Problem),
}

/// What every worker shares.
pub(super) struct Worker<'w> {
    pub catalog: Option<&'w Path>,
    pub authority: &'w Authority,
    pub control: &'w Control,
    pub budget: &'w Budget,
    pub max_size: u64,
    pub force: bool,
}

impl Worker<'_> {
    /// A reader of the catalog for one thread, where there is a catalog.
    pub fn known(&self) -> Result<Option<Known>, Error> {
        self.catalog.map(Known::open).transpose()
    }

    /// The fate of each find, in order; fewer than there were finds when asked to stop.
    pub fn run(&self, known: Option<&Known>, finds: Vec<Found>) -> Result<Vec<Fate>, Error> {
        let known = match known {
            Some(known) => known.look_up(&paths(&finds))?,
            None => vec![None; finds.len()],
        };
        let mut fates = Vec::with_capacity(finds.len());
        for (found, known) in finds.into_iter().zip(known) {
            if self.control.is_stopped() {
                break;
            }
            fates.push(match found {
                Found::File(entry) => self.fate(&entry, known),
                Found::Problem(problem) => Fate::Problem(problem),
            });
        }
        Ok(fates)
    }

    fn fate(&self, entry: &Entry, known: Option<KnownDocument>) -> Fate {
        let known = known.filter(|known| !self.force && known.extractor == extract::VERSION);
        if let Some(known) = known
            && (known.size, known.modified) == (entry.size, entry.modified)
        {
            return Fate::Unchanged(known.skipped);
        }
        let _held = self.budget.hold(entry.size.min(self.max_size));
        let contents = match read(&entry.path, self.max_size) {
            Ok(contents) => contents,
            Err(problem) => return Fate::Problem(problem),
        };
        let meta = FileMeta {
            path: path_text(&entry.path).into_owned(),
            member: String::new(),
            size: contents.size,
            modified: contents.modified,
            hash: xxh3_64(&contents.bytes),
            extractor: extract::VERSION,
        };
        match known {
            Some(known) if known.hash == meta.hash && known.size == meta.size => Fate::Touched(meta, known.skipped),
            _ if contents.binary => Fate::Skipped(meta, Skip::Binary),
            _ => self.extract(meta, contents),
        }
    }

    /// Extracts; a fault of the extractor's costs the file it stumbles on and no other.
    fn extract(&self, meta: FileMeta, contents: Contents) -> Fate {
        let input = Input { path: meta.path.clone(), member: None, bytes: contents.bytes, modified: contents.modified };
        match catch_unwind(AssertUnwindSafe(|| extract::extract(&input, self.authority))) {
            Ok(Ok(extraction)) => Fate::Document(meta, Box::new(extraction)),
            Ok(Err(skip)) => Fate::Skipped(meta, skip),
            Err(_) => Fate::Problem(Problem {
                code: ProblemCode::Internal,
                path: meta.path,
                member: None,
                message: "cutline failed on this file; please report it, with the file if you may".to_owned(),
            }),
        }
    }
}

/// The path of each find as the catalog writes it. A problem's path is looked up too, and nothing
/// comes of it: problems are few.
fn paths(finds: &[Found]) -> Vec<std::borrow::Cow<'_, str>> {
    let mut paths = Vec::with_capacity(finds.len());
    for found in finds {
        paths.push(match found {
            Found::File(entry) => path_text(&entry.path),
            Found::Problem(problem) => problem.path.as_str().into(),
        });
    }
    paths
}
