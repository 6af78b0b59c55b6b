//! Containers of invented articles in every format that a scan reads, made with the formats' own
//! libraries.
#![allow(dead_code)]

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use zip::write::SimpleFileOptions;

use super::tree;

/// The text of article `number`.
pub fn text(number: usize) -> String {
    tree::article(number, &tree::creator(number))
}

/// The same as a web page.
pub fn page(number: usize) -> String {
    format!(
        "<!doctype html><html><head><title>Harbour, part {number}</title></head><body><article><h1>Harbour, part {number}</h1>\
         <p>The port of Lower Quay reopened on Monday after three days of high winds, and ships came in.</p>\
         <figure><img src=\"https://example.org/{number}.jpg\"><figcaption>A tanker lies at anchor off Lower Quay, seen \
         from pier {number}. Foto: {}/Getty Images</figcaption></figure>\
         <p>It was a fine day for everybody on the quay, the mayor told a small crowd, and thanked the crews.</p>\
         <p>The next ferry leaves on Tuesday morning, the company announced, and another one at noon.</p>\
         </article></body></html>",
        tree::creator(number)
    )
}

/// In gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// In bzip2.
pub fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// In xz.
pub fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut out = liblzma::write::XzEncoder::new(Vec::new(), 3);
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// In Zstandard.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// A zip of members.
pub fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A tar of members, whose names are written as they are.
pub fn tar(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut head = tar::Header::new_ustar();
        head.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        head.set_size(bytes.len() as u64);
        head.set_mode(0o644);
        head.set_cksum();
        out.append(&head, &bytes[..]).unwrap();
    }
    out.into_inner().unwrap()
}

/// One record of a WARC.
pub fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-02T10:15:00Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{:012x}>\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        uri.len() * 7919 + block.len(),
        block.len()
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// A response of a web server with `body`, and `head` more lines.
pub fn response(head: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").into_bytes();
    out.extend_from_slice(body);
    out
}

/// Records of pages, as a crawler writes them.
pub fn crawl(numbers: std::ops::Range<usize>) -> Vec<Vec<u8>> {
    numbers
        .map(|n| {
            record(
                "response",
                &format!("https://example.org/{n}"),
                "application/http; msgtype=response",
                &response("", page(n).as_bytes()),
            )
        })
        .collect()
}

/// Rows of articles in JSON, one a line.
pub fn jsonl(numbers: std::ops::Range<usize>) -> String {
    numbers
        .map(|n| {
            let row = serde_json::json!({
                "id": n, "tags": ["a", {"b": 1}], "text": text(n), "url": format!("https://example.org/{n}"),
                "date": "2024-03-02", "language": "en", "title": format!("Harbour, part {n}"),
            });
            format!("{row}\n")
        })
        .collect()
}

/// A Parquet file with the columns `text`, `url` and `date`, in row groups of `group` rows.
pub fn parquet(numbers: std::ops::Range<usize>, group: usize) -> Vec<u8> {
    let column = |name: &str| {
        let column = Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY);
        Arc::new(
            column.with_repetition(Repetition::OPTIONAL).with_logical_type(Some(LogicalType::String)).build().unwrap(),
        )
    };
    let fields = vec![column("text"), column("url"), column("date")];
    let schema = Arc::new(Type::group_type_builder("schema").with_fields(fields).build().unwrap());
    let mut out = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut out, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let numbers: Vec<usize> = numbers.collect();
    for rows in numbers.chunks(group) {
        let mut group = writer.next_row_group().unwrap();
        let columns: [&dyn Fn(usize) -> String; 3] =
            [&|n| text(n), &|n| format!("https://example.org/{n}"), &|_| "2024-03-02".to_owned()];
        for value in columns {
            let values: Vec<ByteArray> = rows.iter().map(|n| ByteArray::from(value(*n).into_bytes())).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&vec![1; rows.len()]), None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    out
}
