-- What proves that nothing was changed past the program.

-- SHA-256, hex, over the command before, this command and what it wrote down. Unknown for commands done before this was kept.
ALTER TABLE command_log ADD COLUMN hash TEXT CHECK (length(hash) = 64);
--> statement-breakpoint
-- A second copy of each row that may be changed, kept by triggers whoever writes it; *Check my books* compares the two. What
-- a posting's or command's hash covers has none: a receipt's rows are in here while it is a draft.
CREATE TABLE row_copy (
  source TEXT NOT NULL,
  -- JSON arrays of the row's key and of all its cells.
  key TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIEW setting_cells AS SELECT name, json_array(name) AS key,
  json_array(name, value_json) AS cells FROM setting;
--> statement-breakpoint
CREATE VIEW supplier_cells AS SELECT supplier_id, json_array(supplier_id) AS key,
  json_array(supplier_id, code, name, contact, email, phone, notes, search_text) AS cells FROM supplier;
--> statement-breakpoint
CREATE VIEW product_cells AS SELECT product_id, json_array(product_id) AS key,
  json_array(product_id, sku, name, kind, unit, purchase_unit, purchase_factor, unit_cost, reorder_point, supplier_id, notes, archived, search_text) AS cells FROM product;
--> statement-breakpoint
CREATE VIEW product_barcode_cells AS SELECT barcode, json_array(barcode) AS key,
  json_array(barcode, product_id) AS cells FROM product_barcode;
--> statement-breakpoint
CREATE VIEW build_point_cells AS SELECT product_id, json_array(product_id) AS key,
  json_array(product_id, build_point, target_level) AS cells FROM build_point;
--> statement-breakpoint
CREATE VIEW bom_version_cells AS SELECT bom_version_id, json_array(bom_version_id) AS key,
  json_array(bom_version_id, product_id, version, status, saved_at, notes) AS cells FROM bom_version;
--> statement-breakpoint
CREATE VIEW bom_draft_cells AS SELECT product_id, json_array(product_id) AS key,
  json_array(product_id, content_json, notes, saved_at) AS cells FROM bom_draft;
--> statement-breakpoint
CREATE VIEW bom_component_cells AS SELECT bom_version_id, line_no, json_array(bom_version_id, line_no) AS key,
  json_array(bom_version_id, line_no, product_id, quantity_per_unit, optional) AS cells FROM bom_component;
--> statement-breakpoint
CREATE VIEW bom_cost_line_cells AS SELECT bom_version_id, line_no, json_array(bom_version_id, line_no) AS key,
  json_array(bom_version_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit) AS cells FROM bom_cost_line;
--> statement-breakpoint
CREATE VIEW person_cells AS SELECT person_id, json_array(person_id) AS key,
  json_array(person_id, name, role, active) AS cells FROM person;
--> statement-breakpoint
CREATE VIEW planned_build_cells AS SELECT planned_build_id, json_array(planned_build_id) AS key,
  json_array(planned_build_id, product_id, bom_version_id, quantity, target_date, assignee_id, notes, position, auto_generated, status, planned_at) AS cells FROM planned_build;
--> statement-breakpoint
CREATE VIEW planned_build_line_cells AS SELECT planned_build_id, line_no, json_array(planned_build_id, line_no) AS key,
  json_array(planned_build_id, line_no, product_id, quantity_per_unit, quantity, optional, modified) AS cells FROM planned_build_line;
--> statement-breakpoint
CREATE VIEW planned_build_cost_line_cells AS SELECT planned_build_id, line_no, json_array(planned_build_id, line_no) AS key,
  json_array(planned_build_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit) AS cells FROM planned_build_cost_line;
--> statement-breakpoint
CREATE VIEW receipt_cells AS SELECT receipt_id, json_array(receipt_id) AS key,
  json_array(receipt_id, number, supplier_id, received_on, as_typed) AS cells FROM receipt
WHERE posting_id IS NULL OR as_typed IS NOT NULL;
--> statement-breakpoint
CREATE VIEW receipt_line_cells AS SELECT receipt_id, line_no, json_array(receipt_id, line_no) AS key,
  json_array(receipt_id, line_no, product_id, quantity, unit_cost, line_total, cost_to_be_confirmed, lot_number, supplier_lot, expires_on, typed_unit, typed_unit_size) AS cells FROM receipt_line
WHERE (SELECT d.posting_id FROM receipt d WHERE d.receipt_id = receipt_line.receipt_id) IS NULL;
--> statement-breakpoint
CREATE TRIGGER setting_copy_insert AFTER INSERT ON setting BEGIN
  INSERT INTO row_copy SELECT 'setting', key, cells FROM setting_cells WHERE name = NEW.name;
END;
--> statement-breakpoint
CREATE TRIGGER setting_copy_update AFTER UPDATE ON setting BEGIN
  DELETE FROM row_copy WHERE source = 'setting' AND key = json_array(OLD.name);
  INSERT INTO row_copy SELECT 'setting', key, cells FROM setting_cells WHERE name = NEW.name;
END;
--> statement-breakpoint
CREATE TRIGGER setting_copy_delete AFTER DELETE ON setting BEGIN
  DELETE FROM row_copy WHERE source = 'setting' AND key = json_array(OLD.name);
END;
--> statement-breakpoint
CREATE TRIGGER supplier_copy_insert AFTER INSERT ON supplier BEGIN
  INSERT INTO row_copy SELECT 'supplier', key, cells FROM supplier_cells WHERE supplier_id = NEW.supplier_id;
END;
--> statement-breakpoint
CREATE TRIGGER supplier_copy_update AFTER UPDATE ON supplier BEGIN
  DELETE FROM row_copy WHERE source = 'supplier' AND key = json_array(OLD.supplier_id);
  INSERT INTO row_copy SELECT 'supplier', key, cells FROM supplier_cells WHERE supplier_id = NEW.supplier_id;
END;
--> statement-breakpoint
CREATE TRIGGER supplier_copy_delete AFTER DELETE ON supplier BEGIN
  DELETE FROM row_copy WHERE source = 'supplier' AND key = json_array(OLD.supplier_id);
END;
--> statement-breakpoint
CREATE TRIGGER product_copy_insert AFTER INSERT ON product BEGIN
  INSERT INTO row_copy SELECT 'product', key, cells FROM product_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER product_copy_update AFTER UPDATE ON product BEGIN
  DELETE FROM row_copy WHERE source = 'product' AND key = json_array(OLD.product_id);
  INSERT INTO row_copy SELECT 'product', key, cells FROM product_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER product_copy_delete AFTER DELETE ON product BEGIN
  DELETE FROM row_copy WHERE source = 'product' AND key = json_array(OLD.product_id);
END;
--> statement-breakpoint
CREATE TRIGGER product_barcode_copy_insert AFTER INSERT ON product_barcode BEGIN
  INSERT INTO row_copy SELECT 'product_barcode', key, cells FROM product_barcode_cells WHERE barcode = NEW.barcode;
END;
--> statement-breakpoint
CREATE TRIGGER product_barcode_copy_update AFTER UPDATE ON product_barcode BEGIN
  DELETE FROM row_copy WHERE source = 'product_barcode' AND key = json_array(OLD.barcode);
  INSERT INTO row_copy SELECT 'product_barcode', key, cells FROM product_barcode_cells WHERE barcode = NEW.barcode;
END;
--> statement-breakpoint
CREATE TRIGGER product_barcode_copy_delete AFTER DELETE ON product_barcode BEGIN
  DELETE FROM row_copy WHERE source = 'product_barcode' AND key = json_array(OLD.barcode);
END;
--> statement-breakpoint
CREATE TRIGGER build_point_copy_insert AFTER INSERT ON build_point BEGIN
  INSERT INTO row_copy SELECT 'build_point', key, cells FROM build_point_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER build_point_copy_update AFTER UPDATE ON build_point BEGIN
  DELETE FROM row_copy WHERE source = 'build_point' AND key = json_array(OLD.product_id);
  INSERT INTO row_copy SELECT 'build_point', key, cells FROM build_point_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER build_point_copy_delete AFTER DELETE ON build_point BEGIN
  DELETE FROM row_copy WHERE source = 'build_point' AND key = json_array(OLD.product_id);
END;
--> statement-breakpoint
CREATE TRIGGER bom_version_copy_insert AFTER INSERT ON bom_version BEGIN
  INSERT INTO row_copy SELECT 'bom_version', key, cells FROM bom_version_cells WHERE bom_version_id = NEW.bom_version_id;
END;
--> statement-breakpoint
CREATE TRIGGER bom_version_copy_update AFTER UPDATE ON bom_version BEGIN
  DELETE FROM row_copy WHERE source = 'bom_version' AND key = json_array(OLD.bom_version_id);
  INSERT INTO row_copy SELECT 'bom_version', key, cells FROM bom_version_cells WHERE bom_version_id = NEW.bom_version_id;
END;
--> statement-breakpoint
CREATE TRIGGER bom_version_copy_delete AFTER DELETE ON bom_version BEGIN
  DELETE FROM row_copy WHERE source = 'bom_version' AND key = json_array(OLD.bom_version_id);
END;
--> statement-breakpoint
CREATE TRIGGER bom_draft_copy_insert AFTER INSERT ON bom_draft BEGIN
  INSERT INTO row_copy SELECT 'bom_draft', key, cells FROM bom_draft_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER bom_draft_copy_update AFTER UPDATE ON bom_draft BEGIN
  DELETE FROM row_copy WHERE source = 'bom_draft' AND key = json_array(OLD.product_id);
  INSERT INTO row_copy SELECT 'bom_draft', key, cells FROM bom_draft_cells WHERE product_id = NEW.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER bom_draft_copy_delete AFTER DELETE ON bom_draft BEGIN
  DELETE FROM row_copy WHERE source = 'bom_draft' AND key = json_array(OLD.product_id);
END;
--> statement-breakpoint
CREATE TRIGGER bom_component_copy_insert AFTER INSERT ON bom_component BEGIN
  INSERT INTO row_copy SELECT 'bom_component', key, cells FROM bom_component_cells WHERE bom_version_id = NEW.bom_version_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER bom_component_copy_update AFTER UPDATE ON bom_component BEGIN
  DELETE FROM row_copy WHERE source = 'bom_component' AND key = json_array(OLD.bom_version_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'bom_component', key, cells FROM bom_component_cells WHERE bom_version_id = NEW.bom_version_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER bom_component_copy_delete AFTER DELETE ON bom_component BEGIN
  DELETE FROM row_copy WHERE source = 'bom_component' AND key = json_array(OLD.bom_version_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_copy_insert AFTER INSERT ON bom_cost_line BEGIN
  INSERT INTO row_copy SELECT 'bom_cost_line', key, cells FROM bom_cost_line_cells WHERE bom_version_id = NEW.bom_version_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_copy_update AFTER UPDATE ON bom_cost_line BEGIN
  DELETE FROM row_copy WHERE source = 'bom_cost_line' AND key = json_array(OLD.bom_version_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'bom_cost_line', key, cells FROM bom_cost_line_cells WHERE bom_version_id = NEW.bom_version_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER bom_cost_line_copy_delete AFTER DELETE ON bom_cost_line BEGIN
  DELETE FROM row_copy WHERE source = 'bom_cost_line' AND key = json_array(OLD.bom_version_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE TRIGGER person_copy_insert AFTER INSERT ON person BEGIN
  INSERT INTO row_copy SELECT 'person', key, cells FROM person_cells WHERE person_id = NEW.person_id;
END;
--> statement-breakpoint
CREATE TRIGGER person_copy_update AFTER UPDATE ON person BEGIN
  DELETE FROM row_copy WHERE source = 'person' AND key = json_array(OLD.person_id);
  INSERT INTO row_copy SELECT 'person', key, cells FROM person_cells WHERE person_id = NEW.person_id;
END;
--> statement-breakpoint
CREATE TRIGGER person_copy_delete AFTER DELETE ON person BEGIN
  DELETE FROM row_copy WHERE source = 'person' AND key = json_array(OLD.person_id);
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_copy_insert AFTER INSERT ON planned_build BEGIN
  INSERT INTO row_copy SELECT 'planned_build', key, cells FROM planned_build_cells WHERE planned_build_id = NEW.planned_build_id;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_copy_update AFTER UPDATE ON planned_build BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build' AND key = json_array(OLD.planned_build_id);
  INSERT INTO row_copy SELECT 'planned_build', key, cells FROM planned_build_cells WHERE planned_build_id = NEW.planned_build_id;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_copy_delete AFTER DELETE ON planned_build BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build' AND key = json_array(OLD.planned_build_id);
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_line_copy_insert AFTER INSERT ON planned_build_line BEGIN
  INSERT INTO row_copy SELECT 'planned_build_line', key, cells FROM planned_build_line_cells WHERE planned_build_id = NEW.planned_build_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_line_copy_update AFTER UPDATE ON planned_build_line BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build_line' AND key = json_array(OLD.planned_build_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'planned_build_line', key, cells FROM planned_build_line_cells WHERE planned_build_id = NEW.planned_build_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_line_copy_delete AFTER DELETE ON planned_build_line BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build_line' AND key = json_array(OLD.planned_build_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_cost_line_copy_insert AFTER INSERT ON planned_build_cost_line BEGIN
  INSERT INTO row_copy SELECT 'planned_build_cost_line', key, cells FROM planned_build_cost_line_cells WHERE planned_build_id = NEW.planned_build_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_cost_line_copy_update AFTER UPDATE ON planned_build_cost_line BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build_cost_line' AND key = json_array(OLD.planned_build_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'planned_build_cost_line', key, cells FROM planned_build_cost_line_cells WHERE planned_build_id = NEW.planned_build_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER planned_build_cost_line_copy_delete AFTER DELETE ON planned_build_cost_line BEGIN
  DELETE FROM row_copy WHERE source = 'planned_build_cost_line' AND key = json_array(OLD.planned_build_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE TRIGGER receipt_copy_insert AFTER INSERT ON receipt BEGIN
  INSERT INTO row_copy SELECT 'receipt', key, cells FROM receipt_cells WHERE receipt_id = NEW.receipt_id;
END;
--> statement-breakpoint
CREATE TRIGGER receipt_copy_update AFTER UPDATE ON receipt BEGIN
  DELETE FROM row_copy WHERE source = 'receipt' AND key = json_array(OLD.receipt_id);
  INSERT INTO row_copy SELECT 'receipt', key, cells FROM receipt_cells WHERE receipt_id = NEW.receipt_id;
END;
--> statement-breakpoint
CREATE TRIGGER receipt_copy_delete AFTER DELETE ON receipt BEGIN
  DELETE FROM row_copy WHERE source = 'receipt' AND key = json_array(OLD.receipt_id);
END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_copy_insert AFTER INSERT ON receipt_line BEGIN
  INSERT INTO row_copy SELECT 'receipt_line', key, cells FROM receipt_line_cells WHERE receipt_id = NEW.receipt_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_copy_update AFTER UPDATE ON receipt_line BEGIN
  DELETE FROM row_copy WHERE source = 'receipt_line' AND key = json_array(OLD.receipt_id, OLD.line_no);
  INSERT INTO row_copy SELECT 'receipt_line', key, cells FROM receipt_line_cells WHERE receipt_id = NEW.receipt_id AND line_no = NEW.line_no;
END;
--> statement-breakpoint
CREATE TRIGGER receipt_line_copy_delete AFTER DELETE ON receipt_line BEGIN
  DELETE FROM row_copy WHERE source = 'receipt_line' AND key = json_array(OLD.receipt_id, OLD.line_no);
END;
--> statement-breakpoint
CREATE TRIGGER receipt_copy_confirm AFTER UPDATE OF posting_id ON receipt WHEN OLD.posting_id IS NULL AND NEW.posting_id IS NOT NULL BEGIN
  DELETE FROM row_copy WHERE source = 'receipt_line'
    AND key IN (SELECT json_array(receipt_id, line_no) FROM receipt_line WHERE receipt_id = NEW.receipt_id);
END;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'setting', key, cells FROM setting_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'supplier', key, cells FROM supplier_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'product', key, cells FROM product_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'product_barcode', key, cells FROM product_barcode_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'build_point', key, cells FROM build_point_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'bom_version', key, cells FROM bom_version_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'bom_component', key, cells FROM bom_component_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'bom_cost_line', key, cells FROM bom_cost_line_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'person', key, cells FROM person_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'planned_build', key, cells FROM planned_build_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'planned_build_line', key, cells FROM planned_build_line_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'planned_build_cost_line', key, cells FROM planned_build_cost_line_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'bom_draft', key, cells FROM bom_draft_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'receipt', key, cells FROM receipt_cells;
--> statement-breakpoint
INSERT INTO row_copy SELECT 'receipt_line', key, cells FROM receipt_line_cells;
--> statement-breakpoint
-- From the command after these on, each has its hash.
INSERT INTO row_copy SELECT 'command_log', '[]', json_array(coalesce(max(seq), 0)) FROM command_log;
