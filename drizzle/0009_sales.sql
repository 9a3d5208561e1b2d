-- Sales that come from the accounting company: its documents, what became of each, and when they are asked for.

-- Where a sale comes from. What was pulled has its document in `sale_document`.
ALTER TABLE sale ADD COLUMN source TEXT NOT NULL DEFAULT 'manual' CHECK (source IN ('manual', 'quickbooks'));
--> statement-breakpoint
-- A line of an invoice may be money alone (quantity 0), and a line or its discount may take more than it gives.
CREATE TABLE sale_line_signed (
  posting_id INTEGER NOT NULL REFERENCES sale_version (posting_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  revenue INTEGER NOT NULL CHECK (revenue BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY (posting_id, line_no)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO sale_line_signed SELECT posting_id, line_no, product_id, quantity, revenue FROM sale_line;
--> statement-breakpoint
DROP TABLE sale_line;
--> statement-breakpoint
ALTER TABLE sale_line_signed RENAME TO sale_line;
--> statement-breakpoint
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
--> statement-breakpoint
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
--> statement-breakpoint
-- A document as the accounting company last told it, word for word, and what became of it here. It is known by type and
-- external id alone: numbers may be missing or repeat. Never deleted; one that is gone there says so.
CREATE TABLE sale_document (
  sale_document_id INTEGER PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('invoice', 'sales_receipt', 'credit_memo', 'refund_receipt')),
  external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 40),
  doc_number TEXT NOT NULL DEFAULT '',
  customer TEXT NOT NULL DEFAULT '',
  txn_date TEXT NOT NULL CHECK (txn_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The version that the body is; `updated_at` by the company's own clock, UTC.
  sync_token TEXT NOT NULL,
  updated_at TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  -- The document's JSON as it came, and its SHA-256, hex.
  body TEXT,
  body_hash TEXT CHECK (length(body_hash) = 64),
  -- new: came, or changed, and was not looked at yet; applied: the sale is what it says; waiting: a person has something to
  -- settle; ignored: older than the first day; failed: the ledger cannot keep it.
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'applied', 'waiting', 'ignored', 'failed')),
  -- The version that the sale says; NULL before one was applied. It stays in force while a later one waits.
  applied_token TEXT,
  -- What waits, or failed: a JSON array of codes with their data.
  problem_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problem_json)),
  -- What a person chose for this credit memo or refund; NULL takes the company's choice.
  treatment TEXT CHECK (treatment IN ('return_to_stock', 'price_only', 'consume_like_a_sale')),
  -- Quantities a person gave to lines that have none: a JSON array.
  settled_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(settled_json)),
  -- The sale or return it became; NULL while it tells of no goods of ours.
  sale_id INTEGER UNIQUE REFERENCES sale (sale_id) ON DELETE RESTRICT,
  -- Its goods that go the other way: taken back on an invoice, or sold on a credit memo.
  counter_sale_id INTEGER UNIQUE REFERENCES sale (sale_id) ON DELETE RESTRICT,
  UNIQUE (type, external_id),
  CHECK (body IS NOT NULL OR deleted = 1),
  CHECK ((body IS NULL) = (body_hash IS NULL))
) STRICT;
--> statement-breakpoint
-- What is still to be applied, in the order in which it is.
CREATE INDEX sale_document_open ON sale_document (txn_date, (type IN ('credit_memo', 'refund_receipt')), length(external_id), external_id)
  WHERE state IN ('new', 'waiting', 'failed');
--> statement-breakpoint
CREATE INDEX sale_document_by_date ON sale_document (txn_date, sale_document_id);
--> statement-breakpoint
CREATE TRIGGER sale_document_no_delete BEFORE DELETE ON sale_document BEGIN SELECT RAISE(ABORT, 'kept for good: sale_document'); END;
--> statement-breakpoint
-- The body is covered by its hash.
CREATE VIEW sale_document_cells AS SELECT sale_document_id, json_array(sale_document_id) AS key,
  json_array(sale_document_id, type, external_id, doc_number, customer, txn_date, sync_token, updated_at, deleted, body_hash, state, applied_token, problem_json, treatment, settled_json, sale_id, counter_sale_id) AS cells FROM sale_document;
--> statement-breakpoint
CREATE TRIGGER sale_document_copy_insert AFTER INSERT ON sale_document BEGIN
  INSERT INTO row_copy SELECT 'sale_document', key, cells FROM sale_document_cells WHERE sale_document_id = NEW.sale_document_id;
END;
--> statement-breakpoint
CREATE TRIGGER sale_document_copy_update AFTER UPDATE ON sale_document BEGIN
  DELETE FROM row_copy WHERE source = 'sale_document' AND key = json_array(OLD.sale_document_id);
  INSERT INTO row_copy SELECT 'sale_document', key, cells FROM sale_document_cells WHERE sale_document_id = NEW.sale_document_id;
END;
--> statement-breakpoint
-- At most one: the connection that sales are pulled by.
CREATE TABLE sales_channel (
  sales_channel_id INTEGER PRIMARY KEY CHECK (sales_channel_id = 1),
  -- Documents dated before are ignored by rule.
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- How often it syncs by itself; NULL for by hand.
  every_minutes INTEGER CHECK (every_minutes > 0),
  -- Where the next run goes on, by the company's own clock, UTC; NULL before the first.
  cursor TEXT,
  -- When all ids were last compared, which finds what was deleted longer ago than changes are told.
  compared_at TEXT
) STRICT;
--> statement-breakpoint
CREATE VIEW sales_channel_cells AS SELECT sales_channel_id, json_array(sales_channel_id) AS key,
  json_array(sales_channel_id, starts_on, active, every_minutes, cursor, compared_at) AS cells FROM sales_channel;
--> statement-breakpoint
CREATE TRIGGER sales_channel_copy_insert AFTER INSERT ON sales_channel BEGIN
  INSERT INTO row_copy SELECT 'sales_channel', key, cells FROM sales_channel_cells WHERE sales_channel_id = NEW.sales_channel_id;
END;
--> statement-breakpoint
CREATE TRIGGER sales_channel_copy_update AFTER UPDATE ON sales_channel BEGIN
  DELETE FROM row_copy WHERE source = 'sales_channel' AND key = json_array(OLD.sales_channel_id);
  INSERT INTO row_copy SELECT 'sales_channel', key, cells FROM sales_channel_cells WHERE sales_channel_id = NEW.sales_channel_id;
END;
--> statement-breakpoint
CREATE TRIGGER sales_channel_copy_delete AFTER DELETE ON sales_channel BEGIN
  DELETE FROM row_copy WHERE source = 'sales_channel' AND key = json_array(OLD.sales_channel_id);
END;
--> statement-breakpoint
-- Kept of each sale: what it says and comes to now, so that a list of a million is filtered, sorted and summed without its past.
CREATE TABLE sale_now (
  sale_id INTEGER PRIMARY KEY REFERENCES sale (sale_id) ON DELETE RESTRICT,
  sale_on TEXT NOT NULL,
  -- What it came as: sale and return by hand, else the type of its document.
  type TEXT NOT NULL CHECK (type IN ('sale', 'return', 'invoice', 'sales_receipt', 'credit_memo', 'refund_receipt')),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  -- Both below zero for a return. Cost is a sum over corrections, which nobody typed and no rule bounds.
  revenue INTEGER NOT NULL CHECK (revenue BETWEEN -9007199254740991 AND 9007199254740991),
  cost INTEGER NOT NULL,
  -- What of it is still missing, summed over products.
  short INTEGER NOT NULL CHECK (short >= 0),
  reference TEXT NOT NULL,
  customer TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- By day, with what is filtered by: a walk along it looks at no row that is not shown.
CREATE INDEX sale_now_by_date ON sale_now (sale_on, sale_id, type, voided);
--> statement-breakpoint
CREATE INDEX sale_now_by_customer ON sale_now (customer COLLATE NOCASE, sale_on, sale_id);
--> statement-breakpoint
CREATE INDEX sale_now_short ON sale_now (sale_on, sale_id) WHERE short > 0;
--> statement-breakpoint
-- Sums over sales, each figure in halves of 27 bits, as a sum of many may be more than a figure of the ledger. A sum of nothing
-- has no row. By day, type and whether they are voided:
CREATE TABLE sale_day (
  sale_on TEXT NOT NULL,
  type TEXT NOT NULL,
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  sales INTEGER NOT NULL,
  revenue_high INTEGER NOT NULL,
  revenue_low INTEGER NOT NULL,
  cost_high INTEGER NOT NULL,
  cost_low INTEGER NOT NULL,
  PRIMARY KEY (sale_on, type, voided)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE sale_customer_month (
  month TEXT NOT NULL,
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  customer TEXT NOT NULL,
  sales INTEGER NOT NULL,
  revenue_high INTEGER NOT NULL,
  revenue_low INTEGER NOT NULL,
  cost_high INTEGER NOT NULL,
  cost_low INTEGER NOT NULL,
  PRIMARY KEY (month, voided, customer)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Of sales in force: what their lines brought of a product, and what they moved of it cost. `sales` are those with a line of it.
CREATE TABLE sale_product_month (
  month TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  sales INTEGER NOT NULL,
  revenue_high INTEGER NOT NULL,
  revenue_low INTEGER NOT NULL,
  cost_high INTEGER NOT NULL,
  cost_low INTEGER NOT NULL,
  PRIMARY KEY (month, product_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO sale_now (sale_id, sale_on, type, voided, revenue, cost, short, reference, customer)
  SELECT s.sale_id, v.sale_on, s.kind, v.voided,
    CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * (SELECT coalesce(sum(l.revenue), 0) FROM sale_line l WHERE l.posting_id = v.posting_id),
    (SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'sale' AND e.document_id = s.sale_id AND e.account = 'cost_of_goods_sold'),
    (SELECT coalesce(sum(h.quantity), 0) FROM shortage h WHERE h.sale_id = s.sale_id), v.reference, v.customer
  FROM sale s JOIN sale_version v ON v.sale_id = s.sale_id AND v.version = (SELECT max(n.version) FROM sale_version n WHERE n.sale_id = s.sale_id);
--> statement-breakpoint
INSERT INTO sale_day (sale_on, type, voided, sales, revenue_high, revenue_low, cost_high, cost_low)
  SELECT sale_on, type, voided, count(*), sum(revenue / 134217728), sum(revenue % 134217728), sum(cost / 134217728), sum(cost % 134217728)
  FROM sale_now GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO sale_customer_month (month, voided, customer, sales, revenue_high, revenue_low, cost_high, cost_low)
  SELECT substr(sale_on, 1, 7), voided, customer, count(*), sum(revenue / 134217728), sum(revenue % 134217728), sum(cost / 134217728), sum(cost % 134217728)
  FROM sale_now GROUP BY 1, 2, 3;
--> statement-breakpoint
-- What of a sale's cost went to adjustment is taken off its first product, so that products sum to the ledger's cost of goods sold.
INSERT INTO sale_product_month (month, product_id, sales, revenue_high, revenue_low, cost_high, cost_low)
  WITH line AS (
      SELECT substr(n.sale_on, 1, 7) AS month, n.sale_id, l.product_id, CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * l.revenue AS revenue
      FROM sale_now n JOIN sale s USING (sale_id) JOIN sale_line l
        ON l.posting_id = (SELECT v.posting_id FROM sale_version v WHERE v.sale_id = n.sale_id ORDER BY v.version DESC LIMIT 1)
      WHERE n.voided = 0),
    moved AS (
      SELECT month, product_id, CASE row_number() OVER (PARTITION BY sale_id, product_id) WHEN 1 THEN 1 ELSE 0 END AS sales, revenue, 0 AS cost FROM line
      UNION ALL
      SELECT substr(n.sale_on, 1, 7), coalesce(e.product_id, (SELECT min(l.product_id) FROM line l WHERE l.sale_id = n.sale_id)), 0, 0, -e.value
      FROM sale_now n JOIN entry e ON e.document_kind = 'sale' AND e.document_id = n.sale_id AND e.account IN ('lot', 'shortage', 'adjustment')
      WHERE n.voided = 0)
  SELECT month, product_id, sum(sales), sum(revenue / 134217728), sum(revenue % 134217728), sum(cost / 134217728), sum(cost % 134217728)
  FROM moved WHERE product_id IS NOT NULL GROUP BY 1, 2 HAVING sum(sales) <> 0 OR sum(revenue) <> 0 OR sum(cost) <> 0;
