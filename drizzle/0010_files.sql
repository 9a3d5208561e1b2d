-- What the columns of files were taken for, so that the next file with the same columns is read the same way.
CREATE TABLE import_mapping (
  kind TEXT NOT NULL CHECK (kind IN ('products', 'stock', 'suppliers', 'boms')),
  -- The names of the columns in their order, folded: a JSON array.
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)),
  -- What each of them is, or null for one that is left out: a JSON array.
  fields_json TEXT NOT NULL CHECK (json_valid(fields_json)),
  used_at TEXT NOT NULL,
  PRIMARY KEY (kind, headers_json)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIEW import_mapping_cells AS SELECT kind, headers_json, json_array(kind, headers_json) AS key,
  json_array(kind, headers_json, fields_json, used_at) AS cells FROM import_mapping;
--> statement-breakpoint
CREATE TRIGGER import_mapping_copy_insert AFTER INSERT ON import_mapping BEGIN
  INSERT INTO row_copy SELECT 'import_mapping', key, cells FROM import_mapping_cells WHERE kind = NEW.kind AND headers_json = NEW.headers_json;
END;
--> statement-breakpoint
CREATE TRIGGER import_mapping_copy_update AFTER UPDATE ON import_mapping BEGIN
  DELETE FROM row_copy WHERE source = 'import_mapping' AND key = json_array(OLD.kind, OLD.headers_json);
  INSERT INTO row_copy SELECT 'import_mapping', key, cells FROM import_mapping_cells WHERE kind = NEW.kind AND headers_json = NEW.headers_json;
END;
--> statement-breakpoint
CREATE TRIGGER import_mapping_copy_delete AFTER DELETE ON import_mapping BEGIN
  DELETE FROM row_copy WHERE source = 'import_mapping' AND key = json_array(OLD.kind, OLD.headers_json);
END;
--> statement-breakpoint
-- Where a product or a supplier is spoken of: an import that is undone takes many of them away, each of which is looked for in
-- all of these, by the program and by SQLite itself.
CREATE INDEX build_line_by_product ON build_line (product_id);
--> statement-breakpoint
CREATE INDEX planned_build_by_product ON planned_build (product_id);
--> statement-breakpoint
CREATE INDEX sale_line_by_product ON sale_line (product_id);
--> statement-breakpoint
CREATE INDEX sale_product_by_product ON sale_product (product_id);
--> statement-breakpoint
CREATE INDEX sale_product_month_by_product ON sale_product_month (product_id);
--> statement-breakpoint
CREATE INDEX shortage_by_product ON shortage (product_id);
--> statement-breakpoint
CREATE INDEX lot_balance_by_product ON lot_balance (product_id);
--> statement-breakpoint
CREATE INDEX export_line_by_product ON export_line (product_id) WHERE product_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX product_by_supplier ON product (supplier_id) WHERE supplier_id IS NOT NULL;
