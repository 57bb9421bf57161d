-- The same text runs on SQLite and on PostgreSQL: times are BIGINT unix
-- milliseconds (0 is "never"), decimals and ids are TEXT, and no column has a
-- name that either database keeps for itself. Every table begins with the
-- organisation its rows belong to.

-- +goose Up

-- One row for each organisation. Every change of its strategy or readings
-- raises revision, which is also where the numbers of readings come from;
-- strategy_revision is the newest revision that touched the strategy.
CREATE TABLE organisation (
  org               TEXT   NOT NULL PRIMARY KEY,
  revision          BIGINT NOT NULL,
  strategy_revision BIGINT NOT NULL
);

-- The strategy in parts: an objective, a metric, a link. A part is never
-- changed: it is closed (valid_to), and a new row takes its place.
CREATE TABLE part (
  org        TEXT   NOT NULL REFERENCES organisation(org),
  kind       TEXT   NOT NULL,
  id         TEXT   NOT NULL,
  revision   BIGINT NOT NULL,
  body       TEXT   NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to   BIGINT NOT NULL,
  PRIMARY KEY (org, kind, id, revision)
);
CREATE UNIQUE INDEX part_in_force ON part(org, kind, id) WHERE valid_to = 9223372036854775807;

-- Readings are only ever added. A correction names the one it supersedes.
CREATE TABLE reading (
  org        TEXT    NOT NULL REFERENCES organisation(org),
  seq        BIGINT  NOT NULL,
  metric     TEXT    NOT NULL,
  period     TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  no_data    BOOLEAN NOT NULL,
  note       TEXT    NOT NULL,
  confidence TEXT    NOT NULL,
  person     TEXT    NOT NULL,
  at         BIGINT  NOT NULL,
  said       TEXT    NOT NULL,
  raw        TEXT    NOT NULL,
  source     TEXT    NOT NULL,
  supersedes BIGINT  NOT NULL,
  PRIMARY KEY (org, seq)
);
CREATE INDEX reading_of_metric ON reading(org, metric, period, seq);

CREATE TABLE ask (
  org      TEXT   NOT NULL REFERENCES organisation(org),
  key      TEXT   NOT NULL,
  metric   TEXT   NOT NULL,
  period   TEXT   NOT NULL,
  person   TEXT   NOT NULL,
  first    TEXT   NOT NULL,
  state    TEXT   NOT NULL,
  times    BIGINT NOT NULL,
  round    TEXT   NOT NULL,
  asked_at BIGINT NOT NULL,
  next_at  BIGINT NOT NULL,
  pending  TEXT   NOT NULL,
  note     TEXT   NOT NULL,
  PRIMARY KEY (org, key)
);
CREATE INDEX ask_live ON ask(org, next_at) WHERE state IN ('open', 'snoozed');
CREATE INDEX ask_of_person ON ask(org, person) WHERE state IN ('open', 'snoozed');
CREATE INDEX ask_in_round ON ask(org, round);

CREATE TABLE decision (
  org    TEXT   NOT NULL REFERENCES organisation(org),
  id     TEXT   NOT NULL,
  review TEXT   NOT NULL,
  day    TEXT   NOT NULL,
  body   TEXT   NOT NULL,
  person TEXT   NOT NULL,
  said   TEXT   NOT NULL,
  at     BIGINT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE INDEX decision_of_review ON decision(org, review, day);

-- What came in, stored before it is acknowledged. Rows that are done stay, so
-- that the same thing delivered again is known.
CREATE TABLE inbox (
  org         TEXT   NOT NULL,
  id          TEXT   NOT NULL,
  seq         BIGINT NOT NULL UNIQUE,
  lane        TEXT   NOT NULL,
  body        TEXT   NOT NULL,
  state       TEXT   NOT NULL,
  attempts    BIGINT NOT NULL,
  next_at     BIGINT NOT NULL,
  why         TEXT   NOT NULL,
  received_at BIGINT NOT NULL,
  done_at     BIGINT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE INDEX inbox_waiting ON inbox(org, lane, seq, state) WHERE state = 'waiting';
CREATE INDEX inbox_by_id ON inbox(id);

-- Every message of ours by its key: where it is, and under which ref.
CREATE TABLE message (
  org       TEXT   NOT NULL,
  key       TEXT   NOT NULL,
  place     TEXT   NOT NULL,
  ref       TEXT   NOT NULL,
  body      TEXT   NOT NULL,
  posted_at BIGINT NOT NULL,
  edited_at BIGINT NOT NULL,
  PRIMARY KEY (org, key)
);
CREATE INDEX message_by_ref ON message(org, ref);

-- What is to be posted or edited. A row goes when it is sent; those that can
-- never be sent stay as dead letters. claim counts who has had hold of a row,
-- so that whoever lost it cannot settle it.
CREATE TABLE outbox (
  org         TEXT   NOT NULL,
  seq         BIGINT NOT NULL,
  key         TEXT   NOT NULL,
  lane        TEXT   NOT NULL,
  thread_key  TEXT   NOT NULL,
  body        TEXT   NOT NULL,
  state       TEXT   NOT NULL,
  claim       BIGINT NOT NULL,
  attempts    BIGINT NOT NULL,
  next_at     BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  why         TEXT   NOT NULL,
  queued_at   BIGINT NOT NULL,
  PRIMARY KEY (seq)
);
CREATE INDEX outbox_live ON outbox(org, lane, seq, state) WHERE state <> 'dead';
CREATE INDEX outbox_by_key ON outbox(org, key, seq);
CREATE INDEX outbox_sending ON outbox(lease_until) WHERE state = 'sending';

-- What is done once for ever, by the key that names it.
CREATE TABLE claimed (
  org TEXT   NOT NULL,
  key TEXT   NOT NULL,
  at  BIGINT NOT NULL,
  PRIMARY KEY (org, key)
);

CREATE TABLE watermark (
  org  TEXT   NOT NULL,
  name TEXT   NOT NULL,
  at   BIGINT NOT NULL,
  PRIMARY KEY (org, name)
);

CREATE TABLE remembered (
  org   TEXT   NOT NULL,
  key   TEXT   NOT NULL,
  body  BYTEA  NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (org, key)
);
CREATE INDEX remembered_until ON remembered(org, until);

CREATE TABLE frozen (
  org  TEXT   NOT NULL,
  key  TEXT   NOT NULL,
  body BYTEA  NOT NULL,
  at   BIGINT NOT NULL,
  PRIMARY KEY (org, key)
);

CREATE TABLE gap (
  org     TEXT   NOT NULL,
  what    TEXT   NOT NULL,
  times   BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (org, what)
);

CREATE TABLE journal (
  org          TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  person       TEXT   NOT NULL,
  source       TEXT   NOT NULL,
  what         TEXT   NOT NULL,
  subject      TEXT   NOT NULL,
  before_value TEXT   NOT NULL,
  after_value  TEXT   NOT NULL,
  PRIMARY KEY (org, seq)
);
CREATE INDEX journal_of_subject ON journal(org, subject, seq);

-- What was said in the local workspace. One counter numbers every entry and
-- every change of one, so "what is new" is everything after a number.
CREATE TABLE entry (
  org       TEXT   NOT NULL,
  id        BIGINT NOT NULL,
  change    BIGINT NOT NULL,
  key       TEXT   NOT NULL,
  room      TEXT   NOT NULL,
  thread    BIGINT NOT NULL,
  sender    TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  edited_at BIGINT NOT NULL,
  body      TEXT   NOT NULL,
  PRIMARY KEY (org, id),
  UNIQUE (org, change),
  UNIQUE (org, key)
);
CREATE INDEX entry_in_room ON entry(org, room, thread, id);
CREATE INDEX entry_in_thread ON entry(org, thread, id);

CREATE TABLE seen (
  org    TEXT   NOT NULL,
  reader TEXT   NOT NULL,
  room   TEXT   NOT NULL,
  id     BIGINT NOT NULL,
  PRIMARY KEY (org, reader, room)
);

-- +goose Down
DROP TABLE seen;
DROP TABLE entry;
DROP TABLE journal;
DROP TABLE gap;
DROP TABLE frozen;
DROP TABLE remembered;
DROP TABLE watermark;
DROP TABLE claimed;
DROP TABLE outbox;
DROP TABLE message;
DROP TABLE inbox;
DROP TABLE decision;
DROP TABLE ask;
DROP TABLE reading;
DROP TABLE part;
DROP TABLE organisation;
