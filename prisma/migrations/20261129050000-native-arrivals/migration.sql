-- Shopify's own purchase orders and transfers, as they were last read: what of them is still to come are arrivals beside
-- those of supplier orders. A document that cannot be read any more stays as it was.
CREATE TABLE "native_document" (
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT '',
    "supplier_name" TEXT,
    "is_from_outside" BOOLEAN NOT NULL DEFAULT true,
    "destination_id" TEXT,
    "ordered_at" TIMESTAMPTZ(6),
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "shipments" JSONB NOT NULL DEFAULT '[]',
    "transfer_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "typed_due" DATE,
    "joined_order_id" BIGINT,
    "is_read_due" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "read_at" TIMESTAMPTZ(6),
    "gone_at" TIMESTAMPTZ(6),

    CONSTRAINT "native_document_pkey" PRIMARY KEY ("shop_id","kind","document_id"),
    CONSTRAINT "native_document_kind_is_known" CHECK ("kind" IN ('transfer', 'purchase-order'))
);

CREATE INDEX "native_document_to_read" ON "native_document"("shop_id") WHERE "is_read_due";

-- How far the reading of all of them is: `due_at` is null while none is wanted.
CREATE TABLE "native_reading" (
    "shop_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "step" TEXT NOT NULL DEFAULT 'transfers',
    "position" TEXT,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "postponed_until" TIMESTAMPTZ(6),
    "trouble" TEXT,

    CONSTRAINT "native_reading_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "native_reading_step_is_known" CHECK ("step" IN ('transfers', 'purchase-orders', 'rest'))
);

-- An arrival is of a supplier order's line, or of a native document: of one shipment of it, or of what is on none yet ('').
ALTER TABLE "arrival" ALTER COLUMN "supplier_order_id" DROP NOT NULL;
ALTER TABLE "arrival" ALTER COLUMN "supplier_order_line_id" DROP NOT NULL;
ALTER TABLE "arrival" ADD COLUMN "native_kind" TEXT;
ALTER TABLE "arrival" ADD COLUMN "native_document" TEXT;
ALTER TABLE "arrival" ADD COLUMN "native_shipment" TEXT;
ALTER TABLE "arrival" ADD CONSTRAINT "arrival_comes_from_somewhere" CHECK (
    ("supplier_order_id" IS NULL) = ("supplier_order_line_id" IS NULL)
    AND ("supplier_order_id" IS NULL) = ("native_document" IS NOT NULL)
    AND ("native_document" IS NULL) = ("native_kind" IS NULL)
    AND ("native_document" IS NULL) = ("native_shipment" IS NULL)
);
CREATE UNIQUE INDEX "arrival_native_is_unique" ON "arrival"("shop_id", "native_kind", "native_document", "native_shipment", "item_id")
    WHERE "native_document" IS NOT NULL;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['native_document', 'native_reading'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

-- Whether the merchant lets the app read them: these scopes are asked for together.
CREATE FUNCTION reads_native(scopes text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT string_to_array(coalesce(scopes, ''), ',') @> ARRAY['read_inventory_transfers', 'read_inventory_shipments',
        'read_inventory_shipments_received_items', 'read_inventory_purchase_orders']
$$;

-- When there is something of them to read; null where there is not, or where the app may not.
CREATE FUNCTION native_due_at(wanted text) RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
    SELECT greatest(now(), r.postponed_until)
      FROM public.shop s LEFT JOIN public.native_reading r ON r.shop_id = s.shop_id
     WHERE s.shop_id = wanted AND s.uninstalled_at IS NULL AND public.reads_native(s.scopes)
       AND (r.shop_id IS NULL OR r.due_at IS NOT NULL
            OR EXISTS (SELECT FROM public.native_document d WHERE d.shop_id = wanted AND d.is_read_due))
$$;

-- As soon as the app may read them (again), everything may have changed.
CREATE FUNCTION read_native_when_allowed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE native_reading
       SET due_at = now(), step = 'transfers', position = NULL, started_at = NULL, postponed_until = NULL, trouble = NULL
     WHERE shop_id = NEW.shop_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER shop_reads_native AFTER UPDATE OF "scopes", "uninstalled_at" ON "shop" FOR EACH ROW
    WHEN (reads_native(NEW.scopes) AND NEW.uninstalled_at IS NULL
          AND (NOT reads_native(OLD.scopes) OR OLD.uninstalled_at IS NOT NULL))
    EXECUTE FUNCTION read_native_when_allowed();

-- The shops of which native documents are to be read now, for the sweep.
CREATE FUNCTION shops_with_native_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s WHERE public.native_due_at(s.shop_id) <= now() ORDER BY s.shop_id
$$;

REVOKE EXECUTE ON FUNCTION shops_with_native_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_native_work() TO backline_app;
