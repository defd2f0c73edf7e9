-- Bought by a selling plan: parts of the line may be scheduled for later.
ALTER TABLE "order_line" ADD COLUMN "has_selling_plan" BOOLEAN NOT NULL DEFAULT false;

-- So many days before its day a scheduled unit joins the queue.
ALTER TABLE "shop" ADD COLUMN "scheduled_days_before" INTEGER NOT NULL DEFAULT 0;

-- Open units of order lines that are to be sent later, as their fulfillment orders were last read. `fulfill_at` is null where
-- nobody knows the time, as of most pre-orders. `is_noticed`: that their day came was noticed.
CREATE TABLE "scheduled_units" (
    "shop_id" TEXT NOT NULL,
    "fulfillment_order_line_id" TEXT NOT NULL,
    "fulfillment_order_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "fulfill_at" TIMESTAMPTZ(6),
    "is_noticed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "scheduled_units_pkey" PRIMARY KEY ("shop_id","fulfillment_order_line_id")
);

CREATE INDEX "scheduled_units_order" ON "scheduled_units"("shop_id", "order_id");
CREATE INDEX "scheduled_units_line" ON "scheduled_units"("shop_id", "line_id");
CREATE INDEX "scheduled_units_next" ON "scheduled_units"("shop_id", "fulfill_at", "fulfillment_order_line_id");

ALTER TABLE "scheduled_units" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "scheduled_units" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "scheduled_units" TO backline_app;

-- Whether units that are scheduled for this instant are still to wait, by the day and the rule of the shop.
CREATE FUNCTION is_later(shop text, fulfill_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT is_later.fulfill_at IS NULL
        OR public.shop_day_of(shop, is_later.fulfill_at)
           > public.shop_day(shop) + (SELECT s.scheduled_days_before FROM public.shop s WHERE s.shop_id = shop)
$$;

GRANT EXECUTE ON FUNCTION is_later(text, timestamptz) TO backline_app;

-- Has the items planned whose scheduled units' day has come.
CREATE FUNCTION notice_scheduled_days() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH come AS (
        UPDATE public.scheduled_units u SET is_noticed = true
        FROM public.shop s
        WHERE s.shop_id = u.shop_id AND s.uninstalled_at IS NULL AND NOT u.is_noticed
          AND u.fulfill_at < now() + make_interval(days => s.scheduled_days_before + 2)
          AND NOT public.is_later(u.shop_id, u.fulfill_at)
        RETURNING u.shop_id, u.line_id
    ), marked AS (
        INSERT INTO public.due_item AS known (shop_id, item_id, causes)
        SELECT DISTINCT l.shop_id, l.item_id, jsonb_build_array(jsonb_build_object(
            'kind', 'delivery', 'topic', 'scheduled/day-came',
            'triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        FROM come c JOIN public.order_line l ON l.shop_id = c.shop_id AND l.line_id = c.line_id
        WHERE l.item_id IS NOT NULL
        ORDER BY 1, 2
        ON CONFLICT (shop_id, item_id) DO UPDATE
        SET version = excluded.version, due_at = now(),
            causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END
        RETURNING shop_id
    )
    SELECT public.nudge_shops(ARRAY(SELECT DISTINCT shop_id FROM marked))
$$;

REVOKE EXECUTE ON FUNCTION notice_scheduled_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_scheduled_days() TO backline_app;
