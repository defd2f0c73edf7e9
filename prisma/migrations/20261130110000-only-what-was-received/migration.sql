-- Of a location whose stock somebody else writes the merchant may count only what was received there: `received`. Else it is
-- `shopify`, whose figure counts as it is.
ALTER TABLE "location" ADD COLUMN "counts" TEXT NOT NULL DEFAULT 'shopify';
ALTER TABLE "location" ADD CONSTRAINT "location_counts_is_known" CHECK ("counts" IN ('shopify', 'received'));

-- The service that a location belongs to, as merchants see it; null: none, or not read yet.
ALTER TABLE "location" ADD COLUMN "service_name" TEXT;
UPDATE "shop" SET "locations_touched_at" = now() WHERE "uninstalled_at" IS NULL;

-- What was sent of an order line with one fulfillment, and from where. Nothing of a fulfillment ever changes but that it is
-- cancelled, and that is never taken back. They are read where only what was received counts, of orders that changed
-- since the version that they were read with.
CREATE TABLE "fulfilled_units" (
    "shop_id" TEXT NOT NULL,
    "fulfillment_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "item_id" TEXT,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "fulfilled_at" TIMESTAMPTZ(6) NOT NULL,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "fulfilled_units_pkey" PRIMARY KEY ("shop_id","fulfillment_id","line_id")
);

CREATE INDEX "fulfilled_units_item" ON "fulfilled_units"("shop_id", "item_id");
CREATE INDEX "order_line_sent_by_item" ON "order_line"("shop_id", "item_id") WHERE "units" <> "open" OR "units" = 0;

ALTER TABLE "fulfilled_units" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "fulfilled_units" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "fulfilled_units" TO backline_app;

ALTER TABLE "shop_order" ADD COLUMN "fulfilled_as_of" TIMESTAMPTZ(6);
ALTER TABLE "shop_order" ADD COLUMN "fulfilled_read_at" TIMESTAMPTZ(6);
