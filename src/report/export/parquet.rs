//! Apache Parquet: one flat table a view, in row groups of bounded size, compressed with Zstandard.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use serde_json::Value;

use super::form::{Export, ExportError, Job, Target};
use super::place;
use crate::query::{self, Heading, Shape, VIEWS};
use crate::report::text;

pub(super) const EXPORT: Export = Export {
    name: "parquet",
    help: "tables item, item_agency and item_creator",
    media_type: "application/vnd.apache.parquet",
    target: Target::Folder(write),
};

/// The items with all columns of the table of fields, then the views that have more than one row
/// per item.
fn write(job: &Job<'_>, folder: &Path) -> Result<String, ExportError> {
    let path = folder.join("item.parquet");
    let fields = query::columns();
    let mut written = vec![place::whole(job, &path, &mut |part| {
        let mut file = Parquet::create(part, &Heading::of(&fields)).map_err(place::failed(part))?;
        let mut rows = 0u64;
        query::cells(job.catalog, job.query, &fields, &mut |cells| {
            rows += 1;
            Ok(file.row(cells.to_vec())?)
        })?;
        file.end().map_err(place::failed(part))?;
        Ok(format!("{rows} rows"))
    })?];
    for view in VIEWS {
        let path = folder.join(format!("{view}.parquet"));
        written.push(place::whole(job, &path, &mut |part| table(job, view, part))?);
    }
    Ok(written.join("\n"))
}

fn table(job: &Job<'_>, view: &str, path: &Path) -> Result<String, ExportError> {
    let mut file = Parquet::create(path, &query::view_headings(job.catalog, view)?).map_err(place::failed(path))?;
    let mut rows = 0u64;
    query::view(job.catalog, view, job.query, &mut |cells| {
        rows += 1;
        Ok(file.row(cells)?)
    })?;
    file.end().map_err(place::failed(path))?;
    Ok(format!("{rows} rows"))
}

/// Rows gathered before they are written as one group.
const GROUP: usize = 50_000;

/// A Parquet file being written.
pub struct Parquet {
    writer: SerializedFileWriter<File>,
    columns: Vec<Heading>,
    rows: Vec<Vec<Value>>,
}

impl Parquet {
    /// Begins the file at `path` with optional columns under these headings.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn create(path: &Path, columns: &[Heading]) -> io::Result<Self> {
        let columns = columns.to_vec();
        let fields: Result<Vec<_>, ParquetError> = columns.iter().map(|column| field(column).map(Arc::new)).collect();
        let schema =
            Type::group_type_builder("cutline").with_fields(fields.map_err(failed)?).build().map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(Default::default()))
            .set_created_by(concat!("cutline ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(File::create(path)?, Arc::new(schema), Arc::new(properties));
        Ok(Self { writer: writer.map_err(failed)?, columns, rows: Vec::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn row(&mut self, cells: Vec<Value>) -> io::Result<()> {
        self.rows.push(cells);
        if self.rows.len() >= GROUP { self.group() } else { Ok(()) }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn end(mut self) -> io::Result<()> {
        self.group()?;
        self.writer.close().map(drop).map_err(failed)
    }

    fn group(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for (at, heading) in self.columns.iter().enumerate() {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            let cells = || rows.iter().map(move |row| row.get(at).unwrap_or(&Value::Null));
            let levels: Vec<i16> = cells().map(|cell| i16::from(!is_null(cell))).collect();
            let filled = || cells().filter(|cell| !is_null(cell));
            let written = match heading.shape {
                Shape::Whole => {
                    let values: Vec<i64> = filled().map(|c| c.as_i64().unwrap_or(0)).collect();
                    column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)
                }
                Shape::Real => {
                    let values: Vec<f64> = filled().map(|c| c.as_f64().unwrap_or(0.0)).collect();
                    column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)
                }
                Shape::Text | Shape::List | Shape::Objects => {
                    let values: Vec<ByteArray> = filled().map(|c| text(c).into_bytes().into()).collect();
                    column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)
                }
            };
            written.map_err(failed)?;
            column.close().map_err(failed)?;
        }
        group.close().map(drop).map_err(failed)
    }
}

fn field(heading: &Heading) -> Result<Type, ParquetError> {
    let name = heading.name.as_str();
    let builder = match heading.shape {
        Shape::Whole => Type::primitive_type_builder(name, Physical::INT64),
        Shape::Real => Type::primitive_type_builder(name, Physical::DOUBLE),
        Shape::Text | Shape::List | Shape::Objects => {
            Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
        }
    };
    builder.with_repetition(Repetition::OPTIONAL).build()
}

fn is_null(cell: &Value) -> bool {
    cell.is_null() || cell.as_array().is_some_and(Vec::is_empty)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}
