-- What other sources of a page say differently is kept beside the item.
CREATE TABLE media_conflict (
    media_id    INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    field       TEXT NOT NULL,              -- caption, credit
    value       TEXT NOT NULL,
    source      TEXT NOT NULL,              -- json-ld, page-state; html for another place of the page
    PRIMARY KEY (media_id, position)
) STRICT, WITHOUT ROWID;
