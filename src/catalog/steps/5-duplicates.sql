-- Members of containers that hold what another one holds: when that one goes, they are read.
CREATE INDEX document_duplicate ON document (hash) WHERE skipped = 'duplicate';
