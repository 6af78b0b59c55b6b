//! Archives, crawls and corpora: every member is a document with its own identity.

mod pack;
mod tree;

use std::fs;
use std::path::Path;

use pack::{bzip2, crawl, gzip, jsonl, page, parquet, record, response, tar, text, xz, zip, zstd};
use tree::{assert_sound, dump, number, open, run_expecting};

/// `path!member` and creators of every item of a catalog.
fn found(catalog: &Path) -> Vec<String> {
    let conn = open(catalog);
    let sql = "SELECT path || coalesce('!' || member, '') || ' ' || coalesce(people, '-') FROM item ORDER BY id";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Scans `bytes` as the file `name` twice and expects `items`, and then nothing to be read.
#[track_caller]
fn expect(name: &str, bytes: &[u8], items: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", name]);
    assert_eq!(err, "");
    let catalog = folder.path().join("cutline.db");
    assert_eq!(found(&catalog), items);
    let documents = number(&catalog, "SELECT count(*) FROM document WHERE skipped IS NULL");
    let (out, _) = run_expecting(folder.path(), 0, &["scan", name]);
    assert!(out.contains(&format!("0 read, {documents} unchanged")), "{out}");
    run_expecting(folder.path(), 0, &["--catalog", "again.db", "scan", "--jobs", "1", name]);
    assert!(dump(&catalog) == dump(&folder.path().join("again.db")), "two scans differ");
    assert_sound(&catalog);
    // Shown with its lines, wherever it is.
    let (shown, _) = run_expecting(folder.path(), 0, &["show", "1"]);
    assert!(shown.contains("A tanker lies at anchor off Lower Quay"), "{shown}");
    assert!(!shown.contains("no longer"), "{shown}");
}

#[test]
fn what_was_a_container_leaves_no_members_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (root, catalog) = (folder.path(), folder.path().join("cutline.db"));
    fs::create_dir(root.join("news")).unwrap();
    let files = ["article.dat", "picture.dat", "packed.dat", "cut-off.dat"];
    for name in files {
        let members = [
            ("a.txt", name.replace("dat", &text(1)).into_bytes()),
            ("b.txt", name.replace("dat", &text(2)).into_bytes()),
        ];
        fs::write(root.join("news").join(name), tar(&members)).unwrap();
    }
    run_expecting(root, 0, &["scan", "news"]);
    assert_eq!(number(&catalog, "SELECT count(*) FROM document"), 12);
    // As a scan leaves it that was killed before the end of a container.
    let writable = rusqlite::Connection::open(&catalog).unwrap();
    writable.execute("DELETE FROM document WHERE path = 'news/cut-off.dat' AND member = ''", []).unwrap();
    let contents =
        [text(3).into_bytes(), b"\x89PNG\r\n\x1a\n\0\0".to_vec(), gzip(text(4).as_bytes()), text(5).into_bytes()];
    for (name, bytes) in files.iter().zip(contents) {
        fs::write(root.join("news").join(name), bytes).unwrap();
    }
    let (out, _) = run_expecting(root, 0, &["scan", "news"]);
    assert!(out.contains("3 read, 0 unchanged, 8 removed"), "{out}");
    assert_eq!(number(&catalog, "SELECT count(*) FROM document WHERE member <> ''"), 0);
    assert_eq!(number(&catalog, "SELECT count(*) FROM document"), 4);
    assert_sound(&catalog);
}

#[test]
fn packed_articles_stand_for_themselves() {
    for (name, bytes) in [
        ("a.txt.gz", gzip(text(1).as_bytes())),
        ("a.txt.bz2", bzip2(text(1).as_bytes())),
        ("a.txt.xz", xz(text(1).as_bytes())),
        ("a.txt.zst", zstd(text(1).as_bytes())),
        ("a.txt.gz.xz", xz(&gzip(text(1).as_bytes()))),
    ] {
        expect(name, &bytes, &[&format!("{name} Marek Orlova")]);
    }
}

#[test]
fn archives_and_archives_in_them() {
    let inner = zip(&[("deep/c.html", page(3).into_bytes()), ("logo.png", b"\x89PNG\r\n\x1a\n".to_vec())]);
    let members = [("a.txt", text(1).into_bytes()), ("b.txt.gz", gzip(text(2).as_bytes())), ("inner.zip", inner)];
    let items = |name: &str| {
        ["a.txt Marek Orlova", "b.txt.gz Ana Orlova", "inner.zip!deep/c.html Tomas Orlova"]
            .map(|i| format!("{name}!{i}"))
    };
    for (name, bytes) in [
        ("news.zip", zip(&members)),
        ("news.tar", tar(&members)),
        ("news.tgz", gzip(&tar(&members))),
        ("news.tar.zst", zstd(&tar(&members))),
    ] {
        let items = items(name);
        expect(name, &bytes, &items.each_ref().map(String::as_str));
    }
}

#[test]
fn crawls() {
    let mut records = crawl(1..3);
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", page(3).len(), page(3));
    let url = |n: usize| format!("https://example.org/{n}");
    let http = "application/http; msgtype=response";
    records.push(record("response", &url(3), http, &response("Transfer-Encoding: chunked\r\n", chunked.as_bytes())));
    records.push(record("response", &url(4), http, &response("Content-Encoding: gzip\r\n", &gzip(page(4).as_bytes()))));
    // Says that it is packed, and is not: as archives have it that decoded what they kept.
    records.push(record("response", &url(5), http, &response("Content-Encoding: br\r\n", page(5).as_bytes())));
    records.push(record("resource", &url(6), "text/html", page(6).as_bytes()));
    records.push(record("conversion", &url(7), "text/plain", text(7).as_bytes()));
    records.push(record("revisit", &url(1), http, b"HTTP/1.1 200 OK\r\n\r\n"));
    records.push(record("request", &url(8), "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"));
    records.push(record("response", &url(9), http, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>"));
    records.push(record("response", &url(2), http, &response("", page(8).as_bytes())));
    let plain = records.concat();
    let by_record: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let frames: Vec<u8> = records.iter().flat_map(|r| zstd(r)).collect();
    let wacz = zip(&[
        ("datapackage.json", b"{}".to_vec()),
        ("pages/pages.jsonl", b"{\"url\": \"x\", \"text\": \"y\"}\n".to_vec()),
        ("archive/data.warc.gz", by_record.clone()),
    ]);
    for (name, bytes, within) in [
        ("c.warc", plain, ""),
        ("c.warc.gz", by_record, ""),
        ("c.warc.zst", frames, ""),
        ("c.wacz", wacz, "archive/data.warc.gz!"),
    ] {
        let creators = ["Marek", "Ana", "Tomas", "Ines", "Pavel", "Greta", "Hugo"];
        let mut items: Vec<String> =
            (1..8).map(|n| format!("{name}!{within}https://example.org/{n} {} Orlova", creators[n - 1])).collect();
        // The same address once more, with another content.
        items.push(format!("{name}!{within}https://example.org/2 #2 Nadia Orlova"));
        expect(name, &bytes, &items.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn corpora() {
    let rows: Vec<String> = jsonl(1..4).lines().map(str::to_owned).collect();
    let array = format!("[\n{}\n]\n", rows.join(",\n"));
    let cell = |n: usize| format!("\"{}\"", text(n).replace('"', "\"\""));
    let csv = format!("id,Text,url,date\n1,{},https://example.org/1,2024-03-02\n2,{},,\n", cell(1), cell(2));
    let tsv = format!("content\tlink\n{}\thttps://example.org/1\n", text(1).replace('\n', " ").replace("  ", " "));
    let (one, two, three) = ("Marek Orlova", "Ana Orlova", "Tomas Orlova");
    let pipes =
        csv.lines().map(str::to_owned).collect::<Vec<_>>().join("\n").replace("id,Text,url,date", "id|Text|url|date");
    let pipes = pipes
        .replace("1,\"", "1|\"")
        .replace("2,\"", "2|\"")
        .replace("\",https://example.org/1,2024-03-02", "\"|https://example.org/1|2024-03-02")
        .replace("\",,", "\"||");
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let wrapped = format!("{{\"status\": \"ok\", \"tags\": [1], \"articles\": {array}, \"page\": {{\"next\": null}}}}");
    // Larger than what is looked at to know it.
    let large = |row: &str| row.replacen("\"text\":", &format!("\"note\":\"{}\",\"text\":", "x ".repeat(50_000)), 1);
    let wrapped_large = wrapped.replacen(&rows[0], &large(&rows[0]), 1);
    for (name, bytes, count) in [
        ("c.jsonl", jsonl(1..4).into_bytes(), 3),
        ("pipes.csv", pipes.into_bytes(), 2),
        ("wide.csv", wide, 2),
        ("answer.json", wrapped.into_bytes(), 3),
        ("large.json", wrapped_large.into_bytes(), 3),
        (
            "one.json",
            serde_json::to_vec_pretty(&serde_json::from_str::<serde_json::Value>(&rows[0]).unwrap()).unwrap(),
            1,
        ),
        (
            "one-large.json",
            rows[0]
                .replacen('{', &format!("{{\"text\": {:?}, ", text(1) + &"And so on, as it was. ".repeat(5000)), 1)
                .replacen(", \"text\"", ", \"t\"", 1)
                .into_bytes(),
            1,
        ),
        ("c.jsonl.zst", zstd(jsonl(1..4).as_bytes()), 3),
        ("c.json", array.into_bytes(), 3),
        ("c.csv", csv.into_bytes(), 2),
        ("c.parquet", parquet(1..4, 2), 3),
    ] {
        let items: Vec<String> =
            (1..).zip([one, two, three]).take(count).map(|(n, who)| format!("{name}!{n} {who}")).collect();
        expect(name, &bytes, &items.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.tsv"), tsv).unwrap();
    fs::write(folder.path().join("d.jsonl"), jsonl(1..2).replace("\"text\"", "\"words\"")).unwrap();
    run_expecting(folder.path(), 0, &["scan", "--map", "text=words,url=url", "d.jsonl"]);
    let catalog = folder.path().join("cutline.db");
    let facts = "SELECT url || ' ' || published || ' ' || language || ' ' || title FROM document WHERE member = '1'";
    assert_eq!(tree::text(&catalog, facts), "https://example.org/1 2024-03-02 en Harbour, part 1");
    let (_, err) = run_expecting(folder.path(), 2, &["scan", "--map", "words", "d.jsonl"]);
    assert!(err.contains("is no mapping"), "{err}");
}

#[test]
fn identical_documents_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let members = [("a.txt", text(1).into_bytes()), ("b.txt", text(1).into_bytes()), ("c.txt", text(2).into_bytes())];
    fs::write(folder.path().join("news.zip"), zip(&members)).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "news.zip"]);
    assert!(out.contains("2 read") && out.contains("1 duplicate"), "{out}");
}

#[test]
fn of_a_changed_container_only_what_changed_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.jsonl");
    fs::write(&path, jsonl(0..500)).unwrap();
    run_expecting(folder.path(), 0, &["scan", "c.jsonl"]);
    fs::write(&path, jsonl(0..510).replace("part 7\\n", "part seven\\n")).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "c.jsonl"]);
    assert!(out.contains("11 read, 499 unchanged"), "{out}");
    let fresh = |name: &str| {
        run_expecting(folder.path(), 0, &["--catalog", name, "scan", "c.jsonl"]);
        dump(&folder.path().join(name))
    };
    assert!(dump(&folder.path().join("cutline.db")) == fresh("fresh.db"));
    // What is no longer in it is forgotten; what moved is found in its new place.
    fs::write(&path, jsonl(3..400)).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "c.jsonl"]);
    assert!(out.contains("113 removed"), "{out}");
    assert!(dump(&folder.path().join("cutline.db")) == fresh("again.db"));
}

#[test]
fn samples_and_limits() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), jsonl(0..1000)).unwrap();
    let (out, err) = run_expecting(folder.path(), 0, &["scan", "--limit", "30", "c.jsonl"]);
    assert!(out.contains("30 read") && err.contains("ended after 30 documents"), "{out}{err}");
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "c.jsonl"]);
    assert!(out.contains("970 read, 30 unchanged"), "{out}");
    let sampled = |catalog: &str| {
        run_expecting(folder.path(), 0, &["--catalog", catalog, "scan", "--sample", "10", "c.jsonl"]);
        dump(&folder.path().join(catalog))
    };
    assert!(sampled("one.db") == sampled("two.db"));
    let count = number(&folder.path().join("one.db"), "SELECT count(*) FROM document WHERE skipped IS NULL");
    assert!((60..150).contains(&count), "{count}");
    // A sample does not pass for the whole.
    let (out, _) = run_expecting(folder.path(), 0, &["--catalog", "one.db", "scan", "c.jsonl"]);
    assert!(out.contains(&format!("{} read, {count} unchanged", 1000 - count)), "{out}");
}

#[test]
fn extract_streams_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), jsonl(0..300)).unwrap();
    fs::write(folder.path().join("c.tar.gz"), gzip(&tar(&[("a.txt", text(1000).into_bytes())]))).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["extract", "."]);
    assert_eq!(out.lines().count(), 301);
    let first: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((&first["document"]["path"], &first["document"]["member"]), (&"c.jsonl".into(), &"1".into()));
    run_expecting(folder.path(), 0, &["extract", "--parquet", "items", "--shard-items", "200", "."]);
    let shards: Vec<_> = fs::read_dir(folder.path().join("items")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(shards.len(), 2, "{shards:?}");
    // A Parquet file of items has a column that a scan takes for nothing to read.
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "items"]);
    assert!(err.contains("no column of text"), "{err}");
}

#[test]
fn a_container_that_a_kill_cut_off_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.jsonl"), jsonl(0..3000)).unwrap();
    fs::write(news.join("b.warc.gz"), crawl(0..3000).iter().flat_map(|r| gzip(r)).collect::<Vec<u8>>()).unwrap();
    let begun = std::time::Instant::now();
    run_expecting(folder.path(), 0, &["--catalog", "whole.db", "scan", "--jobs", "1", "news"]);
    let duration = begun.elapsed();
    let whole = dump(&folder.path().join("whole.db"));
    let mut part = 0;
    for kill in 1..8u32 {
        let name = format!("{kill}.db");
        let catalog = folder.path().join(&name);
        let mut child = tree::cutline(folder.path())
            .args(["--catalog", &name, "scan", "--jobs", "1", "--quiet", "news"])
            .spawn()
            .unwrap();
        std::thread::sleep(duration * kill / 8);
        child.kill().unwrap();
        child.wait().unwrap();
        let documents = "SELECT count(*) FROM document WHERE member <> ''";
        let kept = if catalog.exists() {
            let conn = rusqlite::Connection::open(&catalog).unwrap();
            conn.query_row(documents, [], |row| row.get::<_, i64>(0)).unwrap_or(0)
        } else {
            0
        };
        part += u32::from(kept > 0 && kept < 6000);
        let (out, _) = run_expecting(folder.path(), 0, &["--catalog", &name, "scan", "news"]);
        // What was committed is not read again.
        assert!(out.replace(',', "").contains(&format!("{kept} unchanged")), "{kept} kept: {out}");
        assert_sound(&catalog);
        assert!(dump(&catalog) == whole, "after kill {kill} the catalog differs from an undisturbed scan's");
    }
    assert!(part > 0, "no kill left a part");
}

#[test]
fn contents_outlive_the_container_they_were_read_from() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let catalog = folder.path().join("cutline.db");
    // What a fresh scan finds, under whichever name.
    let contents = |catalog: &Path| {
        let mut found = found(catalog);
        found.iter_mut().for_each(|item| *item = item.split_once(' ').unwrap().1.to_owned());
        found.sort();
        found
    };
    let assert_as_fresh = |case: &str| {
        let _ = fs::remove_file(folder.path().join("fresh.db"));
        run_expecting(folder.path(), 0, &["--catalog", "fresh.db", "scan", "news"]);
        assert!(contents(&catalog) == contents(&folder.path().join("fresh.db")), "{case}");
        assert_sound(&catalog);
    };
    // Small containers are read where they are met, large ones afterwards.
    for count in [20, 2000] {
        let _ = fs::remove_file(&catalog);
        fs::write(news.join("b.jsonl"), jsonl(0..count)).unwrap();
        run_expecting(folder.path(), 0, &["scan", "news"]);
        fs::write(news.join("a.jsonl"), jsonl(0..count + 5)).unwrap();
        let (out, _) = run_expecting(folder.path(), 0, &["scan", "news"]);
        assert!(out.contains("5 read"), "known from another scan: {out}");
        assert_as_fresh("a container came");
        // Read anew, nothing is a duplicate of itself.
        run_expecting(folder.path(), 0, &["scan", "--force", "news"]);
        assert_as_fresh("by force");
        fs::write(news.join("b.jsonl"), jsonl(count - 3..count)).unwrap();
        run_expecting(folder.path(), 0, &["scan", "news"]);
        assert_as_fresh("what b held is read from a");
        fs::remove_file(news.join("a.jsonl")).unwrap();
        let (out, _) = run_expecting(folder.path(), 0, &["scan", "--prune", "news"]);
        assert!(out.contains("containers  1\n"), "{out}");
        assert_as_fresh("a went");
        assert_eq!(contents(&catalog).len(), 3);
    }
}
