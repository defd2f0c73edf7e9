-- What a shop had before it installed the app: brought in by bulk operations, part by part, and taken up again where a
-- crash left it.

CREATE TABLE "import" (
    "shop_id" TEXT NOT NULL,
    "import_id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "holds_plans" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "orders_known_at" TIMESTAMPTZ(6),
    "touched_fulfillment_orders" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "stranger_units" INTEGER,

    CONSTRAINT "import_pkey" PRIMARY KEY ("shop_id","import_id"),
    CONSTRAINT "import_counts_attempts" CHECK ("attempts" >= 0)
);

-- One at a time.
CREATE UNIQUE INDEX "import_under_way" ON "import"("shop_id") WHERE "finished_at" IS NULL;

CREATE TABLE "import_part" (
    "shop_id" TEXT NOT NULL,
    "import_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "operation_id" TEXT,
    "operation_at" TIMESTAMPTZ(6),
    "url" TEXT,
    "bytes" BIGINT,
    "bytes_done" BIGINT NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "position" TEXT,
    "spent_ms" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "import_part_pkey" PRIMARY KEY ("shop_id","import_id","part"),
    CONSTRAINT "import_part_is_known" CHECK ("part" IN ('locations', 'catalogue', 'stock', 'orders', 'routing', 'strangers')),
    CONSTRAINT "import_part_counts" CHECK ("bytes_done" >= 0 AND "done" >= 0 AND "spent_ms" >= 0)
) WITH (fillfactor = 50);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['import', 'import_part'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "import_import_id_seq" TO backline_app;

-- An import under way is something to do.
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
       )
    ORDER BY s.shop_id
$$;
