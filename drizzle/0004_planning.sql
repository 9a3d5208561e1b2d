-- People, planned builds, and what a build did otherwise than its BOM says.

CREATE TABLE person (
  person_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'accountant', 'builder')),
  -- Who left is kept for the record and can no longer be chosen.
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  CHECK (role <> 'owner' OR active = 1)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX person_by_name ON person (name COLLATE NOCASE) WHERE active = 1;
--> statement-breakpoint
-- There is never more than one owner.
CREATE UNIQUE INDEX person_owner ON person (role) WHERE role = 'owner';
--> statement-breakpoint
-- Who was at the PC; unknown before anyone was named.
ALTER TABLE command_log ADD COLUMN person_id INTEGER REFERENCES person (person_id) ON DELETE RESTRICT;
--> statement-breakpoint
-- What is to be built. It moves no stock; each time some of it is executed a build is made of it.
CREATE TABLE planned_build (
  -- A deleted one's id is not given again: what was written down about it stays its own.
  planned_build_id INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  -- The version its lines were copied from.
  bom_version_id INTEGER NOT NULL REFERENCES bom_version (bom_version_id) ON DELETE RESTRICT,
  -- What is still to be built of it; 0 when all is.
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  target_date TEXT CHECK (target_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  assignee_id INTEGER REFERENCES person (person_id) ON DELETE RESTRICT,
  notes TEXT NOT NULL DEFAULT '',
  -- Smaller ones come first in the queue.
  position INTEGER NOT NULL CHECK (position BETWEEN -9007199254740991 AND 9007199254740991),
  auto_generated INTEGER NOT NULL DEFAULT 0 CHECK (auto_generated IN (0, 1)),
  -- done: all of it was executed; closed: the rest will not be built; deleted: taken from the queue, and can be put back.
  status TEXT NOT NULL CHECK (status IN ('planned', 'done', 'closed', 'deleted')),
  planned_at TEXT NOT NULL,
  CHECK (status <> 'planned' OR quantity > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX planned_build_queue ON planned_build (position, planned_build_id) WHERE status = 'planned';
--> statement-breakpoint
CREATE INDEX planned_build_of_product ON planned_build (product_id, position) WHERE status = 'planned';
--> statement-breakpoint
-- The program keeps at most one of its own per product.
CREATE UNIQUE INDEX planned_build_auto ON planned_build (product_id) WHERE status = 'planned' AND auto_generated = 1;
--> statement-breakpoint
CREATE TABLE planned_build_line (
  planned_build_id INTEGER NOT NULL REFERENCES planned_build (planned_build_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  product_id INTEGER NOT NULL REFERENCES product (product_id) ON DELETE RESTRICT,
  -- As the BOM said; without one the line was added by hand.
  quantity_per_unit INTEGER CHECK (quantity_per_unit BETWEEN 1 AND 9007199254740991),
  -- For all that is still to be built. While the line is not modified it is the quantity per unit times that.
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9007199254740991),
  optional INTEGER NOT NULL CHECK (optional IN (0, 1)),
  modified INTEGER NOT NULL DEFAULT 0 CHECK (modified IN (0, 1)),
  PRIMARY KEY (planned_build_id, line_no),
  UNIQUE (planned_build_id, product_id),
  CHECK (quantity_per_unit IS NOT NULL OR modified = 1)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What planned builds hold of a product.
CREATE INDEX planned_build_line_by_product ON planned_build_line (product_id, planned_build_id);
--> statement-breakpoint
CREATE TABLE planned_build_cost_line (
  planned_build_id INTEGER NOT NULL REFERENCES planned_build (planned_build_id) ON DELETE RESTRICT,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('labor', 'overhead', 'other')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  amount_per_unit INTEGER CHECK (amount_per_unit BETWEEN 0 AND 9007199254740991),
  rate INTEGER CHECK (rate BETWEEN 0 AND 9007199254740991),
  quantity_per_unit INTEGER CHECK (quantity_per_unit BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (planned_build_id, line_no),
  CHECK ((amount_per_unit IS NULL) = (rate IS NOT NULL) AND (rate IS NULL) = (quantity_per_unit IS NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What an executed build was planned as, who was to do it, and what was noted.
ALTER TABLE build ADD COLUMN planned_build_id INTEGER REFERENCES planned_build (planned_build_id) ON DELETE RESTRICT;
--> statement-breakpoint
-- Units it took off its plan, fewer than were built where more were than planned.
ALTER TABLE build ADD COLUMN plan_quantity INTEGER CHECK (plan_quantity BETWEEN 1 AND 9007199254740991);
--> statement-breakpoint
ALTER TABLE build ADD COLUMN assignee_id INTEGER REFERENCES person (person_id) ON DELETE RESTRICT;
--> statement-breakpoint
ALTER TABLE build ADD COLUMN notes TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
CREATE INDEX build_by_plan ON build (planned_build_id) WHERE planned_build_id IS NOT NULL;
--> statement-breakpoint
-- The quantity asked for in all, where it was not the quantity per unit times the units.
ALTER TABLE build_line ADD COLUMN quantity INTEGER CHECK (quantity BETWEEN 0 AND 9007199254740991);
--> statement-breakpoint
-- A component the BOM does not ask for; its quantity per unit is then only a rounded share.
ALTER TABLE build_line ADD COLUMN extra INTEGER NOT NULL DEFAULT 0 CHECK (extra IN (0, 1) AND (extra = 0 OR quantity IS NOT NULL));
--> statement-breakpoint
-- Why its lots were chosen by hand.
ALTER TABLE build_line ADD COLUMN pick_reason TEXT CHECK (length(pick_reason) BETWEEN 1 AND 200);
--> statement-breakpoint
-- Builds that were ever in review.
CREATE INDEX posting_into_review ON posting (document_id) WHERE kind IN ('build_to_review', 'approval_undone', 'rejection_undone');
--> statement-breakpoint
-- Rejections by their day.
CREATE INDEX posting_of_rejection ON posting (business_date) WHERE kind = 'build_rejected';
--> statement-breakpoint
-- What it took off a line of its plan that was modified by hand.
ALTER TABLE build_line ADD COLUMN plan_quantity INTEGER CHECK (plan_quantity BETWEEN 0 AND 9007199254740991);
--> statement-breakpoint
-- Products whose stock is watched against a reorder point.
CREATE INDEX product_reordered ON product (product_id) WHERE reorder_point IS NOT NULL AND archived = 0;
