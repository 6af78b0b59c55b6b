//! What a worker does with one batch: tell known from new, read, hash, extract.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::Control;
use super::budget::{Budget, Held};
use crate::catalog::{Error, FileMeta, Known, KnownDocument, Scopes, Versions};
use crate::credit::Vocabulary;
use crate::extract;
use crate::extract::{Given, Input};
use crate::model::{Extraction, Problem, ProblemCode, Skip};
use crate::source::container::{self, Event, Opened, Rules};
use crate::source::path_text;
use crate::source::read::{Contents, read};
use crate::source::walk::{Entry, Found};

/// Containers up to this size are read where they are met; larger ones wait until all files are
/// done, and are then streamed with all workers on each.
const INLINE: u64 = 256 << 10;

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
    /// A container that is as it was, with the hashes of its documents.
    UnchangedContainer(Vec<u64>),
    /// A large container, to be read after the files.
    Waiting(Waiting),
    /// A container, all of whose members were read.
    Container(FileMeta),
    /// Could not be read.
    Problem(Problem),
}

/// A container to be read after the files.
pub(super) struct Waiting {
    pub entry: Entry,
    /// Whether it is as it was when it was read to its end.
    pub unchanged: bool,
}

/// A container whose parts are worked on.
pub(super) struct Whole {
    pub path: String,
    pub size: u64,
    pub modified: i64,
    /// Whether the catalog may know members of it.
    pub known: bool,
    /// What reads it.
    pub made_by: Versions,
}

impl Whole {
    /// Identity of a member, or of the file itself.
    pub fn meta(&self, member: &str, size: u64, hash: u64) -> FileMeta {
        FileMeta {
            path: self.path.clone(),
            member: member.to_owned(),
            // What is packed, not in an archive, is known by the size of its file.
            size: if member.is_empty() { self.size } else { size },
            modified: self.modified,
            hash,
            made_by: self.made_by,
        }
    }
}

/// Work of one batch.
pub(super) enum Work<'b> {
    /// Files met on the walk.
    Files(Vec<Found>),
    /// Parts of a container; whether it ends here, and has members.
    Parts { whole: Whole, events: Vec<Event>, end: bool, _held: Held<'b> },
    /// A large container that is as it was, with the hashes of its documents.
    Unchanged(Vec<u64>),
}

/// What every worker shares.
pub(super) struct Worker<'w> {
    pub catalog: Option<&'w Path>,
    pub vocabulary: &'w Vocabulary,
    pub made_by: Versions,
    pub scopes: &'w Scopes,
    pub control: &'w Control,
    pub budget: &'w Budget,
    pub rules: &'w Rules,
    pub max_size: u64,
    pub force: bool,
}

impl Worker<'_> {
    /// A reader of the catalog for one thread, where there is a catalog.
    pub fn known(&self) -> Result<Option<Known>, Error> {
        self.catalog.map(Known::open).transpose()
    }

    /// The fate of each find, in order, and whether that is all of them: not so when asked to stop.
    pub fn run(&self, known: Option<&Known>, work: Work<'_>) -> Result<(Vec<Fate>, bool), Error> {
        match work {
            Work::Files(finds) => self.files(known, finds),
            Work::Unchanged(hashes) => Ok((vec![Fate::UnchangedContainer(hashes)], true)),
            Work::Parts { whole, events, end, _held } => {
                let mut fates = Vec::with_capacity(events.len());
                for event in events {
                    if self.control.is_stopped() {
                        return Ok((fates, false));
                    }
                    self.event(event, &whole, known, &mut fates)?;
                }
                if end {
                    fates.push(Fate::Container(whole.meta("", whole.size, 0)));
                }
                Ok((fates, true))
            }
        }
    }

    fn files(&self, known: Option<&Known>, finds: Vec<Found>) -> Result<(Vec<Fate>, bool), Error> {
        let documents = match known {
            Some(known) => known.look_up(&self.paths(&finds))?,
            None => vec![None; finds.len()],
        };
        let mut fates = Vec::with_capacity(finds.len());
        for (found, document) in finds.into_iter().zip(documents) {
            if self.control.is_stopped() {
                return Ok((fates, false));
            }
            match found {
                Found::File(entry) => self.file(entry, document, known, &mut fates)?,
                Found::Problem(problem) => fates.push(Fate::Problem(problem)),
            }
        }
        Ok((fates, true))
    }

    fn file(
        &self,
        entry: Entry,
        document: Option<KnownDocument>,
        known: Option<&Known>,
        fates: &mut Vec<Fate>,
    ) -> Result<(), Error> {
        let document = document.filter(|known| !self.force && known.made_by.hold(&self.made_by, known.skipped));
        let unchanged = document.filter(|document| (document.size, document.modified) == (entry.size, entry.modified));
        match unchanged.map(|document| document.skipped) {
            Some(Some(Skip::Container)) if entry.size > INLINE => {
                fates.push(Fate::Waiting(Waiting { entry, unchanged: true }));
                return Ok(());
            }
            Some(Some(Skip::Container)) => {
                let hashes = known.map(|known| known.member_hashes(&self.path(&entry), usize::MAX >> 1));
                fates.push(Fate::UnchangedContainer(hashes.transpose()?.unwrap_or_default()));
                return Ok(());
            }
            Some(skipped) => {
                fates.push(Fate::Unchanged(skipped));
                return Ok(());
            }
            None => {}
        }
        let _held = self.budget.hold(entry.size.min(self.max_size));
        let mut contents = match read(&entry.path, self.max_size, self.rules) {
            Ok(contents) => contents,
            Err(problem) => {
                fates.push(Fate::Problem(problem));
                return Ok(());
            }
        };
        if let Some(file) = contents.container.take() {
            if contents.size > INLINE {
                fates.push(Fate::Waiting(Waiting { entry, unchanged: false }));
                return Ok(());
            }
            let whole = Whole {
                path: self.path(&entry).into_owned(),
                size: contents.size,
                modified: contents.modified,
                known: known.is_some(),
                made_by: self.made_by,
            };
            return self.small_container(file, &whole, known, fates);
        }
        let path = self.path(&entry).into_owned();
        if !self.rules.takes(&path, "") {
            return Ok(());
        }
        let hash = xxh3_64(&contents.bytes);
        let (size, modified) = (contents.size, contents.modified);
        let meta = FileMeta { path, member: String::new(), size, modified, hash, made_by: self.made_by };
        fates.push(match document {
            Some(known) if known.hash == meta.hash && known.size == meta.size => Fate::Touched(meta, known.skipped),
            _ if contents.binary => Fate::Skipped(meta, Skip::Binary),
            _ => self.extract(meta, contents, Given::default()),
        });
        Ok(())
    }

    /// Reads a small container here and now.
    fn small_container(
        &self,
        file: std::fs::File,
        whole: &Whole,
        known: Option<&Known>,
        fates: &mut Vec<Fate>,
    ) -> Result<(), Error> {
        let mut failed = None;
        let mut is_one = false;
        let finished = container::read(file, whole.size, &whole.path, self.rules, &|_| {}, &mut |event| {
            is_one |= is_the_file(&event);
            match self.event(event, whole, known, fates) {
                Ok(()) if !self.control.is_stopped() => ControlFlow::Continue(()),
                Ok(()) => ControlFlow::Break(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        // Of a sample it is not noted that the container was read.
        if finished && !is_one && self.rules.sample.is_none() {
            fates.push(Fate::Container(whole.meta("", whole.size, 0)));
        }
        Ok(())
    }

    /// The fates of all that a part of a container holds.
    fn event(&self, event: Event, whole: &Whole, known: Option<&Known>, fates: &mut Vec<Fate>) -> Result<(), Error> {
        let mut failed = None;
        match event {
            Event::Part(part) => part.open(&whole.path, self.rules, &mut |opened| {
                if failed.is_none() {
                    match self.opened(opened, whole, known) {
                        Ok(fate) => fates.push(fate),
                        Err(error) => failed = Some(error),
                    }
                }
            }),
            Event::Skipped { name, skip } => fates.push(Fate::Skipped(whole.meta(&name, 0, 0), skip)),
            Event::Problem(problem) => fates.push(Fate::Problem(problem)),
        }
        failed.map_or(Ok(()), Err)
    }

    fn opened(&self, opened: Opened, whole: &Whole, known: Option<&Known>) -> Result<Fate, Error> {
        let (name, bytes, given) = match opened {
            Opened::Document { name, bytes, given } => (name, bytes, given),
            Opened::Skipped { name, skip } => return Ok(Fate::Skipped(whole.meta(&name, 0, 0), skip)),
            Opened::Problem(problem) => return Ok(Fate::Problem(problem)),
        };
        let meta = whole.meta(&name, bytes.len() as u64, hash(&bytes, &given));
        if whole.known && !self.force {
            let document = known.map(|known| known.member(&whole.path, &name)).transpose()?.flatten();
            let document = document.filter(|known| known.made_by.hold(&self.made_by, known.skipped));
            if let Some(document) = document.filter(|d| d.hash == meta.hash && d.size == meta.size) {
                // Also where nothing changed: of a container read anew, what was not met is dropped.
                return Ok(Fate::Touched(meta, document.skipped));
            }
        }
        let contents = Contents { bytes, binary: false, size: meta.size, modified: meta.modified, container: None };
        Ok(self.extract(meta, contents, *given))
    }

    /// Extracts; a fault of the extractor's costs the file it stumbles on and no other.
    fn extract(&self, meta: FileMeta, contents: Contents, given: Given) -> Fate {
        let member = Some(meta.member.clone()).filter(|member| !member.is_empty());
        let (path, modified) = (meta.path.clone(), contents.modified);
        let input = Input { path, member, bytes: contents.bytes, modified, given };
        match catch_unwind(AssertUnwindSafe(|| extract::extract(&input, self.vocabulary))) {
            Ok(Ok(extraction)) => Fate::Document(meta, Box::new(extraction)),
            Ok(Err(skip)) => Fate::Skipped(meta, skip),
            Err(_) => Fate::Problem(Problem {
                code: ProblemCode::Internal,
                path: meta.path,
                member: input.member,
                message: "cutline failed on this file; please report it, with the file if you may".to_owned(),
            }),
        }
    }

    /// The path of a file as the catalog spells it.
    fn path<'e>(&self, entry: &'e Entry) -> Cow<'e, str> {
        self.scopes.stored(path_text(&entry.path))
    }

    /// The path of each find as the catalog spells it. A problem's path is looked up too, and nothing
    /// comes of it: problems are few.
    fn paths<'f>(&self, finds: &'f [Found]) -> Vec<Cow<'f, str>> {
        let mut paths = Vec::with_capacity(finds.len());
        for found in finds {
            paths.push(match found {
                Found::File(entry) => self.path(entry),
                Found::Problem(problem) => problem.path.as_str().into(),
            });
        }
        paths
    }
}

/// Whether an event is of the file itself: it is packed, and holds no members.
pub(super) fn is_the_file(event: &Event) -> bool {
    match event {
        Event::Part(part) => part.is_the_file(),
        Event::Skipped { name, .. } => name.is_empty(),
        Event::Problem(_) => false,
    }
}

/// The hash of a document with what its container says of it: a row whose address changes is
/// another row.
fn hash(bytes: &[u8], given: &Given) -> u64 {
    let facts = &given.document;
    let mut hash = xxh3_64(bytes);
    for fact in [&facts.url, &facts.title, &facts.published, &facts.language, &facts.publisher].into_iter().flatten() {
        hash = xxh3_64_with_seed(fact.as_bytes(), hash);
    }
    hash
}
