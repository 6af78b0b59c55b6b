//! zip archives (APPNOTE 6.3), and with them WACZ, which is a zip of WARC files and their indexes.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;
use zip::{ZipArchive, read::ZipFile};

use super::reading::MAX_SPOOLED;
use super::{Bytes, Head, Reading, Stop};
use crate::model::ProblemCode;

pub(super) fn recognises(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
}

/// What a WACZ holds beside its crawl says nothing that the crawl does not.
const WACZ_EXTRAS: &[&str] = &["datapackage.json", "datapackage-digest.json", "pages/", "indexes/", "logs/"];

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let file = bytes.into_file(MAX_SPOOLED)?;
    let again = file.try_clone()?;
    let mut archive = match ZipArchive::new(BufReader::with_capacity(128 << 10, file)) {
        Ok(archive) => archive,
        // The directory stands at the end; of an archive that was cut off the members stand before it.
        Err(ZipError::InvalidArchive(why)) => {
            let message = format!("{why}; its members are read one after the other as far as they go");
            reading.problem(ProblemCode::Damaged, message)?;
            return from_the_front(again, reading);
        }
        Err(error) => return Err(broken(error)),
    };
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
        let name = name_of(&entry);
        let extra = is_wacz && WACZ_EXTRAS.iter().any(|extra| name.starts_with(extra));
        if entry.is_file() && !extra {
            let mut stream = reading.bounded(&mut entry);
            reading.member(&name, &mut stream)?;
        }
        (reading.moved)(entry.compressed_size());
    }
    Ok(())
}

/// Reads the members without a directory, until the first one that cannot be.
fn from_the_front(mut file: File, reading: &mut Reading<'_>) -> Result<(), Stop> {
    file.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::with_capacity(128 << 10, file);
    while let Some(mut entry) = read_zipfile_from_stream(&mut input).map_err(broken)? {
        let name = name_of(&entry);
        if entry.is_file() {
            let mut stream = reading.bounded(&mut entry);
            reading.member(&name, &mut stream)?;
        }
    }
    Ok(())
}

fn name_of<R: Read>(entry: &ZipFile<'_, R>) -> String {
    match entry.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
    }
}

fn broken(error: ZipError) -> Stop {
    match error {
        ZipError::Io(error) => error.into(),
        error => Stop::Broken(ProblemCode::Damaged, error.to_string()),
    }
}
