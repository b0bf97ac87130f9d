-- migrate:up
-- What belongs to no business: how often something was tried, one-time codes, and messages on their way. Role jowi_auth
-- keeps these two schemas; role jowi_app may hand over a message in the transaction of a change, and see nothing.
CREATE SCHEMA limits;
GRANT USAGE ON SCHEMA limits TO jowi_auth;

-- Windows of seconds to a day, touched at every try: not worth a log. After a crash of the database all begin anew.
CREATE UNLOGGED TABLE limits.attempt (
  -- keyed hash of the limit's name and of whom it counts
  key text PRIMARY KEY,
  hits integer NOT NULL CHECK (hits >= 0),
  ends_at_ms bigint NOT NULL
) WITH (fillfactor = 70);
GRANT SELECT, INSERT, UPDATE, DELETE ON limits.attempt TO jowi_auth;

CREATE SCHEMA messages;
GRANT USAGE ON SCHEMA messages TO jowi_auth, jowi_app;

CREATE TABLE messages.code (
  -- what the person who asked holds beside the code itself
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 40),
  phone text NOT NULL CHECK (phone ~ '^\+998\d{9}$'),
  -- HMAC-SHA-256 over id, purpose, phone and code
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  used_at_ms bigint
);
CREATE INDEX code_by_phone ON messages.code (phone, created_at_ms);
CREATE INDEX code_by_age ON messages.code (created_at_ms);
GRANT SELECT, INSERT, DELETE ON messages.code TO jowi_auth;
GRANT UPDATE (tries, used_at_ms) ON messages.code TO jowi_auth;

-- Written with the change it tells of, sent after the commit.
CREATE TABLE messages.outbox (
  id uuid PRIMARY KEY,
  -- to whom, what and with which values, AES-256-GCM; removed as soon as nobody has to send it any more
  sealed bytea,
  -- for people who look: +998 90 *** ** 67
  masked_to text NOT NULL,
  template text NOT NULL,
  -- false: an unknown phone asked for a code; all the same work, nothing leaves
  leaves boolean NOT NULL DEFAULT true,
  created_at_ms bigint NOT NULL,
  -- not worth sending any more after this
  expires_at_ms bigint NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'delivered', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at_ms bigint NOT NULL,
  provider text,
  -- the provider's own name for it
  provider_ref text,
  -- why the last try failed, in a word; never the provider's text
  last_failure text,
  sent_at_ms bigint,
  delivered_at_ms bigint
);
CREATE INDEX outbox_due ON messages.outbox (next_try_at_ms) WHERE state = 'waiting';
CREATE INDEX outbox_by_age ON messages.outbox (created_at_ms);
CREATE INDEX outbox_by_ref ON messages.outbox (provider, provider_ref);
GRANT SELECT, INSERT, UPDATE, DELETE ON messages.outbox TO jowi_auth;
GRANT INSERT ON messages.outbox TO jowi_app;

-- Callbacks that were taken already.
CREATE TABLE messages.callback_seen (
  digest text PRIMARY KEY,
  at_ms bigint NOT NULL
);
GRANT SELECT, INSERT, DELETE ON messages.callback_seen TO jowi_auth;

-- What a provider lets us keep between sends (Eskiz: a token of thirty days), AES-256-GCM.
CREATE TABLE messages.provider_token (
  provider text PRIMARY KEY,
  sealed bytea NOT NULL,
  expires_at_ms bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON messages.provider_token TO jowi_auth;

-- Messages of the demo, shown on a page instead of being sent.
CREATE TABLE messages.dev_message (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  text text NOT NULL,
  code text,
  at_ms bigint NOT NULL
);
GRANT SELECT, INSERT, DELETE ON messages.dev_message TO jowi_auth;

-- migrate:down
DROP SCHEMA messages CASCADE;
DROP SCHEMA limits CASCADE;
