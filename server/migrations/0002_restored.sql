-- A session that came back from a backup is told from another log than before: what was told after
-- that backup never happened in it. NULL is the session's own id.
ALTER TABLE session_log ADD COLUMN log_id TEXT;

-- One row that is written to find out whether anything can be.
CREATE TABLE writable (
    asked_at BIGINT NOT NULL
);

INSERT INTO writable (asked_at) VALUES (0);
