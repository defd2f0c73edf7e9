-- The first tables: what Shopify told us, what is due, and which lines are short.
--
-- Three choices that hold for every table of a shop's data:
-- * The shop leads every key, so that one shop's rows lie together and can be sharded by it.
-- * No foreign keys. Facts arrive in any order (a refund before its order), and a key to `shop` alone makes bulk
--   inserts two and a half times as slow. Nothing is inserted for a shop that `accept_deliveries` has not seen.
-- * Row-level security is enabled, not forced. The app's role owns nothing, so it is always bound; the owner is only
--   used for migrations, the job queue and the few functions below that must look across shops.

CREATE TABLE "shop" (
    "shop_id" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(6),
    "scopes" TEXT NOT NULL DEFAULT '',
    "attention" TEXT,
    "locations_read_at" TIMESTAMPTZ(6),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "shop_is_named" CHECK ("shop_id" <> '')
);

CREATE TABLE "session" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(6),
    "access_token" TEXT,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "delivery" (
    "shop_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("shop_id","webhook_id"),
    CONSTRAINT "delivery_state_is_known" CHECK ("state" IN ('waiting', 'done', 'ignored', 'parked')),
    CONSTRAINT "delivery_waits_with_its_body" CHECK ("state" NOT IN ('waiting', 'parked') OR "body" IS NOT NULL),
    CONSTRAINT "delivery_is_parked_for_a_reason" CHECK ("state" <> 'parked' OR "reason" IS NOT NULL)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX "delivery_waiting" ON "delivery"("shop_id", "sequence") WHERE "state" = 'waiting';
CREATE INDEX "delivery_over" ON "delivery"("shop_id", "settled_at") WHERE "state" IN ('done', 'ignored');
CREATE INDEX "delivery_parked" ON "delivery"("shop_id", "sequence") WHERE "state" = 'parked';

CREATE TABLE "location" (
    "shop_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "location_pkey" PRIMARY KEY ("shop_id","location_id")
);

CREATE TABLE "item" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "sku" TEXT,
    "tracked" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "item_pkey" PRIMARY KEY ("shop_id","item_id")
);

CREATE TABLE "variant" (
    "shop_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "item_id" TEXT,
    "product_id" TEXT,
    "title" TEXT,
    "variant_title" TEXT,
    "sku" TEXT,
    "image_url" TEXT,
    "read_due" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "variant_pkey" PRIMARY KEY ("shop_id","variant_id")
);

CREATE INDEX "variant_shop_id_item_id_idx" ON "variant"("shop_id", "item_id");
CREATE INDEX "variant_read_due" ON "variant"("shop_id", "variant_id") WHERE "read_due";

CREATE TABLE "stock_point" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "available" INTEGER,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "heard_at" TIMESTAMPTZ(6) NOT NULL,
    "committed" INTEGER,
    "on_hand" INTEGER,
    "read_at" TIMESTAMPTZ(6),
    "strangers" INTEGER NOT NULL DEFAULT 0,
    "connected" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "stock_point_pkey" PRIMARY KEY ("shop_id","item_id","location_id"),
    CONSTRAINT "stock_point_counts_strangers" CHECK ("strangers" >= 0)
) WITH (fillfactor = 80);

CREATE TABLE "shop_order" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(6) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "heard_at" TIMESTAMPTZ(6) NOT NULL,
    "read_due" BOOLEAN NOT NULL DEFAULT false,
    "touched_at" TIMESTAMPTZ(6),
    "read_from" TIMESTAMPTZ(6),
    "heard_topic" TEXT,
    "heard_webhook_id" TEXT,
    "routed_at" TIMESTAMPTZ(6),

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("shop_id","order_id")
) WITH (fillfactor = 85);

CREATE INDEX "shop_order_read_due" ON "shop_order"("shop_id", "order_id") WHERE "read_due";

CREATE TABLE "order_line" (
    "shop_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "variant_id" TEXT,
    "item_id" TEXT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","line_id"),
    CONSTRAINT "order_line_counts_units" CHECK ("units" >= 0 AND "open" >= 0)
) WITH (fillfactor = 90);

CREATE INDEX "order_line_shop_id_order_id_idx" ON "order_line"("shop_id", "order_id");
CREATE INDEX "order_line_open_by_item" ON "order_line"("shop_id", "item_id") WHERE "open" > 0;
-- Lines whose variant we have not read yet: they get their item when we have.
CREATE INDEX "order_line_without_item" ON "order_line"("shop_id", "variant_id") WHERE "item_id" IS NULL;

CREATE TABLE "fulfillment_order_line" (
    "shop_id" TEXT NOT NULL,
    "fulfillment_order_line_id" TEXT NOT NULL,
    "fulfillment_order_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,

    CONSTRAINT "fulfillment_order_line_pkey" PRIMARY KEY ("shop_id","fulfillment_order_line_id"),
    CONSTRAINT "fulfillment_order_line_counts_units" CHECK ("units" >= 0 AND "remaining" >= 0)
);

CREATE INDEX "fulfillment_order_line_shop_id_order_id_idx" ON "fulfillment_order_line"("shop_id", "order_id");
CREATE INDEX "fulfillment_order_line_shop_id_line_id_idx" ON "fulfillment_order_line"("shop_id", "line_id");

CREATE TABLE "due_item" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "waiting_since" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "orders_read" BOOLEAN NOT NULL DEFAULT false,
    "causes" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "due_item_pkey" PRIMARY KEY ("shop_id","item_id"),
    CONSTRAINT "due_item_counts_attempts" CHECK ("attempts" >= 0)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX "due_item_shop_id_due_at_idx" ON "due_item"("shop_id", "due_at");

CREATE TABLE "backorder" (
    "shop_id" TEXT NOT NULL,
    "backorder_id" BIGSERIAL NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "variant_id" TEXT,
    "location_id" TEXT NOT NULL,
    "order_name" TEXT NOT NULL,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(6) NOT NULL,
    "units" INTEGER NOT NULL,
    "shipped" INTEGER NOT NULL,
    "covered" INTEGER NOT NULL,
    "backordered" INTEGER NOT NULL,
    "pegged" INTEGER NOT NULL,
    "uncovered" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "first_promise" DATE,
    "ready_on" DATE,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "backorder_pkey" PRIMARY KEY ("shop_id","backorder_id"),
    CONSTRAINT "backorder_state_is_known" CHECK ("state" IN ('open', 'ready', 'closed', 'cancelled')),
    CONSTRAINT "backorder_counts_units" CHECK (
        "units" >= 0 AND "shipped" >= 0 AND "covered" >= 0 AND "backordered" >= 0 AND "pegged" >= 0 AND "uncovered" >= 0
    ),
    CONSTRAINT "backorder_units_are_pegged_or_uncovered" CHECK ("pegged" + "uncovered" = "backordered")
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX "backorder_shop_id_line_id_location_id_key" ON "backorder"("shop_id", "line_id", "location_id");
CREATE INDEX "backorder_shop_id_opened_at_backorder_id_idx" ON "backorder"("shop_id", "opened_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_shop_id_state_opened_at_backorder_id_idx" ON "backorder"("shop_id", "state", "opened_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_shop_id_item_id_idx" ON "backorder"("shop_id", "item_id");
CREATE INDEX "backorder_shop_id_order_id_idx" ON "backorder"("shop_id", "order_id");

CREATE TABLE "ledger" (
    "shop_id" TEXT NOT NULL,
    "ledger_id" BIGSERIAL NOT NULL,
    "backorder_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "cause_kind" TEXT NOT NULL,
    "cause" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("shop_id","ledger_id"),
    CONSTRAINT "ledger_cause_is_known" CHECK (
        "cause_kind" IN ('delivery', 'receipt', 'supplier-order', 'edit', 'reconcile', 'merchant')
    )
);

CREATE INDEX "ledger_shop_id_backorder_id_ledger_id_idx" ON "ledger"("shop_id", "backorder_id", "ledger_id");

-- Text search ---------------------------------------------------------------------------------------------------

-- The words a merchant finds a backorder by, each led by its shop so that one shop's search reads only its own part
-- of the index: `retail.myshopify.com mug`.
CREATE FUNCTION backorder_words(shop_id text, order_name text, sku text, title text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN array_to_tsvector(ARRAY(
    SELECT DISTINCT shop_id || ' ' || word
    FROM regexp_split_to_table(lower(concat_ws(' ', order_name, sku, title)), '[^[:alnum:]]+') AS word
    WHERE word <> ''
));

CREATE INDEX "backorder_by_words" ON "backorder"
    USING gin (backorder_words("shop_id", "order_name", "sku", "title"));

-- Backorders of the transaction's shop in which every word of the query begins some word of order, SKU or title; none
-- for a query without words. A function of the owner, because under row-level security PostgreSQL does not use an
-- index for operators that are not leakproof, and text search is not. It names the shop itself.
CREATE FUNCTION find_backorders(query text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shop text := current_setting('app.shop_id', true);
    wanted tsquery;
BEGIN
    SELECT string_agg(quote_literal(shop || ' ' || word) || ':*', ' & ')::tsquery INTO wanted
    FROM regexp_split_to_table(lower(query), '[^[:alnum:]]+') AS word
    WHERE word <> '';

    RETURN QUERY
        SELECT b.backorder_id FROM public.backorder b
        WHERE b.shop_id = shop
          AND public.backorder_words(b.shop_id, b.order_name, b.sku, b.title) @@ wanted;
END
$$;

-- The nudge: the tables are the truth, a job only says "look" ----------------------------------------------------

CREATE FUNCTION nudge_shops(shops text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF cardinality(shops) > 0 THEN
        -- A job that already waits keeps its place in the line of shops; sorted, because two batches may name the same shops.
        PERFORM graphile_worker.add_jobs(
            ARRAY(
                SELECT ROW(
                    'drain-shop', json_build_object('shop', shop), 'shop:' || shop, NULL, NULL, 'drain-shop:' || shop, NULL, NULL
                )::graphile_worker.job_spec
                FROM (SELECT DISTINCT unnest(shops) AS shop ORDER BY 1) AS sorted
            ),
            true
        );
    END IF;
END
$$;

CREATE FUNCTION nudge_shop(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_shops(ARRAY[shop]) $$;

-- The shop is looked at again at `run_at`, or earlier where an earlier time is already set.
CREATE FUNCTION wake_shop(shop text, run_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wake_key text := 'wake-shop:' || shop;
    set_already timestamptz;
BEGIN
    SELECT j.run_at INTO set_already FROM graphile_worker.jobs j WHERE j.key = wake_key AND j.locked_at IS NULL AND j.attempts = 0;
    PERFORM graphile_worker.add_job(
        'wake-shop', json_build_object('shop', shop), queue_name => 'shop:' || shop, run_at => least(wake_shop.run_at, set_already),
        job_key => wake_key
    );
END
$$;

-- Stores a batch of deliveries of any shops, each once per shop and webhook id, and nudges every shop that got new
-- work, all in the caller's transaction. The six arrays are columns: element n of each is delivery n. A delivery that
-- is not wanted is kept without its body, as ignored. Answers how many were new.
CREATE FUNCTION accept_deliveries(
    shops text[], webhook_ids text[], topics text[], triggered_ats timestamptz[], bodies bytea[], wanted boolean[]
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    stored integer;
    shops_with_news text[];
BEGIN
    INSERT INTO public.shop (shop_id)
    SELECT DISTINCT shop FROM unnest(shops) AS shop ORDER BY shop
    ON CONFLICT DO NOTHING;

    -- Numbered in order of arrival, inserted in order of key: two batches with the same deliveries must not deadlock.
    WITH arrived AS MATERIALIZED (
        SELECT nextval('public.delivery_sequence_seq') AS sequence, *
        FROM unnest(shops, webhook_ids, topics, triggered_ats, bodies, wanted)
            AS d (shop_id, webhook_id, topic, triggered_at, body, is_wanted)
    ), new AS (
        INSERT INTO public.delivery (shop_id, webhook_id, sequence, topic, triggered_at, body, state, settled_at)
        SELECT shop_id, webhook_id, sequence, topic, triggered_at,
            CASE WHEN is_wanted THEN body END,
            CASE WHEN is_wanted THEN 'waiting' ELSE 'ignored' END,
            CASE WHEN is_wanted THEN NULL ELSE now() END
        FROM arrived ORDER BY shop_id, webhook_id
        ON CONFLICT DO NOTHING
        RETURNING shop_id, state
    )
    SELECT count(*), array_agg(DISTINCT shop_id) FILTER (WHERE state = 'waiting') INTO stored, shops_with_news FROM new;

    PERFORM public.nudge_shops(shops_with_news);
    RETURN stored;
END
$$;

-- Shops with something to do now: the sweep nudges them, because a nudge may be lost and a row may not.
CREATE FUNCTION shops_with_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE EXISTS (SELECT FROM public.delivery d WHERE d.shop_id = s.shop_id AND d.state = 'waiting')
       OR s.uninstalled_at IS NULL AND (
            EXISTS (SELECT FROM public.due_item i WHERE i.shop_id = s.shop_id AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.variant v WHERE v.shop_id = s.shop_id AND v.read_due)
         OR EXISTS (SELECT FROM public.shop_order o WHERE o.shop_id = s.shop_id AND o.read_due AND (o.read_from IS NULL OR o.read_from <= now()))
       )
    ORDER BY s.shop_id
$$;

-- Deliveries that are over are kept for a week: Shopify repeats one for hours, and late ones take a day. Parked ones stay.
CREATE FUNCTION forget_old_deliveries() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM public.delivery d USING public.shop s
    WHERE d.shop_id = s.shop_id AND d.state IN ('done', 'ignored') AND d.settled_at < now() - interval '7 days'
$$;

-- Who may do what -----------------------------------------------------------------------------------------------

-- Roles belong to the whole cluster, so another database may be creating this one at the same moment.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backline_app') THEN
        CREATE ROLE backline_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;

-- A superuser may take any role; every other owner must be a member.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT backline_app TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Ask an administrator to run: GRANT backline_app TO %', current_user;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'shop', 'session', 'delivery', 'location', 'item', 'variant', 'stock_point', 'shop_order', 'order_line',
        'fulfillment_order_line', 'due_item', 'backorder', 'ledger'
    ] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        -- Without a shop the setting is NULL (or empty, once it was set in an earlier transaction): no row is visible.
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

REVOKE UPDATE ON "ledger" FROM backline_app;

GRANT USAGE ON SCHEMA public TO backline_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO backline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO backline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO backline_app;

-- Functions may be called by everyone unless that is taken back; these look across shops.
REVOKE EXECUTE ON FUNCTION
    find_backorders(text), nudge_shops(text[]), nudge_shop(text), wake_shop(text, timestamptz), shops_with_work(),
    forget_old_deliveries(),
    accept_deliveries(text[], text[], text[], timestamptz[], bytea[], boolean[])
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    find_backorders(text), nudge_shops(text[]), nudge_shop(text), wake_shop(text, timestamptz), shops_with_work(),
    forget_old_deliveries(),
    accept_deliveries(text[], text[], text[], timestamptz[], bytea[], boolean[])
TO backline_app;
