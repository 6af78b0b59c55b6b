//! Files that hold many documents: archives, crawls, corpora, feeds. Each member is a document with
//! its own identity, `file!member`.
//!
//! A container is recognised by its content and streamed: its reader hands out parts, in order and
//! without understanding them, as long as they are wanted; whoever gets a part opens it, on any
//! thread. Containers nest up to a bound, and what they unpack is bounded by what they are.

mod bytes;
mod compressed;
mod feed;
mod http;
mod jsonl;
mod mhtml;
#[cfg(feature = "parquet")]
mod parquet;
mod part;
mod reading;
mod rows;
mod table;
mod tar;
mod warc;
mod zip;

use std::fs::File;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::model::{Problem, ProblemCode, Skip};

pub use bytes::Bytes;
pub use part::{Opened, Part};
pub use reading::{Reading, Stop};
pub use rows::{Map, MapError};

/// Version of the readers of containers. A catalog reads members anew that an older one cut out: raise it
/// whenever the same container may give other members, or other facts beside them.
pub const VERSION: u32 = 1;

/// How a reader of containers works.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The largest member to read, in bytes.
    pub max_member: u64,
    /// Which columns of tables and objects say what.
    pub map: Map,
    /// Take one document in so many, always the same ones.
    pub sample: Option<u64>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { max_member: MAX_MEMBER, map: Map::default(), sample: None }
    }
}

impl Rules {
    /// Whether the document of this identity is of the sample; all are where there is none.
    pub fn takes(&self, path: &str, member: &str) -> bool {
        use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};
        self.sample
            .is_none_or(|n| n < 2 || xxh3_64_with_seed(member.as_bytes(), xxh3_64(path.as_bytes())).is_multiple_of(n))
    }
}

/// The largest member that is read where nothing else is said: no article is larger, and several
/// are in memory at one moment.
pub const MAX_MEMBER: u64 = 64 << 20;

/// How deep containers may nest, compression included: a crawl in gzip in a zip in a tar in xz.
pub const MAX_DEPTH: usize = 6;

/// What a reader hands out.
#[derive(Debug)]
pub enum Event {
    /// A part of the container, to be opened.
    Part(Part),
    /// A member that is no article.
    Skipped {
        /// The member; empty for the file itself.
        name: String,
        /// Why.
        skip: Skip,
    },
    /// What could not be read.
    Problem(Problem),
}

/// One format: its name, how its first bytes are recognised, how it is streamed.
struct Format {
    name: &'static str,
    recognises: fn(&Head<'_>) -> bool,
    read: fn(Bytes<'_>, &mut Reading<'_>) -> Result<(), Stop>,
}

/// The beginning of a file or member.
struct Head<'h> {
    /// Its first bytes.
    bytes: &'h [u8],
    /// Whether these are all.
    whole: bool,
    /// Its name, to settle what its content leaves open.
    name: &'h str,
    rules: &'h Rules,
}

impl Head<'_> {
    /// Whether the name ends so, compression aside.
    fn is_named(&self, endings: &[&str]) -> bool {
        let name = self.name.to_ascii_lowercase();
        let name = [".gz", ".bz2", ".xz", ".zst"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
        endings.iter().any(|ending| name.ends_with(ending))
    }
}

/// Every format. Binary ones have marks and come first; of texts the more particular come first.
const FORMATS: &[Format] = &[
    Format { name: "gzip", recognises: compressed::is_gzip, read: compressed::gzip },
    Format { name: "bzip2", recognises: compressed::is_bzip2, read: compressed::bzip2 },
    Format { name: "xz", recognises: compressed::is_xz, read: compressed::xz },
    Format { name: "zstd", recognises: compressed::is_zstd, read: compressed::zstd },
    Format { name: "zip", recognises: zip::recognises, read: zip::read },
    Format { name: "tar", recognises: tar::recognises, read: tar::read },
    #[cfg(feature = "parquet")]
    Format { name: "parquet", recognises: parquet::recognises, read: parquet::read },
    Format { name: "warc", recognises: warc::recognises, read: warc::read },
    Format { name: "mhtml", recognises: mhtml::recognises, read: mhtml::read },
    Format { name: "feed", recognises: feed::recognises, read: feed::read },
    Format { name: "jsonl", recognises: jsonl::recognises_lines, read: jsonl::read_lines },
    Format { name: "json", recognises: jsonl::recognises_array, read: jsonl::read_array },
    Format { name: "table", recognises: table::recognises, read: table::read },
];

/// The name of the container format that begins with `head`, if it is one.
pub fn recognise(head: &[u8], whole: bool, name: &str, rules: &Rules) -> Option<&'static str> {
    format_of(&Head { bytes: head, whole, name, rules }).map(|format| format.name)
}

fn format_of(head: &Head<'_>) -> Option<&'static Format> {
    // Most files are articles, and most of these begin with a letter.
    FORMATS.iter().find(|format| (format.recognises)(head))
}

/// Streams the container `file`, called `path`, to `emit`, until it says to stop. Says whether it came
/// to the end. `moved` hears how many bytes of the file were read. Never panics: a fault in a
/// format's library costs the rest of the file.
pub fn read(
    file: File,
    size: u64,
    path: &str,
    rules: &Rules,
    moved: &dyn Fn(u64),
    emit: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> bool {
    let mut reading = Reading::new(path, size, rules, moved, emit);
    let done = catch_unwind(AssertUnwindSafe(|| match Bytes::of_file(file, moved) {
        Ok(bytes) => reading.open(bytes),
        Err(error) => Err(error.into()),
    }));
    let stop = match done {
        Ok(Ok(())) => return true,
        Ok(Err(stop)) => stop,
        Err(_) => Stop::Broken(ProblemCode::Damaged, "the rest cannot be understood".to_owned()),
    };
    match stop {
        Stop::Asked => false,
        Stop::Broken(code, message) => reading.problem(code, message).is_ok(),
        Stop::Bomb(message) => reading.problem(ProblemCode::Bomb, message).is_ok(),
    }
}
