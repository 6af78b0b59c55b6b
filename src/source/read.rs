//! Reading one file: never blocks on a pipe, never trusts a size, never reads more than the bound.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::container::{self, Rules};
use super::path::path_text;
use crate::extract::sniff;
use crate::model::{Problem, ProblemCode};

/// What a file held.
#[derive(Debug)]
pub struct Contents {
    /// The bytes; of a large binary file its head alone.
    pub bytes: Vec<u8>,
    /// Whether the head alone was read, because it shows that the file is binary.
    pub binary: bool,
    /// Size in bytes, as the file system said before reading.
    pub size: u64,
    /// Nanoseconds since 1970 UTC, before reading: a change meanwhile shows at the next scan.
    pub modified: i64,
    /// The open file, where its head shows that it is a container.
    pub container: Option<File>,
}

/// Reads the file at `path`, at most `max_size` bytes; of a container its head alone.
///
/// # Errors
/// Why it could not be read.
pub fn read(path: &Path, max_size: u64, rules: &Rules) -> Result<Contents, Problem> {
    let failed = |error: io::Error| problem(path, &error);
    let mut file = open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(special_file(path));
    }
    let size = metadata.len();
    let modified = modified(&metadata);
    let mut contents = Contents { bytes: Vec::new(), binary: false, size, modified, container: None };
    // A small file is read in one go; of a larger one the head comes first.
    let head = sniff::HEAD as u64;
    contents.bytes.reserve_exact(usize::try_from(size.min(head)).unwrap_or(0) + 1);
    read_up_to(&mut file, head, &mut contents.bytes).map_err(failed)?;
    let whole = contents.bytes.len() < sniff::HEAD;
    if container::recognise(&contents.bytes, whole, &path.to_string_lossy(), rules).is_some() {
        contents.container = Some(file);
        return Ok(contents);
    }
    if size > sniff::HEAD as u64 {
        contents.binary = sniff::is_binary(&contents.bytes);
        if contents.binary {
            return Ok(contents);
        }
    }
    if size > max_size {
        return Err(too_large(path, size, max_size));
    }
    // A file that grows while it is read is bounded too, and so is one whose size is no true one.
    let rest = (max_size + 1).saturating_sub(contents.bytes.len() as u64);
    contents.bytes.reserve_exact(usize::try_from(size).unwrap_or(0).saturating_sub(contents.bytes.len()));
    read_up_to(&mut file, rest, &mut contents.bytes).map_err(failed)?;
    if contents.bytes.len() as u64 > max_size {
        return Err(too_large(path, contents.bytes.len() as u64, max_size));
    }
    Ok(contents)
}

/// What an error of the operating system means for the file at `path`.
pub fn problem(path: &Path, error: &io::Error) -> Problem {
    let (code, message) = match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => {
            (ProblemCode::NotFound, "the symbolic link leads nowhere".to_owned())
        }
        io::ErrorKind::NotFound => (ProblemCode::NotFound, "no such file or folder".to_owned()),
        io::ErrorKind::PermissionDenied => (ProblemCode::PermissionDenied, "no permission to read it".to_owned()),
        _ if is_link_loop(error) => (ProblemCode::SymlinkLoop, "the symbolic link leads back to itself".to_owned()),
        _ => (ProblemCode::Io, error.to_string()),
    };
    new_problem(code, path, message)
}

/// The problem of a path that is neither a regular file nor a folder.
pub fn special_file(path: &Path) -> Problem {
    let message = "not a regular file but a pipe, socket or device; left alone".to_owned();
    new_problem(ProblemCode::SpecialFile, path, message)
}

/// Nanoseconds since 1970 UTC of the last modification; 0 where the system knows none.
pub fn modified(metadata: &Metadata) -> i64 {
    let nanoseconds = |d: std::time::Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
    match metadata.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
        Ok(Ok(after)) => nanoseconds(after),
        Ok(Err(before)) => -nanoseconds(before.duration()),
        Err(_) => 0,
    }
}

pub(super) fn new_problem(code: ProblemCode, path: &Path, message: String) -> Problem {
    Problem { code, path: path_text(path).into_owned(), member: None, message }
}

fn too_large(path: &Path, size: u64, max_size: u64) -> Problem {
    let message = format!("{size} bytes, more than the bound of {max_size}; raise it with --max-size");
    new_problem(ProblemCode::TooLarge, path, message)
}

fn read_up_to(file: &mut File, most: u64, into: &mut Vec<u8>) -> io::Result<usize> {
    file.take(most).read_to_end(into)
}

/// Opens without waiting for a pipe's other end: between walking and opening, a file may have
/// become one.
///
/// # Errors
/// What the system answers.
#[cfg(unix)]
pub fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path)
}

/// Opens without waiting.
///
/// # Errors
/// What the system answers.
#[cfg(not(unix))]
pub fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::ELOOP)
}

#[cfg(not(unix))]
fn is_link_loop(_error: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        std::fs::write(&path, "x".repeat(100_000)).unwrap();
        assert_eq!(read(&path, 100_000, &Rules::default()).unwrap().bytes.len(), 100_000);
        assert_eq!(read(&path, 99_999, &Rules::default()).unwrap_err().code, ProblemCode::TooLarge);
    }

    #[test]
    fn of_a_large_binary_file_the_head_is_enough() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.txt");
        std::fs::write(&path, [b"\0\0\0\x20ftypisom".to_vec(), vec![7; 200_000]].concat()).unwrap();
        let contents = read(&path, 1000, &Rules::default()).unwrap();
        assert!(contents.binary);
        assert_eq!((contents.bytes.len(), contents.size), (sniff::HEAD, 200_012));
    }

    #[test]
    fn what_is_no_file_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(&folder.path().join("none"), 10, &Rules::default()).unwrap_err().code, ProblemCode::NotFound);
        assert_eq!(read(folder.path(), 10, &Rules::default()).unwrap_err().code, ProblemCode::SpecialFile);
    }
}
