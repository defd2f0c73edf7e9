-- Units that a supplier order was to bring and the merchant said come with a native order: what that brings beyond these can be
-- the goods of another supplier order. `accepted_before` are the units of the item that were accepted of the native order until
-- then. The column `joined_order_id` is written no more, and stays for processes of the version before.
CREATE TABLE "joined_goods" (
    "shop_id" TEXT NOT NULL,
    "joined_goods_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "accepted_before" INTEGER NOT NULL,

    CONSTRAINT "joined_goods_pkey" PRIMARY KEY ("shop_id","joined_goods_id")
);
CREATE INDEX "joined_goods_document" ON "joined_goods"("shop_id", "kind", "document_id");

ALTER TABLE "joined_goods" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "joined_goods" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "joined_goods" TO backline_app;
GRANT USAGE, SELECT ON SEQUENCE "joined_goods_joined_goods_id_seq" TO backline_app;

SELECT distribute('joined_goods');

-- What was joined until now: nobody noted how much of it, but it was cancelled, and nothing of it counts as having come.
INSERT INTO "joined_goods" ("shop_id", "kind", "document_id", "supplier_order_id", "item_id", "location_id", "units", "accepted_before")
SELECT d."shop_id", d."kind", d."document_id", o."supplier_order_id", l."item_id", o."location_id", l."cancelled",
       (SELECT coalesce(sum(coalesce((line->>'accepted')::int, (line->>'units')::int - (line->>'open')::int)), 0)
          FROM "native_document" t, jsonb_array_elements(t."shipments") AS s(shipment), jsonb_array_elements(shipment->'lines') AS n(line)
         WHERE t."shop_id" = d."shop_id" AND t."kind" = 'transfer' AND line->>'itemId' = l."item_id"
           AND (d."kind" = 'transfer' AND t."document_id" = d."document_id" OR t."document_id" = any(d."transfer_ids")))
FROM "native_document" d
JOIN "supplier_order" o ON o."shop_id" = d."shop_id" AND o."supplier_order_id" = d."joined_order_id"
JOIN "supplier_order_line" l ON l."shop_id" = d."shop_id" AND l."supplier_order_id" = o."supplier_order_id" AND l."cancelled" > 0;
