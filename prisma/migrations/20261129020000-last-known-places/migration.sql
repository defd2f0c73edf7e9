-- Where an order's units are to be fulfilled from is kept until newer places were really read: apps see orders of the last
-- 60 days only, and an order that waits longer is not gone. News only says that its places are to be read again.
ALTER TABLE "shop_order" ADD COLUMN "routing_due" BOOLEAN NOT NULL DEFAULT false;
-- Fulfillment orders that such news named: they may be read by their ids where the order may not.
ALTER TABLE "shop_order" ADD COLUMN "told_fulfillment_orders" TEXT[] DEFAULT ARRAY[]::TEXT[];
-- Since when Shopify does not show the order, or all of its fulfillment orders, although they were asked for.
ALTER TABLE "shop_order" ADD COLUMN "unread_since" TIMESTAMPTZ(6);
ALTER TABLE "shop_order" ADD COLUMN "routing_unread_since" TIMESTAMPTZ(6);

-- Places that were forgotten by the way this was done before are the last known ones.
UPDATE "shop_order" AS o SET "routed_at" = o."heard_at", "routing_due" = true
 WHERE o."routed_at" IS NULL
   AND EXISTS (SELECT FROM "fulfillment_order_line" f WHERE f."shop_id" = o."shop_id" AND f."order_id" = o."order_id");

CREATE INDEX IF NOT EXISTS "shop_order_unread" ON "shop_order"("shop_id", "order_id")
 WHERE "unread_since" IS NOT NULL OR "routing_unread_since" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "fulfillment_order_line_order" ON "fulfillment_order_line"("shop_id", "fulfillment_order_id");
CREATE INDEX IF NOT EXISTS "stock_point_strangers" ON "stock_point"("shop_id", "strangers") WHERE "strangers" > 0;
