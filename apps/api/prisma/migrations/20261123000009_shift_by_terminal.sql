-- migrate:up
-- The highest shift number of a terminal, asked when a till is paired anew or starts another epoch.
CREATE INDEX shift_by_terminal ON shift (tenant_id, terminal_id, shift_number);

-- migrate:down
DROP INDEX shift_by_terminal;
