-- Shoppers who ask what is kept of them, as Shopify passes it on: the merchant answers each, and nothing of the person is known but which
-- orders Shopify named. An order that is forgotten is no longer named, so that nothing says whose it was.
CREATE TABLE "data_request" (
    "shop_id" TEXT NOT NULL,
    "data_request_id" BIGSERIAL NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "orders_named" INTEGER NOT NULL,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("shop_id","data_request_id")
);
CREATE UNIQUE INDEX "data_request_is_told_once" ON "data_request"("shop_id", "shopify_id");
CREATE INDEX "data_request_open" ON "data_request"("shop_id", "asked_at") WHERE "answered_at" IS NULL;

CREATE TABLE "data_request_order" (
    "shop_id" TEXT NOT NULL,
    "data_request_id" BIGINT NOT NULL,
    "order_id" TEXT NOT NULL,

    CONSTRAINT "data_request_order_pkey" PRIMARY KEY ("shop_id","data_request_id","order_id")
);
CREATE INDEX "data_request_order_order" ON "data_request_order"("shop_id", "order_id");

ALTER TABLE "data_request" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "data_request" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "data_request" TO backline_app;
ALTER TABLE "data_request_order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "data_request_order" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "data_request_order" TO backline_app;
GRANT USAGE, SELECT ON SEQUENCE "data_request_data_request_id_seq" TO backline_app;

SELECT distribute('data_request');
SELECT distribute('data_request_order');

-- What was asked until now, as far as it was noted with the orders. That column is written no more, and stays for processes of the
-- version before.
INSERT INTO "data_request" ("shop_id", "shopify_id", "asked_at", "orders_named")
SELECT "shop_id", 'noted ' || extract(epoch FROM "data_asked_at"), "data_asked_at", count(*)
FROM "shop_order" WHERE "data_asked_at" IS NOT NULL
GROUP BY "shop_id", "data_asked_at";
INSERT INTO "data_request_order" ("shop_id", "data_request_id", "order_id")
SELECT r."shop_id", r."data_request_id", o."order_id"
FROM "data_request" r
JOIN "shop_order" o ON o."shop_id" = r."shop_id" AND o."data_asked_at" = r."asked_at" AND o."forgotten_at" IS NULL;

-- As before, and no request names the order any more.
CREATE OR REPLACE FUNCTION forget_closed_orders(only_of text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone record;
    forgotten integer := 0;
BEGIN
    FOR gone IN
        SELECT o.shop_id, o.order_id FROM public.shop_order o
        WHERE o.forget_asked_at IS NOT NULL AND o.forgotten_at IS NULL
          AND o.shop_id = coalesce(only_of, o.shop_id)
          AND NOT EXISTS (SELECT FROM public.order_line l
                          WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.open > 0)
          AND NOT EXISTS (SELECT FROM public.backorder b
                          WHERE b.shop_id = o.shop_id AND b.order_id = o.order_id AND b.state IN ('open', 'ready'))
        ORDER BY o.shop_id, o.order_id LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        UPDATE public.ledger g
        SET cause = jsonb_strip_nulls(jsonb_build_object(
            'kind', g.cause->'kind', 'topic', g.cause->'topic', 'triggeredAt', g.cause->'triggeredAt'))
        FROM public.backorder b
        WHERE g.shop_id = gone.shop_id AND b.shop_id = gone.shop_id AND b.order_id = gone.order_id
          AND g.backorder_id = b.backorder_id;
        UPDATE public.backorder SET order_name = 'Removed', title = 'Removed', sku = NULL, first_promise = NULL
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        UPDATE public.order_line
        SET title = 'Removed', sku = NULL, told_from = NULL, told_to = NULL, told_at = NULL, told_doubted = false
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        UPDATE public.shop_order SET name = 'Removed', financial_status = NULL, forgotten_at = now()
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        DELETE FROM public.data_request_order WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END
$$;
