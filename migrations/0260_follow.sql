-- Who is told by mail of what changes. Nobody has an account: the sealed box holds the address and the secret with which it is
-- confirmed and left; the digest, under a secret of this installation, says only that two rows are of one address.
CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'bureau', 'section', 'indicator', 'search')),
  target TEXT NOT NULL CHECK (length(target) <= 2000),
  frequency TEXT NOT NULL CHECK (frequency IN ('daily', 'weekly')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'confirmed')),
  token_sha256 TEXT NOT NULL,
  address_key TEXT NOT NULL,
  address_box TEXT NOT NULL,
  address_digest TEXT NOT NULL,
  created_at TEXT NOT NULL,
  confirmed_at TEXT,
  -- The last digest told of everything up to here.
  seen_until TEXT NOT NULL,
  -- Of the next digest; of a pending one, when it is deleted.
  next_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX subscriptions_by_token ON subscriptions (token_sha256);
CREATE UNIQUE INDEX subscriptions_of_address ON subscriptions (address_digest, kind, target);
CREATE INDEX subscriptions_due ON subscriptions (state, next_at);
CREATE INDEX subscriptions_by_key ON subscriptions (address_key);

-- One row: up to when hubs and groups were told of changes.
CREATE TABLE follow_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen_until TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_answered ON feedback (answered_at) WHERE publication = 'published' AND answered_at IS NOT NULL;
