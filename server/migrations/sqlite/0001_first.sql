-- The first shape of a station's file. Append-only: later changes are new files with the next number,
-- the same number in every database.

-- Everything that happened. `payload` is hashed exactly as stored; `words` lies outside the hash.
CREATE TABLE log (
    stream  TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    payload TEXT    NOT NULL,
    words   TEXT,
    at_hash BLOB    NOT NULL,
    PRIMARY KEY (stream, number)
) WITHOUT ROWID;

-- What was answered to a person's request, so that a retry gets the first answer.
CREATE TABLE requests (
    stream  TEXT NOT NULL,
    person  BLOB NOT NULL,
    request BLOB NOT NULL,
    answer  TEXT NOT NULL,
    PRIMARY KEY (stream, person, request)
) WITHOUT ROWID;

-- The list of meetings: made from the log, can be thrown away.
CREATE TABLE meetings (
    id      TEXT    NOT NULL PRIMARY KEY,
    theme   TEXT    NOT NULL,
    place   TEXT    NOT NULL,
    starts  INTEGER,
    state   TEXT    NOT NULL,
    created INTEGER NOT NULL
);

-- The one station of this file.
CREATE TABLE station (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id          BLOB NOT NULL,
    name        TEXT NOT NULL,
    community   TEXT NOT NULL,
    subdistrict TEXT NOT NULL,
    zone        TEXT NOT NULL
);

-- Rights. Tokens, links and the claim code are kept as hashes only.
CREATE TABLE seats (
    token   BLOB NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    person  BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX seats_of_a_person ON seats (meeting, person);

CREATE TABLE hosts (token BLOB NOT NULL PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE links (
    link    BLOB NOT NULL PRIMARY KEY,
    opens   TEXT NOT NULL,
    meeting TEXT,
    person  BLOB,
    expires INTEGER
) WITHOUT ROWID;

-- Open doors only. Secret and code hang on the wall, so they are kept readable, and gone once doors close.
CREATE TABLE doors (
    meeting TEXT NOT NULL PRIMARY KEY,
    secret  TEXT NOT NULL UNIQUE,
    code    TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE claim (
    one     INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    code    BLOB,
    wrong   INTEGER NOT NULL,
    claimed INTEGER NOT NULL
);
INSERT INTO claim (one, code, wrong, claimed) VALUES (1, NULL, 0, 0);
