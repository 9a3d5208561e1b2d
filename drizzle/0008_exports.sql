-- The queue of documents for the accounting company: what each event becomes there, whether it arrived, and each attempt.

-- One row per document to be there, written with the event it comes of. Before it is first sent its body and request id are
-- stored; from then on neither changes while nobody knows whether it arrived.
CREATE TABLE export_document (
  export_id INTEGER PRIMARY KEY CHECK (export_id > 0),
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT,
  -- Whose event it is, and under whose number it goes.
  document_kind TEXT NOT NULL CHECK (document_kind IN ('receipt', 'build', 'sale', 'adjustment')),
  document_id INTEGER NOT NULL CHECK (document_id > 0),
  -- The inventory source it was planned under: everything later about the same document is of the same kind.
  source TEXT NOT NULL CHECK (source IN ('sync', 'partsemble')),
  kind TEXT NOT NULL CHECK (kind IN ('inventory_adjustment', 'journal_entry')),
  purpose TEXT NOT NULL CHECK (purpose IN ('main', 'cogs', 'waste', 'correction', 'late_cost', 'reversal', 'cost_of_sales')),
  -- Which account balances an adjustment; its external id from the first send on, or when it opposes what was sent.
  offset_role TEXT CHECK (offset_role IN ('cogs', 'waste', 'receiving')),
  offset_account TEXT CHECK (offset_account IS NULL OR kind = 'inventory_adjustment'),
  doc_number TEXT NOT NULL CHECK (length(doc_number) BETWEEN 1 AND 21),
  -- Its note ends with `[PSB:<marker>]`, by which it is found again.
  marker TEXT NOT NULL UNIQUE CHECK (length(marker) = 36),
  txn_date TEXT NOT NULL CHECK (txn_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The day it bears there, where the books are closed for the event's own.
  other_date TEXT CHECK (other_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- waiting: may go out; needs: something is missing first; in_flight: being sent; unknown: nobody knows whether it arrived;
  -- refused: it did not, and why; withdrawn: never sent, as what it tells of was taken back; not_exported: left to people.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'needs', 'in_flight', 'unknown', 'accepted', 'refused', 'withdrawn', 'nothing_to_send', 'not_exported')),
  -- What is missing, why it was refused, or why nothing goes out: a JSON array of codes with their data.
  why_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(why_json)),
  -- Whether it goes out by itself: by its type's mode, or because a person sent it.
  queued INTEGER NOT NULL DEFAULT 0 CHECK (queued IN (0, 1)),
  request_id TEXT UNIQUE CHECK (length(request_id) BETWEEN 1 AND 50),
  body TEXT,
  sent_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  external_id TEXT,
  sync_token TEXT,
  -- By the accounting company's own clock, UTC.
  accepted_at TEXT,
  CHECK ((offset_role IS NOT NULL) = (kind = 'inventory_adjustment')),
  CHECK ((request_id IS NULL) = (body IS NULL)),
  CHECK (state NOT IN ('in_flight', 'unknown', 'accepted') OR body IS NOT NULL),
  CHECK ((state = 'accepted') = (external_id IS NOT NULL)),
  CHECK ((state = 'accepted') = (accepted_at IS NOT NULL))
) STRICT;
--> statement-breakpoint
-- A number that never went out is free again.
CREATE UNIQUE INDEX export_document_number ON export_document (doc_number) WHERE state NOT IN ('withdrawn', 'nothing_to_send');
--> statement-breakpoint
CREATE INDEX export_document_by_posting ON export_document (posting_id);
--> statement-breakpoint
CREATE INDEX export_document_by_document ON export_document (document_kind, document_id, export_id);
--> statement-breakpoint
-- What is not settled yet. What arrived is not in it, so the queue costs the same however long the past is.
CREATE INDEX export_document_open ON export_document (state, export_id) WHERE state IN ('waiting', 'needs', 'in_flight', 'unknown', 'refused');
--> statement-breakpoint
-- The journals of a day, for the cost of its sales.
CREATE INDEX export_document_of_day ON export_document (txn_date, export_id) WHERE purpose = 'cost_of_sales';
--> statement-breakpoint
-- What a person says was entered there by hand.
CREATE INDEX export_document_by_hand ON export_document (export_id) WHERE state = 'not_exported' AND why_json ->> '$[0].code' = 'done_by_hand';
--> statement-breakpoint
-- Labor and overhead that nothing was sent of, for want of an account.
CREATE INDEX export_document_left_out ON export_document (export_id) WHERE state = 'nothing_to_send' AND why_json ->> '$[0].code' = 'no_conversion_account';
--> statement-breakpoint
CREATE INDEX export_document_accepted ON export_document (accepted_at, export_id) WHERE accepted_at IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX export_document_external ON export_document (kind, external_id) WHERE external_id IS NOT NULL;
--> statement-breakpoint
-- What a document tells of, by the document here that it belongs to: of an adjustment the quantity of a product, of a journal
-- the value that goes from one account to another. What was sent is in cents; `value` is exact, so what rounding left shows.
CREATE TABLE export_line (
  export_id INTEGER NOT NULL REFERENCES export_document (export_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  document_kind TEXT NOT NULL CHECK (document_kind IN ('receipt', 'build', 'sale', 'adjustment')),
  document_id INTEGER NOT NULL CHECK (document_id > 0),
  product_id INTEGER REFERENCES product (product_id) ON DELETE RESTRICT,
  debit_role TEXT,
  credit_role TEXT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN -9007199254740991 AND 9007199254740991),
  cents INTEGER NOT NULL CHECK (cents BETWEEN -9007199254740991 AND 9007199254740991),
  -- 1 for value that the owner chose to leave out.
  left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out IN (0, 1) AND (left_out = 0 OR cents = 0)),
  -- External ids as sent, or as opposed.
  item TEXT,
  debit_account TEXT,
  credit_account TEXT,
  vendor TEXT,
  PRIMARY KEY (export_id, line_no),
  CHECK ((product_id IS NULL) = (debit_role IS NOT NULL) AND (debit_role IS NULL) = (credit_role IS NULL)),
  CHECK (product_id IS NULL OR cents = 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX export_line_by_document ON export_line (document_kind, document_id, export_id);
--> statement-breakpoint
-- Sales that a person entered in the accounting company too: nothing more is to be told of them there.
CREATE TABLE sale_also_there (
  sale_id INTEGER PRIMARY KEY REFERENCES sale (sale_id) ON DELETE RESTRICT,
  said_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE export_attempt (
  export_id INTEGER NOT NULL REFERENCES export_document (export_id) ON DELETE RESTRICT,
  attempt_no INTEGER NOT NULL CHECK (attempt_no > 0),
  what TEXT NOT NULL CHECK (what IN ('send', 'look')),
  began_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('accepted', 'refused', 'unknown', 'put_off', 'found', 'not_found', 'found_twice')),
  -- What came back, without bodies: status, fault, the company's own id of the request.
  detail_json TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail_json)),
  PRIMARY KEY (export_id, attempt_no),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIEW export_document_cells AS SELECT export_id, json_array(export_id) AS key,
  json_array(export_id, posting_id, document_kind, document_id, source, kind, purpose, offset_role, offset_account, doc_number, marker, txn_date, other_date, state, why_json, queued, request_id, body, sent_at, attempts, external_id, sync_token, accepted_at) AS cells FROM export_document;
--> statement-breakpoint
CREATE TRIGGER export_document_copy_insert AFTER INSERT ON export_document BEGIN
  INSERT INTO row_copy SELECT 'export_document', key, cells FROM export_document_cells WHERE export_id = NEW.export_id;
END;
--> statement-breakpoint
CREATE TRIGGER export_document_copy_update AFTER UPDATE ON export_document BEGIN
  DELETE FROM row_copy WHERE source = 'export_document' AND key = json_array(OLD.export_id);
  INSERT INTO row_copy SELECT 'export_document', key, cells FROM export_document_cells WHERE export_id = NEW.export_id;
END;
--> statement-breakpoint
CREATE TRIGGER export_document_copy_delete AFTER DELETE ON export_document BEGIN
  DELETE FROM row_copy WHERE source = 'export_document' AND key = json_array(OLD.export_id);
END;
--> statement-breakpoint
CREATE VIEW export_line_cells AS SELECT export_id, line_no, json_array(export_id, line_no) AS key,
  json_array(export_id, line_no, document_kind, document_id, product_id, debit_role, credit_role, quantity, value, cents, left_out, item, debit_account, credit_account, vendor) AS cells FROM export_line;
--> statement-breakpoint
CREATE TRIGGER export_line_copy_insert AFTER INSERT ON export_line BEGIN
  INSERT INTO row_copy SELECT 'export_line', key, cells FROM export_line_cells WHERE export_id = NEW.export_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER export_line_copy_update AFTER UPDATE ON export_line BEGIN
  DELETE FROM row_copy WHERE source = 'export_line' AND key = json_array(OLD.export_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'export_line', key, cells FROM export_line_cells WHERE export_id = NEW.export_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER export_line_copy_delete AFTER DELETE ON export_line BEGIN
  DELETE FROM row_copy WHERE source = 'export_line' AND key = json_array(OLD.export_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE VIEW export_attempt_cells AS SELECT export_id, attempt_no, json_array(export_id, attempt_no) AS key,
  json_array(export_id, attempt_no, what, began_at, ended_at, outcome, detail_json) AS cells FROM export_attempt;
--> statement-breakpoint
CREATE TRIGGER export_attempt_copy_insert AFTER INSERT ON export_attempt BEGIN
  INSERT INTO row_copy SELECT 'export_attempt', key, cells FROM export_attempt_cells WHERE export_id = NEW.export_id AND attempt_no = NEW.attempt_no;
END;
--> statement-breakpoint
CREATE TRIGGER export_attempt_copy_update AFTER UPDATE ON export_attempt BEGIN
  DELETE FROM row_copy WHERE source = 'export_attempt' AND key = json_array(OLD.export_id, OLD.attempt_no);
  INSERT INTO row_copy SELECT 'export_attempt', key, cells FROM export_attempt_cells WHERE export_id = NEW.export_id AND attempt_no = NEW.attempt_no;
END;
--> statement-breakpoint
CREATE TRIGGER export_attempt_copy_delete AFTER DELETE ON export_attempt BEGIN
  DELETE FROM row_copy WHERE source = 'export_attempt' AND key = json_array(OLD.export_id, OLD.attempt_no);
END;
--> statement-breakpoint
CREATE VIEW sale_also_there_cells AS SELECT sale_id, json_array(sale_id) AS key, json_array(sale_id, said_at) AS cells FROM sale_also_there;
--> statement-breakpoint
CREATE TRIGGER sale_also_there_copy_insert AFTER INSERT ON sale_also_there BEGIN
  INSERT INTO row_copy SELECT 'sale_also_there', key, cells FROM sale_also_there_cells WHERE sale_id = NEW.sale_id;
END;
--> statement-breakpoint
CREATE TRIGGER sale_also_there_copy_update AFTER UPDATE ON sale_also_there BEGIN
  DELETE FROM row_copy WHERE source = 'sale_also_there' AND key = json_array(OLD.sale_id);
  INSERT INTO row_copy SELECT 'sale_also_there', key, cells FROM sale_also_there_cells WHERE sale_id = NEW.sale_id;
END;
--> statement-breakpoint
CREATE TRIGGER sale_also_there_copy_delete AFTER DELETE ON sale_also_there BEGIN
  DELETE FROM row_copy WHERE source = 'sale_also_there' AND key = json_array(OLD.sale_id);
END;
--> statement-breakpoint
-- Documents of ours as the accounting company last told them: what was exported, and whatever else bears our number or marker.
CREATE TABLE company_document (
  company_document_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('inventory_adjustment', 'journal_entry')),
  external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 40),
  doc_number TEXT NOT NULL DEFAULT '',
  -- The marker in its note; NULL where it has none.
  marker TEXT,
  sync_token TEXT NOT NULL DEFAULT '',
  -- When it was made there, by the company's own clock, UTC; NULL where it told only a date.
  created_at TEXT,
  -- deleted: the company told so; missing: it does not know it.
  gone TEXT CHECK (gone IN ('deleted', 'missing')),
  -- Its day, its account and what it moves: quantities by item in millionths, or cents by account, debits above zero.
  says_json TEXT NOT NULL CHECK (json_valid(says_json)),
  UNIQUE (kind, external_id)
) STRICT;
--> statement-breakpoint
-- So that no number is given out that is there already.
CREATE INDEX company_document_by_number ON company_document (doc_number) WHERE gone IS NULL;
--> statement-breakpoint
CREATE INDEX company_document_by_marker ON company_document (marker) WHERE marker IS NOT NULL;
--> statement-breakpoint
-- What the last comparison found to be otherwise there than here; made anew by each.
CREATE TABLE reconcile_finding (
  reconcile_finding_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('changed', 'rounded', 'deleted', 'missing', 'twice', 'arriving', 'adoptable', 'stranger')),
  export_id INTEGER REFERENCES export_document (export_id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('inventory_adjustment', 'journal_entry')),
  external_id TEXT NOT NULL,
  doc_number TEXT NOT NULL,
  -- What differs, each with what stands here and there.
  differences_json TEXT NOT NULL CHECK (json_valid(differences_json)),
  -- By item, what was sent less what is there, millionths.
  effects_json TEXT NOT NULL CHECK (json_valid(effects_json))
) STRICT;
--> statement-breakpoint
CREATE INDEX reconcile_finding_by_export ON reconcile_finding (export_id) WHERE export_id IS NOT NULL;
--> statement-breakpoint
-- What a person decided to leave as it was found: it is not shown as open while a comparison finds exactly that again.
CREATE TABLE reconcile_left (
  kind TEXT NOT NULL CHECK (kind IN ('inventory_adjustment', 'journal_entry')),
  external_id TEXT NOT NULL,
  -- How it stood: state, what differs and what that moves.
  found_json TEXT NOT NULL CHECK (json_valid(found_json)),
  PRIMARY KEY (kind, external_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Cents by account of all journals at the last comparison: as they were sent, and as they are there. `balance` is the whole
-- account's, of accounts that items keep their stock in.
CREATE TABLE reconcile_account (
  account TEXT PRIMARY KEY CHECK (length(account) BETWEEN 1 AND 40),
  sent INTEGER NOT NULL,
  there INTEGER NOT NULL,
  balance INTEGER
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIEW company_document_cells AS SELECT company_document_id, json_array(company_document_id) AS key,
  json_array(company_document_id, kind, external_id, doc_number, marker, sync_token, created_at, gone, says_json) AS cells FROM company_document;
--> statement-breakpoint
CREATE TRIGGER company_document_copy_insert AFTER INSERT ON company_document BEGIN
  INSERT INTO row_copy SELECT 'company_document', key, cells FROM company_document_cells WHERE company_document_id = NEW.company_document_id;
END;
--> statement-breakpoint
CREATE TRIGGER company_document_copy_update AFTER UPDATE ON company_document BEGIN
  DELETE FROM row_copy WHERE source = 'company_document' AND key = json_array(OLD.company_document_id);
  INSERT INTO row_copy SELECT 'company_document', key, cells FROM company_document_cells WHERE company_document_id = NEW.company_document_id;
END;
--> statement-breakpoint
CREATE TRIGGER company_document_copy_delete AFTER DELETE ON company_document BEGIN
  DELETE FROM row_copy WHERE source = 'company_document' AND key = json_array(OLD.company_document_id);
END;
--> statement-breakpoint
CREATE VIEW reconcile_finding_cells AS SELECT reconcile_finding_id, json_array(reconcile_finding_id) AS key,
  json_array(reconcile_finding_id, state, export_id, kind, external_id, doc_number, differences_json, effects_json) AS cells FROM reconcile_finding;
--> statement-breakpoint
CREATE TRIGGER reconcile_finding_copy_insert AFTER INSERT ON reconcile_finding BEGIN
  INSERT INTO row_copy SELECT 'reconcile_finding', key, cells FROM reconcile_finding_cells WHERE reconcile_finding_id = NEW.reconcile_finding_id;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_finding_copy_update AFTER UPDATE ON reconcile_finding BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_finding' AND key = json_array(OLD.reconcile_finding_id);
  INSERT INTO row_copy SELECT 'reconcile_finding', key, cells FROM reconcile_finding_cells WHERE reconcile_finding_id = NEW.reconcile_finding_id;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_finding_copy_delete AFTER DELETE ON reconcile_finding BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_finding' AND key = json_array(OLD.reconcile_finding_id);
END;
--> statement-breakpoint
CREATE VIEW reconcile_left_cells AS SELECT kind, external_id, json_array(kind, external_id) AS key,
  json_array(kind, external_id, found_json) AS cells FROM reconcile_left;
--> statement-breakpoint
CREATE TRIGGER reconcile_left_copy_insert AFTER INSERT ON reconcile_left BEGIN
  INSERT INTO row_copy SELECT 'reconcile_left', key, cells FROM reconcile_left_cells WHERE kind = NEW.kind AND external_id = NEW.external_id;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_left_copy_update AFTER UPDATE ON reconcile_left BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_left' AND key = json_array(OLD.kind, OLD.external_id);
  INSERT INTO row_copy SELECT 'reconcile_left', key, cells FROM reconcile_left_cells WHERE kind = NEW.kind AND external_id = NEW.external_id;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_left_copy_delete AFTER DELETE ON reconcile_left BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_left' AND key = json_array(OLD.kind, OLD.external_id);
END;
--> statement-breakpoint
CREATE VIEW reconcile_account_cells AS SELECT account, json_array(account) AS key,
  json_array(account, sent, there, balance) AS cells FROM reconcile_account;
--> statement-breakpoint
CREATE TRIGGER reconcile_account_copy_insert AFTER INSERT ON reconcile_account BEGIN
  INSERT INTO row_copy SELECT 'reconcile_account', key, cells FROM reconcile_account_cells WHERE account = NEW.account;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_account_copy_update AFTER UPDATE ON reconcile_account BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_account' AND key = json_array(OLD.account);
  INSERT INTO row_copy SELECT 'reconcile_account', key, cells FROM reconcile_account_cells WHERE account = NEW.account;
END;
--> statement-breakpoint
CREATE TRIGGER reconcile_account_copy_delete AFTER DELETE ON reconcile_account BEGIN
  DELETE FROM row_copy WHERE source = 'reconcile_account' AND key = json_array(OLD.account);
END;
