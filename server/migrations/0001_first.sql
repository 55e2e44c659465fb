-- Everything Rondo keeps. Ids are TEXT, times are milliseconds since 1970 as BIGINT, and tokens are
-- here only as SHA-256. Written to be understood by SQLite and, but for BLOB, by PostgreSQL.

CREATE TABLE therapist (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE therapist_cookie (
    hash BLOB NOT NULL PRIMARY KEY,
    therapist TEXT NOT NULL REFERENCES therapist (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE TABLE therapy_group (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    ground_rules TEXT NOT NULL,
    ground_rules_version BIGINT NOT NULL,
    crisis_text TEXT NOT NULL,
    capacity BIGINT NOT NULL,
    feedback_threshold BIGINT NOT NULL,
    admission TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE group_therapist (
    group_id TEXT NOT NULL REFERENCES therapy_group (id) ON DELETE CASCADE,
    therapist TEXT NOT NULL REFERENCES therapist (id) ON DELETE CASCADE,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (group_id, therapist)
);

CREATE INDEX group_therapist_by_therapist ON group_therapist (therapist);

-- Members and observers; therapists are in group_therapist.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES therapy_group (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

CREATE INDEX person_by_group ON person (group_id);

-- A person has at most one invitation that is not revoked. Revoked ones stay until they would have
-- expired, so that an old link can say that it was taken back.
CREATE TABLE invitation (
    ref TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    hash BLOB NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    opened_at BIGINT,
    revoked_at BIGINT
);

CREATE INDEX invitation_by_person ON invitation (person);

CREATE TABLE invitation_cookie (
    hash BLOB NOT NULL PRIMARY KEY,
    invitation TEXT NOT NULL REFERENCES invitation (ref) ON DELETE CASCADE,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX invitation_cookie_by_invitation ON invitation_cookie (invitation);

CREATE TABLE colleague_link (
    hash BLOB NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES therapy_group (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES therapy_group (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX template_by_group ON template (group_id, place);

-- One row per session: the head of its log while it lives, its tombstone afterwards. While it
-- lives, its records stand in a table of their own, session_record_<id>, made and dropped with it.
CREATE TABLE session_log (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES therapy_group (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,
    attended BIGINT,
    n BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    node TEXT NOT NULL,
    erased BIGINT NOT NULL DEFAULT 0,
    UNIQUE (group_id, number)
);

-- A group has at most one session open.
CREATE UNIQUE INDEX session_log_open ON session_log (group_id) WHERE erased = 0;

CREATE TABLE audit_line (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    place BIGINT NOT NULL,
    group_id TEXT,
    session_id TEXT,
    actor TEXT,
    action TEXT NOT NULL,
    subject TEXT
);

CREATE INDEX audit_line_by_group ON audit_line (group_id, at);
