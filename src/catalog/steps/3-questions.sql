-- What questions need: indexes for the first page of any answer, words of creators, counts, saved
-- questions.
DROP INDEX document_published;
DROP INDEX document_publisher;
CREATE INDEX document_published ON document (published);
CREATE INDEX document_publisher ON document (publisher);
CREATE INDEX document_language ON document (language COLLATE NOCASE) WHERE language IS NOT NULL;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX credit_status ON credit (status COLLATE NOCASE) WHERE status IS NOT NULL;
CREATE INDEX credit_collection ON credit (collection COLLATE NOCASE) WHERE collection IS NOT NULL;
CREATE INDEX credit_licence ON credit (licence) WHERE licence IS NOT NULL;
CREATE TABLE person_word (
    word        TEXT NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_word_person ON person_word (person_id);
INSERT OR IGNORE INTO person_word (word, person_id)
WITH RECURSIVE split (id, word, rest) AS (
    SELECT id, '', key || ' ' FROM person
    UNION ALL
    SELECT id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
)
SELECT word, id FROM split WHERE word <> '';
DROP INDEX media_credit;
CREATE INDEX media_credit ON media (credit_id, placement, document_id, position);
CREATE INDEX media_duration ON media (duration_seconds) WHERE duration_seconds IS NOT NULL;
CREATE INDEX media_conflict_field ON media_conflict (field, media_id);
CREATE TABLE tally (
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,
    items       INTEGER NOT NULL,
    PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_query (
    name        TEXT PRIMARY KEY,
    query       TEXT NOT NULL               -- in the language of cutline query
) STRICT, WITHOUT ROWID;
-- Counted anew, tally included, when the next scan ends.
DELETE FROM meta WHERE key = 'totals';
-- Words in an index that older programs open. words_text is a function of the program: text as it is
-- indexed.
DROP TABLE media_words;
CREATE VIRTUAL TABLE media_words USING fts5 (
    caption, title, credit, document,
    content = '',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- Gather 4 MB of words before writing them out, and merge what was written less eagerly: a scan
-- writes a fifth faster, a search notices nothing.
INSERT INTO media_words (media_words, rank) VALUES ('hashsize', 4194304);
INSERT INTO media_words (media_words, rank) VALUES ('automerge', 8);
INSERT INTO media_words (rowid, caption, title, credit, document)
SELECT m.id, words_text(m.caption), words_text(m.title), words_text(c.line), words_text(d.title)
FROM media m JOIN document d ON d.id = m.document_id LEFT JOIN credit c ON c.id = m.credit_id;
