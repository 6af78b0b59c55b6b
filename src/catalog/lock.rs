//! One writer at a time: an advisory lock on a file beside the catalog, which the system lets go
//! of whenever the process ends. SQLite's own locks hold for a transaction, a scan for many.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::Error;

/// The right to write to a catalog, until dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    path: PathBuf,
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the catalog at `catalog`.
    pub fn take(catalog: &Path) -> Result<Self, Error> {
        let mut path = catalog.as_os_str().to_owned();
        path.push("-lock");
        let path = PathBuf::from(path);
        let refused = |error: io::Error| refusal(catalog, &error);
        loop {
            let options = OpenOptions::new().write(true).create(true).truncate(false).to_owned();
            let file = options.open(&path).map_err(refused)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy { path: catalog.to_owned() });
                }
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
            // The holder before may have removed the file between our opening and locking it.
            if is_same_file(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // While still locked, so that nobody else's lock is removed. A file left behind locks nobody.
        drop(std::fs::remove_file(&self.path));
    }
}

fn refusal(catalog: &Path, error: &io::Error) -> Error {
    let (path, reason) = (catalog.to_owned(), error.to_string());
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded => {
            Error::Full { path, reason }
        }
        io::ErrorKind::NotFound => Error::ReadOnly { path, reason: "there is no such folder".to_owned() },
        _ => Error::ReadOnly { path, reason },
    }
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.metadata()) {
        (Ok(ours), Ok(there)) => ours.dev() == there.dev() && ours.ino() == there.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let catalog = folder.path().join("cutline.db");
        let first = WriterLock::take(&catalog).unwrap();
        assert!(matches!(WriterLock::take(&catalog), Err(Error::Busy { .. })));
        drop(first);
        drop(WriterLock::take(&catalog).unwrap());
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }
}
