-- Mail goes out beside the lane of a shop: a mail server that takes its time must not hold up plans.
CREATE FUNCTION nudge_mail(shops text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF cardinality(shops) > 0 THEN
        PERFORM graphile_worker.add_jobs(
            ARRAY(
                SELECT ROW(
                    'send-supplier-messages', json_build_object('shop', shop), 'mail:' || shop, NULL, NULL,
                    'send-supplier-messages:' || shop, NULL, NULL
                )::graphile_worker.job_spec
                FROM (SELECT DISTINCT unnest(shops) AS shop ORDER BY 1) AS sorted
            ),
            true
        );
    END IF;
END
$$;

CREATE FUNCTION shops_with_mail() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND EXISTS (SELECT FROM public.supplier_message m WHERE m.shop_id = s.shop_id AND m.state = 'waiting' AND m.due_at <= now())
    ORDER BY s.shop_id
$$;

REVOKE EXECUTE ON FUNCTION nudge_mail(text[]), shops_with_mail() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_mail(text[]), shops_with_mail() TO backline_app;

-- The lane has nothing to do with mail.
CREATE OR REPLACE FUNCTION shops_with_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE EXISTS (SELECT FROM public.delivery d WHERE d.shop_id = s.shop_id AND d.state = 'waiting')
       OR s.uninstalled_at IS NULL AND (
            EXISTS (SELECT FROM public.due_item i WHERE i.shop_id = s.shop_id AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.variant v WHERE v.shop_id = s.shop_id AND v.read_due)
         OR EXISTS (SELECT FROM public.shop_order o WHERE o.shop_id = s.shop_id AND o.read_due AND (o.read_from IS NULL OR o.read_from <= now()))
         OR EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.rebuild r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
         OR EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
         OR EXISTS (SELECT FROM public.receipt r WHERE r.shop_id = s.shop_id AND r.state = 'posting' AND r.due_at <= now())
       )
    ORDER BY s.shop_id
$$;
