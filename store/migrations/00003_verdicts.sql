-- What each review of the evidence found of each link. Rows are only added.

-- +goose Up

CREATE TABLE verdict (
  org  TEXT   NOT NULL REFERENCES organisation(org),
  link TEXT   NOT NULL,
  day  TEXT   NOT NULL,
  body TEXT   NOT NULL,
  at   BIGINT NOT NULL,
  PRIMARY KEY (org, link, day)
);
