-- Where the books of each backup ended that a restore left behind. Written into the restored copy before it becomes the
-- ledger, so that *Check my books* tells a restore from postings that were cut off. A restored ledger of an older version
-- has the table already; `database/replaced-heads.ts` makes the same one.
CREATE TABLE IF NOT EXISTS replaced_head (
  replaced_head_id INTEGER PRIMARY KEY,
  posting_count INTEGER NOT NULL CHECK (posting_count >= 0),
  posting_hash TEXT CHECK (length(posting_hash) = 64),
  command_count INTEGER NOT NULL CHECK (command_count >= 0),
  -- Unknown for commands done before they had hashes.
  command_hash TEXT CHECK (length(command_hash) = 64),
  replaced_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER replaced_head_no_update BEFORE UPDATE ON replaced_head BEGIN SELECT RAISE(ABORT, 'append-only: replaced_head'); END;
--> statement-breakpoint
CREATE TRIGGER replaced_head_no_delete BEFORE DELETE ON replaced_head BEGIN SELECT RAISE(ABORT, 'append-only: replaced_head'); END;
--> statement-breakpoint
CREATE VIEW replaced_head_cells AS SELECT replaced_head_id, json_array(replaced_head_id) AS key,
  json_array(replaced_head_id, posting_count, posting_hash, command_count, command_hash, replaced_at) AS cells FROM replaced_head;
--> statement-breakpoint
CREATE TRIGGER replaced_head_copy_insert AFTER INSERT ON replaced_head BEGIN
  INSERT INTO row_copy SELECT 'replaced_head', key, cells FROM replaced_head_cells WHERE replaced_head_id = NEW.replaced_head_id;
END;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'replaced_head', key, cells FROM replaced_head_cells;
