-- What a stock point lacks before anybody's turn comes: units that were sold or shipped beyond what was there. As of its last
-- plan, like the numbers of its backorders; `pegged` of them an arrival will fill.
CREATE TABLE "owed_stock" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "pegged" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "owed_stock_pkey" PRIMARY KEY ("shop_id","item_id","location_id"),
    CONSTRAINT "owed_stock_units_add_up" CHECK ("units" > 0 AND "pegged" BETWEEN 0 AND "units")
);

-- Which arrivals fill it.
CREATE TABLE "owed_peg" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "arrival_id" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "owed_peg_pkey" PRIMARY KEY ("shop_id","item_id","location_id","arrival_id"),
    CONSTRAINT "owed_peg_has_units" CHECK ("units" > 0)
);

CREATE INDEX "owed_peg_shop_id_arrival_id_idx" ON "owed_peg"("shop_id", "arrival_id");

-- Of a draft's line, the units that it was raised for because its place owes them; of a proposed one, those that it is for, and
-- whether the merchant leaves them out.
ALTER TABLE "supplier_order_line" ADD COLUMN "for_owed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "proposed_line" ADD COLUMN "owed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "proposed_line" ADD COLUMN "is_owed_left_out" BOOLEAN NOT NULL DEFAULT false;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['owed_stock', 'owed_peg'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

-- Who was planned before this was known is planned again: stock points below zero may owe.
INSERT INTO "due_item" ("shop_id", "item_id", "causes")
SELECT DISTINCT "shop_id", "item_id", '[{"kind": "reconcile", "topic": "stock/read", "triggeredAt": "2026-11-29T00:00:00Z"}]'::jsonb
  FROM "stock_point" WHERE "connected" AND "available" < 0
    ON CONFLICT ("shop_id", "item_id") DO UPDATE SET "version" = EXCLUDED."version", "due_at" = now();
