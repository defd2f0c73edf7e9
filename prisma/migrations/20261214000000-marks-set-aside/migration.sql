-- A mark whose item Shopify does not tell of is due at infinity where goods came that no plan has seen: it is no work yet.
CREATE OR REPLACE FUNCTION work_figures() RETURNS TABLE (
    waiting bigint, lag_seconds double precision, due_marks bigint, parked bigint, shops_needing_attention bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT w.waiting, w.lag, d.due, p.parked, a.shops
    FROM (SELECT count(*) AS waiting, coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision AS lag
            FROM public.delivery WHERE state = 'waiting') AS w
    CROSS JOIN (SELECT count(*) AS due FROM public.due_item WHERE due_at < 'infinity') AS d
    CROSS JOIN (SELECT count(*) AS parked FROM public.delivery WHERE state = 'parked') AS p
    CROSS JOIN (SELECT count(*) AS shops FROM public.shop WHERE attention IS NOT NULL AND uninstalled_at IS NULL) AS a
$$;
