-- Products, BOMs, receipts and builds, and the ledger they post to.
-- A quantity is an integer count of millionths of the product's unit, money one of millionths of the company currency;
-- both stay within ±(2^53 − 1). A business date is YYYY-MM-DD, an instant UTC text.
-- Documents and lots name each other as (document_kind, document_id): receipt, build, sale or adjustment.

CREATE TABLE product (
  product_id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 60),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind TEXT NOT NULL CHECK (kind IN ('raw_material', 'component', 'sub_assembly', 'finished_good')),
  unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 20),
  -- Bought by another unit: how many of our units, in millionths, are in one of it.
  purchase_unit TEXT CHECK (length(purchase_unit) BETWEEN 1 AND 20),
  purchase_factor INTEGER CHECK (purchase_factor BETWEEN 1 AND 9007199254740991),
  unit_cost INTEGER NOT NULL DEFAULT 0 CHECK (unit_cost BETWEEN 0 AND 9007199254740991),
  reorder_point INTEGER CHECK (reorder_point BETWEEN 0 AND 9007199254740991),
  supplier_id INTEGER REFERENCES supplier (supplier_id) ON DELETE RESTRICT,
  notes TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  CHECK ((purchase_unit IS NULL) = (purchase_factor IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX product_by_name ON product (name COLLATE NOCASE, product_id);
--> statement-breakpoint
-- On hand per product: its lots, less its open shortage. Kept, because summing a million rows takes a second.
CREATE TABLE product_balance (
  product_id INTEGER PRIMARY KEY REFERENCES product (product_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 9007199254740991)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER product_starts_empty AFTER INSERT ON product BEGIN
  INSERT INTO product_balance (product_id, quantity, value) VALUES (NEW.product_id, 0, 0);
END;
--> statement-breakpoint
CREATE TABLE bom_version (
  bom_version_id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version > 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
  UNIQUE (product_id, version)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX bom_version_active ON bom_version (product_id) WHERE status = 'active';
--> statement-breakpoint
CREATE TABLE bom_component (
  bom_version_id INTEGER NOT NULL REFERENCES bom_version (bom_version_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  -- Four decimals at most.
  quantity_per_unit INTEGER NOT NULL CHECK (quantity_per_unit BETWEEN 1 AND 9007199254740991 AND quantity_per_unit % 100 = 0),
  optional INTEGER NOT NULL DEFAULT 0 CHECK (optional IN (0, 1)),
  PRIMARY KEY (bom_version_id, line_no),
  UNIQUE (bom_version_id, product_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX bom_component_by_product ON bom_component (product_id, bom_version_id);
--> statement-breakpoint
-- Either a fixed amount per unit built, or a rate times a quantity (such as hours) per unit built.
CREATE TABLE bom_cost_line (
  bom_version_id INTEGER NOT NULL REFERENCES bom_version (bom_version_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('labor', 'overhead', 'other')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  amount_per_unit INTEGER CHECK (amount_per_unit BETWEEN 0 AND 9007199254740991),
  rate INTEGER CHECK (rate BETWEEN 0 AND 9007199254740991),
  quantity_per_unit INTEGER CHECK (quantity_per_unit BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (bom_version_id, line_no),
  CHECK ((amount_per_unit IS NULL) = (rate IS NOT NULL) AND (rate IS NULL) = (quantity_per_unit IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- One row per stock event, never changed, numbered from 1 without gaps. `hash` covers the event whole (entries, lots and
-- document lines) and the hash before it.
CREATE TABLE posting (
  posting_id INTEGER PRIMARY KEY CHECK (posting_id > 0),
  command_id TEXT NOT NULL REFERENCES command_log (command_id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 30),
  document_kind TEXT NOT NULL CHECK (document_kind IN ('receipt', 'build', 'sale', 'adjustment')),
  document_id INTEGER NOT NULL CHECK (document_id > 0),
  business_date TEXT NOT NULL CHECK (business_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  recorded_at TEXT NOT NULL,
  reverses_posting_id INTEGER REFERENCES posting (posting_id) ON DELETE RESTRICT,
  format_version INTEGER NOT NULL CHECK (format_version > 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX posting_reversal ON posting (reverses_posting_id) WHERE reverses_posting_id IS NOT NULL;
--> statement-breakpoint
-- What came to be at once, from one source, at one cost. Its identity never changes; FIFO order is (received_on, lot_id).
CREATE TABLE lot (
  lot_id INTEGER PRIMARY KEY CHECK (lot_id > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
  made_quantity INTEGER NOT NULL CHECK (made_quantity BETWEEN 1 AND 9007199254740991),
  received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  supplier_lot TEXT CHECK (length(supplier_lot) BETWEEN 1 AND 60),
  expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  document_kind TEXT NOT NULL CHECK (document_kind IN ('receipt', 'build', 'sale', 'adjustment')),
  document_id INTEGER NOT NULL CHECK (document_id > 0),
  -- The line of the document that made it; a build makes one lot and has no lines of product.
  document_line_no INTEGER CHECK (document_line_no > 0),
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT,
  voided_by_posting_id INTEGER REFERENCES posting (posting_id) ON DELETE RESTRICT
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX lot_number_in_use ON lot (product_id, number) WHERE voided_by_posting_id IS NULL;
--> statement-breakpoint
CREATE INDEX lot_by_number ON lot (number);
--> statement-breakpoint
CREATE INDEX lot_by_document ON lot (document_kind, document_id);
--> statement-breakpoint
CREATE INDEX lot_by_void ON lot (voided_by_posting_id, lot_id) WHERE voided_by_posting_id IS NOT NULL;
--> statement-breakpoint
-- Value leaves some accounts and enters others: the entries of a posting sum to zero. An entry belongs to the document on
-- whose behalf it moves something; a later change to what it moved names it in `follows_entry_id`.
CREATE TABLE entry (
  entry_id INTEGER PRIMARY KEY CHECK (entry_id > 0),
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT,
  account TEXT NOT NULL CHECK (account IN (
    'lot', 'work_in_process', 'shortage', 'supplier', 'opening', 'labor', 'overhead', 'other', 'cost_of_goods_sold', 'waste', 'adjustment'
  )),
  product_id INTEGER REFERENCES product (product_id) ON DELETE RESTRICT,
  lot_id INTEGER REFERENCES lot (lot_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN -9007199254740991 AND 9007199254740991),
  document_kind TEXT NOT NULL CHECK (document_kind IN ('receipt', 'build', 'sale', 'adjustment')),
  document_id INTEGER NOT NULL CHECK (document_id > 0),
  follows_entry_id INTEGER REFERENCES entry (entry_id) ON DELETE RESTRICT,
  CHECK (quantity <> 0 OR value <> 0),
  CHECK ((account = 'lot') = (lot_id IS NOT NULL)),
  CHECK (account NOT IN ('lot', 'shortage') OR product_id IS NOT NULL),
  CHECK (account IN ('lot', 'shortage') OR quantity = 0)
) STRICT;
--> statement-breakpoint
-- The entries behind a number on a screen.
CREATE INDEX entry_by_posting ON entry (posting_id);
--> statement-breakpoint
-- What a document carries.
CREATE INDEX entry_by_document ON entry (document_kind, document_id);
--> statement-breakpoint
-- What holds draws on a lot, and where a lot went.
CREATE INDEX entry_by_lot ON entry (lot_id) WHERE lot_id IS NOT NULL;
--> statement-breakpoint
-- A product's history, newest first.
CREATE INDEX entry_by_product ON entry (product_id) WHERE product_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE lot_balance (
  lot_id INTEGER PRIMARY KEY REFERENCES lot (lot_id) ON DELETE RESTRICT,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  received_on TEXT NOT NULL,
  remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 9007199254740991),
  CHECK (remaining > 0 OR value = 0)
) STRICT;
--> statement-breakpoint
-- The FIFO pick. Used-up lots are not in it, so a pick costs the same however many there are.
CREATE INDEX lot_balance_open ON lot_balance (product_id, received_on, lot_id) WHERE remaining > 0;
--> statement-breakpoint
-- A draft until it has a posting; then its number is given and nothing of it changes any more.
CREATE TABLE receipt (
  -- A deleted draft's id is not given again: what was written down about it stays its own.
  receipt_id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER UNIQUE CHECK (number > 0),
  supplier_id INTEGER NOT NULL REFERENCES supplier (supplier_id) ON DELETE RESTRICT,
  received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  posting_id INTEGER UNIQUE REFERENCES posting (posting_id) ON DELETE RESTRICT,
  CHECK ((number IS NULL) = (posting_id IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX receipt_by_date ON receipt (received_on, receipt_id);
--> statement-breakpoint
-- The cost is kept as it was typed: either per unit or for the whole line.
CREATE TABLE receipt_line (
  receipt_id INTEGER NOT NULL REFERENCES receipt (receipt_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  unit_cost INTEGER CHECK (unit_cost BETWEEN 0 AND 9007199254740991),
  line_total INTEGER CHECK (line_total BETWEEN 0 AND 9007199254740991),
  cost_to_be_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (cost_to_be_confirmed IN (0, 1)),
  -- Without one the lot's number is made from supplier and date.
  lot_number TEXT CHECK (length(lot_number) BETWEEN 1 AND 60),
  supplier_lot TEXT CHECK (length(supplier_lot) BETWEEN 1 AND 60),
  expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  PRIMARY KEY (receipt_id, line_no),
  CHECK ((unit_cost IS NULL) = (line_total IS NOT NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX receipt_line_by_product ON receipt_line (product_id, receipt_id);
--> statement-breakpoint
-- Numbered and locked when it is executed, by the posting that did it.
CREATE TABLE build (
  build_id INTEGER PRIMARY KEY,
  number INTEGER UNIQUE CHECK (number > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  bom_version_id INTEGER NOT NULL REFERENCES bom_version (bom_version_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
  business_date TEXT NOT NULL CHECK (business_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  posting_id INTEGER UNIQUE REFERENCES posting (posting_id) ON DELETE RESTRICT,
  CHECK ((number IS NULL) = (posting_id IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX build_by_product ON build (product_id, build_id);
--> statement-breakpoint
-- A component as the build asked for it. What was drawn, and at which cost, is in the entries.
CREATE TABLE build_line (
  build_id INTEGER NOT NULL REFERENCES build (build_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  quantity_per_unit INTEGER NOT NULL CHECK (quantity_per_unit BETWEEN 1 AND 9007199254740991),
  optional INTEGER NOT NULL CHECK (optional IN (0, 1)),
  PRIMARY KEY (build_id, line_no)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE build_cost_line (
  build_id INTEGER NOT NULL REFERENCES build (build_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('labor', 'overhead', 'other')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  amount_per_unit INTEGER CHECK (amount_per_unit BETWEEN 0 AND 9007199254740991),
  rate INTEGER CHECK (rate BETWEEN 0 AND 9007199254740991),
  quantity_per_unit INTEGER CHECK (quantity_per_unit BETWEEN 0 AND 9007199254740991),
  -- For all units built, rounded once.
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (build_id, line_no),
  CHECK ((amount_per_unit IS NULL) = (rate IS NOT NULL) AND (rate IS NULL) = (quantity_per_unit IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;
--> statement-breakpoint
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;
--> statement-breakpoint
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
--> statement-breakpoint
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
--> statement-breakpoint
CREATE TRIGGER lot_no_update BEFORE UPDATE OF
  lot_id, product_id, number, made_quantity, received_on, supplier_lot, expires_on, document_kind, document_id, document_line_no, posting_id
ON lot BEGIN SELECT RAISE(ABORT, 'append-only: lot'); END;
--> statement-breakpoint
CREATE TRIGGER lot_voided_once BEFORE UPDATE OF voided_by_posting_id ON lot
WHEN OLD.voided_by_posting_id IS NOT NULL OR NEW.voided_by_posting_id IS NULL
BEGIN SELECT RAISE(ABORT, 'append-only: lot'); END;
--> statement-breakpoint
CREATE TRIGGER lot_no_delete BEFORE DELETE ON lot BEGIN SELECT RAISE(ABORT, 'append-only: lot'); END;
--> statement-breakpoint
CREATE TRIGGER lot_balance_no_delete BEFORE DELETE ON lot_balance BEGIN SELECT RAISE(ABORT, 'kept for good: lot_balance'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_locked_update BEFORE UPDATE ON receipt WHEN OLD.posting_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: receipt'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_locked_delete BEFORE DELETE ON receipt WHEN OLD.posting_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: receipt'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_locked_insert BEFORE INSERT ON receipt_line
WHEN (SELECT posting_id FROM receipt WHERE receipt_id = NEW.receipt_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: receipt_line'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_locked_update BEFORE UPDATE ON receipt_line
WHEN (SELECT posting_id FROM receipt WHERE receipt_id = OLD.receipt_id) IS NOT NULL
  OR (SELECT posting_id FROM receipt WHERE receipt_id = NEW.receipt_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: receipt_line'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_locked_delete BEFORE DELETE ON receipt_line
WHEN (SELECT posting_id FROM receipt WHERE receipt_id = OLD.receipt_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: receipt_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_locked_update BEFORE UPDATE ON build WHEN OLD.posting_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build'); END;
--> statement-breakpoint
CREATE TRIGGER build_locked_delete BEFORE DELETE ON build WHEN OLD.posting_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build'); END;
--> statement-breakpoint
CREATE TRIGGER build_line_locked_insert BEFORE INSERT ON build_line
WHEN (SELECT posting_id FROM build WHERE build_id = NEW.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_line_locked_update BEFORE UPDATE ON build_line
WHEN (SELECT posting_id FROM build WHERE build_id = OLD.build_id) IS NOT NULL
  OR (SELECT posting_id FROM build WHERE build_id = NEW.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_line_locked_delete BEFORE DELETE ON build_line
WHEN (SELECT posting_id FROM build WHERE build_id = OLD.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_cost_line_locked_insert BEFORE INSERT ON build_cost_line
WHEN (SELECT posting_id FROM build WHERE build_id = NEW.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_cost_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_cost_line_locked_update BEFORE UPDATE ON build_cost_line
WHEN (SELECT posting_id FROM build WHERE build_id = OLD.build_id) IS NOT NULL
  OR (SELECT posting_id FROM build WHERE build_id = NEW.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_cost_line'); END;
--> statement-breakpoint
CREATE TRIGGER build_cost_line_locked_delete BEFORE DELETE ON build_cost_line
WHEN (SELECT posting_id FROM build WHERE build_id = OLD.build_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'locked: build_cost_line'); END;
--> statement-breakpoint
-- A version that left its draft is never changed in place; only its status moves on.
CREATE TRIGGER bom_version_locked_update BEFORE UPDATE OF bom_version_id, product_id, version ON bom_version
BEGIN SELECT RAISE(ABORT, 'locked: bom_version'); END;
--> statement-breakpoint
CREATE TRIGGER bom_version_no_draft_again BEFORE UPDATE OF status ON bom_version WHEN OLD.status <> 'draft' AND NEW.status = 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_version'); END;
--> statement-breakpoint
CREATE TRIGGER bom_version_locked_delete BEFORE DELETE ON bom_version WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_version'); END;
--> statement-breakpoint
CREATE TRIGGER bom_component_locked_insert BEFORE INSERT ON bom_component
WHEN (SELECT status FROM bom_version WHERE bom_version_id = NEW.bom_version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_component'); END;
--> statement-breakpoint
CREATE TRIGGER bom_component_locked_update BEFORE UPDATE ON bom_component
WHEN 'draft' <> (SELECT status FROM bom_version WHERE bom_version_id = OLD.bom_version_id)
  OR 'draft' <> (SELECT status FROM bom_version WHERE bom_version_id = NEW.bom_version_id)
BEGIN SELECT RAISE(ABORT, 'locked: bom_component'); END;
--> statement-breakpoint
CREATE TRIGGER bom_component_locked_delete BEFORE DELETE ON bom_component
WHEN (SELECT status FROM bom_version WHERE bom_version_id = OLD.bom_version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_component'); END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_locked_insert BEFORE INSERT ON bom_cost_line
WHEN (SELECT status FROM bom_version WHERE bom_version_id = NEW.bom_version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_cost_line'); END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_locked_update BEFORE UPDATE ON bom_cost_line
WHEN 'draft' <> (SELECT status FROM bom_version WHERE bom_version_id = OLD.bom_version_id)
  OR 'draft' <> (SELECT status FROM bom_version WHERE bom_version_id = NEW.bom_version_id)
BEGIN SELECT RAISE(ABORT, 'locked: bom_cost_line'); END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_locked_delete BEFORE DELETE ON bom_cost_line
WHEN (SELECT status FROM bom_version WHERE bom_version_id = OLD.bom_version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'locked: bom_cost_line'); END;
