-- Accounts of this site itself, where no provider signs staff in (STAFF_ACCOUNTS=local).
CREATE TABLE local_accounts (
  email TEXT PRIMARY KEY,
  -- scrypt: salt and key, hex.
  password TEXT NOT NULL,
  -- The secret of the authenticator, base32.
  secret TEXT NOT NULL,
  -- SHA-256 of each recovery code.
  recovery TEXT NOT NULL CHECK (json_valid(recovery)),
  -- Sessions from before it count no longer.
  enrolled_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may set up an account, once, until a time; one for a person.
CREATE TABLE account_invitations (
  email TEXT PRIMARY KEY,
  code_sha256 TEXT NOT NULL,
  secret TEXT NOT NULL,
  until TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A code signs in once: the step of the authenticator, or the digest of a recovery code.
CREATE TABLE spent_codes (
  email TEXT NOT NULL,
  code TEXT NOT NULL,
  until TEXT NOT NULL,
  PRIMARY KEY (email, code)
) STRICT, WITHOUT ROWID;
