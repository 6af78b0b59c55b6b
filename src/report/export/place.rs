//! Writing to a place: files are written beside it and moved there when they are whole, so that a cut
//! leaves no half of one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::form::{Destination, Export, ExportError, Job, Target};

/// Writes what `job` wants to `to` in the form `export`, and says in words what was written.
///
/// # Errors
/// Why the catalog cannot be read or the destination not be written.
pub fn write(export: &Export, job: &Job<'_>, to: Destination<'_>) -> Result<String, ExportError> {
    match (export.target, to) {
        (Target::Stream(write), Destination::Stream(out)) => {
            let written = write(job, out)?;
            out.flush()?;
            Ok(written)
        }
        (Target::Stream(write), Destination::Path(path)) => file(job, path, write),
        (Target::File(write), Destination::Path(path)) => whole(job, path, &mut |part| write(job, part)),
        (Target::Folder(write), Destination::Path(path)) => {
            fs::create_dir_all(path).map_err(failed(path))?;
            write(job, path)
        }
        (Target::File(_), Destination::Stream(_)) => Err(ExportError::NoStream(export.name, "file")),
        (Target::Folder(_), Destination::Stream(_)) => Err(ExportError::NoStream(export.name, "folder")),
    }
}

/// Writes a file by way of a stream.
pub(super) fn file(
    job: &Job<'_>,
    path: &Path,
    write: fn(&Job<'_>, &mut dyn Write) -> Result<String, ExportError>,
) -> Result<String, ExportError> {
    whole(job, path, &mut |part| {
        let mut out = BufWriter::with_capacity(1 << 16, fs::File::create(part).map_err(failed(part))?);
        let written = write(job, &mut out)?;
        out.flush().map_err(failed(part))?;
        Ok(written)
    })
}

/// Lets `write` make a file under another name, and gives it its own when it is whole.
pub(super) fn whole(
    job: &Job<'_>,
    path: &Path,
    write: &mut dyn FnMut(&Path) -> Result<String, ExportError>,
) -> Result<String, ExportError> {
    free(job, path)?;
    let part = part_of(path);
    // What an earlier run left that was cut off.
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&part)(error)),
        _ => {}
    }
    let written = write(&part).and_then(|written| fs::rename(&part, path).map(|()| written).map_err(failed(path)));
    if written.is_err() {
        // The error that matters is already there.
        let _ = fs::remove_file(&part);
    }
    Ok(format!("{}: {}", path.display(), written?))
}

/// Nothing that is there is written over unless that is wanted.
pub(super) fn free(job: &Job<'_>, path: &Path) -> Result<(), ExportError> {
    if job.force || !path.exists() { Ok(()) } else { Err(ExportError::Taken(path.to_owned())) }
}

/// The error of a file by its name.
pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> ExportError {
    let path = path.to_owned();
    move |cause| ExportError::File { path: path.clone(), cause }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
