-- Whether Shopify sells on when nothing is left; null: nobody has said yet.
ALTER TABLE "variant" ADD COLUMN "sells_without_stock" BOOLEAN;

-- What shoppers are to be told of a variant, and what was last written for the storefront. No state: nothing is to be told,
-- and what was written goes away.
CREATE TABLE "storefront_promise" (
    "shop_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "state" TEXT,
    "from_day" DATE,
    "to_day" DATE,
    "room" INTEGER,
    "units" INTEGER,
    "note" TEXT,
    "hide" BOOLEAN NOT NULL DEFAULT false,
    "follows_today" BOOLEAN NOT NULL DEFAULT false,
    "version" BIGSERIAL NOT NULL,
    "wished_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "written" JSONB,
    "written_at" TIMESTAMPTZ(6),
    "write_due" BOOLEAN NOT NULL DEFAULT true,
    "trouble" TEXT,

    CONSTRAINT "storefront_promise_pkey" PRIMARY KEY ("shop_id","variant_id"),
    CONSTRAINT "storefront_promise_state_is_known" CHECK ("state" IN ('backorder', 'made-to-order', 'discontinued', 'limit-reached')),
    CONSTRAINT "storefront_promise_days_are_in_order" CHECK (("from_day" IS NULL) = ("to_day" IS NULL) AND "from_day" <= "to_day"),
    CONSTRAINT "storefront_promise_counts_units" CHECK ("room" >= 0 AND "units" >= 0)
) WITH (fillfactor = 80);

CREATE INDEX "storefront_promise_shop_id_item_id_idx" ON "storefront_promise"("shop_id", "item_id");
CREATE INDEX "storefront_promise_write_due" ON "storefront_promise"("shop_id", "variant_id") WHERE "write_due";

-- Items whose promise is to be worked out again. As with plans, only who saw a mark's version clears it.
CREATE TABLE "promise_due" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,

    CONSTRAINT "promise_due_pkey" PRIMARY KEY ("shop_id","item_id")
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['storefront_promise', 'promise_due'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "storefront_promise_version_seq", "promise_due_version_seq" TO backline_app;

-- Promises go out beside the lane of a shop: what is written for shoppers must not hold up plans.
CREATE FUNCTION nudge_promises(shops text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF cardinality(shops) > 0 THEN
        PERFORM graphile_worker.add_jobs(
            ARRAY(
                SELECT ROW(
                    'publish-promises', json_build_object('shop', shop), 'promises:' || shop, NULL, NULL,
                    'publish-promises:' || shop, NULL, NULL
                )::graphile_worker.job_spec
                FROM (SELECT DISTINCT unnest(shops) AS shop ORDER BY 1) AS sorted
            ),
            true
        );
    END IF;
END
$$;

-- Looked at again later, where Shopify asked us to wait.
CREATE FUNCTION wake_promises(shop text, run_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT graphile_worker.add_job(
        'wake-promises', json_build_object('shop', shop), queue_name => 'promises:' || shop, run_at => wake_promises.run_at,
        job_key => 'wake-promises:' || shop
    )
$$;

-- Writing takes a scope that a merchant need not grant, and a token. While a shop's open orders are not known no promise of
-- it can be right.
CREATE FUNCTION shops_with_promises() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND NOT EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.holds_plans)
      AND (EXISTS (SELECT FROM public.promise_due d WHERE d.shop_id = s.shop_id)
        OR 'write_products' = ANY(string_to_array(s.scopes, ','))
           AND (s.attention IS NULL OR EXISTS (SELECT FROM public.session o WHERE o.shop_id = s.shop_id))
           AND EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.write_due))
    ORDER BY s.shop_id
$$;

REVOKE EXECUTE ON FUNCTION nudge_promises(text[]), wake_promises(text, timestamptz), shops_with_promises() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_promises(text[]), wake_promises(text, timestamptz), shops_with_promises() TO backline_app;

-- Days of promises that count from today move with it, and none is told that has passed.
CREATE OR REPLACE FUNCTION begin_new_days() RETURNS void
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
    ), told AS (
        INSERT INTO public.promise_due (shop_id, item_id)
        SELECT DISTINCT p.shop_id, p.item_id
        FROM begun b
        JOIN public.storefront_promise p ON p.shop_id = b.shop_id
        WHERE p.state IS NOT NULL AND (p.follows_today OR p.from_day < b.day_begun)
        ORDER BY p.shop_id, p.item_id
        ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version
    )
    SELECT public.nudge_shops(ARRAY(SELECT DISTINCT shop_id FROM marked))
$$;
