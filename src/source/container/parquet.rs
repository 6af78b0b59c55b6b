//! Parquet files of articles, row group by row group: of each only the columns that are mapped, a
//! few rows at a time. Rows are called by their number from 1.

use std::borrow::Cow;

use jiff::Timestamp;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::schema::types::ColumnDescPtr;

use super::part::{Kind, Opened};
use super::reading::MAX_SPOOLED;
use super::rows::{Row, Slot};
use super::{Bytes, Head, Reading, Stop};
use crate::model::ProblemCode;

/// How many rows are in memory at once.
const ROWS: usize = 128;

pub(super) fn recognises(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"PAR1")
}

pub(super) fn read(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let file = SerializedFileReader::new(bytes.into_file(MAX_SPOOLED)?).map_err(broken)?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let mut mapped: Vec<(usize, (Slot, u8), ColumnDescPtr)> = Vec::new();
    for (index, column) in schema.columns().iter().enumerate() {
        let slot = reading.rules.map.slot(&column.path().string());
        if let Some(slot) = slot.filter(|_| column.max_rep_level() == 0) {
            mapped.push((index, slot, column.clone()));
        }
    }
    if !mapped.iter().any(|(_, (slot, _), _)| matches!(slot, Slot::Text | Slot::Html)) {
        let names: Vec<String> = schema.columns().iter().take(20).map(|c| c.path().string()).collect();
        let message = format!("no column of text among {}; name it with --map text=COLUMN", names.join(", "));
        return reading.problem(ProblemCode::NoText, message);
    }
    let mut number = 0;
    for index in 0..file.num_row_groups() {
        let group = file.get_row_group(index).map_err(broken)?;
        let rows = u64::try_from(group.metadata().num_rows()).unwrap_or_default();
        match read_group(&*group, &mapped, number, reading) {
            // The next group stands by itself.
            Err(Stop::Broken(code, message)) => {
                reading.problem(code, format!("row group {}: {message}", index + 1))?;
            }
            other => other?,
        }
        number += rows;
        (reading.moved)(u64::try_from(group.metadata().compressed_size()).unwrap_or_default());
    }
    Ok(())
}

fn read_group(
    group: &dyn RowGroupReader,
    mapped: &[(usize, (Slot, u8), ColumnDescPtr)],
    before: u64,
    reading: &mut Reading<'_>,
) -> Result<(), Stop> {
    let mut columns = Vec::with_capacity(mapped.len());
    for (index, slot, description) in mapped {
        columns.push((*slot, description, group.get_column_reader(*index).map_err(broken)?));
    }
    let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
    let mut number = before;
    while left > 0 {
        let wanted = left.min(ROWS);
        let mut rows: Vec<Row<'static>> = Vec::new();
        rows.resize_with(wanted, Row::default);
        for (slot, description, column) in &mut columns {
            let values = values(column, description, wanted).map_err(broken)?;
            if values.len() < wanted {
                return Err(Stop::Broken(ProblemCode::Truncated, "it has fewer rows than it says".to_owned()));
            }
            for (row, value) in rows.iter_mut().zip(values) {
                if let Some(value) = value {
                    row.set(*slot, Cow::Owned(value));
                }
            }
        }
        for row in rows {
            number += 1;
            let name = number.to_string();
            match row.document(String::new()) {
                Opened::Document { bytes, .. } if bytes.len() as u64 > reading.rules.max_member => {
                    let message = format!("row {number}: {} bytes, more than the bound for one document", bytes.len());
                    reading.problem(ProblemCode::TooLarge, message)?;
                }
                Opened::Document { bytes, given, .. } => reading.document(&name, bytes, *given, Kind::Document)?,
                Opened::Skipped { skip, .. } => reading.skip_member(&name, skip)?,
                Opened::Problem(_) => {}
            }
        }
        left -= wanted;
    }
    Ok(())
}

/// The next values of a column as text; nothing for null, and for types that are no text, number or
/// moment.
fn values(
    column: &mut ColumnReader,
    description: &ColumnDescPtr,
    wanted: usize,
) -> Result<Vec<Option<String>>, ParquetError> {
    let most = description.max_def_level();
    match column {
        ColumnReader::ByteArrayColumnReader(reader) => {
            next(reader, most, wanted, |value| Some(String::from_utf8_lossy(value.data()).into_owned()))
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let unit = match description.logical_type_ref() {
                Some(LogicalType::Timestamp(kind)) => Some(kind.unit),
                _ => None,
            };
            next(reader, most, wanted, |value| {
                let moment = match unit {
                    None => return Some(value.to_string()),
                    Some(TimeUnit::MILLIS) => Timestamp::from_millisecond(*value),
                    Some(TimeUnit::MICROS) => Timestamp::from_microsecond(*value),
                    Some(TimeUnit::NANOS) => Timestamp::from_nanosecond(i128::from(*value)),
                };
                moment.ok().map(|moment| moment.to_string())
            })
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let is_date = matches!(description.logical_type_ref(), Some(LogicalType::Date));
            next(reader, most, wanted, |value| {
                let seconds = i64::from(*value) * 86_400;
                let date = || Timestamp::from_second(seconds).ok().map(|moment| moment.to_string()[..10].to_owned());
                if is_date { date() } else { Some(value.to_string()) }
            })
        }
        ColumnReader::DoubleColumnReader(reader) => next(reader, most, wanted, |value| Some(value.to_string())),
        _ => Ok(vec![None; wanted]),
    }
}

fn next<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    most: i16,
    wanted: usize,
    text: impl Fn(&T::T) -> Option<String>,
) -> Result<Vec<Option<String>>, ParquetError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let mut done = 0;
    while done < wanted {
        let (records, ..) = reader.read_records(wanted - done, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            break;
        }
        done += records;
    }
    if most == 0 {
        return Ok(values.iter().map(text).collect());
    }
    let mut values = values.iter();
    Ok(levels.into_iter().map(|level| if level == most { values.next().and_then(&text) } else { None }).collect())
}

fn broken(error: ParquetError) -> Stop {
    Stop::Broken(ProblemCode::Damaged, error.to_string())
}
