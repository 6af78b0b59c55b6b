//! What a form of export is: a name, where it is written to, and the function that writes it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::query::{self, Query};

/// One form of export.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words for a person.
    pub help: &'static str,
    /// The media type of what is written, of each file where there are many.
    pub media_type: &'static str,
    /// Where it is written to, and how.
    pub target: Target,
}

/// Where a form is written to, and the function that writes it and says in words what it wrote.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A file or standard output.
    Stream(fn(&Job<'_>, &mut dyn Write) -> Result<String, ExportError>),
    /// A file and nothing else. The function is given a name beside the file's own.
    File(fn(&Job<'_>, &Path) -> Result<String, ExportError>),
    /// Files in a folder, which is there.
    Folder(fn(&Job<'_>, &Path) -> Result<String, ExportError>),
}

impl Target {
    /// What it is, in words.
    pub fn name(&self) -> &'static str {
        match self {
            Target::Stream(_) => "file or -",
            Target::File(_) => "file",
            Target::Folder(_) => "folder",
        }
    }
}

/// What is to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Job<'j> {
    /// The catalog.
    pub catalog: &'j Path,
    /// Which items of it.
    pub query: &'j Query,
    /// The folder of the pictures, for forms that name their files.
    pub images: &'j str,
    /// Leaves cells as they are that a spreadsheet may run.
    pub raw: bool,
    /// Writes over files that are there.
    pub force: bool,
}

/// Where to.
pub enum Destination<'d> {
    /// A file or a folder.
    Path(&'d Path),
    /// Standard output, or whatever else takes bytes.
    Stream(&'d mut dyn Write),
}

/// Why nothing, or not all, was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The catalog cannot be asked.
    #[error(transparent)]
    Query(#[from] query::Error),
    /// The catalog cannot be read.
    #[error(transparent)]
    Catalog(#[from] crate::catalog::Error),
    /// The output takes no more.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// A file cannot be written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// A file is there, and may not be written over.
    #[error("{}: is there already; --force writes over it", .0.display())]
    Taken(PathBuf),
    /// The form is not written to a stream.
    #[error("{0} is not a stream; give a {1}")]
    NoStream(&'static str, &'static str),
    /// The form takes the catalog as a whole.
    #[error("a copy of the catalog is whole; leave the expression out, or export csv, ndjson or parquet")]
    Whole,
}
