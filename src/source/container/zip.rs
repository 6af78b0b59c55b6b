//! zip archives (APPNOTE 6.3), and with them WACZ, which is a zip of WARC files and their indexes.

use std::io::BufReader;

use zip::ZipArchive;
use zip::result::ZipError;

use super::reading::MAX_SPOOLED;
use super::{Bytes, Head, Reading, Stop};
use crate::model::ProblemCode;

pub(super) fn recognises(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
}

/// What a WACZ holds beside its crawl says nothing that the crawl does not.
const WACZ_EXTRAS: &[&str] = &["datapackage.json", "datapackage-digest.json", "pages/", "indexes/", "logs/"];

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let file = BufReader::with_capacity(128 << 10, bytes.into_file(MAX_SPOOLED)?);
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    let is_wacz = archive.index_for_name("datapackage.json").is_some()
        && archive.file_names().flatten().any(|name| name.starts_with("archive/"));
    for index in 0..archive.len() {
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(ZipError::Io(error)) => return Err(error.into()),
            Err(error) => {
                let message = format!("member {}: {error}", index + 1);
                reading.problem(ProblemCode::Damaged, message)?;
                continue;
            }
        };
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        let extra = is_wacz && WACZ_EXTRAS.iter().any(|extra| name.starts_with(extra));
        if entry.is_file() && !extra {
            let mut stream = reading.bounded(&mut entry);
            reading.member(&name, &mut stream)?;
        }
        (reading.moved)(entry.compressed_size());
    }
    Ok(())
}

fn broken(error: ZipError) -> Stop {
    match error {
        ZipError::Io(error) => error.into(),
        error => Stop::Broken(ProblemCode::Damaged, error.to_string()),
    }
}
