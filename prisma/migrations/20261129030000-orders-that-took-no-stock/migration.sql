-- Orders made by API may claim no stock, and items are tracked while orders of theirs are open: Shopify then counts fewer
-- committed units than are owed, for good. How many fewer is remembered where it was confirmed, so that nobody waits for
-- news of it again; and of each line, how many of its units they are taken to be.
ALTER TABLE "stock_point" ADD COLUMN "unclaimed" INTEGER NOT NULL DEFAULT 0;
-- Since when readings show fewer than the lines say; null: they agree.
ALTER TABLE "stock_point" ADD COLUMN "unclaimed_fewer_since" TIMESTAMPTZ(6);
ALTER TABLE "order_line" ADD COLUMN "unclaimed" INTEGER NOT NULL DEFAULT 0;
-- Open units of which no place was found although the order was read for it.
ALTER TABLE "order_line" ADD COLUMN "placeless" INTEGER NOT NULL DEFAULT 0;

-- Whether units that took no stock are in the queue.
ALTER TABLE "shop" ADD COLUMN "counts_unclaimed" BOOLEAN NOT NULL DEFAULT true;

CREATE INDEX "order_line_unclaimed" ON "order_line"("shop_id", "item_id") WHERE "unclaimed" > 0 AND "open" > 0;
