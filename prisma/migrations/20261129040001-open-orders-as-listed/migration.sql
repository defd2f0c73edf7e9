-- Between the orders that changed and those that only ours hold open: the ones that Shopify lists as open, many at once.
ALTER TABLE "reconcile" DROP CONSTRAINT "reconcile_step_is_known";
ALTER TABLE "reconcile" ADD CONSTRAINT "reconcile_step_is_known"
  CHECK ("step" IN ('locations', 'variants', 'changed-orders', 'listed-orders', 'open-orders', 'items'));
