//! tar archives (POSIX.1-2001 pax, ustar, GNU).

use std::io::BufReader;

use super::{Bytes, Head, Reading, Stop};

pub(super) fn recognises(head: &Head<'_>) -> bool {
    head.bytes.get(257..262) == Some(b"ustar")
}

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut archive = tar::Archive::new(BufReader::with_capacity(128 << 10, bytes));
    for entry in archive.entries()? {
        let mut entry = entry?;
        // Links and devices hold nothing.
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        reading.member(&name, &mut entry)?;
    }
    Ok(())
}
