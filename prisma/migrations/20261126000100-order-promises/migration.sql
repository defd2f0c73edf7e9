-- Whether orders carry their promises for Shopify's own messages to shoppers. Off until the merchant wants it: every write
-- to an order sets off whatever else the shop has listening to its orders.
ALTER TABLE "shop" ADD COLUMN "messages_on" BOOLEAN NOT NULL DEFAULT false;

-- The number that Shopify gave the app: in messages the app's metafields are named by it. Read with the shop's details.
ALTER TABLE "shop" ADD COLUMN "app_id" TEXT;
UPDATE "shop" SET "details_read_at" = NULL;

-- What messages are to tell of an order's lines, and what was last written. No lines: nothing is on backorder, and what was
-- written goes away.
CREATE TABLE "order_promise" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "lines" JSONB,
    "version" BIGSERIAL NOT NULL,
    "wished_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "written" JSONB,
    "written_at" TIMESTAMPTZ(6),
    "write_due" BOOLEAN NOT NULL DEFAULT true,
    "compare_due" BOOLEAN NOT NULL DEFAULT false,
    "trouble" TEXT,

    CONSTRAINT "order_promise_pkey" PRIMARY KEY ("shop_id","order_id")
) WITH (fillfactor = 80);

CREATE INDEX "order_promise_write_due" ON "order_promise"("shop_id", "version" DESC) WHERE "write_due";
CREATE INDEX "order_promise_compare_due" ON "order_promise"("shop_id", "order_id") WHERE "compare_due";

-- Orders whose promises are to be worked out again. As with items, only who saw a mark's version clears it.
CREATE TABLE "order_promise_due" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,

    CONSTRAINT "order_promise_due_pkey" PRIMARY KEY ("shop_id","order_id")
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['order_promise', 'order_promise_due'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
        EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE public.%I TO backline_app', name || '_version_seq');
    END LOOP;
END
$$;

-- Backorders are written in many places. Whoever writes them, the promises of their orders follow, where anybody reads them.
CREATE FUNCTION mark_promises_of_orders() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT c.shop_id, c.order_id
    FROM changed c
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END
$$;

CREATE TRIGGER mark_promises AFTER INSERT ON "backorder" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON "backorder" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();
CREATE TRIGGER mark_promises_without AFTER DELETE ON "backorder" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();

-- What is made to order is told of in other words, and what the merchant hides of a supplier's goods in none.
CREATE OR REPLACE FUNCTION mark_promises_of_entries() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT c.shop_id, c.item_id FROM changed c ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT b.shop_id, b.order_id
    FROM changed c
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    JOIN public.backorder b ON b.shop_id = c.shop_id AND b.item_id = c.item_id AND b.state = 'open'
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(SELECT DISTINCT c.shop_id FROM changed c));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION shops_with_promises() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND NOT EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.holds_plans)
      AND (EXISTS (SELECT FROM public.promise_due d WHERE d.shop_id = s.shop_id)
        OR EXISTS (SELECT FROM public.order_promise_due d WHERE d.shop_id = s.shop_id)
        OR (s.attention IS NULL OR EXISTS (SELECT FROM public.session o WHERE o.shop_id = s.shop_id))
           AND ('write_products' = ANY(string_to_array(s.scopes, ','))
                AND (EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.write_due)
                  OR EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.compare_due))
             OR 'write_orders' = ANY(string_to_array(s.scopes, ','))
                AND (EXISTS (SELECT FROM public.order_promise p WHERE p.shop_id = s.shop_id AND p.write_due)
                  OR EXISTS (SELECT FROM public.order_promise p WHERE p.shop_id = s.shop_id AND p.compare_due))))
    ORDER BY s.shop_id
$$;
