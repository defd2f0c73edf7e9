-- What the merchant has shoppers told instead of what the plan says: of one variant, or of all that a supplier sells.
CREATE TABLE "promise_override" (
    "shop_id" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "about_id" TEXT NOT NULL,
    "fixed_day" DATE,
    "note" TEXT,
    "hide" BOOLEAN NOT NULL DEFAULT false,
    "version" BIGSERIAL NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promise_override_pkey" PRIMARY KEY ("shop_id","about","about_id"),
    CONSTRAINT "promise_override_about_is_known" CHECK ("about" IN ('variant', 'supplier')),
    CONSTRAINT "promise_override_says_something" CHECK ("fixed_day" IS NOT NULL OR "note" IS NOT NULL OR "hide")
);

-- The merchant's own words for shoppers, in one language.
CREATE TABLE "merchant_text" (
    "shop_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_text_pkey" PRIMARY KEY ("shop_id","key","language")
);

-- How far the texts are that the theme reads. Due where they were changed since they were last compared with Shopify's.
CREATE TABLE "published_texts" (
    "shop_id" TEXT NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "due_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(6),
    "written_at" TIMESTAMPTZ(6),
    "trouble" TEXT,

    CONSTRAINT "published_texts_pkey" PRIMARY KEY ("shop_id")
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['promise_override', 'merchant_text', 'published_texts'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
        EXECUTE format('GRANT USAGE ON SEQUENCE public.%I TO backline_app', name || '_version_seq');
    END LOOP;
END
$$;

-- Texts go out beside the lane of a shop: words must not hold up plans.
CREATE FUNCTION nudge_texts(shops text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF cardinality(shops) > 0 THEN
        PERFORM graphile_worker.add_jobs(
            ARRAY(
                SELECT ROW(
                    'publish-texts', json_build_object('shop', shop), 'texts:' || shop, NULL, NULL,
                    'publish-texts:' || shop, NULL, NULL
                )::graphile_worker.job_spec
                FROM (SELECT DISTINCT unnest(shops) AS shop ORDER BY 1) AS sorted
            ),
            true
        );
    END IF;
END
$$;

-- Once a day what Shopify has is compared as well. A shop whose token is gone waits for its merchant.
CREATE FUNCTION shops_with_texts() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    JOIN public.published_texts t USING (shop_id)
    WHERE s.uninstalled_at IS NULL
      AND (s.attention IS NULL OR EXISTS (SELECT FROM public.session o WHERE o.shop_id = s.shop_id))
      AND (t.due_at <= now() OR t.due_at IS NULL AND t.checked_at < now() - interval '20 hours')
    ORDER BY s.shop_id
$$;

REVOKE EXECUTE ON FUNCTION nudge_texts(text[]), shops_with_texts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_texts(text[]), shops_with_texts() TO backline_app;
