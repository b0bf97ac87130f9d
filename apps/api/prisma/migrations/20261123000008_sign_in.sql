-- migrate:up
ALTER TABLE auth."user"
  -- where a sign-in leads to when there is a choice
  ADD COLUMN "lastTenantId" text,
  ADD COLUMN "passwordChangedAt" timestamptz;

ALTER TABLE auth."session"
  -- false: ends with the browser, and after twelve hours
  ADD COLUMN "remembered" boolean NOT NULL DEFAULT true,
  -- the business this session works in; null: the last used one
  ADD COLUMN "tenantId" text,
  ADD COLUMN "lastSeenAt" timestamptz NOT NULL DEFAULT now(),
  -- The token changes while the session lives. The one before it stays good until the new one has been seen: an answer
  -- that got lost locks nobody out. Seen after that, it was copied.
  ADD COLUMN "previousToken" text UNIQUE,
  ADD COLUMN "rotatedAt" timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN "confirmedAt" timestamptz;

CREATE TABLE auth.second_factor (
  user_id text PRIMARY KEY REFERENCES auth."user" ("id") ON DELETE CASCADE,
  -- of the authenticator, AES-256-GCM under a key that is not in the database: 12 bytes iv, 16 bytes tag, the rest
  secret bytea NOT NULL,
  -- null: being set up, not in force
  enabled_at_ms bigint,
  -- the time step of the last code that was taken: it and all before it are worth nothing
  last_step bigint NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  locked_until_ms bigint NOT NULL DEFAULT 0
);

CREATE TABLE auth.recovery_code (
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);

-- Whoever gave the right password and owes the second factor. Holds sha256 of what is in her cookie.
CREATE TABLE auth.sign_in_challenge (
  token_hash bytea PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  remembered boolean NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  expires_at_ms bigint NOT NULL
);
CREATE INDEX sign_in_challenge_by_user ON auth.sign_in_challenge (user_id);
CREATE INDEX sign_in_challenge_by_end ON auth.sign_in_challenge (expires_at_ms);

CREATE TABLE auth.trusted_device (
  token_hash bytea PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL
);
CREATE INDEX trusted_device_by_user ON auth.trusted_device (user_id);

CREATE TABLE auth.passkey (
  -- the credential's own id, base64url
  id text PRIMARY KEY CHECK (length(id) <= 1400),
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- COSE
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  created_at_ms bigint NOT NULL,
  last_used_at_ms bigint
);
CREATE INDEX passkey_by_user ON auth.passkey (user_id);

-- What a browser was asked to sign; taken away by the answer.
CREATE TABLE auth.passkey_challenge (
  challenge text PRIMARY KEY,
  -- of one who adds a passkey; null: of a sign-in
  user_id text REFERENCES auth."user" ("id") ON DELETE CASCADE,
  expires_at_ms bigint NOT NULL
);
CREATE INDEX passkey_challenge_by_end ON auth.passkey_challenge (expires_at_ms);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.second_factor, auth.recovery_code, auth.sign_in_challenge,
  auth.trusted_device, auth.passkey, auth.passkey_challenge TO jowi_auth;

-- migrate:down
DROP TABLE auth.passkey_challenge, auth.passkey, auth.trusted_device, auth.sign_in_challenge, auth.recovery_code,
  auth.second_factor;
ALTER TABLE auth."session" DROP COLUMN "confirmedAt", DROP COLUMN "rotatedAt", DROP COLUMN "previousToken",
  DROP COLUMN "lastSeenAt", DROP COLUMN "tenantId", DROP COLUMN "remembered";
ALTER TABLE auth."user" DROP COLUMN "passwordChangedAt", DROP COLUMN "lastTenantId";
