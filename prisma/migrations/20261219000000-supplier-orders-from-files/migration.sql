-- What another program called a supplier order that came in by a file: of one supplier, each number once, in capitals or not.
ALTER TABLE "supplier_order" ADD COLUMN IF NOT EXISTS "reference" TEXT;
-- Safe while the version before serves: key of supplier_order: btree (shop_id, supplier_id, lower(reference)) WHERE (reference IS NOT NULL); it writes no reference.
CREATE UNIQUE INDEX IF NOT EXISTS "supplier_order_reference_is_unique" ON "supplier_order"("shop_id", "supplier_id", lower("reference"))
  WHERE "reference" IS NOT NULL;

-- A file may list supplier orders. What there is satisfies it, as it did before: no row need be looked at.
ALTER TABLE "csv_upload" DROP CONSTRAINT "csv_upload_kind_is_known";
ALTER TABLE "csv_upload" ADD CONSTRAINT "csv_upload_kind_is_known"
  CHECK ("kind" IN ('suppliers', 'catalogue', 'supplier-orders')) NOT VALID;
