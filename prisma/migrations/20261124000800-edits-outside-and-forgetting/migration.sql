-- Something that differs although Shopify has not changed it since we heard of it was edited on our side.
ALTER TABLE "reconcile_difference" DROP CONSTRAINT "reconcile_difference_cause_is_known";
ALTER TABLE "reconcile_difference" ADD CONSTRAINT "reconcile_difference_cause_is_known"
    CHECK ("cause" IN ('lost-webhook', 'drift', 'edit-outside'));

-- What a reconcile found is kept for 90 days, what a rebuild found for 30; the last reconcile of a shop is kept, because
-- the next one goes on from it.
CREATE FUNCTION forget_old_checks() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH old AS (
        DELETE FROM public.reconcile r
        WHERE r.finished_at < now() - interval '90 days'
          AND EXISTS (SELECT FROM public.reconcile later
                      WHERE later.shop_id = r.shop_id AND later.reconcile_id > r.reconcile_id AND later.finished_at IS NOT NULL)
        RETURNING r.shop_id, r.reconcile_id
    )
    DELETE FROM public.reconcile_difference d USING old
    WHERE d.shop_id = old.shop_id AND d.reconcile_id = old.reconcile_id;

    WITH old AS (
        DELETE FROM public.rebuild WHERE finished_at < now() - interval '30 days' RETURNING shop_id, rebuild_id
    )
    DELETE FROM public.rebuild_difference d USING old
    WHERE d.shop_id = old.shop_id AND d.rebuild_id = old.rebuild_id;
$$;

-- An import fills tables that PostgreSQL believes to be empty, and autovacuum looks once a minute. Only a table's owner
-- may have it looked at; one that somebody is looking at already is left out.
CREATE FUNCTION look_at_filled_tables() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    ANALYZE (SKIP_LOCKED) public.variant, public.item, public.stock_point, public.shop_order, public.order_line,
        public.fulfillment_order_line;
END
$$;

REVOKE EXECUTE ON FUNCTION forget_old_checks(), look_at_filled_tables() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_checks(), look_at_filled_tables() TO backline_app;
