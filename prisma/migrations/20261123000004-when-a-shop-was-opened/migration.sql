-- A removal is believed only if nobody opened the app after it, and a list of scopes only if it is the newest.
--
-- Deliveries come late, and what they say is of the moment they were triggered. `opened_at` is when the merchant last
-- had the app open, by Shopify's own clock: a shop that came back is not removed again by old news, and one that was
-- never opened is erased when Shopify asks for it.
ALTER TABLE "shop" ADD COLUMN "opened_at" TIMESTAMPTZ(6), ADD COLUMN "scopes_at" TIMESTAMPTZ(6);

UPDATE "shop" SET "opened_at" = "installed_at"
WHERE EXISTS (SELECT FROM "session" WHERE "session"."shop_id" = "shop"."shop_id");

-- Jobs of a shop that is being erased: they name it. The one that is running ends by itself.
CREATE FUNCTION forget_jobs(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs
    WHERE queue_name = 'shop:' || shop AND key IS NOT NULL AND locked_at IS NULL
$$;

REVOKE EXECUTE ON FUNCTION forget_jobs(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_jobs(text) TO backline_app;
