-- What structured data says of an item: a JSON object of schema.org's names, values verbatim.
-- Names that begin with @ are cutline's: @creditFrom, @otherCredit.
CREATE TABLE media_structured (
    media_id    INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    data        TEXT NOT NULL
) STRICT;

-- Findings of an audit that somebody has looked at and lets pass. An item is known by its document
-- and by its key, not by its row, so that a waiver outlives a re-scan.
CREATE TABLE waiver (
    id          INTEGER PRIMARY KEY,
    code        TEXT NOT NULL,              -- of the rule: CL101
    path        TEXT NOT NULL,
    member      TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL UNIQUE,       -- of the finding
    item        TEXT NOT NULL,              -- what was waived, in words for a person
    reason      TEXT NOT NULL,
    created     TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;
