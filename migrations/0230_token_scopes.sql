-- Tokens say what they are for. The table is made anew, since `role` may now be one that older code lets do nothing: a token for
-- backups must not publish where an older release is put back. Every column that older code reads or writes is there again.
CREATE TABLE api_tokens_before AS SELECT * FROM api_tokens;
DROP TABLE api_tokens;
CREATE TABLE api_tokens (
  id INTEGER PRIMARY KEY,
  token_sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'publisher', 'scoped')),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  -- Null: made before there were scopes; `role` says what it may do, until its date.
  scopes TEXT CHECK (scopes IS NULL OR json_valid(scopes)),
  -- Slugs of the bureaus it acts for; empty is every bureau.
  bureaus TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(bureaus)),
  created_by TEXT,
  last_used_at TEXT,
  revoked_by TEXT
) STRICT;
INSERT INTO api_tokens (id, token_sha256, name, role, created_at, expires_at, revoked_at)
SELECT id, token_sha256, name, role, created_at, expires_at, revoked_at FROM api_tokens_before;
DROP TABLE api_tokens_before;
CREATE INDEX api_tokens_by_expiry ON api_tokens (expires_at);
