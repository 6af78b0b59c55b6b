//! A scan end to end, from files to a catalog: crawls, corpora and folders of invented articles.
//!
//! `cargo bench --bench scan_corpora` prints for each input its size, documents, items, time, rates
//! and the most memory that was held; beside it what reading and decompressing alone cost.
//! `CUTLINE_BENCH_DOCUMENTS` is how many documents (20,000), `CUTLINE_BENCH_ONLY` a part of a name.
#![cfg(unix)]

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

fn main() {
    let documents = std::env::var("CUTLINE_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let only = std::env::var("CUTLINE_BENCH_ONLY").unwrap_or_default();
    println!("{documents} documents");
    println!(
        "{:<14} {:>8} {:>8} {:>9} {:>9} {:>8} {:>9} {:>9} {:>9}",
        "input", "MB", "text MB", "documents", "items", "s", "MB/s", "docs/s", "peak MB"
    );
    type Make = fn(&Path, u64) -> u64;
    let inputs: [(&str, Make); 6] = [
        ("jsonl", jsonl),
        ("jsonl, sparse", sparse),
        ("jsonl.zst", jsonl_zst),
        ("warc.gz", warc),
        ("parquet", parquet_file),
        ("folder", folder),
    ];
    for (name, make) in inputs {
        if name.contains(&only) {
            measure(name, documents, make);
        }
    }
}

fn measure(name: &str, documents: u64, make: fn(&Path, u64) -> u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("input");
    std::fs::create_dir(&input).expect("a folder");
    let text = make(&input, documents);
    let size: u64 = if name == "folder" {
        text
    } else {
        std::fs::read_dir(&input).expect("a folder").map(|e| e.expect("a file").metadata().expect("facts").len()).sum()
    };
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .current_dir(folder.path())
        .args(["--quiet", "scan", "input"])
        .stderr(Stdio::null())
        .spawn()
        .expect("cutline runs");
    let peak = wait(&mut child);
    let took = begun.elapsed();
    let count = |sql: &str| -> u64 {
        let out = Command::new(env!("CARGO_BIN_EXE_cutline"))
            .current_dir(folder.path())
            .args(["sql", sql, "--format", "tsv"])
            .output()
            .expect("cutline runs");
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        text.lines().nth(1).and_then(|n| n.parse().ok()).unwrap_or_default()
    };
    let (read, items) =
        (count("SELECT count(*) AS n FROM document WHERE skipped IS NULL"), count("SELECT count(*) AS n FROM media"));
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let seconds = took.as_secs_f64();
    println!(
        "{name:<14} {:>8.1} {:>8.1} {read:>9} {items:>9} {seconds:>8.2} {:>9.1} {:>9.0} {:>9.1}",
        mb(size),
        mb(text),
        mb(text) / seconds,
        read as f64 / seconds,
        mb(peak)
    );
    if name == "warc.gz" {
        println!(
            "{:<14} {:>53.2} s to decompress alone, in one thread",
            "",
            decompress(&input.join("crawl.warc.gz")).as_secs_f64()
        );
    }
}

/// Waits for a process; the most memory that it held, in bytes, as the system last told it (Linux:
/// VmHWM of its status, asked every few milliseconds; elsewhere 0).
fn wait(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = said.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        peak = mark.map_or(peak, |kilobytes: u64| peak.max(kilobytes * 1024));
        if let Some(ended) = child.try_wait().expect("the scan can be waited for") {
            assert!(ended.success(), "the scan failed: {ended}");
            return peak;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn decompress(path: &Path) -> Duration {
    let begun = Instant::now();
    let mut stream = flate2::read::MultiGzDecoder::new(File::open(path).expect("a file"));
    let mut buffer = vec![0; 1 << 18];
    while stream.read(&mut buffer).expect("gzip") > 0 {}
    begun.elapsed()
}

fn row(seed: u64) -> (String, u64) {
    let text = generate::article(seed).text;
    let row = serde_json::json!({"text": text, "id": seed, "url": format!("https://example.org/{seed}"), "date": "2024-03-02"});
    (format!("{row}\n"), text.len() as u64)
}

fn jsonl(folder: &Path, documents: u64) -> u64 {
    let mut out = BufWriter::new(File::create(folder.join("corpus.jsonl")).expect("a file"));
    (0..documents)
        .map(|seed| {
            let (row, text) = row(seed);
            out.write_all(row.as_bytes()).expect("written");
            text
        })
        .sum()
}

/// A corpus of crawled texts, one in ten of which has pictures: most say nothing of theirs.
fn sparse(folder: &Path, documents: u64) -> u64 {
    let mut out = BufWriter::new(File::create(folder.join("corpus.jsonl")).expect("a file"));
    let mut seeds = 0u64..;
    let mut length = 0;
    for number in 0..documents {
        let wanted = |seed: &u64| number % 10 == 0 || generate::article(*seed).photos == 0;
        let seed = seeds.find(wanted).expect("an article");
        let (row, text) = row(seed);
        out.write_all(row.as_bytes()).expect("written");
        length += text;
    }
    length
}

fn jsonl_zst(folder: &Path, documents: u64) -> u64 {
    let file = File::create(folder.join("corpus.jsonl.zst")).expect("a file");
    let mut out = zstd::Encoder::new(file, 3).expect("zstd").auto_finish();
    (0..documents)
        .map(|seed| {
            let (row, text) = row(seed);
            out.write_all(row.as_bytes()).expect("written");
            text
        })
        .sum()
}

/// A crawl of pages, record by record; what counts as text is the records as they are unpacked.
fn warc(folder: &Path, documents: u64) -> u64 {
    let mut out = BufWriter::new(File::create(folder.join("crawl.warc.gz")).expect("a file"));
    (0..documents)
        .map(|seed| {
            let page = page(seed);
            let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
            let record = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{seed}\r\n\
                 Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            );
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            member.write_all(record.as_bytes()).expect("written");
            out.write_all(&member.finish().expect("gzip")).expect("written");
            record.len() as u64
        })
        .sum()
}

/// The article as a page with as much around it as pages have.
fn page(seed: u64) -> String {
    let article = generate::article(seed).text;
    let mut page = String::with_capacity(article.len() * 3);
    page.push_str("<!doctype html><html><head><meta charset=\"utf-8\"><title>An article</title>");
    for n in 0..40 {
        page.push_str(&format!("<link rel=\"preload\" href=\"/assets/{n}-{seed}.js\" as=\"script\">"));
    }
    page.push_str("</head><body><nav><ul>");
    for n in 0..60 {
        page.push_str(&format!("<li class=\"nav-item\"><a href=\"/section/{n}\">Section {n}</a></li>"));
    }
    page.push_str("</ul></nav><article><h1>An article</h1>");
    for (n, block) in article.split("\n\n").enumerate() {
        match block.contains("Foto:") || block.contains("Photograph:") || block.contains('/') {
            true => page.push_str(&format!(
                "<figure class=\"image\"><img src=\"https://example.org/{seed}-{n}.jpg\" alt=\"\"><figcaption>{block}</figcaption></figure>"
            )),
            false => page.push_str(&format!("<p class=\"paragraph\">{block}</p>")),
        }
    }
    page.push_str("</article><script>window.state = {\"id\": 1, \"tags\": [1, 2, 3]};</script></body></html>");
    page
}

fn parquet_file(folder: &Path, documents: u64) -> u64 {
    let column = |name: &str| {
        let column = Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY);
        Arc::new(
            column
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::String))
                .build()
                .expect("a column"),
        )
    };
    let fields = vec![column("text"), column("url")];
    let schema = Arc::new(Type::group_type_builder("schema").with_fields(fields).build().expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let file = File::create(folder.join("corpus.parquet")).expect("a file");
    let mut writer = SerializedFileWriter::new(file, schema, properties).expect("a writer");
    let mut sum = 0;
    for first in (0..documents).step_by(10_000) {
        let seeds = first..documents.min(first + 10_000);
        let texts: Vec<ByteArray> =
            seeds.clone().map(|s| ByteArray::from(generate::article(s).text.into_bytes())).collect();
        let urls: Vec<ByteArray> =
            seeds.map(|s| ByteArray::from(format!("https://example.org/{s}").into_bytes())).collect();
        sum += texts.iter().map(|text| text.len() as u64).sum::<u64>();
        let mut group = writer.next_row_group().expect("a group");
        for values in [texts, urls] {
            let mut column = group.next_column().expect("a column").expect("a column");
            column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("written");
            column.close().expect("closed");
        }
        group.close().expect("closed");
    }
    writer.close().expect("closed");
    sum
}

fn folder(folder: &Path, documents: u64) -> u64 {
    generate::tree(folder, documents, 0).expect("a tree");
    (0..documents).map(|seed| generate::article(seed).text.len() as u64).sum()
}
