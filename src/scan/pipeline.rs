//! The threads of a scan and the channels between them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::budget::Budget;
use super::worker::{Fate, Worker};
use super::{Control, Error, Options, Summary};
use crate::catalog::{self, Writer};
use crate::credit::Authority;
use crate::model::Problem;
use crate::source::walk::{Found, Rules, walk};

/// How many files, and how many bytes of them, one batch holds.
const BATCH_FILES: usize = 128;
const BATCH_BYTES: u64 = 8 << 20;

/// How many batches a worker may be ahead of the writer.
const BATCHES_AHEAD: usize = 4;

/// Bytes of files in memory at one moment.
const BUDGET: u64 = 256 << 20;

/// How much work a kill may cost: at first little, so that a short scan is not all or nothing, then
/// more, because a larger transaction is cheaper.
const FIRST_COMMIT_AFTER: Duration = Duration::from_millis(50);
const COMMIT_EVERY: Duration = Duration::from_secs(1);

/// What a scan goes by.
pub(super) struct Way<'w> {
    pub options: &'w Options,
    pub authority: &'w Authority,
    pub control: &'w Control,
    pub rules: &'w Rules,
    pub roots: &'w [PathBuf],
}

/// A run of finds; batches are numbered in the order walked.
struct Batch {
    number: u64,
    finds: Vec<Found>,
}

/// What became of a batch.
struct Done {
    number: u64,
    fates: Vec<Fate>,
    /// Whether the batch was left before its end.
    cut: bool,
}

/// A batch done, or why the worker cannot go on.
type WorkerResult = Result<Done, catalog::Error>;

/// The ways between the threads. A `place` is taken by the walker for each batch and given back by
/// the writer: so many batches are under way, and no more wait for their turn to be written.
struct Channels {
    places: (Sender<()>, Receiver<()>),
    batches: (Sender<Batch>, Receiver<Batch>),
    done: (Sender<WorkerResult>, Receiver<WorkerResult>),
}

/// Walks, reads and writes. Says whether all was seen.
pub(super) fn run(way: &Way<'_>, summary: &mut Summary, writer: Option<&mut Writer>) -> Result<bool, Error> {
    let jobs = way.options.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let ahead = jobs * BATCHES_AHEAD;
    let Channels { places, batches, done } =
        Channels { places: bounded(ahead), batches: bounded(ahead), done: bounded(ahead) };
    let budget = Budget::new(BUDGET);
    // A dry run looks at a catalog if there is one, to tell what a scan would read.
    let catalog = Some(way.options.catalog.as_path()).filter(|path| writer.is_some() || path.exists());
    let worker = Worker {
        catalog,
        authority: way.authority,
        control: way.control,
        budget: &budget,
        max_size: way.options.max_size,
        force: way.options.force,
    };
    let worker = &worker;
    thread::scope(|scope| {
        let walker = spawn(scope, "walk", move || walk_all(way, &places.0, &batches.0))?;
        for _ in 0..jobs {
            let (batches, done) = (batches.1.clone(), done.0.clone());
            spawn(scope, "read", move || work(worker, &batches, &done))?;
        }
        drop((batches.1, done.0));
        let written = write_all(way.control, summary, writer, &places.1, &done.1);
        // Where writing ended early, these let the other threads end.
        drop((places.1, done.1));
        let walked = walker.join().map_err(|_| Error::Fault("walking".to_owned()))?;
        Ok(written? && walked)
    })
}

fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    name: &str,
    run: impl FnOnce() -> T + Send + 'scope,
) -> Result<thread::ScopedJoinHandle<'scope, T>, Error> {
    let builder = thread::Builder::new().name(name.to_owned());
    builder.spawn_scoped(scope, run).map_err(|error| Error::Fault(error.to_string()))
}

/// Walks the roots and cuts what is found into batches. Says whether it came to the end.
fn walk_all(way: &Way<'_>, places: &Sender<()>, batches: &Sender<Batch>) -> bool {
    let (mut number, mut finds, mut bytes) = (0, Vec::with_capacity(BATCH_FILES), 0);
    let mut send = |finds: Vec<Found>| {
        let sent = places.send(()).is_ok() && batches.send(Batch { number, finds }).is_ok();
        number += 1;
        sent
    };
    for root in way.roots {
        let flow = walk(root, way.rules, &mut |found| {
            if way.control.is_stopped() {
                return ControlFlow::Break(());
            }
            if let Found::File(entry) = &found {
                bytes += entry.size;
            }
            finds.push(found);
            if finds.len() == BATCH_FILES || bytes >= BATCH_BYTES {
                bytes = 0;
                if !send(std::mem::replace(&mut finds, Vec::with_capacity(BATCH_FILES))) {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        if flow.is_break() {
            return false;
        }
    }
    finds.is_empty() || send(finds)
}

/// Works on batches until there are no more, or nobody wants the results.
fn work(worker: &Worker<'_>, batches: &Receiver<Batch>, done: &Sender<WorkerResult>) {
    let known = match worker.known() {
        Ok(known) => known,
        // Where nobody listens any more, another thread has told its error already.
        Err(error) => return drop(done.send(Err(error))),
    };
    for Batch { number, finds } in batches {
        let count = finds.len();
        let result = worker.run(known.as_ref(), finds);
        let result = result.map(|fates| Done { number, cut: fates.len() < count, fates });
        if done.send(result).is_err() {
            return;
        }
    }
}

/// Writes results in the order walked. Says whether no batch was cut short.
fn write_all(
    control: &Control,
    summary: &mut Summary,
    mut writer: Option<&mut Writer>,
    places: &Receiver<()>,
    done: &Receiver<WorkerResult>,
) -> Result<bool, Error> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    let mut committed = Instant::now();
    let mut commit_after = FIRST_COMMIT_AFTER;
    loop {
        match done.recv_timeout(commit_after) {
            Ok(result) => {
                let done = result?;
                early.insert(done.number, done);
            }
            Err(RecvTimeoutError::Timeout) => {}
            // A worker that failed outright leaves a gap that later batches wait behind.
            Err(RecvTimeoutError::Disconnected) if early.is_empty() => return Ok(true),
            Err(RecvTimeoutError::Disconnected) => return Err(Error::Fault("reading".to_owned())),
        }
        while let Some(Done { fates, cut, .. }) = early.remove(&next) {
            let (files, problems) = (fates.len() as u64, summary.counts.problems);
            for fate in fates {
                note(fate, summary, writer.as_deref_mut())?;
            }
            control.done(files, summary.counts.problems - problems);
            if cut {
                return Ok(false);
            }
            // The place was taken before the batch was sent, so there is one to give back.
            places.try_recv().map_err(|_| Error::Fault("counting batches".to_owned()))?;
            next += 1;
        }
        if committed.elapsed() >= commit_after {
            if let Some(writer) = &mut writer {
                writer.commit(&summary.counts)?;
            }
            committed = Instant::now();
            commit_after = COMMIT_EVERY.min(commit_after * 2);
        }
    }
}

/// Counts the fate of a file and writes it.
fn note(fate: Fate, summary: &mut Summary, mut writer: Option<&mut Writer>) -> Result<(), Error> {
    match fate {
        Fate::Document(meta, extraction) => {
            summary.counts.read += 1;
            summary.tally.document(&extraction);
            for problem in &extraction.problems {
                note_problem(problem, summary, writer.as_deref_mut())?;
            }
            if let Some(writer) = writer {
                writer.store_document(&extraction, &meta)?;
            }
        }
        Fate::Skipped(meta, skip) => {
            note_skip(skip, summary);
            if let Some(writer) = writer {
                writer.store_skipped(skip, &meta)?;
            }
        }
        Fate::Touched(meta, skipped) => {
            note(Fate::Unchanged(skipped), summary, None)?;
            if let Some(writer) = writer {
                writer.touch(&meta)?;
            }
        }
        Fate::Unchanged(Some(skip)) => note_skip(skip, summary),
        Fate::Unchanged(None) => summary.counts.unchanged += 1,
        Fate::Problem(problem) => note_problem(&problem, summary, writer)?,
    }
    Ok(())
}

/// Counts a problem and records it.
pub(super) fn note_problem(problem: &Problem, summary: &mut Summary, writer: Option<&mut Writer>) -> Result<(), Error> {
    summary.counts.problems += 1;
    summary.tally.problem(problem);
    match writer {
        Some(writer) => Ok(writer.problem(problem)?),
        None => Ok(()),
    }
}

fn note_skip(skip: crate::model::Skip, summary: &mut Summary) {
    summary.counts.skipped += 1;
    summary.tally.skip(skip);
}
