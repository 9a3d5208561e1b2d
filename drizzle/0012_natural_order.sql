-- SKUs, lot numbers and references in the order people count in, BOLT-2 before BOLT-10: kept beside what they are made of, so that
-- a list of any length walks an index. `natural_order` is the program's own rule (`src/shared/natural-order.ts`), lent to SQL.
ALTER TABLE product ADD COLUMN sku_order TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
-- Out of the way while the orders are filled in: the copy is of what somebody decided, and would be made anew of what stands there.
DROP TRIGGER product_copy_update;
--> statement-breakpoint
UPDATE product SET sku_order = natural_order(sku);
--> statement-breakpoint
CREATE TRIGGER product_copy_update AFTER UPDATE ON product BEGIN
  DELETE FROM row_copy WHERE source = 'product' AND key = json_array(OLD.product_id);
  INSERT INTO row_copy SELECT 'product', key, cells FROM product_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
DROP INDEX product_listed_by_sku;
--> statement-breakpoint
CREATE INDEX product_listed_in_order ON product (archived, sku_order, product_id);
--> statement-breakpoint
-- Archived or not: what is sorted by a product's SKU.
CREATE INDEX product_in_order ON product (sku_order, product_id);
--> statement-breakpoint
ALTER TABLE lot ADD COLUMN number_order TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE lot SET number_order = natural_order(number);
--> statement-breakpoint
-- A number is looked for by its order too.
DROP INDEX lot_by_number;
--> statement-breakpoint
CREATE INDEX lot_in_order ON lot (number_order, lot_id);
--> statement-breakpoint
ALTER TABLE sale_now ADD COLUMN reference_order TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE sale_now SET reference_order = natural_order(reference);
--> statement-breakpoint
-- The seal of a row does not cover it.
ALTER TABLE accounting_item ADD COLUMN sku_order TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE accounting_item SET sku_order = natural_order(sku);
--> statement-breakpoint
DROP INDEX accounting_item_by_sku;
--> statement-breakpoint
CREATE INDEX accounting_item_in_order ON accounting_item (sku_order, accounting_item_id);
