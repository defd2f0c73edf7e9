-- How many days after an order is finished the shop keeps what it was called and what its backorders went through.
ALTER TABLE "shop" ADD COLUMN "keeps_finished_days" INTEGER NOT NULL DEFAULT 365;

-- Orders by age, until they are forgotten. An order's time does not change, so writing an order writes nothing here.
CREATE INDEX "shop_order_to_finish" ON "shop_order"("shop_id", "ordered_at", "order_id") WHERE "forgotten_at" IS NULL;

-- Shops with an order that is old enough; whether it is finished is looked at shop by shop.
CREATE FUNCTION shops_with_old_orders() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND EXISTS (SELECT FROM public.shop_order o
                  WHERE o.shop_id = s.shop_id AND o.forgotten_at IS NULL
                    AND o.ordered_at < now() - make_interval(days => s.keeps_finished_days))
    ORDER BY s.shop_id
$$;
REVOKE EXECUTE ON FUNCTION shops_with_old_orders() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_old_orders() TO backline_app;
