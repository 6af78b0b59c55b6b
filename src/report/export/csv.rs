//! CSV: an item per row, all columns of the table of fields.

use std::io::Write;

use super::form::{Export, ExportError, Job, Target};
use crate::query;
use crate::report::{Format, Rows};

pub(super) const EXPORT: Export =
    Export { name: "csv", help: "an item per row", media_type: "text/csv", target: Target::Stream(write) };

fn write(job: &Job<'_>, out: &mut dyn Write) -> Result<String, ExportError> {
    let fields = query::columns();
    let mut rows = Rows::begin(Format::Csv, &query::headings(&fields), job.raw, out)?;
    let mut count = 0u64;
    query::cells(job.catalog, job.query, &fields, &mut |cells| {
        count += 1;
        Ok(rows.row(cells)?)
    })?;
    rows.end()?;
    Ok(format!("{count} items"))
}
