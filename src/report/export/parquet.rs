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

use crate::report::text;

/// Rows gathered before they are written as one group.
const GROUP: usize = 50_000;

/// Columns of the views that are whole numbers, and those that are numbers.
const WHOLE: &[&str] = &["id", "position", "line", "span_start", "span_end", "known"];
const REAL: &[&str] = &["duration_seconds", "confidence"];

/// A Parquet file being written.
pub struct Parquet {
    writer: SerializedFileWriter<File>,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Parquet {
    /// Begins the file at `path` with optional columns of these names.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn create(path: &Path, columns: &[impl AsRef<str>]) -> io::Result<Self> {
        let columns: Vec<String> = columns.iter().map(|name| name.as_ref().to_owned()).collect();
        let fields: Result<Vec<_>, ParquetError> =
            columns.iter().map(|name| field(name.as_ref()).map(Arc::new)).collect();
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
        for (at, name) in self.columns.iter().enumerate() {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            let cells = || rows.iter().map(move |row| row.get(at).unwrap_or(&Value::Null));
            let levels: Vec<i16> = cells().map(|cell| i16::from(!is_null(cell))).collect();
            let written = if WHOLE.contains(&name.as_str()) {
                let values: Vec<i64> = cells().filter(|c| !c.is_null()).map(|c| c.as_i64().unwrap_or(0)).collect();
                column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)
            } else if REAL.contains(&name.as_str()) {
                let values: Vec<f64> = cells().filter(|c| !c.is_null()).map(|c| c.as_f64().unwrap_or(0.0)).collect();
                column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)
            } else {
                let values: Vec<ByteArray> =
                    cells().filter(|c| !is_null(c)).map(|c| text(c).into_bytes().into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)
            };
            written.map_err(failed)?;
            column.close().map_err(failed)?;
        }
        group.close().map(drop).map_err(failed)
    }
}

fn field(name: &str) -> Result<Type, ParquetError> {
    let builder = if WHOLE.contains(&name) {
        Type::primitive_type_builder(name, Physical::INT64)
    } else if REAL.contains(&name) {
        Type::primitive_type_builder(name, Physical::DOUBLE)
    } else {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
    };
    builder.with_repetition(Repetition::OPTIONAL).build()
}

fn is_null(cell: &Value) -> bool {
    cell.is_null() || cell.as_array().is_some_and(Vec::is_empty)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}
