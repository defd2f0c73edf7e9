-- A shopper asks to be forgotten, or what is kept. What is kept of an open order is needed until it is shipped.
ALTER TABLE "shop_order"
    ADD COLUMN "forget_asked_at" TIMESTAMPTZ(6),
    ADD COLUMN "forgotten_at" TIMESTAMPTZ(6),
    ADD COLUMN "data_asked_at" TIMESTAMPTZ(6);

CREATE INDEX "shop_order_to_forget" ON "shop_order"("shop_id", "order_id") WHERE "forget_asked_at" IS NOT NULL AND "forgotten_at" IS NULL;

-- Of the shop's orders that are to be forgotten, or where none is named of all shops', those of which nothing is still to ship, some at a time: their names and what
-- was in them, what their shoppers were told, and who and what is named in the ledger of their lines. Numbers and days stay,
-- for what others were given hangs on them. Only the owner may rewrite the ledger. Answers how many were forgotten.
CREATE FUNCTION forget_closed_orders(only_of text) RETURNS integer
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
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END
$$;

REVOKE EXECUTE ON FUNCTION forget_closed_orders(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_closed_orders(text) TO backline_app;
