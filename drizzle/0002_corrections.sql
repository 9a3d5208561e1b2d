-- Sales, returns, shortages, adjustments and what corrections say: everything that moves stock besides receipts and builds.

-- Written by hand, or pulled from accounting later. A return is a credit memo or refund. What it says is in its versions.
CREATE TABLE sale (
  sale_id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return'))
) STRICT;
--> statement-breakpoint
-- What a sale says from this posting on; the newest version is the one in force.
CREATE TABLE sale_version (
  posting_id INTEGER PRIMARY KEY REFERENCES posting (posting_id) ON DELETE RESTRICT,
  sale_id INTEGER NOT NULL REFERENCES sale (sale_id) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  reference TEXT NOT NULL CHECK (length(reference) <= 60),
  customer TEXT NOT NULL CHECK (length(customer) <= 200),
  sale_on TEXT NOT NULL CHECK (sale_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- What a return does with the goods; a sale has none.
  treatment TEXT CHECK (treatment IN ('return_to_stock', 'price_only', 'consume_like_a_sale')),
  notes TEXT NOT NULL DEFAULT '',
  UNIQUE (sale_id, version)
) STRICT;
--> statement-breakpoint
CREATE TABLE sale_line (
  posting_id INTEGER NOT NULL REFERENCES sale_version (posting_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9007199254740991),
  revenue INTEGER NOT NULL CHECK (revenue BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (posting_id, line_no)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Kept from the newest version: how much of a product a sale or return speaks of, found by customer.
CREATE TABLE sale_product (
  sale_id INTEGER NOT NULL REFERENCES sale (sale_id) ON DELETE RESTRICT,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  customer TEXT NOT NULL,
  sale_on TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (sale_id, product_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- A customer's sales of a product, the latest first.
CREATE INDEX sale_product_by_customer ON sale_product (customer, product_id, sale_on, sale_id);
--> statement-breakpoint
-- What was sold and was not there. Its id is that of the entry that opened it; quantity and value are what is still open.
CREATE TABLE shortage (
  shortage_id INTEGER PRIMARY KEY REFERENCES entry (entry_id) ON DELETE RESTRICT,
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT,
  sale_id INTEGER NOT NULL REFERENCES sale (sale_id) ON DELETE RESTRICT,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  -- Where its cost comes from: average of the stock, last known average, the product's unit cost, or none known.
  basis TEXT NOT NULL CHECK (basis IN ('stock', 'last_known', 'unit_cost', 'none')),
  -- Where its cost went, and the difference goes when it is settled.
  counter TEXT NOT NULL CHECK (counter IN ('cost_of_goods_sold', 'adjustment')),
  sale_on TEXT NOT NULL CHECK (sale_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 9007199254740991),
  CHECK (quantity > 0 OR value = 0)
) STRICT;
--> statement-breakpoint
-- Which shortage is settled next. Settled ones are not in it.
CREATE INDEX shortage_open ON shortage (product_id, sale_on, posting_id, shortage_id) WHERE quantity > 0;
--> statement-breakpoint
CREATE INDEX shortage_by_sale ON shortage (sale_id, product_id);
--> statement-breakpoint
CREATE INDEX shortage_by_posting ON shortage (posting_id);
--> statement-breakpoint
-- A draw that settled a shortage, and what had been booked for it.
CREATE TABLE settlement (
  draw_entry_id INTEGER PRIMARY KEY REFERENCES entry (entry_id) ON DELETE RESTRICT,
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT,
  shortage_id INTEGER NOT NULL REFERENCES shortage (shortage_id) ON DELETE RESTRICT,
  booked INTEGER NOT NULL CHECK (booked BETWEEN 0 AND 9007199254740991)
) STRICT;
--> statement-breakpoint
CREATE INDEX settlement_by_posting ON settlement (posting_id);
--> statement-breakpoint
-- Stock that changed without a receipt, build or sale. A `difference` is what a pool's average made of something taken back.
CREATE TABLE adjustment (
  adjustment_id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'found', 'stock', 'lot', 'difference')),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  -- The lot that was adjusted; opening and found lots name their adjustment themselves.
  lot_id INTEGER REFERENCES lot (lot_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991),
  value INTEGER NOT NULL CHECK (value BETWEEN -9007199254740991 AND 9007199254740991),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 30),
  business_date TEXT NOT NULL CHECK (business_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  notes TEXT NOT NULL DEFAULT '',
  posting_id INTEGER NOT NULL REFERENCES posting (posting_id) ON DELETE RESTRICT
) STRICT;
--> statement-breakpoint
CREATE INDEX adjustment_by_posting ON adjustment (posting_id);
--> statement-breakpoint
-- What a receipt line says from this posting on: its cost as typed, or its quantity.
CREATE TABLE receipt_correction (
  posting_id INTEGER PRIMARY KEY REFERENCES posting (posting_id) ON DELETE RESTRICT,
  receipt_id INTEGER NOT NULL REFERENCES receipt (receipt_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  unit_cost INTEGER CHECK (unit_cost BETWEEN 0 AND 9007199254740991),
  line_total INTEGER CHECK (line_total BETWEEN 0 AND 9007199254740991),
  quantity INTEGER CHECK (quantity BETWEEN 1 AND 9007199254740991),
  reason TEXT CHECK (reason IN ('count', 'miscounted_on_entry')),
  CHECK ((unit_cost IS NOT NULL) + (line_total IS NOT NULL) + (quantity IS NOT NULL) = 1),
  CHECK ((quantity IS NULL) = (reason IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX receipt_correction_by_receipt ON receipt_correction (receipt_id, line_no);
--> statement-breakpoint
-- Why a build was rejected. What was recovered and what was wasted is in the entries.
CREATE TABLE build_rejection (
  posting_id INTEGER PRIMARY KEY REFERENCES posting (posting_id) ON DELETE RESTRICT,
  build_id INTEGER NOT NULL REFERENCES build (build_id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason IN ('quality_defect', 'wrong_materials', 'equipment_failure', 'process_error', 'other')),
  recovery TEXT NOT NULL CHECK (recovery IN ('full', 'total_loss', 'partial')),
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
--> statement-breakpoint
CREATE INDEX build_rejection_by_build ON build_rejection (build_id);
--> statement-breakpoint
-- What changed a draw since: returns, give-backs, late costs.
CREATE INDEX entry_by_draw ON entry (follows_entry_id) WHERE follows_entry_id IS NOT NULL;
--> statement-breakpoint
-- The state a build is in is the last thing that was done to it.
CREATE INDEX posting_of_build ON posting (document_id) WHERE document_kind = 'build';
--> statement-breakpoint
-- Without receiving a product has one pool; with receiving it is the product's legacy lot. Nobody else may take such a number.
CREATE UNIQUE INDEX lot_pool ON lot (product_id) WHERE number GLOB 'LEGACY-*';
--> statement-breakpoint
CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;
--> statement-breakpoint
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;
--> statement-breakpoint
CREATE TRIGGER sale_version_no_update BEFORE UPDATE ON sale_version BEGIN SELECT RAISE(ABORT, 'append-only: sale_version'); END;
--> statement-breakpoint
CREATE TRIGGER sale_version_no_delete BEFORE DELETE ON sale_version BEGIN SELECT RAISE(ABORT, 'append-only: sale_version'); END;
--> statement-breakpoint
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
--> statement-breakpoint
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
--> statement-breakpoint
CREATE TRIGGER shortage_no_update BEFORE UPDATE OF shortage_id, posting_id, sale_id, product_id, basis, counter ON shortage BEGIN SELECT RAISE(ABORT, 'append-only: shortage'); END;
--> statement-breakpoint
CREATE TRIGGER shortage_no_delete BEFORE DELETE ON shortage BEGIN SELECT RAISE(ABORT, 'append-only: shortage'); END;
--> statement-breakpoint
CREATE TRIGGER settlement_no_update BEFORE UPDATE ON settlement BEGIN SELECT RAISE(ABORT, 'append-only: settlement'); END;
--> statement-breakpoint
CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement BEGIN SELECT RAISE(ABORT, 'append-only: settlement'); END;
--> statement-breakpoint
CREATE TRIGGER adjustment_no_update BEFORE UPDATE ON adjustment BEGIN SELECT RAISE(ABORT, 'append-only: adjustment'); END;
--> statement-breakpoint
CREATE TRIGGER adjustment_no_delete BEFORE DELETE ON adjustment BEGIN SELECT RAISE(ABORT, 'append-only: adjustment'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_correction_no_update BEFORE UPDATE ON receipt_correction BEGIN SELECT RAISE(ABORT, 'append-only: receipt_correction'); END;
--> statement-breakpoint
CREATE TRIGGER receipt_correction_no_delete BEFORE DELETE ON receipt_correction BEGIN SELECT RAISE(ABORT, 'append-only: receipt_correction'); END;
--> statement-breakpoint
CREATE TRIGGER build_rejection_no_update BEFORE UPDATE ON build_rejection BEGIN SELECT RAISE(ABORT, 'append-only: build_rejection'); END;
--> statement-breakpoint
CREATE TRIGGER build_rejection_no_delete BEFORE DELETE ON build_rejection BEGIN SELECT RAISE(ABORT, 'append-only: build_rejection'); END;
--> statement-breakpoint
CREATE TRIGGER sale_product_no_delete BEFORE DELETE ON sale_product BEGIN SELECT RAISE(ABORT, 'kept for good: sale_product'); END;
