//! Archives that lie, break off, or unpack to everything: told, and the rest read.

mod pack;
mod tree;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pack::{crawl, gzip, jsonl, page, parquet, record, response, tar, text, xz, zip, zstd};
use tree::{assert_sound, number, run_expecting};

/// Scans `bytes` as `name`; expects so many documents, and what is told of the rest.
#[track_caller]
fn scan(name: &str, bytes: &[u8], documents: i64, told: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let begun = Instant::now();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", name]);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    for told in told {
        assert!(err.contains(told), "{told} expected of:\n{err}");
    }
    assert_eq!(err.is_empty(), told.is_empty(), "{err}");
    assert_eq!(articles(&folder.path().join("cutline.db")), documents);
    assert_sound(&folder.path().join("cutline.db"));
}

fn articles(catalog: &Path) -> i64 {
    number(catalog, "SELECT count(*) FROM document WHERE skipped IS NULL")
}

#[test]
fn names_that_lead_out_of_an_archive() {
    let members = [("../../etc/news.txt", text(1).into_bytes()), ("/abs/b.txt", text(2).into_bytes())];
    for (name, bytes) in [("a.zip", zip(&members)), ("a.tar", tar(&members))] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let (_, err) = run_expecting(folder.path(), 0, &["scan", name]);
        assert!(err.contains("unsafe-name") && err.contains("../../etc/news.txt"), "{err}");
        let members =
            "SELECT group_concat(member, ' ') FROM (SELECT member FROM document WHERE member <> '' ORDER BY 1)";
        assert_eq!(tree::text(&folder.path().join("cutline.db"), members), "abs/b.txt etc/news.txt");
    }
}

#[test]
fn bombs() {
    let zeros = vec![b' '; 512 << 20];
    // Half a gigabyte of blanks in half a megabyte, in a few kilobytes.
    let packed = gzip(&zeros);
    scan("a.txt.gz", &packed, 0, &["too-large"]);
    scan("a.gz.xz", &xz(&packed), 0, &["too-large"]);
    scan("a.txt.zst", &zstd(&zeros), 0, &["too-large"]);
    drop(zeros);
    // What is one document is bounded as one; an archive's members are bounded together: an article
    // first, then many members that unpack to too much.
    let bomb = vec![b' '; 40 << 20];
    let names: Vec<String> = (0..8).map(|n| format!("{n}.txt")).collect();
    let mut members = vec![("good.txt", text(1).into_bytes())];
    members.extend(names.iter().map(|name| (name.as_str(), bomb.clone())));
    scan("a.zip", &zip(&members), 1, &["bomb"]);
}

#[test]
fn archives_within_archives_without_end() {
    let mut bytes = text(1).into_bytes();
    for depth in 0..12 {
        bytes = if depth % 2 == 0 { zip(&[("in.zip", bytes)]) } else { gzip(&bytes) };
    }
    scan("a.zip", &bytes, 0, &["too-deep"]);
}

#[test]
fn cut_off() {
    let half = |bytes: Vec<u8>| bytes[..bytes.len() * 3 / 4].to_vec();
    let members: Vec<(String, Vec<u8>)> = (0..40).map(|n| (format!("{n}.txt"), text(n).into_bytes())).collect();
    let members: Vec<(&str, Vec<u8>)> = members.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    // The member that is cut in two is read as far as it goes.
    scan("a.tar", &half(tar(&members)), 31, &["a.tar"]);
    scan("a.zip", &half(zip(&members)), 34, &["damaged"]);
    scan("a.jsonl", &half(jsonl(0..40).into_bytes()), 30, &["damaged: a.jsonl (31)"]);
    let array = format!("[{}]", jsonl(0..40).trim().replace('\n', ","));
    scan("a.json", &half(array.into_bytes()), 30, &["truncated"]);
    scan("a.warc", &half(crawl(0..40).concat()), 30, &["truncated"]);
    scan("a.parquet", &half(parquet(0..40, 10)), 0, &["damaged"]);
}

#[test]
fn one_damaged_record_costs_no_other() {
    let mut records: Vec<Vec<u8>> = crawl(0..20).iter().map(|r| gzip(r)).collect();
    let middle = records[7].len() / 2;
    for byte in &mut records[7][middle..middle + 40] {
        *byte ^= 0x55;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.warc.gz"), records.concat()).unwrap();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "c.warc.gz"]);
    assert!(err.contains("c.warc.gz"), "{err}");
    let kept = articles(&folder.path().join("cutline.db"));
    assert!((19..=20).contains(&kept), "{kept}: {err}");
}

#[test]
fn lengths_that_are_wrong() {
    let http = "application/http; msgtype=response";
    let with_length = |n: usize, length: &str| {
        let record = record("response", &format!("https://example.org/{n}"), http, &response("", page(n).as_bytes()));
        let text = String::from_utf8(record).unwrap();
        let at = text.find("Content-Length: ").unwrap() + 16;
        let end = at + text[at..].find("\r\n").unwrap();
        format!("{}{length}{}", &text[..at], &text[end..]).into_bytes()
    };
    // Too short: the next record is still found.
    scan("a.warc", &[with_length(1, "600"), crawl(2..4).concat()].concat(), 3, &["damaged"]);
    // No number, or a number beyond all bounds: what would be 99 GB is not asked for.
    scan("b.warc", &[with_length(1, "many"), crawl(2..4).concat()].concat(), 2, &["damaged"]);
    scan("c.warc", &[crawl(2..4).concat(), with_length(1, "99999999999")].concat(), 2, &["too-large", "truncated"]);
    scan("d.warc", &[crawl(2..4).concat(), with_length(1, "184467440737095516160")].concat(), 2, &["damaged"]);
}

#[test]
fn noise_in_the_clothes_of_every_format() {
    let marks: &[(&str, &[u8])] = &[
        ("a.gz", b"\x1F\x8B\x08\x00"),
        ("a.bz2", b"BZh91AY&SY"),
        ("a.xz", b"\xFD7zXZ\0\0\x04"),
        ("a.zst", b"\x28\xB5\x2F\xFD"),
        ("b.zst", b"\x5D\x2A\x4D\x18\xFF\xFF\xFF\xFF"),
        ("a.zip", b"PK\x03\x04"),
        ("b.zip", b"PK\x05\x06"),
        ("a.parquet", b"PAR1"),
        ("a.warc", b"WARC/1.0\r\n"),
    ];
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    let mut seed = 7u64;
    let mut noise = |n: usize| -> Vec<u8> {
        (0..n)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as u8
            })
            .collect()
    };
    for round in 0..6 {
        for (name, mark) in marks {
            let bytes = [mark, &noise(100 + round * 4000)[..]].concat();
            fs::write(folder.path().join("news").join(format!("{round}-{name}")), bytes).unwrap();
        }
        // Sound files with bytes of noise in them.
        for (name, mut bytes) in [
            ("c.zip", zip(&[("a.txt", text(1).into_bytes()), ("b.txt", text(2).into_bytes())])),
            ("c.tar", tar(&[("a.txt", text(1).into_bytes()), ("b.txt", text(2).into_bytes())])),
            ("c.parquet", parquet(0..20, 7)),
            ("c.warc", crawl(0..3).concat()),
            ("c.jsonl", jsonl(0..3).into_bytes()),
        ] {
            let spots = noise(8);
            for pair in spots.chunks(2) {
                let at = usize::from(pair[0]) * bytes.len() / 256;
                bytes[at] = pair[1];
            }
            fs::write(folder.path().join("news").join(format!("{round}-{name}")), bytes).unwrap();
        }
    }
    fs::write(folder.path().join("news/good.txt"), text(50)).unwrap();
    run_expecting(folder.path(), 0, &["scan", "news"]);
    let catalog = folder.path().join("cutline.db");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE path = 'news/good.txt' AND skipped IS NULL"), 1);
    assert_eq!(number(&catalog, "SELECT count(*) FROM problem WHERE code = 'internal'"), 0);
    assert_sound(&catalog);
}

#[test]
fn a_record_that_says_it_is_longer_gives_the_others_back() {
    let mut records = crawl(1..5);
    // As if the first one held all of them, one of them the next, and the last more than there is.
    for (at, factor) in [(0, "99"), (1, "1"), (3, "9")] {
        let text = String::from_utf8(records[at].clone()).unwrap();
        records[at] = text.replacen("Content-Length: ", &format!("Content-Length: {factor}"), 1).into_bytes();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.warc"), records.concat()).unwrap();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "a.warc"]);
    assert!(err.contains("ends after"), "{err}");
    let catalog = folder.path().join("cutline.db");
    assert_eq!(articles(&catalog), 4);
    // Each picture is of its own page.
    assert_eq!(number(&catalog, "SELECT count(*) FROM media"), 4);
    assert_eq!(number(&catalog, "SELECT count(DISTINCT document_id) FROM media"), 4);
}

#[test]
fn a_zip_that_was_cut_off_gives_what_it_holds() {
    let whole =
        zip(&[("a.txt", text(1).into_bytes()), ("b.html", page(2).into_bytes()), ("c.txt", text(3).into_bytes())]);
    let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    scan("a.zip", &whole[..directory], 3, &["damaged: a.zip", "one after the other"]);
    let last = whole.windows(4).rposition(|w| w == b"PK\x03\x04").unwrap();
    scan("a.zip", &whole[..last + 40], 2, &["one after the other"]);
}

#[test]
fn a_bad_first_line_and_many_bad_lines() {
    let lines = format!("{{bad\n{}{}", "{\"text\": 1\n".repeat(1500), jsonl(1..3));
    scan("a.jsonl", lines.as_bytes(), 2, &["damaged: a.jsonl"]);
    // More problems than are told, and all else is read.
    let huge = record("response", "https://example.org/x", "application/http", &response("", &[b' '; 3000]));
    let crawl: Vec<u8> = std::iter::repeat_n(huge, 1200).chain(crawl(1..3)).collect::<Vec<_>>().concat();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.warc"), crawl).unwrap();
    let (out, err) = run_expecting(folder.path(), 0, &["scan", "--max-size", "2500", "a.warc"]);
    assert!(err.contains("too-large") && !out.contains("stopped"), "{out}{err}");
    assert_eq!(articles(&folder.path().join("cutline.db")), 2);
}
