//! The threads of a scan and the channels between them. One and the same pipeline runs twice: over
//! the files that the walk meets, then over the large containers among them.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::budget::Budget;
use super::feed::{self, Feed};
use super::out::Out;
use super::way::{Batch, Way};
use super::worker::{Fate, Waiting, Worker};
use super::{Error, Summary};
use crate::catalog;
use crate::source::path::path_from_text;
use crate::source::read;
use crate::source::walk::Entry;

/// How many batches a worker may be ahead of the writer.
const BATCHES_AHEAD: usize = 4;

/// Bytes of files in memory at one moment.
const BUDGET: u64 = 256 << 20;

/// How much work a kill may cost: at first little, so that a short scan is not all or nothing, then
/// more, because a larger transaction is cheaper.
const FIRST_COMMIT_AFTER: Duration = Duration::from_millis(50);
const COMMIT_EVERY: Duration = Duration::from_secs(1);

/// What became of a batch.
struct Done {
    number: u64,
    fates: Vec<Fate>,
    files: u64,
    bytes: u64,
    /// Whether it was left before its end.
    cut: bool,
}

/// A batch done, or why the worker cannot go on.
type WorkerResult = Result<Done, catalog::Error>;

/// Walks, reads and writes. Says whether all was seen.
pub(super) fn run(way: &Way<'_>, summary: &mut Summary, out: &mut Out<'_, '_>) -> Result<bool, Error> {
    let mut waiting = Vec::new();
    let finished = pump(way, summary, out, &mut waiting, &|feed| feed::walk_all(way, feed))?;
    if !finished || waiting.is_empty() {
        return Ok(finished);
    }
    way.control.expect(waiting.iter().map(|w| w.entry.size).sum());
    pump(way, summary, out, &mut Vec::new(), &|feed| feed::read_all(way, &waiting, feed))
}

/// Reads those of the containers `paths` that lie under the roots once more: what they hold is in no
/// other any longer. Says whether all was seen.
pub(super) fn read_again(
    way: &Way<'_>,
    paths: &[String],
    summary: &mut Summary,
    out: &mut Out<'_, '_>,
) -> Result<bool, Error> {
    // The threads that look it up see what is committed.
    out.commit(&summary.counts)?;
    let entry = |path: &String| {
        let path = path_from_text(&way.scopes.walked(path)?);
        let metadata = path.metadata().ok()?;
        let entry = Entry { size: metadata.len(), modified: read::modified(&metadata), path };
        Some(Waiting { entry, unchanged: false })
    };
    let waiting: Vec<Waiting> = paths.iter().filter_map(entry).collect();
    way.control.expect(waiting.iter().map(|w| w.entry.size).sum());
    // What is counted already.
    let counted = (summary.tally.containers, summary.counts.unchanged, summary.counts.skipped);
    let finished = pump(way, summary, out, &mut Vec::new(), &|feed| feed::read_all(way, &waiting, feed));
    (summary.tally.containers, summary.counts.unchanged, summary.counts.skipped) = counted;
    finished
}

/// Feeds workers with what `feed` sends, and writes what they make of it. Says whether it came to the
/// end.
fn pump(
    way: &Way<'_>,
    summary: &mut Summary,
    out: &mut Out<'_, '_>,
    waiting: &mut Vec<Waiting>,
    feed: &(dyn Fn(&mut Feed<'_, '_>) -> Result<bool, Error> + Sync),
) -> Result<bool, Error> {
    let jobs = way.options.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let ahead = jobs * BATCHES_AHEAD;
    let budget = Budget::new(BUDGET);
    // A dry run looks at a catalog if there is one, to tell what a scan would read.
    let catalog = Some(way.options.catalog.as_path()).filter(|path| out.is_compared(path));
    let worker = Worker {
        catalog,
        vocabulary: way.vocabulary,
        made_by: way.made_by,
        scopes: way.scopes,
        control: way.control,
        budget: &budget,
        rules: way.containers,
        max_size: way.options.max_size,
        force: way.options.force,
    };
    let worker = &worker;
    // A `place` is taken for each batch and given back by the writer: so many batches are under way,
    // and no more wait for their turn to be written.
    let (places, batches, done) = (bounded::<()>(ahead), bounded::<Batch<'_>>(ahead), bounded::<WorkerResult>(ahead));
    thread::scope(|scope| {
        let (places_in, batches_in) = (places.0, batches.0);
        let feeder = spawn(scope, "feed", move || feed(&mut Feed::new(worker, places_in, batches_in)))?;
        for _ in 0..jobs {
            let (batches, done) = (batches.1.clone(), done.0.clone());
            spawn(scope, "read", move || work(worker, &batches, &done))?;
        }
        drop((batches.1, done.0));
        let written = write_all(way, summary, out, waiting, &places.1, &done.1);
        // Where writing ended early, these let the other threads end.
        drop((places.1, done.1));
        let fed = feeder.join().map_err(|_| Error::Fault("reading".to_owned()))?;
        // What the writer says comes first: the feeder may have ended because of it.
        Ok(written? && fed?)
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

/// Works on batches until there are no more, or nobody wants the results.
fn work(worker: &Worker<'_>, batches: &Receiver<Batch<'_>>, done: &Sender<WorkerResult>) {
    let known = match worker.known() {
        Ok(known) => known,
        // Where nobody listens any more, another thread has told its error already.
        Err(error) => return drop(done.send(Err(error))),
    };
    for Batch { number, work, files, bytes } in batches {
        let result = worker.run(known.as_ref(), work);
        let result = result.map(|(fates, whole)| {
            // A batch that was cut short has done no more files than there are fates.
            let files = if whole { files } else { files.min(fates.len() as u64) };
            Done { number, fates, files, bytes, cut: !whole }
        });
        if done.send(result).is_err() {
            return;
        }
    }
}

/// Writes results in the order walked. Says whether no batch was cut short.
fn write_all(
    way: &Way<'_>,
    summary: &mut Summary,
    out: &mut Out<'_, '_>,
    waiting: &mut Vec<Waiting>,
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
        while let Some(Done { fates, files, mut bytes, cut, .. }) = early.remove(&next) {
            let before = (summary.counts.problems, summary.counts.read, summary.tally.items());
            for fate in fates {
                if let Fate::Waiting(container) = fate {
                    bytes = bytes.saturating_sub(container.entry.size);
                    waiting.push(container);
                    continue;
                }
                out.note(fate, summary)?;
                if way.options.limit == Some(summary.counts.read) {
                    summary.limited = true;
                    return Ok(false);
                }
            }
            summary.files += files;
            let counts = &summary.counts;
            way.control.done(
                files,
                counts.problems - before.0,
                counts.read - before.1,
                summary.tally.items() - before.2,
            );
            way.control.moved(bytes);
            if cut {
                return Ok(false);
            }
            // The place was taken before the batch was sent, so there is one to give back.
            places.try_recv().map_err(|_| Error::Fault("counting batches".to_owned()))?;
            next += 1;
        }
        if committed.elapsed() >= commit_after {
            out.commit(&summary.counts)?;
            committed = Instant::now();
            commit_after = COMMIT_EVERY.min(commit_after * 2);
        }
    }
}
