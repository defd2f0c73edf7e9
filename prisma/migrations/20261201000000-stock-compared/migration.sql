-- How many items' stock was compared from the file of all stock: without them a reconcile says less than it did.
ALTER TABLE "reconcile" ADD COLUMN "stock_items" INTEGER NOT NULL DEFAULT 0;
