-- Identity is made once and stored: roots, articles, pictures, keys of items. Claims replace conflicts and
-- structured data. Rows know what made them; those from before know nothing, and are read or understood
-- anew by the next scan. Tables are made anew, as schema.sql has them, under their own names: foreign keys
-- are off meanwhile, and references stay as they are written.
CREATE TABLE root (
    id          INTEGER PRIMARY KEY,
    path        TEXT NOT NULL UNIQUE,       -- whole and canonical; as given where it was never found
    given       TEXT NOT NULL
) STRICT;
CREATE TABLE picture (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE        -- from its addresses, without what differs between renditions
) STRICT;
ALTER TABLE document RENAME TO document_5;
CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    root_id     INTEGER REFERENCES root (id), -- under which it lies
    path        TEXT NOT NULL,              -- the root as given, and the way on; bytes that are not UTF-8 as \xHH
    member      TEXT NOT NULL DEFAULT '',   -- inside the file; '' for the file itself
    url         TEXT,                       -- canonical address
    article     TEXT,                       -- the same without what may differ between two spellings of it
    title       TEXT,
    publisher   TEXT,
    language    TEXT,                       -- BCP 47
    published   TEXT,                       -- ISO 8601 date, or date and time
    format      TEXT NOT NULL,              -- text, markdown, …
    skipped     TEXT,                       -- empty, binary, not-article; NULL for an article
    size        INTEGER NOT NULL,           -- bytes
    modified    INTEGER NOT NULL,           -- nanoseconds since 1970, UTC
    hash        INTEGER NOT NULL,           -- XXH3-64 of the bytes; of a large binary file, of its head
    extractor   INTEGER NOT NULL,           -- version of the extraction that read it
    container   INTEGER NOT NULL,           -- version of the readers of containers then
    vocabulary  INTEGER NOT NULL,           -- fingerprint of the vocabulary then
    scan_id     INTEGER NOT NULL REFERENCES scan (id), -- the scan that read it last
    UNIQUE (path, member)
) STRICT;
INSERT INTO document (id, path, member, url, title, publisher, language, published, format, skipped, size, modified, hash, extractor, container, vocabulary, scan_id)
    SELECT id, path, member, url, title, publisher, language, published, format, skipped, size, modified, hash, extractor, 0, 0, scan_id FROM document_5;
DROP TABLE document_5;
CREATE INDEX document_published ON document (published);
CREATE INDEX document_publisher ON document (publisher);
CREATE INDEX document_language ON document (language COLLATE NOCASE) WHERE language IS NOT NULL;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_article ON document (article) WHERE article IS NOT NULL;
CREATE INDEX document_root ON document (root_id);
CREATE INDEX document_duplicate ON document (hash) WHERE skipped = 'duplicate';
ALTER TABLE credit RENAME TO credit_5;
CREATE TABLE credit (
    id          INTEGER PRIMARY KEY,
    printed     TEXT NOT NULL UNIQUE,       -- verbatim, marker and all
    line        TEXT NOT NULL,              -- verbatim, without the marker (IPTC Credit Line)
    status      TEXT,                       -- Staff, Contributor, Stringer, Freelance, Pool
    collection  TEXT,                       -- a brand inside the distributor
    licence     TEXT,                       -- normal form, such as CC BY-SA 4.0
    copyright   TEXT,                       -- the notice verbatim
    restrictions TEXT,                      -- JSON array, verbatim; NULL for none
    confidence  REAL NOT NULL,
    grammar     INTEGER NOT NULL,           -- version of the grammar that understood it
    vocabulary  INTEGER NOT NULL            -- fingerprint of the vocabulary then
) STRICT;
INSERT INTO credit (id, printed, line, status, collection, licence, copyright, restrictions, confidence, grammar, vocabulary)
    SELECT id, printed, line, status, collection, licence, copyright, restrictions, confidence, 0, 0 FROM credit_5;
DROP TABLE credit_5;
CREATE INDEX credit_status ON credit (status COLLATE NOCASE) WHERE status IS NOT NULL;
CREATE INDEX credit_collection ON credit (collection COLLATE NOCASE) WHERE collection IS NOT NULL;
CREATE INDEX credit_licence ON credit (licence) WHERE licence IS NOT NULL;
DELETE FROM meta WHERE key = 'authority';
ALTER TABLE media RENAME TO media_5;
CREATE TABLE media (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never given to another item
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,           -- order in the document, from 0
    key         TEXT NOT NULL,              -- what it is known by in its document; its id follows it
    picture_id  INTEGER REFERENCES picture (id), -- which picture it shows, where an address tells
    kind        TEXT NOT NULL,              -- photo, video, graphic
    placement   TEXT NOT NULL,              -- lead, body, gallery, page
    placement_reason TEXT,                  -- the rule that decided that: in-text, footer, teaser, …
    caption     TEXT,
    title       TEXT,
    alt         TEXT,
    credit_id   INTEGER REFERENCES credit (id),
    duration_seconds REAL,
    line        INTEGER NOT NULL,           -- evidence: where it begins, from 1
    span_start  INTEGER NOT NULL,           -- evidence: bytes of the text as decoded to UTF-8
    span_end    INTEGER NOT NULL,
    method      TEXT NOT NULL,              -- evidence: the form recognised
    confidence  REAL NOT NULL,              -- evidence: 0 to 1
    UNIQUE (document_id, position)
) STRICT;
-- Keys are made behind this step: they need more than SQL.
INSERT INTO media (id, document_id, position, key, kind, placement, caption, title, alt, credit_id,
           duration_seconds, line, span_start, span_end, method, confidence)
    SELECT id, document_id, position, '', kind, placement, caption, title, alt, credit_id,
           duration_seconds, line, span_start, span_end, method, confidence FROM media_5;
DROP TABLE media_5;
CREATE INDEX media_credit ON media (credit_id, placement, document_id, position);
CREATE INDEX media_kind ON media (kind, placement);
CREATE INDEX media_picture ON media (picture_id) WHERE picture_id IS NOT NULL;
CREATE INDEX media_duration ON media (duration_seconds) WHERE duration_seconds IS NOT NULL;
CREATE TABLE claim (
    media_id    INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,           -- in the order of trust, from 0
    field       TEXT NOT NULL,              -- caption, credit, creator, duration, structured, …
    value       TEXT,                       -- verbatim; NULL where it is the item's own, not written twice
    source      TEXT NOT NULL,              -- figcaption, json-ld, page-state, feed, …
    span_start  INTEGER,                    -- where it stands, bytes of the text, if that is known
    span_end    INTEGER,
    confidence  REAL NOT NULL,              -- that the source states this, 0 to 1
    taken       INTEGER NOT NULL,           -- 1: the item shows it
    PRIMARY KEY (media_id, position)
) STRICT, WITHOUT ROWID;
-- What was not taken, and the structured data last. Names that begin with @ were ours: the source of the
-- credit that was taken, and the credit of a second ImageObject.
INSERT INTO claim (media_id, position, field, value, source, confidence, taken)
    SELECT media_id, position, field, value, source, 1, 0 FROM media_conflict;
INSERT INTO claim (media_id, position, field, value, source, confidence, taken)
    SELECT media_id, 1000, 'structured', json_remove(data, '$."@creditFrom"', '$."@otherCredit"'), 'json-ld', 1, 0
    FROM media_structured;
INSERT INTO claim (media_id, position, field, value, source, confidence, taken)
    SELECT media_id, 1001, 'credit', NULL, data ->> '$."@creditFrom"', 1, 1
    FROM media_structured WHERE data ->> '$."@creditFrom"' IS NOT NULL;
INSERT INTO claim (media_id, position, field, value, source, confidence, taken)
    SELECT media_id, 1002, 'credit', data ->> '$."@otherCredit"', 'json-ld', 1, 0
    FROM media_structured WHERE data ->> '$."@otherCredit"' IS NOT NULL;
DELETE FROM claim WHERE field = 'structured' AND value = '{}';
DROP TABLE media_conflict;
DROP TABLE media_structured;
CREATE INDEX claim_conflict ON claim (field, media_id) WHERE taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration');
ALTER TABLE waiver RENAME TO waiver_5;
CREATE TABLE waiver (
    id          INTEGER PRIMARY KEY,
    code        TEXT NOT NULL,              -- of the rule: CL101
    path        TEXT NOT NULL,
    member      TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL,              -- of the finding as it was waived
    mark        TEXT,                       -- NULL: waived before marks were kept, known by the fingerprint
    path_then   TEXT,                       -- the path in that fingerprint
    item        TEXT NOT NULL,              -- what was waived, in words for a person
    reason      TEXT NOT NULL,
    created     TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;
INSERT INTO waiver (id, code, path, member, fingerprint, path_then, item, reason, created)
    SELECT id, code, path, member, fingerprint, path, item, reason, created FROM waiver_5;
DROP TABLE waiver_5;
CREATE UNIQUE INDEX waiver_mark ON waiver (path, member, mark) WHERE mark IS NOT NULL;

DROP VIEW item;
CREATE VIEW item AS
SELECT
    m.id, d.path, nullif(d.member, '') AS member, d.url, d.title AS document_title, d.publisher,
    d.language, d.published, m.kind, m.placement, m.caption, m.title, m.alt, c.line AS credit,
    (SELECT group_concat(name, '; ') FROM
       (SELECT p.name FROM credit_person cp JOIN person p ON p.id = cp.person_id
         WHERE cp.credit_id = m.credit_id ORDER BY cp.position)) AS people,
    (SELECT group_concat(name, '; ') FROM
       (SELECT o.name FROM credit_organisation co JOIN organisation o ON o.id = co.organisation_id
         WHERE co.credit_id = m.credit_id ORDER BY co.position)) AS agencies,
    c.status, c.collection,
    (SELECT group_concat(flag, '; ') FROM
       (SELECT f.flag FROM credit_flag f WHERE f.credit_id = m.credit_id ORDER BY f.flag)) AS flags,
    c.licence, c.copyright, m.duration_seconds, m.line, m.span_start, m.span_end, m.method, m.confidence,
    (SELECT group_concat(url, '; ') FROM
       (SELECT u.url FROM media_url u WHERE u.media_id = m.id ORDER BY u.position)) AS urls,
    (SELECT group_concat(value, '; ') FROM json_each(c.restrictions)) AS restrictions,
    m.key, (SELECT p.key FROM picture p WHERE p.id = m.picture_id) AS picture, m.placement_reason, d.format AS document_format
FROM media m
JOIN document d ON d.id = m.document_id
LEFT JOIN credit c ON c.id = m.credit_id;
