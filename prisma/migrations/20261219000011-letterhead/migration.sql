-- What a merchant has printed on documents for suppliers: a shop has one row, or none where nothing was said.
CREATE TABLE "letterhead" (
    "shop_id" TEXT NOT NULL,
    "address" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "footer" TEXT NOT NULL DEFAULT '',
    "terms" TEXT NOT NULL DEFAULT '',
    "logo" BYTEA,
    "logo_kind" TEXT,
    "logo_width" INTEGER,
    "logo_height" INTEGER,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letterhead_pkey" PRIMARY KEY ("shop_id")
);

ALTER TABLE "letterhead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "letterhead" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "letterhead" TO backline_app;

SELECT distribute('letterhead');
