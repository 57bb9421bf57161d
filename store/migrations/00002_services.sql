-- What chat services tell about people, and what their adapters keep: where an
-- app is installed, how a conversation is reached. Bodies that hold secrets are
-- sealed before they come here.

-- +goose Up

CREATE TABLE profile (
  org          TEXT   NOT NULL,
  service      TEXT   NOT NULL,
  workspace    TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  body         TEXT   NOT NULL,
  seen_at      BIGINT NOT NULL,
  PRIMARY KEY (org, service, workspace, person)
);

CREATE TABLE kept (
  service    TEXT   NOT NULL,
  kind       TEXT   NOT NULL,
  id         TEXT   NOT NULL,
  body       TEXT   NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (service, kind, id)
);
