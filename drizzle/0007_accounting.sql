-- The accounting company this ledger works with, what it has (a mirror of its lists), and what was linked by a person.

-- At most one: once bound, another company or currency is refused by name.
CREATE TABLE accounting_company (
  accounting_company_id INTEGER PRIMARY KEY CHECK (accounting_company_id = 1),
  service TEXT NOT NULL CHECK (service IN ('production', 'sandbox', 'practice')),
  realm_id TEXT NOT NULL CHECK (length(realm_id) BETWEEN 1 AND 40),
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  home_currency TEXT NOT NULL CHECK (length(home_currency) = 3),
  -- What was found out when it was connected, as JSON: plan, whether it tracks quantities, whether it takes adjustments, closed books.
  capabilities_json TEXT NOT NULL,
  -- The first day whose events are exported; unknown until it was asked.
  export_from TEXT CHECK (export_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- 0 after *Disconnect*: nothing is sent or asked, and the links stay.
  connected INTEGER NOT NULL CHECK (connected IN (0, 1)),
  bound_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- An item as the accounting company last told it. A row is never deleted: what is gone there is not active here. `seal` is
-- the SHA-256, hex, over the JSON array of the other cells.
CREATE TABLE accounting_item (
  accounting_item_id INTEGER PRIMARY KEY,
  external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) BETWEEN 1 AND 40),
  kind TEXT NOT NULL CHECK (kind IN ('inventory', 'non_inventory', 'service', 'bundle', 'category')),
  name TEXT NOT NULL,
  -- With the categories above it, as QBO writes it.
  full_name TEXT NOT NULL,
  sku TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  tracks_quantity INTEGER NOT NULL CHECK (tracks_quantity IN (0, 1)),
  -- Millionths; unknown where no quantity is tracked.
  quantity_on_hand INTEGER CHECK (quantity_on_hand BETWEEN -9007199254740991 AND 9007199254740991),
  -- The company's own clock when that quantity was told, UTC.
  quantity_at TEXT,
  purchase_cost INTEGER CHECK (purchase_cost BETWEEN -9007199254740991 AND 9007199254740991),
  unit_price INTEGER CHECK (unit_price BETWEEN -9007199254740991 AND 9007199254740991),
  start_date TEXT,
  asset_account TEXT,
  sync_token TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- Folded text a search looks at.
  search_text TEXT NOT NULL,
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;
--> statement-breakpoint
CREATE INDEX accounting_item_by_name ON accounting_item (name COLLATE NOCASE, accounting_item_id);
--> statement-breakpoint
CREATE INDEX accounting_item_by_asset_account ON accounting_item (asset_account) WHERE active = 1;
--> statement-breakpoint
CREATE INDEX accounting_item_by_sku ON accounting_item (sku COLLATE NOCASE, accounting_item_id);
--> statement-breakpoint
-- Its external id is what roles name it by.
CREATE TABLE accounting_account (
  accounting_account_id INTEGER PRIMARY KEY,
  external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) BETWEEN 1 AND 40),
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  -- As QBO spells it, such as `Cost of Goods Sold`.
  type TEXT NOT NULL,
  subtype TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  sync_token TEXT NOT NULL,
  -- 1 when a whole listing, inactive ones too, did not hold it any more: deleted, or merged into another.
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone = 0 OR gone = 1 AND active = 0),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;
--> statement-breakpoint
CREATE TABLE accounting_vendor (
  accounting_vendor_id INTEGER PRIMARY KEY,
  external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) BETWEEN 1 AND 40),
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  sync_token TEXT NOT NULL,
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT;
--> statement-breakpoint
CREATE TABLE item_link (
  product_id INTEGER PRIMARY KEY REFERENCES product (product_id) ON DELETE RESTRICT,
  accounting_item_id INTEGER NOT NULL UNIQUE REFERENCES accounting_item (accounting_item_id) ON DELETE RESTRICT,
  linked_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE vendor_link (
  supplier_id INTEGER PRIMARY KEY REFERENCES supplier (supplier_id) ON DELETE RESTRICT,
  accounting_vendor_id INTEGER NOT NULL UNIQUE REFERENCES accounting_vendor (accounting_vendor_id) ON DELETE RESTRICT,
  linked_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- Items a person said are no product: sales that hold them do not wait for a link.
CREATE TABLE item_not_product (
  accounting_item_id INTEGER PRIMARY KEY REFERENCES accounting_item (accounting_item_id) ON DELETE RESTRICT,
  said_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- How each run of a sync went, as its summary shows it.
CREATE TABLE sync_run (
  sync_run_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('items', 'accounts', 'vendors', 'sales', 'documents')),
  began_at TEXT NOT NULL,
  ended_at TEXT,
  -- Where the next run of its kind goes on: the server's time of the first page.
  cursor TEXT,
  -- Counts, what was listed, and the error it stopped with.
  summary_json TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX sync_run_by_kind ON sync_run (kind, sync_run_id);
--> statement-breakpoint
-- How many rows each mirror has: a row that vanishes takes its seal with it.
INSERT INTO row_copy VALUES ('accounting_item', '[]', '0'), ('accounting_account', '[]', '0'), ('accounting_vendor', '[]', '0');
--> statement-breakpoint
CREATE TRIGGER accounting_item_counted AFTER INSERT ON accounting_item BEGIN
  UPDATE row_copy SET cells = cells + 1 WHERE source = 'accounting_item' AND key = '[]';
END;
--> statement-breakpoint
CREATE TRIGGER accounting_item_no_delete BEFORE DELETE ON accounting_item BEGIN SELECT RAISE(ABORT, 'append-only: accounting_item'); END;
--> statement-breakpoint
CREATE TRIGGER accounting_account_counted AFTER INSERT ON accounting_account BEGIN
  UPDATE row_copy SET cells = cells + 1 WHERE source = 'accounting_account' AND key = '[]';
END;
--> statement-breakpoint
CREATE TRIGGER accounting_account_no_delete BEFORE DELETE ON accounting_account BEGIN SELECT RAISE(ABORT, 'append-only: accounting_account'); END;
--> statement-breakpoint
CREATE TRIGGER accounting_vendor_counted AFTER INSERT ON accounting_vendor BEGIN
  UPDATE row_copy SET cells = cells + 1 WHERE source = 'accounting_vendor' AND key = '[]';
END;
--> statement-breakpoint
CREATE TRIGGER accounting_vendor_no_delete BEFORE DELETE ON accounting_vendor BEGIN SELECT RAISE(ABORT, 'append-only: accounting_vendor'); END;
--> statement-breakpoint
CREATE VIEW accounting_company_cells AS SELECT accounting_company_id, json_array(accounting_company_id) AS key,
  json_array(accounting_company_id, service, realm_id, name, country, home_currency, capabilities_json, export_from, connected, bound_at) AS cells FROM accounting_company;
--> statement-breakpoint
CREATE TRIGGER accounting_company_copy_insert AFTER INSERT ON accounting_company BEGIN
  INSERT INTO row_copy SELECT 'accounting_company', key, cells FROM accounting_company_cells WHERE accounting_company_id = NEW.accounting_company_id;
END;
--> statement-breakpoint
CREATE TRIGGER accounting_company_copy_update AFTER UPDATE ON accounting_company BEGIN
  DELETE FROM row_copy WHERE source = 'accounting_company' AND key = json_array(OLD.accounting_company_id);
  INSERT INTO row_copy SELECT 'accounting_company', key, cells FROM accounting_company_cells WHERE accounting_company_id = NEW.accounting_company_id;
END;
--> statement-breakpoint
CREATE TRIGGER accounting_company_copy_delete AFTER DELETE ON accounting_company BEGIN
  DELETE FROM row_copy WHERE source = 'accounting_company' AND key = json_array(OLD.accounting_company_id);
END;
--> statement-breakpoint
CREATE VIEW item_link_cells AS SELECT product_id, json_array(product_id) AS key,
  json_array(product_id, accounting_item_id, linked_at) AS cells FROM item_link;
--> statement-breakpoint
CREATE TRIGGER item_link_copy_insert AFTER INSERT ON item_link BEGIN
  INSERT INTO row_copy SELECT 'item_link', key, cells FROM item_link_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER item_link_copy_update AFTER UPDATE ON item_link BEGIN
  DELETE FROM row_copy WHERE source = 'item_link' AND key = json_array(OLD.product_id);
  INSERT INTO row_copy SELECT 'item_link', key, cells FROM item_link_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER item_link_copy_delete AFTER DELETE ON item_link BEGIN
  DELETE FROM row_copy WHERE source = 'item_link' AND key = json_array(OLD.product_id);
END;
--> statement-breakpoint
CREATE VIEW vendor_link_cells AS SELECT supplier_id, json_array(supplier_id) AS key,
  json_array(supplier_id, accounting_vendor_id, linked_at) AS cells FROM vendor_link;
--> statement-breakpoint
CREATE TRIGGER vendor_link_copy_insert AFTER INSERT ON vendor_link BEGIN
  INSERT INTO row_copy SELECT 'vendor_link', key, cells FROM vendor_link_cells WHERE supplier_id = NEW.supplier_id;
END;
--> statement-breakpoint
CREATE TRIGGER vendor_link_copy_update AFTER UPDATE ON vendor_link BEGIN
  DELETE FROM row_copy WHERE source = 'vendor_link' AND key = json_array(OLD.supplier_id);
  INSERT INTO row_copy SELECT 'vendor_link', key, cells FROM vendor_link_cells WHERE supplier_id = NEW.supplier_id;
END;
--> statement-breakpoint
CREATE TRIGGER vendor_link_copy_delete AFTER DELETE ON vendor_link BEGIN
  DELETE FROM row_copy WHERE source = 'vendor_link' AND key = json_array(OLD.supplier_id);
END;
--> statement-breakpoint
CREATE VIEW item_not_product_cells AS SELECT accounting_item_id, json_array(accounting_item_id) AS key,
  json_array(accounting_item_id, said_at) AS cells FROM item_not_product;
--> statement-breakpoint
CREATE TRIGGER item_not_product_copy_insert AFTER INSERT ON item_not_product BEGIN
  INSERT INTO row_copy SELECT 'item_not_product', key, cells FROM item_not_product_cells WHERE accounting_item_id = NEW.accounting_item_id;
END;
--> statement-breakpoint
CREATE TRIGGER item_not_product_copy_update AFTER UPDATE ON item_not_product BEGIN
  DELETE FROM row_copy WHERE source = 'item_not_product' AND key = json_array(OLD.accounting_item_id);
  INSERT INTO row_copy SELECT 'item_not_product', key, cells FROM item_not_product_cells WHERE accounting_item_id = NEW.accounting_item_id;
END;
--> statement-breakpoint
CREATE TRIGGER item_not_product_copy_delete AFTER DELETE ON item_not_product BEGIN
  DELETE FROM row_copy WHERE source = 'item_not_product' AND key = json_array(OLD.accounting_item_id);
END;
--> statement-breakpoint
CREATE VIEW sync_run_cells AS SELECT sync_run_id, json_array(sync_run_id) AS key,
  json_array(sync_run_id, kind, began_at, ended_at, cursor, summary_json) AS cells FROM sync_run;
--> statement-breakpoint
CREATE TRIGGER sync_run_copy_insert AFTER INSERT ON sync_run BEGIN
  INSERT INTO row_copy SELECT 'sync_run', key, cells FROM sync_run_cells WHERE sync_run_id = NEW.sync_run_id;
END;
--> statement-breakpoint
CREATE TRIGGER sync_run_copy_update AFTER UPDATE ON sync_run BEGIN
  DELETE FROM row_copy WHERE source = 'sync_run' AND key = json_array(OLD.sync_run_id);
  INSERT INTO row_copy SELECT 'sync_run', key, cells FROM sync_run_cells WHERE sync_run_id = NEW.sync_run_id;
END;
--> statement-breakpoint
CREATE TRIGGER sync_run_copy_delete AFTER DELETE ON sync_run BEGIN
  DELETE FROM row_copy WHERE source = 'sync_run' AND key = json_array(OLD.sync_run_id);
END;
