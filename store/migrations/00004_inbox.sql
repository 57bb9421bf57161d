-- The inbox is only ever asked for what is of one organisation, which its
-- primary key serves; every message paid for this index as well.

-- +goose Up
DROP INDEX inbox_by_id;

-- +goose Down
CREATE INDEX inbox_by_id ON inbox(id);
