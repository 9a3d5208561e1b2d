-- A cost that was confirmed or corrected and is to be confirmed again: what undoing the confirmation of a guess leaves.
ALTER TABLE receipt_correction ADD COLUMN to_be_confirmed INTEGER NOT NULL DEFAULT 0
  CHECK (to_be_confirmed = 0 OR (to_be_confirmed = 1 AND quantity IS NULL));
