-- Whom the shop's products name as their vendor, and what is printed on a variant.
ALTER TABLE "variant" ADD COLUMN "vendor" TEXT;
ALTER TABLE "variant" ADD COLUMN "barcode" TEXT;

CREATE INDEX "item_lower_sku" ON "item"("shop_id", lower("sku")) WHERE "sku" IS NOT NULL;
CREATE INDEX "variant_lower_sku" ON "variant"("shop_id", lower("sku")) WHERE "sku" IS NOT NULL;
CREATE INDEX "variant_barcode" ON "variant"("shop_id", "barcode") WHERE "barcode" IS NOT NULL;

-- The day by which received units were due when they came; null: they had none.
ALTER TABLE "receipt_line" ADD COLUMN "due_on" DATE;

-- A CSV file that a merchant hands in: its parts while they come, then what would become of each of its rows.
CREATE TABLE "csv_upload" (
    "shop_id" TEXT NOT NULL,
    "upload_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "supplier_id" BIGINT,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "columns" JSONB NOT NULL DEFAULT '[]',
    "decimal_sign" TEXT NOT NULL DEFAULT '.',
    "new_suppliers_in" TEXT,
    "new_suppliers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "creates" INTEGER NOT NULL DEFAULT 0,
    "updates" INTEGER NOT NULL DEFAULT 0,
    "sames" INTEGER NOT NULL DEFAULT 0,
    "problems" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(6),

    CONSTRAINT "csv_upload_pkey" PRIMARY KEY ("shop_id","upload_id"),
    CONSTRAINT "csv_upload_kind_is_known" CHECK ("kind" IN ('suppliers', 'catalogue')),
    CONSTRAINT "csv_upload_state_is_known" CHECK ("state" IN ('open', 'checked', 'confirmed'))
);

CREATE TABLE "csv_upload_part" (
    "shop_id" TEXT NOT NULL,
    "upload_id" BIGINT NOT NULL,
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "csv_upload_part_pkey" PRIMARY KEY ("shop_id","upload_id","part")
);

-- `says` is what the cells mean, ready to be written; null for a row with problems.
CREATE TABLE "csv_upload_row" (
    "shop_id" TEXT NOT NULL,
    "upload_id" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "outcome" TEXT NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "says" JSONB,

    CONSTRAINT "csv_upload_row_pkey" PRIMARY KEY ("shop_id","upload_id","line"),
    CONSTRAINT "csv_upload_row_outcome_is_known" CHECK ("outcome" IN ('create', 'update', 'same', 'problem'))
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['csv_upload', 'csv_upload_part', 'csv_upload_row'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "csv_upload_upload_id_seq" TO backline_app;
