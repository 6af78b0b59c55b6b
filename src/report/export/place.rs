//! Files written beside their place and moved there when they are whole, so that a cut leaves no half
//! of one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{ExportError, Job};

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
