//! What a format's reader works with: where it is, what it may unpack, and where parts go.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::part::{Kind, Part};
use super::{Bytes, Event, Head, MAX_DEPTH, Rules, format_of};
use crate::extract::{Given, sniff};
use crate::model::{Problem, ProblemCode, Skip};

/// What a file may unpack to: so much in any case, and so many times its own size.
const UNPACKED_FREE: u64 = 64 << 20;
const UNPACKED_RATIO: u64 = 250;

/// The largest archive inside an archive that is unpacked to a temporary file.
pub(super) const MAX_SPOOLED: u64 = 8 << 30;

/// How many problems of one file are told one by one.
const MOST_PROBLEMS: u64 = 1000;

/// Why reading ends before the end.
#[derive(Debug)]
pub enum Stop {
    /// Nobody wants more.
    Asked,
    /// What is left of this container cannot be read.
    Broken(ProblemCode, String),
    /// The file unpacks to more than it may: nothing more of it is read.
    Bomb(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::QuotaExceeded => Stop::Bomb(error.to_string()),
            io::ErrorKind::UnexpectedEof => {
                Stop::Broken(ProblemCode::Truncated, "it ends before its end; what came before was read".to_owned())
            }
            io::ErrorKind::FileTooLarge => Stop::Broken(ProblemCode::TooLarge, error.to_string()),
            io::ErrorKind::PermissionDenied => Stop::Broken(ProblemCode::PermissionDenied, error.to_string()),
            _ => Stop::Broken(ProblemCode::Damaged, error.to_string()),
        }
    }
}

/// One file being read, however deep.
pub struct Reading<'r> {
    path: &'r str,
    pub(super) rules: &'r Rules,
    /// Hears how many bytes were read of a file whose reader seeks.
    pub(super) moved: &'r dyn Fn(u64),
    emit: &'r mut dyn FnMut(Event) -> ControlFlow<()>,
    /// The member being read; empty for the file itself.
    member: String,
    depth: usize,
    unpacked: Rc<Cell<u64>>,
    may_unpack: u64,
    /// How often each name was met, by its hash: archives may hold a name twice.
    names: FxHashMap<u64, u32>,
    problems: u64,
}

impl<'r> Reading<'r> {
    pub(super) fn new(
        path: &'r str,
        size: u64,
        rules: &'r Rules,
        moved: &'r dyn Fn(u64),
        emit: &'r mut dyn FnMut(Event) -> ControlFlow<()>,
    ) -> Self {
        Self {
            path,
            rules,
            moved,
            emit,
            member: String::new(),
            depth: 0,
            unpacked: Rc::default(),
            may_unpack: UNPACKED_FREE.saturating_add(size.saturating_mul(UNPACKED_RATIO)),
            names: FxHashMap::default(),
            problems: 0,
        }
    }

    /// Reads what stands at the present place: another container, or a document.
    pub(super) fn open(&mut self, bytes: Bytes<'_>) -> Result<(), Stop> {
        let name = if self.member.is_empty() { self.path } else { &self.member };
        let head = Head { bytes: bytes.head(), whole: bytes.is_whole(), name, rules: self.rules };
        let Some(format) = format_of(&head) else {
            return self.whole_document(bytes);
        };
        if self.depth == MAX_DEPTH {
            let message = format!("archives nested more than {MAX_DEPTH} deep; left alone");
            return self.problem(ProblemCode::TooDeep, message);
        }
        self.depth += 1;
        let done = (format.read)(bytes, self);
        self.depth -= 1;
        done
    }

    /// Reads the member `name` of the container at the present place. What is wrong with it is a
    /// problem, and the next member is read.
    pub(super) fn member(&mut self, name: &str, stream: &mut dyn Read) -> Result<(), Stop> {
        let within = self.enter(name)?;
        let done = match Bytes::of_stream(stream) {
            Ok(bytes) => self.open(bytes),
            Err(error) => Err(error.into()),
        };
        let done = match done {
            Err(Stop::Broken(code, message)) => self.problem(code, message),
            other => other,
        };
        self.member.truncate(within);
        done
    }

    /// Hands out bytes of the container at the present place as the document `name`.
    pub(super) fn document(&mut self, name: &str, bytes: Vec<u8>, given: Given, kind: Kind) -> Result<(), Stop> {
        let within = self.enter(name)?;
        let done = self.part(bytes, given, kind);
        self.member.truncate(within);
        done
    }

    /// Hands out bytes at the present place.
    pub(super) fn part(&mut self, bytes: Vec<u8>, given: Given, kind: Kind) -> Result<(), Stop> {
        let name = self.member.clone();
        self.send(Event::Part(Part { name, bytes, given: Box::new(given), kind }))
    }

    /// Notes that what stands at the present place is no article.
    pub(super) fn skip(&mut self, skip: Skip) -> Result<(), Stop> {
        let name = self.member.clone();
        self.send(Event::Skipped { name, skip })
    }

    /// Notes that the member `name` is no article.
    pub(super) fn skip_member(&mut self, name: &str, skip: Skip) -> Result<(), Stop> {
        let within = self.enter(name)?;
        let done = self.skip(skip);
        self.member.truncate(within);
        done
    }

    /// Tells a problem of the present place. Of a file that has too many of them, no more are told.
    pub(super) fn problem(&mut self, code: ProblemCode, message: String) -> Result<(), Stop> {
        self.problems += 1;
        if self.problems > MOST_PROBLEMS {
            return Ok(());
        }
        let (path, member) = (self.path.to_owned(), Some(self.member.clone()).filter(|m| !m.is_empty()));
        let message = if self.problems == MOST_PROBLEMS {
            format!("{message}; too many problems, no more are told")
        } else {
            message
        };
        self.send(Event::Problem(Problem { code, path, member, message }))
    }

    /// A stream of unpacked bytes, which end with an error where the file unpacks to too much.
    pub(super) fn bounded<R: Read>(&self, inner: R) -> Bounded<R> {
        Bounded { inner, unpacked: Rc::clone(&self.unpacked), limit: self.may_unpack }
    }

    fn send(&mut self, event: Event) -> Result<(), Stop> {
        match (self.emit)(event) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Asked),
        }
    }

    /// Goes to a member: its name made harmless and told from its namesakes. Gives the length of
    /// the name to come back to.
    fn enter(&mut self, name: &str) -> Result<usize, Stop> {
        let within = self.member.len();
        if within > 0 {
            self.member.push('!');
        }
        let safe = harmless(name);
        self.member.push_str(safe.as_deref().unwrap_or(name));
        let met = self.names.entry(xxh3_64(self.member.as_bytes())).or_default();
        *met += 1;
        if *met > 1 {
            let number = *met;
            self.member.push_str(&format!(" #{number}"));
        }
        if safe.is_some() {
            let message = format!("the name {name:?} leads out of the archive; taken as it stands here");
            self.problem(ProblemCode::UnsafeName, message)?;
        }
        Ok(within)
    }

    /// A document that is the whole of what stands at the present place.
    fn whole_document(&mut self, bytes: Bytes<'_>) -> Result<(), Stop> {
        if bytes.head().is_empty() {
            return self.skip(Skip::Empty);
        }
        if sniff::is_binary(bytes.head()) {
            return self.skip(Skip::Binary);
        }
        let limit = self.rules.max_member;
        let (bytes, error) = bytes.into_vec(limit);
        if bytes.len() as u64 > limit {
            let message = format!("more than the bound of {limit} bytes for one document");
            return self.problem(ProblemCode::TooLarge, message);
        }
        // What came before a break is read.
        self.part(bytes, Given::default(), Kind::Document)?;
        error.map_or(Ok(()), |error| Err(error.into()))
    }
}

/// The name without what leads out of an archive (`..`, roots, drives); nothing where it is
/// harmless as it is. Addresses are no paths.
fn harmless(name: &str) -> Option<String> {
    let is_address =
        name.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    if is_address || name.starts_with("urn:") {
        return None;
    }
    let drive = name.as_bytes().get(1) == Some(&b':');
    let leads_out = name.starts_with(['/', '\\']) || drive || name.split(['/', '\\']).any(|part| part == "..");
    if !leads_out && !name.contains('\0') {
        return None;
    }
    let name = if drive { name.get(2..).unwrap_or_default() } else { name };
    let parts = name.split(['/', '\\', '\0']).filter(|part| !matches!(*part, "" | "." | ".."));
    Some(parts.collect::<Vec<_>>().join("/"))
}

/// A stream that counts what it gives against what a file may unpack to.
pub(super) struct Bounded<R> {
    inner: R,
    unpacked: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        let unpacked = self.unpacked.get() + n as u64;
        self.unpacked.set(unpacked);
        if unpacked > self.limit {
            let message = format!(
                "it unpacks to more than {UNPACKED_RATIO} times its size; what came before was read, the rest left"
            );
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, message));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn names_that_lead_out_are_made_harmless() {
        for (name, safe) in [
            ("a/b.txt", None),
            ("https://example.org/a/../b", None),
            ("../../etc/passwd", Some("etc/passwd")),
            ("/abs/a.txt", Some("abs/a.txt")),
            ("C:\\temp\\a.txt", Some("temp/a.txt")),
            ("a/./b..c.txt", None),
            ("..\\x.txt", Some("x.txt")),
        ] {
            assert_eq!(harmless(name).as_deref(), safe, "{name}");
        }
    }
}
