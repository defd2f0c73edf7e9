-- Several steps of a reconcile come upon an order: it is counted by the first.
ALTER TABLE "shop_order" ADD COLUMN "compared_in" BIGINT;
