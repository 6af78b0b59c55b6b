-- The catalog of cutline: every table, index and view. Read this first.
--
-- A new catalog is made by running this file; an older one is migrated step by step to exactly
-- this (a test compares the two). PRAGMA application_id is 0x6375746C ("cutl"), user_version the
-- number of the last migration. Dates are ISO 8601 text; moments of a scan are UTC.

-- Facts about the catalog as a whole: `vocabulary` and `grammar` say by what its credit lines were
-- understood last, `totals` what the last scan that changed anything counted.
CREATE TABLE meta (
    key         TEXT PRIMARY KEY,
    value       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a run of `cutline scan`.
CREATE TABLE scan (
    id          INTEGER PRIMARY KEY,
    started     TEXT NOT NULL,              -- UTC, ISO 8601
    finished    TEXT,                       -- NULL: the run was cut off; the next one completes it
    version     TEXT NOT NULL,              -- of cutline
    roots       TEXT NOT NULL,              -- JSON array of the paths as given
    read        INTEGER NOT NULL DEFAULT 0, -- documents read anew
    unchanged   INTEGER NOT NULL DEFAULT 0, -- documents left as they were
    skipped     INTEGER NOT NULL DEFAULT 0, -- files that are no articles
    removed     INTEGER NOT NULL DEFAULT 0, -- documents dropped by --prune
    problems    INTEGER NOT NULL DEFAULT 0  -- files that could not be read
) STRICT;

-- What could not be read, in which scan, and why.
CREATE TABLE problem (
    id          INTEGER PRIMARY KEY,
    scan_id     INTEGER NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
    path        TEXT NOT NULL,
    member      TEXT NOT NULL DEFAULT '',
    code        TEXT NOT NULL,              -- not-found, permission-denied, io, symlink-loop, …
    message     TEXT NOT NULL
) STRICT;
CREATE INDEX problem_scan ON problem (scan_id);

-- A folder or file that was scanned, once however it was spelled: `news`, `./x/../news` and the whole
-- path are one root, and what lies in a root belongs to it. A document is known by its root, by its
-- path below that and by its member. `given` is how the root was spelled first: the paths of its
-- documents begin with it, and no root's `given` lies in that of another, so that (path, member) tells
-- documents apart as well as root and relative path do.
CREATE TABLE root (
    id          INTEGER PRIMARY KEY,
    path        TEXT NOT NULL UNIQUE,       -- whole and canonical; as given where it was never found
    given       TEXT NOT NULL
) STRICT;

-- One article: a file, or a member of an archive, corpus or feed. Files that were looked at and
-- found to be no articles have a row too (skipped is set), so that a re-scan need not read them.
-- A container has one (skipped: container), and so has a member that holds what another one does
-- (skipped: duplicate).
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
CREATE INDEX document_published ON document (published);
CREATE INDEX document_publisher ON document (publisher);
CREATE INDEX document_language ON document (language COLLATE NOCASE) WHERE language IS NOT NULL;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
-- The same article met twice: in a crawl and in a folder, as a page and as text.
CREATE INDEX document_article ON document (article) WHERE article IS NOT NULL;
-- The documents of a root, to move and to forget.
CREATE INDEX document_root ON document (root_id);
-- Members of containers that hold what another one holds: when that one goes, they are read.
CREATE INDEX document_duplicate ON document (hash) WHERE skipped = 'duplicate';

-- A credit line as printed, understood once however many items carry it. When the vocabulary or the
-- grammar changes, these rows are understood anew from what is printed here. A changed vocabulary has
-- articles read again as well, since a word can make a credit of a line that was none; a changed grammar
-- has not.
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

CREATE INDEX credit_status ON credit (status COLLATE NOCASE) WHERE status IS NOT NULL;
CREATE INDEX credit_collection ON credit (collection COLLATE NOCASE) WHERE collection IS NOT NULL;
CREATE INDEX credit_licence ON credit (licence) WHERE licence IS NOT NULL;

-- What else a credit says. Pool is no flag but a status (credit.status).
CREATE TABLE credit_flag (
    credit_id   INTEGER NOT NULL REFERENCES credit (id) ON DELETE CASCADE,
    flag        TEXT NOT NULL,              -- courtesy, handout, file, pool, screenshot, …
    PRIMARY KEY (credit_id, flag)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_flag_flag ON credit_flag (flag, credit_id);

-- A creator. `key` folds case, accents, dots and particles, so that GHULAM RASOOL and
-- Ghulam Rasool are one row; `name` is the first display form seen.
CREATE TABLE person (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    key         TEXT NOT NULL UNIQUE
) STRICT;

-- The words of each creator's key, so that one of them finds the creator.
CREATE TABLE person_word (
    word        TEXT NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_word_person ON person_word (person_id);

CREATE TABLE credit_person (
    credit_id   INTEGER NOT NULL REFERENCES credit (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,           -- order in the line, from 0
    person_id   INTEGER NOT NULL REFERENCES person (id),
    printed     TEXT NOT NULL,              -- as this line spells it
    PRIMARY KEY (credit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_person_person ON credit_person (person_id, credit_id);

-- The organisations of the vocabulary as loaded, and those met that it does not know (known = 0).
CREATE TABLE organisation (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,       -- canonical
    kind        TEXT,                       -- wire, photo-agency, stock, …
    country     TEXT,                       -- ISO 3166-1 alpha-2
    homepage    TEXT,
    parent      TEXT,                       -- name of the owner or distributor
    known       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every spelling of an organisation, folded as matching folds it.
CREATE TABLE organisation_name (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    spelling    TEXT NOT NULL,
    PRIMARY KEY (spelling, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_name_organisation ON organisation_name (organisation_id);

CREATE TABLE credit_organisation (
    credit_id   INTEGER NOT NULL REFERENCES credit (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,           -- place in the chain, originator is 0
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    role        TEXT NOT NULL,              -- originator, intermediary, distributor, sole
    PRIMARY KEY (credit_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_organisation_organisation ON credit_organisation (organisation_id, credit_id, role);

-- A picture, whatever renditions and documents show it.
CREATE TABLE picture (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE        -- from its addresses, without what differs between renditions
) STRICT;

-- One photo, video or graphic as a document shows it.
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
-- In the order in which items are listed, so that those of one credit need no look at the table.
CREATE INDEX media_credit ON media (credit_id, placement, document_id, position);
CREATE INDEX media_kind ON media (kind, placement);
CREATE INDEX media_picture ON media (picture_id) WHERE picture_id IS NOT NULL;
CREATE INDEX media_duration ON media (duration_seconds) WHERE duration_seconds IS NOT NULL;

-- The addresses of the renditions.
CREATE TABLE media_url (
    media_id    INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    url         TEXT NOT NULL,
    PRIMARY KEY (media_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_url_url ON media_url (url);

-- What each source states of an item. One claim to a field is taken, and is what the item shows; others
-- to a caption, a credit, a title, an alternative text or a duration are conflicts. `structured` is what
-- schema.org says, as one JSON object, values verbatim. An item of running text all of whose claims are
-- the text's own has no rows here.
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
CREATE INDEX claim_conflict ON claim (field, media_id) WHERE taken = 0 AND field IN ('caption', 'credit', 'title', 'alt', 'duration');

-- How many items of the articles have each value of the fields that are counted most: agency,
-- creator, kind, …; '' counts those without one. Made when a scan ends, empty from the moment that
-- the next one changes anything until it ends.
CREATE TABLE tally (
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,
    items       INTEGER NOT NULL,
    PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;

-- Questions that are asked again: cutline query @name.
CREATE TABLE saved_query (
    name        TEXT PRIMARY KEY,
    query       TEXT NOT NULL               -- in the language of cutline query
) STRICT, WITHOUT ROWID;

-- Findings of an audit that somebody has looked at and lets pass. One is known by its document and by
-- its mark, which holds the rule, the item's key and the evidence; so it outlives a re-scan, and the
-- path follows when a root is moved or spelled otherwise.
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
CREATE UNIQUE INDEX waiver_mark ON waiver (path, member, mark) WHERE mark IS NOT NULL;

-- Words of an item. rowid is media.id. Contentless: the text stands in media and document, and
-- what is indexed is that text with a space around each character of a script written without
-- spaces (Chinese, Japanese, Thai, …), so that such words are found as phrases of characters. A row
-- is deleted by telling the index the words that it was given; contentless_delete would spare that,
-- but no SQLite before 3.43 opens a table that has it.
CREATE VIRTUAL TABLE media_words USING fts5 (
    caption, title, credit, document,
    content = '',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- Gather 4 MB of words before writing them out, and merge what was written less eagerly: a scan
-- writes a fifth faster, a search notices nothing.
INSERT INTO media_words (media_words, rank) VALUES ('hashsize', 4194304);
INSERT INTO media_words (media_words, rank) VALUES ('automerge', 8);

-- One flat row a media item, for people with a SQL shell. Written so that SQLite from 3.37 on opens
-- the catalog: an ORDER BY inside group_concat would lock out those before 3.44.
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

-- One row a media item and organisation credited.
CREATE VIEW item_agency AS
SELECT m.id, o.name AS agency, o.kind AS agency_kind, o.country, co.role, co.position, o.known,
       m.kind, m.placement, m.caption, c.line AS credit, d.publisher, d.published, d.path
FROM credit_organisation co
JOIN organisation o ON o.id = co.organisation_id
JOIN credit c ON c.id = co.credit_id
JOIN media m ON m.credit_id = c.id
JOIN document d ON d.id = m.document_id;

-- One row a media item and creator credited.
CREATE VIEW item_creator AS
SELECT m.id, p.name AS creator, cp.printed, cp.position, c.status,
       m.kind, m.placement, m.caption, c.line AS credit, d.publisher, d.published, d.path
FROM credit_person cp
JOIN person p ON p.id = cp.person_id
JOIN credit c ON c.id = cp.credit_id
JOIN media m ON m.credit_id = c.id
JOIN document d ON d.id = m.document_id;
