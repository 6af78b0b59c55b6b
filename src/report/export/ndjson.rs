//! NDJSON: an item per line, in the interchange form of docs/json.md.

use std::io::Write;

use super::form::{Export, ExportError, Job, Target};
use crate::query;
use crate::report::{Format, ItemsJson};

pub(super) const EXPORT: Export = Export {
    name: "ndjson",
    help: "an item per line, as JSON",
    media_type: "application/x-ndjson",
    target: Target::Stream(write),
};

fn write(job: &Job<'_>, out: &mut dyn Write) -> Result<String, ExportError> {
    let mut items = ItemsJson::begin(Format::Ndjson, out)?;
    let mut count = 0u64;
    query::each(job.catalog, job.query, &mut |record| {
        count += 1;
        Ok(items.item(&record)?)
    })?;
    items.end()?;
    Ok(format!("{count} items"))
}
