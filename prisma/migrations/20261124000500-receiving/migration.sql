-- One confirmation may bring goods of several suppliers: one receipt each, all with the key it was confirmed with.
DROP INDEX "receipt_key_is_unique";
CREATE UNIQUE INDEX "receipt_key_is_unique" ON "receipt"("shop_id", "key", "supplier_id");
CREATE INDEX "receipt_corrects" ON "receipt"("shop_id", "corrects") WHERE "corrects" IS NOT NULL;

-- What Shopify said beside the code of the trouble.
ALTER TABLE "receipt" ADD COLUMN "trouble_said" TEXT;

-- Shopify takes so many changes in one adjustment: a long receipt has several parts, each with a key of its own. The
-- changes are kept as they were sent, so that they are sent again as they were; a new key comes with new ones.
CREATE TABLE "receipt_part" (
    "shop_id" TEXT NOT NULL,
    "receipt_id" BIGINT NOT NULL,
    "part" INTEGER NOT NULL,
    "key" UUID NOT NULL,
    "changes" JSONB,
    "tried_at" TIMESTAMPTZ(6),
    "posted_at" TIMESTAMPTZ(6),

    CONSTRAINT "receipt_part_pkey" PRIMARY KEY ("shop_id","receipt_id","part")
);

ALTER TABLE "receipt_line" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 1;
CREATE INDEX "receipt_line_shop_id_supplier_order_line_id_idx" ON "receipt_line"("shop_id", "supplier_order_line_id");

-- Units that came for a line that was pinned to them: of all units of the line there, so many are its own, the shipped
-- ones first. Nobody takes them back while the shelf has them.
CREATE TABLE "released_line" (
    "shop_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "released_line_pkey" PRIMARY KEY ("shop_id","line_id","location_id"),
    CONSTRAINT "released_line_units_are_not_negative" CHECK ("units" >= 0)
);

CREATE INDEX "stock_point_held_back" ON "stock_point"("shop_id", "item_id", "location_id") WHERE "held_back" > 0;
CREATE INDEX "line_wish_pin" ON "line_wish"("shop_id", "pin") WHERE "pin" IS NOT NULL;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['receipt_part', 'released_line'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;
