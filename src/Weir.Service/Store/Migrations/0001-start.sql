-- Times are Unix milliseconds, flags 0 or 1, enumerations their names, structured values JSON text.
-- Numbers that users see come from the table counters. INTEGER PRIMARY KEY is SQLite's row id; for PostgreSQL it is
-- read as BIGINT PRIMARY KEY.

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('job', 0), ('run', 0), ('restore_point', 0);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
);

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
);

-- The secret is sealed with the master key: signatures need it in clear.
CREATE TABLE access_keys (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  sealed_secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Only the hash of a token is kept.
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  project_id TEXT NOT NULL REFERENCES projects (id),
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);

CREATE TABLE queues (
  project_id TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  runtime TEXT NOT NULL,
  limit_cus DOUBLE PRECISION,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, name)
);

CREATE TABLE buckets (
  project_id TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, name)
);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  traits TEXT NOT NULL,
  tags TEXT NOT NULL,
  state TEXT NOT NULL,
  state_since BIGINT NOT NULL,
  desired TEXT NOT NULL,
  status_text TEXT NOT NULL,
  unknown_since BIGINT,
  current_version BIGINT,
  current_definition BIGINT,
  last_version BIGINT NOT NULL,
  last_definition BIGINT,
  last_update BIGINT,
  draft_pending BIGINT NOT NULL,
  queue TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  run_id BIGINT,
  savepoint_point BIGINT,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  deleted_at BIGINT
);
CREATE UNIQUE INDEX jobs_by_name ON jobs (project_id, name) WHERE deleted_at IS NULL;
-- What the reconciler looks for at start.
CREATE INDEX jobs_at_work ON jobs (id)
  WHERE state IN ('Submitting', 'Running', 'Restarting', 'Savepointing', 'Stopping', 'StopFailed', 'Pausing');

-- Append-only. Each row names the one before it of the same job, so that there is no index to keep: updates of many
-- jobs go to the end of one table instead of to as many pages as there are jobs. A text that did not change is not
-- repeated: sql_from and settings_from name the row that holds it.
CREATE TABLE definitions (
  id INTEGER PRIMARY KEY,
  job_id BIGINT NOT NULL REFERENCES jobs (id),
  version BIGINT NOT NULL,
  previous BIGINT,
  hash TEXT NOT NULL,
  sql_from BIGINT NOT NULL,
  sql_text TEXT,
  settings_from BIGINT NOT NULL,
  settings TEXT,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- A row only while the draft differs from what is current.
CREATE TABLE drafts (
  job_id INTEGER PRIMARY KEY REFERENCES jobs (id),
  sql_text TEXT NOT NULL,
  settings TEXT NOT NULL
);

-- Append-only: one row for each accepted update, chained like definitions.
CREATE TABLE updates (
  id INTEGER PRIMARY KEY,
  job_id BIGINT NOT NULL REFERENCES jobs (id),
  previous BIGINT,
  from_version BIGINT,
  to_version BIGINT,
  kind TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  outcome TEXT NOT NULL
);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  job_id BIGINT NOT NULL REFERENCES jobs (id),
  definition_version BIGINT NOT NULL,
  definition_id BIGINT NOT NULL,
  runtime TEXT NOT NULL,
  queue TEXT NOT NULL,
  cus DOUBLE PRECISION NOT NULL,
  parameters TEXT NOT NULL,
  first_point BIGINT,
  restarts BIGINT NOT NULL,
  started_by TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  last_error TEXT NOT NULL,
  last_error_at BIGINT,
  lost_operators TEXT NOT NULL,
  savepoint_id TEXT,
  savepoint_path TEXT NOT NULL,
  savepoint_purpose TEXT NOT NULL,
  savepoint_by TEXT NOT NULL,
  hot TEXT NOT NULL
);
CREATE INDEX runs_by_job ON runs (job_id, id);

-- Every start of a run, written before the runtime hears of it. The second index is the rule of the house: a job has
-- at most one live epoch.
CREATE TABLE starts (
  job_id BIGINT NOT NULL REFERENCES jobs (id),
  epoch BIGINT NOT NULL,
  run_id BIGINT NOT NULL REFERENCES runs (id),
  runtime_job_id TEXT NOT NULL UNIQUE,
  restored_from BIGINT,
  begun_at BIGINT NOT NULL,
  ended_at BIGINT,
  ending TEXT NOT NULL,
  PRIMARY KEY (job_id, epoch)
);
CREATE UNIQUE INDEX starts_live ON starts (job_id) WHERE ended_at IS NULL;

-- Append-only ledger; gone_at marks an entry whose files no longer exist.
CREATE TABLE restore_points (
  id INTEGER PRIMARY KEY,
  job_id BIGINT NOT NULL REFERENCES jobs (id),
  run_id BIGINT,
  epoch BIGINT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  definition_version BIGINT,
  descriptors TEXT NOT NULL,
  created_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  savepoint_id TEXT,
  created_at BIGINT NOT NULL,
  gone_at BIGINT
);
CREATE INDEX restore_points_by_job ON restore_points (job_id, id);
