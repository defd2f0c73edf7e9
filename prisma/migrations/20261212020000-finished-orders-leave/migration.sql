-- Finished orders leave the mirror. What is kept of all that ever left is one time: nothing that left was heard of after it.
ALTER TABLE "shop" ADD COLUMN "orders_left_until" TIMESTAMPTZ(6);
-- What came before it is not counted: what was sent of it may have left.
ALTER TABLE "location" ADD COLUMN "received_from" TIMESTAMPTZ(6);

-- Orders by age. An order's time does not change, so writing an order writes nothing here.
CREATE INDEX "shop_order_to_leave" ON "shop_order"("shop_id", "ordered_at", "order_id") WHERE "forget_asked_at" IS NULL;
DROP INDEX "shop_order_to_finish";

CREATE OR REPLACE FUNCTION shops_with_old_orders() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND EXISTS (SELECT FROM public.shop_order o
                  WHERE o.shop_id = s.shop_id AND o.forget_asked_at IS NULL
                    AND o.ordered_at < now() - make_interval(days => s.keeps_finished_days))
    ORDER BY s.shop_id
$$;
