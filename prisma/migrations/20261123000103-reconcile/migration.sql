-- A reconcile: what we keep of a shop compared with what Shopify says, each difference kept with its likely cause.

CREATE TABLE "reconcile" (
    "shop_id" TEXT NOT NULL,
    "reconcile_id" BIGSERIAL NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "step" TEXT NOT NULL DEFAULT 'locations',
    "position" TEXT NOT NULL DEFAULT '',
    "orders" INTEGER NOT NULL DEFAULT 0,
    "items" INTEGER NOT NULL DEFAULT 0,
    "orders_known_at" TIMESTAMPTZ(6),

    CONSTRAINT "reconcile_pkey" PRIMARY KEY ("shop_id","reconcile_id"),
    CONSTRAINT "reconcile_reason_is_known" CHECK ("reason" IN ('asked', 'nightly', 'outage')),
    CONSTRAINT "reconcile_step_is_known" CHECK ("step" IN ('locations', 'variants', 'changed-orders', 'open-orders', 'items'))
);

-- One at a time.
CREATE UNIQUE INDEX "reconcile_under_way" ON "reconcile"("shop_id") WHERE "finished_at" IS NULL;

CREATE TABLE "reconcile_difference" (
    "shop_id" TEXT NOT NULL,
    "difference_id" BIGSERIAL NOT NULL,
    "reconcile_id" BIGINT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "ours" JSONB,
    "theirs" JSONB,

    CONSTRAINT "reconcile_difference_pkey" PRIMARY KEY ("shop_id","difference_id"),
    CONSTRAINT "reconcile_difference_thing_is_known" CHECK ("thing" IN ('location', 'variant', 'order', 'item', 'stock', 'backorder')),
    CONSTRAINT "reconcile_difference_cause_is_known" CHECK ("cause" IN ('lost-webhook', 'drift'))
);

CREATE INDEX "reconcile_difference_shop_id_reconcile_id_difference_id_idx" ON "reconcile_difference"("shop_id", "reconcile_id", "difference_id");

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['reconcile', 'reconcile_difference'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "reconcile_reconcile_id_seq", "reconcile_difference_difference_id_seq" TO backline_app;

-- A reconcile under way is something to do.
CREATE OR REPLACE FUNCTION shops_with_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE EXISTS (SELECT FROM public.delivery d WHERE d.shop_id = s.shop_id AND d.state = 'waiting')
       OR s.uninstalled_at IS NULL AND (
            EXISTS (SELECT FROM public.due_item i WHERE i.shop_id = s.shop_id AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.variant v WHERE v.shop_id = s.shop_id AND v.read_due)
         OR EXISTS (SELECT FROM public.shop_order o WHERE o.shop_id = s.shop_id AND o.read_due AND (o.read_from IS NULL OR o.read_from <= now()))
         OR EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.rebuild r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
         OR EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
       )
    ORDER BY s.shop_id
$$;

-- Every shop has its minute of the night (UTC, between midnight and six), by its name, so that they do not all ask at
-- once. A shop whose minute passed while no worker ran is taken up when one does.
CREATE FUNCTION start_nightly_reconciles() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH tonight AS (
        SELECT shop_id, installed_at,
            (date_trunc('day', now() AT TIME ZONE 'UTC') + make_interval(mins => abs(hashtext(shop_id)::bigint % 360)::int))
                AT TIME ZONE 'UTC' AS minute
        FROM public.shop WHERE uninstalled_at IS NULL AND opened_at IS NOT NULL
    ), shops AS (
        SELECT shop_id, installed_at, CASE WHEN minute > now() THEN minute - interval '1 day' ELSE minute END AS minute
        FROM tonight
    ), started AS (
        INSERT INTO public.reconcile (shop_id, reason)
        SELECT shop_id, 'nightly' FROM shops
        WHERE installed_at < minute
          AND NOT EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = shops.shop_id AND (r.finished_at IS NULL OR r.started_at >= minute))
        ON CONFLICT DO NOTHING
        RETURNING shop_id
    )
    SELECT public.nudge_shops(ARRAY(SELECT shop_id FROM started))
$$;

REVOKE EXECUTE ON FUNCTION start_nightly_reconciles() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION start_nightly_reconciles() TO backline_app;
