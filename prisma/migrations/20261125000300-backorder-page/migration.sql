-- Where shoppers find a variant in the online store. Of variants that we have nobody has told it yet: whatever is heard
-- or read of them next counts as news.
ALTER TABLE "variant" ADD COLUMN "online_handle" TEXT;
UPDATE "variant" SET "changed_at" = 'epoch';

-- Products on the page of everything on backorder, and the collections that it can be filtered by.
ALTER TABLE "shop" ADD COLUMN "collections_asked_at" TIMESTAMPTZ(6);

CREATE TABLE "listed_product" (
    "shop_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "collections" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "read_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "listed_product_pkey" PRIMARY KEY ("shop_id","product_id")
);

ALTER TABLE "listed_product" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "listed_product" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "listed_product" TO backline_app;

-- Somebody looks at the page: its collections are read beside the lane, as no plan waits for them.
CREATE FUNCTION nudge_collections(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT graphile_worker.add_job(
        'read-collections', json_build_object('shop', shop), queue_name => 'collections:' || shop,
        job_key => 'read-collections:' || shop, max_attempts => 3
    )
$$;

REVOKE EXECUTE ON FUNCTION nudge_collections(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_collections(text) TO backline_app;
