-- What Shopify says of a removal or an erasure is checked before anything is forgotten, and an erasure waits.
--
-- `removal_told_at` and `erasure_asked_at` are of Shopify's clock, as `opened_at` is. What is due at infinity is not to be done.
-- Once a shop `is_erasing`, piece by piece, that is not taken back.
ALTER TABLE "shop"
    ADD COLUMN "removal_told_at" TIMESTAMPTZ(6),
    ADD COLUMN "removal_due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT 'infinity',
    ADD COLUMN "removal_checks" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "erasure_asked_at" TIMESTAMPTZ(6),
    ADD COLUMN "erasure_due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT 'infinity',
    ADD COLUMN "is_erasing" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "shop_removal_due" ON "shop"("removal_due_at") WHERE "removal_due_at" < 'infinity';
CREATE INDEX "shop_erasure_due" ON "shop"("erasure_due_at") WHERE "erasure_due_at" < 'infinity';

-- Shops that are on their way out, and where something of that is to be done now.
CREATE FUNCTION shops_that_leave() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT shop_id FROM public.shop WHERE removal_due_at < 'infinity' AND removal_due_at <= now()
    UNION
    SELECT shop_id FROM public.shop WHERE erasure_due_at < 'infinity' AND erasure_due_at <= now()
$$;

REVOKE EXECUTE ON FUNCTION shops_that_leave() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_that_leave() TO backline_app;
