-- Barcodes, when to build a product, how a BOM version came to be, and text to search by.

CREATE TABLE product_barcode (
  -- As the scanner types it; it leads to one product.
  barcode TEXT PRIMARY KEY NOT NULL CHECK (length(barcode) BETWEEN 1 AND 80),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX product_barcode_by_product ON product_barcode (product_id, barcode);
--> statement-breakpoint
-- The orders of long lists: a page far down is reached by walking one of these.
CREATE INDEX product_listed_by_sku ON product (archived, sku COLLATE NOCASE, product_id);
--> statement-breakpoint
DROP INDEX product_by_name;
--> statement-breakpoint
CREATE INDEX product_listed_by_name ON product (archived, name COLLATE NOCASE, product_id);
--> statement-breakpoint
CREATE INDEX lot_by_product ON lot (product_id, received_on, lot_id);
--> statement-breakpoint
CREATE INDEX lot_by_received ON lot (received_on, lot_id);
--> statement-breakpoint
-- Drafts have no number and come after every number.
CREATE INDEX receipt_listed_by_number ON receipt ((number IS NULL), number, receipt_id);
--> statement-breakpoint
CREATE INDEX build_by_date ON build (business_date, build_id);
--> statement-breakpoint
-- When a product is to be built and up to which level. It belongs to the product's BOM as such, not to one version of it.
CREATE TABLE build_point (
  product_id INTEGER PRIMARY KEY REFERENCES product (product_id) ON DELETE RESTRICT,
  build_point INTEGER NOT NULL CHECK (build_point BETWEEN 0 AND 9007199254740991),
  target_level INTEGER NOT NULL CHECK (target_level BETWEEN 1 AND 9007199254740991),
  CHECK (target_level > build_point)
) STRICT;
--> statement-breakpoint
-- Unknown for versions saved before this was kept.
ALTER TABLE bom_version ADD COLUMN saved_at TEXT;
--> statement-breakpoint
ALTER TABLE bom_version ADD COLUMN notes TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
-- What a search looks at, folded (lower case, no accents) by the program whenever it writes the row.
ALTER TABLE product ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE product SET search_text = lower(sku || ' ' || name);
--> statement-breakpoint
ALTER TABLE supplier ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE supplier SET search_text = lower(code || ' ' || name || ' ' || contact);
--> statement-breakpoint
CREATE INDEX adjustment_by_product ON adjustment (product_id, adjustment_id);
--> statement-breakpoint
CREATE INDEX adjustment_by_date ON adjustment (business_date, adjustment_id);
--> statement-breakpoint
-- What a lot was made with and what joined it since, however often it was drawn from.
CREATE INDEX entry_addition ON entry (lot_id) WHERE follows_entry_id IS NULL AND quantity > 0;
--> statement-breakpoint
-- A line typed in the product's purchase unit: the unit's name, and how much of the stock unit one of it was. A unit cost is
-- then for one of it. What was typed is the quantity ÷ the size, exactly.
ALTER TABLE receipt_line ADD COLUMN typed_unit TEXT CHECK (length(typed_unit) BETWEEN 1 AND 20);
--> statement-breakpoint
ALTER TABLE receipt_line ADD COLUMN typed_unit_size INTEGER CHECK (typed_unit_size BETWEEN 1 AND 9007199254740991 AND (typed_unit_size IS NULL) = (typed_unit IS NULL));
--> statement-breakpoint
CREATE INDEX receipt_line_to_be_confirmed ON receipt_line (receipt_id, line_no) WHERE cost_to_be_confirmed = 1;
--> statement-breakpoint
CREATE INDEX receipt_by_supplier ON receipt (supplier_id, received_on, receipt_id);
--> statement-breakpoint
-- A draft with lines that are not finished, as it was typed; the lines that are finished are its lines.
ALTER TABLE receipt ADD COLUMN as_typed TEXT CHECK (as_typed IS NULL OR number IS NULL);
--> statement-breakpoint
-- A recipe on its way, as typed, right or wrong; one at most for a product. It is never in force: activating it makes a version.
CREATE TABLE bom_draft (
  product_id INTEGER PRIMARY KEY REFERENCES product (product_id) ON DELETE RESTRICT,
  content_json TEXT NOT NULL CHECK (json_valid(content_json)),
  notes TEXT NOT NULL DEFAULT '',
  saved_at TEXT NOT NULL
) STRICT;
