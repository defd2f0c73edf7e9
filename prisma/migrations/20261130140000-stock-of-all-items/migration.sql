-- A reconcile has Shopify write down the stock of every item, also of those that nobody waits for: an import of that part alone.
ALTER TABLE "import" ADD COLUMN "reconcile_id" BIGINT;

ALTER TABLE "reconcile" DROP CONSTRAINT "reconcile_step_is_known";
ALTER TABLE "reconcile" ADD CONSTRAINT "reconcile_step_is_known" CHECK
    ("step" IN ('locations', 'variants', 'changed-orders', 'listed-orders', 'open-orders', 'items', 'stock'));
