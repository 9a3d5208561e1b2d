-- What every later table stands on: who did what under which command id, the company's settings, and suppliers.
-- Instants are UTC text (2026-01-31T12:00:00.000Z). Migrations are written by hand and never edited once released.

CREATE TABLE command_log (
  command_id TEXT PRIMARY KEY NOT NULL CHECK (length(command_id) = 36),
  seq INTEGER NOT NULL UNIQUE CHECK (seq > 0),
  name TEXT NOT NULL,
  contract_version INTEGER NOT NULL CHECK (contract_version > 0),
  -- SHA-256, hex, over the canonical JSON of the parsed input.
  input_hash TEXT NOT NULL CHECK (length(input_hash) = 64),
  -- Written once, when the command is done; what the command writes meanwhile names its row.
  result_json TEXT,
  done_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE audit (
  audit_id INTEGER PRIMARY KEY,
  command_id TEXT NOT NULL REFERENCES command_log (command_id) ON DELETE RESTRICT,
  -- What was changed, such as supplier 3, and what it said afterwards.
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  after_json TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX audit_by_subject ON audit (subject, subject_id, audit_id);
--> statement-breakpoint
CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,
  value_json TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier (
  supplier_id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 3 AND 4 AND code NOT GLOB '*[^A-Z]*'),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  contact TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_by_name ON supplier (name COLLATE NOCASE, supplier_id);
--> statement-breakpoint
CREATE TRIGGER command_log_no_update BEFORE UPDATE ON command_log WHEN OLD.result_json IS NOT NULL OR NEW.result_json IS NULL BEGIN SELECT RAISE(ABORT, 'append-only: command_log'); END;
--> statement-breakpoint
CREATE TRIGGER command_log_no_delete BEFORE DELETE ON command_log BEGIN SELECT RAISE(ABORT, 'append-only: command_log'); END;
--> statement-breakpoint
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END;
--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END;
