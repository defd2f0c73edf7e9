-- To which address a supplier's orders go, each time that it was changed: who changed it by Shopify's number of the staff member (null: not
-- known), from what and to what (null: none), and whether by hand or by a file.
CREATE TABLE "supplier_address_change" (
    "shop_id" TEXT NOT NULL,
    "change_id" BIGSERIAL NOT NULL,
    "supplier_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" TEXT,
    "way" TEXT NOT NULL,
    "from_address" TEXT,
    "to_address" TEXT,

    CONSTRAINT "supplier_address_change_pkey" PRIMARY KEY ("shop_id","change_id"),
    CONSTRAINT "supplier_address_change_way_is_known" CHECK ("way" IN ('hand', 'file'))
);
CREATE INDEX "supplier_address_change_of" ON "supplier_address_change"("shop_id", "supplier_id", "change_id");

ALTER TABLE "supplier_address_change" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "supplier_address_change" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
-- What was recorded is not rewritten; it goes with its supplier.
GRANT SELECT, INSERT, DELETE ON "supplier_address_change" TO backline_app;
GRANT USAGE, SELECT ON SEQUENCE "supplier_address_change_change_id_seq" TO backline_app;

SELECT distribute('supplier_address_change');
