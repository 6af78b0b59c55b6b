//! The pipeline of a scan: one thread walks, many read and extract, one writes.
//!
//! ```text
//! walk ─► batches ─► workers: known? read, hash, extract ─► results ─► writer, in the order walked
//!   └─ large containers, afterwards: stream ─► batches of parts ─► the same workers and writer
//! ```
//!
//! Memory is bounded whatever the number of files: so many batches are under way and no more, and
//! the bytes being read count against a budget. What the catalog ends up holding does not depend
//! on which worker was faster.

mod budget;
mod feed;
mod out;
mod pipeline;
mod tally;
mod way;
mod worker;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::catalog::{COMPANIONS, Known, ScanCounts, Scopes, Totals, Writer};
use crate::credit::Vocabulary;
use crate::model::Problem;
use crate::source::container;
use crate::source::walk::{Rules, missing_root};
use crate::source::{path, path_text};
use out::Out;
pub use out::{Listener, Told};
pub use tally::Tally;

/// What to scan, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders.
    pub roots: Vec<PathBuf>,
    /// The catalog to write.
    pub catalog: PathBuf,
    /// Globs of which a file must match one; none means all files.
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// The largest file to read, in bytes.
    pub max_size: u64,
    /// How many threads read and extract; `None` for as many as the machine has.
    pub jobs: Option<usize>,
    /// Whether to read every file again.
    pub force: bool,
    /// Whether to drop documents under the roots whose file vanished.
    pub prune: bool,
    /// Whether to write nothing.
    pub dry_run: bool,
    /// Which columns of tables and objects say what.
    pub map: container::Map,
    /// Take one document in so many.
    pub sample: Option<u64>,
    /// End after so many documents read.
    pub limit: Option<u64>,
}

impl Options {
    /// Every file below `root`, up to 1 GB each, into `catalog`.
    pub fn new(root: impl Into<PathBuf>, catalog: impl Into<PathBuf>) -> Self {
        Self {
            roots: vec![root.into()],
            catalog: catalog.into(),
            include: Vec::new(),
            exclude: Vec::new(),
            max_size: 1 << 30,
            jobs: None,
            force: false,
            prune: false,
            dry_run: false,
            map: container::Map::default(),
            sample: None,
            limit: None,
        }
    }
}

/// What somebody outside may watch and ask of a running scan.
#[derive(Debug, Default)]
pub struct Control {
    stop: AtomicBool,
    files: AtomicU64,
    problems: AtomicU64,
    documents: AtomicU64,
    items: AtomicU64,
    bytes: AtomicU64,
    expected: AtomicU64,
}

/// How far a scan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub files: u64,
    /// Problems met.
    pub problems: u64,
    /// Documents read.
    pub documents: u64,
    /// Media items found in them.
    pub items: u64,
    /// Bytes read of the files.
    pub bytes: u64,
    /// Bytes that there will be in all, once that is known.
    pub expected: Option<u64>,
}

impl Control {
    /// Asks the scan to end soon, keeping what it has read.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether the scan was asked to end.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How far the scan is.
    pub fn progress(&self) -> Progress {
        let number = |of: &AtomicU64| of.load(Ordering::Relaxed);
        Progress {
            files: number(&self.files),
            problems: number(&self.problems),
            documents: number(&self.documents),
            items: number(&self.items),
            bytes: number(&self.bytes),
            expected: Some(number(&self.expected)).filter(|n| *n > 0),
        }
    }

    fn done(&self, files: u64, problems: u64, documents: u64, items: u64) {
        let numbers = [files, problems, documents, items];
        for (counter, n) in [&self.files, &self.problems, &self.documents, &self.items].into_iter().zip(numbers) {
            counter.fetch_add(n, Ordering::Relaxed);
        }
    }

    /// So many bytes more were read.
    fn moved(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So many bytes are still to come.
    fn expect(&self, bytes: u64) {
        self.expected.store(self.bytes.load(Ordering::Relaxed) + bytes, Ordering::Relaxed);
    }
}

/// What a scan did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Counts, as the catalog records them.
    pub counts: ScanCounts,
    /// Files met.
    pub files: u64,
    /// What was met on the way.
    pub tally: Tally,
    /// What the catalog holds now; of a dry run, what was found in the files read.
    pub totals: Totals,
    /// How long it took.
    pub took: Duration,
    /// Whether all was seen; not so when it was asked to end.
    pub finished: bool,
    /// Whether it ended at the number of documents asked for.
    pub limited: bool,
    /// Whether nothing was written because that was asked for.
    pub dry_run: bool,
    /// Roots that do not exist or cannot be read at all.
    pub missing_roots: Vec<Problem>,
    /// The catalog.
    pub catalog: PathBuf,
}

/// Why a scan failed as a whole.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalog cannot be used.
    #[error(transparent)]
    Catalog(#[from] crate::catalog::Error),
    /// A glob cannot be understood.
    #[error("{0}; globs know `*`, `**`, `?`, `[a-z]` and `{{a,b}}`")]
    Glob(#[from] globset::Error),
    /// Nobody takes what is read.
    #[error("cannot write what was read")]
    Output(#[from] std::io::Error),
    /// A thread of the scan failed.
    #[error("the scan failed on a fault of its own ({0}); what was committed is safe, please report it")]
    Fault(String),
}

/// Scans the roots into the catalog.
///
/// # Errors
/// Why nothing, or no more, could be written. A file that cannot be read is no error: the summary
/// tells it.
pub fn scan(options: &Options, vocabulary: &Vocabulary, control: &Control) -> Result<Summary, Error> {
    let roots = names(&apart(distinct(&options.roots)));
    let mut writer = if options.dry_run { None } else { Some(Writer::open(&options.catalog, vocabulary, &roots)?) };
    run(options, vocabulary, control, writer.as_mut(), None)
}

/// Reads the roots as [`scan`] does, and tells `listener` what is found, in the order of a scan; no
/// catalog is read or written.
///
/// # Errors
/// What the listener answers.
pub fn stream(
    options: &Options,
    vocabulary: &Vocabulary,
    control: &Control,
    listener: &mut Listener<'_>,
) -> Result<Summary, Error> {
    run(options, vocabulary, control, None, Some(listener))
}

fn run(
    options: &Options,
    vocabulary: &Vocabulary,
    control: &Control,
    mut writer: Option<&mut Writer>,
    listener: Option<&mut Listener<'_>>,
) -> Result<Summary, Error> {
    let begun = Instant::now();
    let rules = Rules::new(&options.include, &options.exclude, companions(options))?;
    let mut roots = distinct(&options.roots);
    if listener.is_none() {
        roots = apart(roots);
    }
    let mut summary = Summary {
        catalog: options.catalog.clone(),
        dry_run: options.dry_run,
        missing_roots: roots.iter().filter_map(|root| missing_root(root)).collect(),
        ..Summary::default()
    };
    roots.retain(|root| missing_root(root).is_none());
    let containers = container::Rules {
        max_member: options.max_size.min(container::MAX_MEMBER),
        map: options.map.clone(),
        sample: options.sample,
    };
    let scopes = match (&writer, &listener) {
        (Some(writer), _) => writer.scopes().clone(),
        (None, None) if options.catalog.exists() => Known::open(&options.catalog)?.scopes(&names(&roots))?,
        (None, _) => Scopes::default(),
    };
    let mut out = Out::new(writer.as_deref_mut(), listener);
    for problem in summary.missing_roots.clone() {
        out.problem(&problem, &mut summary)?;
    }
    let way = way::Way {
        options,
        vocabulary,
        control,
        rules: &rules,
        containers: &containers,
        roots: &roots,
        scopes: &scopes,
        made_by: way::made_by(vocabulary),
    };
    summary.finished = pipeline::run(&way, &mut summary, &mut out)?;
    if options.prune && summary.finished {
        summary.counts.removed += prune(options, &roots, &scopes, writer.as_deref_mut())?;
    }
    let released = writer.as_deref_mut().map(Writer::released).unwrap_or_default();
    if summary.finished && !released.is_empty() {
        let mut out = Out::new(writer.as_deref_mut(), None);
        summary.finished = pipeline::read_again(&way, &released, &mut summary, &mut out)?;
    }
    summary.totals = match writer {
        Some(writer) if summary.finished => writer.finish(&summary.counts)?,
        Some(writer) => {
            writer.commit(&summary.counts)?;
            writer.totals()?
        }
        None => summary.tally.totals(),
    };
    summary.took = begun.elapsed();
    Ok(summary)
}

/// Drops the documents whose file vanished; a dry run counts them.
fn prune(options: &Options, roots: &[PathBuf], scopes: &Scopes, mut writer: Option<&mut Writer>) -> Result<u64, Error> {
    let mut removed = 0;
    for root in roots {
        let root = path_text(root);
        let exists = &mut |path: &str| !path::is_gone(path);
        removed += match &mut writer {
            Some(writer) => writer.prune(&root, exists)?,
            None if options.catalog.exists() => Known::open(&options.catalog)?.count_gone(&root, scopes, exists)?,
            None => 0,
        };
    }
    Ok(removed)
}

fn names(roots: &[PathBuf]) -> Vec<String> {
    roots.iter().map(|root| path_text(root).into_owned()).collect()
}

/// The roots without those that lie in others by another spelling: a catalog has each file once. Of two
/// spellings of one folder the first stays, and so does what is not there, to be reported.
fn apart(roots: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut kept: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
    for root in roots {
        let places = if root.exists() { path::whole_paths(&root) } else { Vec::new() };
        let lies_in = |inner: &[PathBuf], outer: &[PathBuf]| {
            outer.first().is_some_and(|outer| inner.iter().any(|place| place.starts_with(outer)))
        };
        if !kept.iter().any(|(_, other)| lies_in(&places, other)) {
            kept.retain(|(_, other)| !lies_in(other, &places));
            kept.push((root, places));
        }
    }
    kept.into_iter().map(|(root, _)| root).collect()
}

/// The roots, tidied, without those that by their spelling lie in others.
fn distinct(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut distinct: Vec<PathBuf> = Vec::new();
    for root in roots.iter().map(|root| path::tidy_root(root)) {
        if !distinct.iter().any(|other| root.starts_with(other)) {
            distinct.retain(|other| !other.starts_with(&root));
            distinct.push(root);
        }
    }
    distinct
}

/// The catalog's own files, which a scan never reads.
fn companions(options: &Options) -> Vec<PathBuf> {
    let companion = |ending: &&str| {
        let mut path = options.catalog.clone().into_os_string();
        path.push(ending);
        PathBuf::from(path)
    };
    COMPANIONS.iter().map(companion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_within_another_is_walked_once() {
        let roots = ["a/b", "./a", "c", "a/b/d", "c/"].map(PathBuf::from);
        assert_eq!(distinct(&roots), ["a", "c"].map(PathBuf::from));
    }

    #[test]
    fn a_root_within_another_by_another_spelling_is_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(place.join("news/sub")).unwrap();
        std::fs::create_dir(place.join("more")).unwrap();
        let spelled = |path: &str| place.join(path);
        let roots = ["more/../news/sub", "news", "more", "news/../more", "news/gone"].map(spelled).to_vec();
        assert_eq!(apart(roots), ["news", "more", "news/gone"].map(spelled));
    }
}
