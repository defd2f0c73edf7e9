-- The last day of the shop whose beginning was noticed: what was due before it is overdue since.
ALTER TABLE "shop" ADD COLUMN "day_begun" DATE;

-- What day it is where the shop is; in UTC where its time zone is not known, or none that PostgreSQL knows.
CREATE FUNCTION shop_day(shop text) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (now() AT TIME ZONE coalesce((SELECT s.time_zone FROM public.shop s WHERE s.shop_id = shop), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (now() AT TIME ZONE 'UTC')::date;
END
$$;

-- Once a day and shop, when its day begins: items whose lines wait for an arrival that was due before today are planned
-- again, because nobody is told a day in the past. The earliest of the overdue orders is the cause.
CREATE FUNCTION begin_new_days() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH begun AS (
        UPDATE public.shop SET day_begun = public.shop_day(shop_id)
        WHERE uninstalled_at IS NULL AND (day_begun IS NULL OR day_begun < public.shop_day(shop_id))
        RETURNING shop_id, day_begun
    ), marked AS (
        INSERT INTO public.due_item AS known (shop_id, item_id, causes)
        SELECT DISTINCT ON (a.shop_id, p.item_id) a.shop_id, p.item_id, jsonb_build_array(jsonb_build_object(
            'kind', 'supplier-order', 'topic', 'supplier-orders/overdue', 'what', 'overdue',
            'triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'supplierOrderId', o.supplier_order_id::text, 'number', o.number))
        FROM begun b
        JOIN public.arrival a ON a.shop_id = b.shop_id AND a.is_ordered AND a.due < b.day_begun
        JOIN public.peg p ON p.shop_id = a.shop_id AND p.arrival_id = a.arrival_id
        JOIN public.supplier_order o ON o.shop_id = a.shop_id AND o.supplier_order_id = a.supplier_order_id
        ORDER BY a.shop_id, p.item_id, a.due, a.arrival_id
        ON CONFLICT (shop_id, item_id) DO UPDATE
        SET version = excluded.version, due_at = now(),
            causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END
        RETURNING shop_id
    )
    SELECT public.nudge_shops(ARRAY(SELECT DISTINCT shop_id FROM marked))
$$;

REVOKE EXECUTE ON FUNCTION begin_new_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_new_days() TO backline_app;

-- The lists of what is to be ordered, and of what waits for supplier orders.
CREATE INDEX "backorder_to_order" ON "backorder"("shop_id", "opened_at" DESC, "backorder_id" DESC)
    WHERE "state" = 'open' AND "uncovered" > 0;
CREATE INDEX "backorder_on_order" ON "backorder"("shop_id", "opened_at" DESC, "backorder_id" DESC)
    WHERE "state" = 'open' AND "pegged" > 0;
