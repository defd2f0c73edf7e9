-- A rebuild: every plan of the shop worked out anew, and the difference kept to be looked at before it is applied.

CREATE TABLE "rebuild" (
    "shop_id" TEXT NOT NULL,
    "rebuild_id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "applied_at" TIMESTAMPTZ(6),
    "expected" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "position" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "rebuild_pkey" PRIMARY KEY ("shop_id","rebuild_id")
);

CREATE TABLE "rebuild_difference" (
    "shop_id" TEXT NOT NULL,
    "difference_id" BIGSERIAL NOT NULL,
    "rebuild_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "order_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "before" JSONB,
    "after" JSONB NOT NULL,

    CONSTRAINT "rebuild_difference_pkey" PRIMARY KEY ("shop_id","difference_id")
);

CREATE INDEX "rebuild_difference_shop_id_rebuild_id_difference_id_idx" ON "rebuild_difference"("shop_id", "rebuild_id", "difference_id");

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['rebuild', 'rebuild_difference'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "rebuild_rebuild_id_seq", "rebuild_difference_difference_id_seq" TO backline_app;

-- A rebuild under way is something to do.
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
       )
    ORDER BY s.shop_id
$$;
