-- Rows of an import as Shopify wrote them, until all are there: what belongs to a thing may stand anywhere behind it.
CREATE TABLE "import_row" (
    "shop_id" TEXT NOT NULL,
    "import_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "row_end" BIGINT NOT NULL,
    "row_id" TEXT NOT NULL,
    "parent_id" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("shop_id","import_id","part","row_end")
);

CREATE INDEX "import_row_shop_id_import_id_part_parent_id_row_end_idx" ON "import_row"("shop_id", "import_id", "part", "parent_id", "row_end");

DO $$
BEGIN
    ALTER TABLE public.import_row ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_shop_only ON public.import_row USING (shop_id = current_setting('app.shop_id', true))
        WITH CHECK (shop_id = current_setting('app.shop_id', true));
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.import_row TO backline_app;
END
$$;
