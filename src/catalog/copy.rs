//! A copy of a catalog that stands for itself.

use std::path::Path;

use super::error::Error;
use super::open;

/// Writes the catalog at `from` to the new file `to`, compact and with no log beside it.
///
/// # Errors
/// The catalog cannot be read, or `to` exists or cannot be written.
pub fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let conn = open::open_read_only(from)?;
    let failed = |source| Error::new(to, source);
    conn.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map_err(failed)?;
    Ok(())
}
