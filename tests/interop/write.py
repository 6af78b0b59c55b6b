"""Writes containers of invented articles with other people's libraries, one of each format."""
import bz2, csv, datetime, gzip, io, json, lzma, sys, tarfile, zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
NAMES = ["Lena Orlova", "Marek Novak", "Ana Ruiz", "Tomas Lindqvist"]


def text(n):
    return (
        f"Harbour of Lower Quay reopens, part {n}\n\n"
        "The port of Lower Quay reopened on Monday after three days of high winds. Ships that had waited "
        "outside came in one by one at noon. The harbour master said that no damage was found.\n\n"
        f"A tanker lies at anchor off Lower Quay, seen from pier {n}.\n{NAMES[n]} | Contributor | Getty Images\n\n"
        "It was a fine day for everybody on the quay, the mayor told a small crowd.\n"
    )


def page(n):
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Harbour, part {n}</title></head><body><article>"
        f"<h1>Harbour, part {n}</h1><p>The port of Lower Quay reopened on Monday after three days of high winds.</p>"
        f"<figure><img src='https://example.org/{n}.jpg'><figcaption>A tanker lies at anchor off Lower Quay, seen from "
        f"pier {n}. Foto: {NAMES[n]}/Reuters</figcaption></figure><p>It was a fine day for everybody on the quay, the "
        "mayor told a small crowd, and thanked the crews.</p></article></body></html>"
    )


def warc(name, gzipped, version):
    with open(out / name, "wb") as stream:
        writer = WARCWriter(stream, gzip=gzipped, warc_version=version)
        writer.write_record(writer.create_warcinfo_record(name, {"software": "test"}))
        for n in range(3):
            headers = [("Content-Type", "text/html; charset=utf-8")]
            body = page(n).encode()
            if n == 1:
                headers.append(("Content-Encoding", "gzip"))
                body = gzip.compress(body)
            if n == 2:
                headers.append(("Transfer-Encoding", "chunked"))
                body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
            head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(f"https://example.org/{n}", "response", payload=io.BytesIO(body), http_headers=head)
            writer.write_record(record)
        writer.write_record(writer.create_revisit_record("https://example.org/0", "sha1:AAAA", "https://example.org/0", "2024-03-02T10:15:00Z"))
        record = writer.create_warc_record("https://example.org/3", "conversion", payload=io.BytesIO(text(3).encode()), warc_content_type="text/plain")
        writer.write_record(record)


warc("crawl.warc.gz", True, "1.0")
warc("crawl.warc", False, "1.1")

rows = [{"id": n, "text": text(n), "url": f"https://example.org/{n}", "date": datetime.datetime(2024, 3, 2, n)} for n in range(4)]
for codec in ["snappy", "gzip", "zstd", "brotli", "lz4", "none"]:
    pq.write_table(pa.Table.from_pylist(rows), out / f"corpus-{codec}.parquet", compression=codec, row_group_size=2)

lines = "".join(json.dumps({**row, "date": row["date"].isoformat()}) + "\n" for row in rows)
(out / "corpus.jsonl").write_text(lines)
(out / "corpus.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
(out / "corpus.jsonl.bz2").write_bytes(bz2.compress(lines.encode()))
(out / "corpus.jsonl.xz").write_bytes(lzma.compress(lines.encode()))
(out / "corpus.json").write_text(json.dumps([{**row, "date": row["date"].isoformat()} for row in rows], indent=1, ensure_ascii=False))
with open(out / "corpus.csv", "w", newline="") as stream:
    table = csv.DictWriter(stream, ["id", "text", "url", "date"])
    table.writeheader()
    table.writerows(rows)

with zipfile.ZipFile(out / "news.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for n in range(4):
        archive.writestr(f"news/{n}.txt", text(n))
for mode, name in [("w", "news.tar"), ("w:gz", "news.tar.gz"), ("w:xz", "news.tar.xz"), ("w:bz2", "news.tar.bz2")]:
    with tarfile.open(out / name, mode) as archive:
        for n in range(4):
            data = text(n).encode()
            info = tarfile.TarInfo("news/" + "long-name-" * 15 + f"{n}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
with zipfile.ZipFile(out / "crawl.wacz", "w") as archive:
    archive.writestr("datapackage.json", "{}")
    archive.write(out / "crawl.warc.gz", "archive/data.warc.gz")

message = MIMEMultipart("related")
message["Snapshot-Content-Location"] = "https://example.org/0"
part = MIMEText(page(0), "html", "utf-8")
part["Content-Location"] = "https://example.org/0"
message.attach(part)
(out / "page.mhtml").write_bytes(message.as_bytes())
