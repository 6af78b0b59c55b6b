//! What can go wrong with a catalog, said so that a person knows what to do next.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a catalog cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{path}: no catalog here; make one with `cutline scan FOLDER`, or name another with --catalog")]
    Missing {
        /// The catalog.
        path: PathBuf,
    },
    /// The file is no SQLite database.
    #[error("{path}: not a catalog but some other file; left as it is, name another with --catalog")]
    NotACatalog {
        /// The file.
        path: PathBuf,
    },
    /// A database that another program made.
    #[error("{path}: a database of another application; left as it is, name another with --catalog")]
    OtherApplication {
        /// The file.
        path: PathBuf,
    },
    /// A catalog that a newer version of the program made.
    #[error(
        "{path}: made by a newer cutline (catalog version {found}, this one knows {known}); \
         left as it is, install the newer cutline or name another catalog with --catalog"
    )]
    Newer {
        /// The catalog.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known.
        known: i64,
    },
    /// A catalog that must be migrated before it can be read.
    #[error(
        "{path}: made by an older cutline (catalog version {found}, this one reads {known}); \
         bring it up to date with `cutline scan`"
    )]
    Older {
        /// The catalog.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version read.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{path}: cannot write there ({reason}); name a catalog in a folder of yours with --catalog")]
    ReadOnly {
        /// The catalog.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file cannot be opened.
    #[error("{path}: cannot be opened ({reason}); check the path and its permissions, or name another with --catalog")]
    CannotOpen {
        /// The catalog.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// The disk is full, or the file may not grow.
    #[error(
        "{path}: no room to write ({reason}); what was committed is safe: \
         make room and run the same scan again, it goes on from there"
    )]
    Full {
        /// The catalog.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Another scan writes to it.
    #[error("{path}: another scan is writing to this catalog; wait for it to end, or name another with --catalog")]
    Busy {
        /// The catalog.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error(
        "{path}: the catalog is damaged ({reason}); keep a copy, then delete it and scan again: \
         all that it holds is read from the articles"
    )]
    Damaged {
        /// The catalog.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Any other failure of SQLite.
    #[error("{path}: {source}")]
    Sqlite {
        /// The catalog.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

impl Error {
    /// The error that `source` means for the catalog at `path`.
    pub fn new(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let reason = source.to_string();
        // SQLITE_IOERR_WRITE: a write that the system refused, as it does past a size limit.
        const IOERR_WRITE: i32 = 778;
        match (source.sqlite_error_code(), source.sqlite_error().map(|e| e.extended_code)) {
            (Some(ErrorCode::NotADatabase), _) => Self::NotACatalog { path },
            (Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied), _) => Self::ReadOnly { path, reason },
            (Some(ErrorCode::CannotOpen), _) => Self::CannotOpen { path, reason },
            (Some(ErrorCode::DiskFull), _) | (_, Some(IOERR_WRITE)) => Self::Full { path, reason },
            (Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked), _) => Self::Busy { path },
            (Some(ErrorCode::DatabaseCorrupt), _) => Self::Damaged { path, reason },
            _ => Self::Sqlite { path, source },
        }
    }
}
