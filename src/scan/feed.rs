//! What keeps the workers busy: the walk over files, and the streaming of large containers. Either
//! runs in one thread, so that batches are in one order whatever the number of workers.

use std::ops::ControlFlow;

use crossbeam_channel::Sender;

use super::Error;
use super::way::{Batch, Way};
use super::worker::{Waiting, Whole, Work, Worker, is_the_file};
use crate::source::container::{self, Event};
use crate::source::walk::{Found, walk};
use crate::source::{path_text, read};

/// How many files, and how many bytes of them, one batch holds.
const BATCH_FILES: usize = 128;
const BATCH_BYTES: u64 = 8 << 20;

/// How many parts of a container, and how many bytes of them, one batch holds.
const BATCH_PARTS: usize = 256;
const BATCH_PART_BYTES: usize = 1 << 20;

/// Sends batches to the workers.
pub(super) struct Feed<'f, 'b> {
    worker: &'f Worker<'b>,
    places: Sender<()>,
    batches: Sender<Batch<'f>>,
    number: u64,
}

impl<'f, 'b> Feed<'f, 'b> {
    pub fn new(worker: &'f Worker<'b>, places: Sender<()>, batches: Sender<Batch<'f>>) -> Self {
        Self { worker, places, batches, number: 0 }
    }

    /// Sends work on; says whether anybody wants it.
    fn send(&mut self, work: Work<'f>, files: u64, bytes: u64) -> bool {
        let batch = Batch { number: self.number, work, files, bytes };
        self.number += 1;
        self.places.send(()).is_ok() && self.batches.send(batch).is_ok()
    }
}

/// Walks the roots and cuts what is found into batches. Says whether it came to the end.
pub(super) fn walk_all(way: &Way<'_>, feed: &mut Feed<'_, '_>) -> Result<bool, Error> {
    let (mut finds, mut bytes) = (Vec::with_capacity(BATCH_FILES), 0);
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
                let full = std::mem::replace(&mut finds, Vec::with_capacity(BATCH_FILES));
                let files = full.len() as u64;
                if !feed.send(Work::Files(full), files, std::mem::take(&mut bytes)) {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        if flow.is_break() {
            return Ok(false);
        }
    }
    let files = finds.len() as u64;
    Ok(finds.is_empty() || feed.send(Work::Files(finds), files, bytes))
}

/// Streams containers, one after the other. Says whether it came to the end.
pub(super) fn read_all(way: &Way<'_>, waiting: &[Waiting], feed: &mut Feed<'_, '_>) -> Result<bool, Error> {
    let known = feed.worker.known()?;
    for Waiting { entry, unchanged } in waiting {
        let path = way.scopes.stored(path_text(&entry.path)).into_owned();
        let whole = |known| Whole {
            path: path.clone(),
            size: entry.size,
            modified: entry.modified,
            known,
            made_by: way.made_by,
        };
        if *unchanged {
            let hashes = known.as_ref().map(|known| known.member_hashes(&path, usize::MAX >> 1)).transpose()?;
            way.control.moved(entry.size);
            if !feed.send(Work::Unchanged(hashes.unwrap_or_default()), 0, 0) {
                return Ok(false);
            }
            continue;
        }
        let known_members =
            known.as_ref().map(|known| known.member_hashes(&path, 1)).transpose()?.is_some_and(|some| !some.is_empty());
        let mut stream = Stream { feed, events: Vec::new(), bytes: 0, whole: &|| whole(known_members) };
        let mut is_one = false;
        let moved = std::cell::Cell::new(0);
        let finished = match read::open(&entry.path) {
            Ok(file) => container::read(
                file,
                entry.size,
                &path,
                way.containers,
                &|n| {
                    moved.set(moved.get() + n);
                    way.control.moved(n);
                },
                &mut |event| {
                    is_one |= is_the_file(&event);
                    if way.control.is_stopped() || !stream.take(event) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                },
            ),
            // It vanished meanwhile.
            Err(error) => stream.take(Event::Problem(read::problem(&entry.path, &error))),
        };
        // Of a sample it is not noted that the container was read.
        let end = finished && !is_one && way.containers.sample.is_none();
        if !finished || !stream.send(end) {
            return Ok(false);
        }
        way.control.moved(entry.size.saturating_sub(moved.get()));
    }
    Ok(true)
}

/// Parts of one container on their way into batches.
struct Stream<'s, 'f, 'b> {
    feed: &'s mut Feed<'f, 'b>,
    events: Vec<Event>,
    bytes: usize,
    whole: &'s dyn Fn() -> Whole,
}

impl Stream<'_, '_, '_> {
    /// Takes an event; says whether more are wanted.
    fn take(&mut self, event: Event) -> bool {
        if let Event::Part(part) = &event {
            self.bytes += part.len();
        }
        self.events.push(event);
        self.events.len() < BATCH_PARTS && self.bytes < BATCH_PART_BYTES || self.send(false)
    }

    /// Sends what there is; the last time with the end of the container.
    fn send(&mut self, end: bool) -> bool {
        if self.events.is_empty() && !end {
            return true;
        }
        let events = std::mem::take(&mut self.events);
        let held = self.feed.worker.budget.hold(std::mem::take(&mut self.bytes) as u64);
        self.feed.send(Work::Parts { whole: (self.whole)(), events, end, _held: held }, 0, 0)
    }
}
