//! Media items as Parquet files in a folder, `items-00000.parquet` and so on, for other engines: the
//! columns of [`RECORD_COLUMNS`]. A file is whole as soon as it has its name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use super::record::{RECORD_COLUMNS, record_cells};
use super::text;
use crate::model::Record;

/// Columns that are no text.
const WHOLE: &[&str] = &["id", "line", "span_start", "span_end"];
const REAL: &[&str] = &["duration_seconds", "confidence"];

/// How many items are in memory at once.
const GROUP: usize = 50_000;

/// Parquet files of so many items each.
pub struct Shards {
    folder: PathBuf,
    most: usize,
    number: usize,
    in_shard: usize,
    rows: Vec<Vec<Value>>,
    open: Option<Shard>,
}

struct Shard {
    writer: SerializedFileWriter<File>,
    part: PathBuf,
    path: PathBuf,
}

impl Shards {
    /// Files of `most` items each in `folder`, which is made if there is none.
    pub fn begin(folder: &Path, most: usize) -> Self {
        Self { folder: folder.to_owned(), most, number: 0, in_shard: 0, rows: Vec::new(), open: None }
    }

    /// Adds an item.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn put(&mut self, record: &Record) -> io::Result<()> {
        self.rows.push(record_cells(record));
        self.in_shard += 1;
        if self.rows.len() == GROUP || self.in_shard == self.most {
            self.write_group()?;
        }
        if self.in_shard == self.most { self.close() } else { Ok(()) }
    }

    /// Writes what is left. Where there was nothing at all, one file without rows.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn end(mut self) -> io::Result<()> {
        if !self.rows.is_empty() || self.number == 0 {
            self.write_group()?;
        }
        self.close()
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut shard = match self.open.take() {
            Some(shard) => shard,
            None => self.create()?,
        };
        let mut group = shard.writer.next_row_group()?;
        for column in 0..RECORD_COLUMNS.len() {
            write_column(&mut group, column, &self.rows)?;
        }
        group.close()?;
        self.rows.clear();
        self.open = Some(shard);
        Ok(())
    }

    fn create(&self) -> io::Result<Shard> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(format!("items-{:05}.parquet", self.number));
        let part = path.with_extension("part");
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = SerializedFileWriter::new(File::create(&part)?, schema()?, Arc::new(properties))?;
        Ok(Shard { writer, part, path })
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(shard) = self.open.take() else { return Ok(()) };
        shard.writer.close()?;
        (self.number, self.in_shard) = (self.number + 1, 0);
        fs::rename(shard.part, shard.path)
    }
}

fn schema() -> io::Result<TypePtr> {
    let mut fields = Vec::with_capacity(RECORD_COLUMNS.len());
    for name in RECORD_COLUMNS {
        let (physical, logical) = if WHOLE.contains(name) {
            (PhysicalType::INT64, None)
        } else if REAL.contains(name) {
            (PhysicalType::DOUBLE, None)
        } else {
            (PhysicalType::BYTE_ARRAY, Some(LogicalType::String))
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        fields.push(Arc::new(field));
    }
    Ok(Arc::new(Type::group_type_builder("item").with_fields(fields).build()?))
}

/// Writes one column of `rows`; what is missing is null.
fn write_column(
    group: &mut SerializedRowGroupWriter<'_, File>,
    column: usize,
    rows: &[Vec<Value>],
) -> Result<(), parquet::errors::ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    let cells = || rows.iter().filter_map(|row| row.get(column));
    let levels: Vec<i16> = cells().map(|cell| i16::from(!is_null(cell))).collect();
    let given = cells().filter(|cell| !is_null(cell));
    let name = RECORD_COLUMNS[column];
    if WHOLE.contains(&name) {
        let values: Vec<i64> = given.map(|cell| cell.as_i64().unwrap_or_default()).collect();
        writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
    } else if REAL.contains(&name) {
        let values: Vec<f64> = given.map(|cell| cell.as_f64().unwrap_or_default()).collect();
        writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
    } else {
        let values: Vec<ByteArray> = given.map(|cell| ByteArray::from(text(cell).into_bytes())).collect();
        writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
    }
    writer.close()
}

fn is_null(cell: &Value) -> bool {
    cell.is_null() || cell.as_array().is_some_and(Vec::is_empty)
}
