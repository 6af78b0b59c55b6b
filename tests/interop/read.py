"""Reads what cutline and its tests wrote with other people's libraries; prints what they find."""
import sys
import zipfile
from pathlib import Path

import feedparser
import pyarrow.parquet as pq
from warcio.archiveiterator import ArchiveIterator

folder = Path(sys.argv[1])
with open(folder / "ours.warc.gz", "rb") as stream:
    records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), len(r.content_stream().read())) for r in ArchiveIterator(stream)]
print("warc", len(records), all(length > 500 for _, _, length in records))
print("zip", zipfile.ZipFile(folder / "ours.zip").testzip(), len(zipfile.ZipFile(folder / "ours.zip").namelist()))
print("parquet", pq.read_table(folder / "ours.parquet").num_rows)
items = pq.read_table(folder / "items/items-00000.parquet")
print("items", items.num_rows, items.column("people").to_pylist()[0], items.column("line").type)
feed = feedparser.parse(str(folder / "feed.rss"))
print("rss", feed.bozo, len(feed.entries), feed.entries[0].media_credit[0]["content"])
atom = feedparser.parse(str(folder / "feed.atom"))
print("atom", atom.bozo, len(atom.entries))
