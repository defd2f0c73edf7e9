-- How long lanes wait for their turns, and which fail, over all shops. Only lanes that are in line are looked at: one that
-- fails is.
CREATE FUNCTION lane_figures() RETURNS TABLE (
    kind text, waiting bigint, wait_seconds double precision, failing bigint, failing_seconds double precision
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT each, count(l.shop_id) FILTER (WHERE l.claimed_by IS NULL AND l.due_at <= now()),
        coalesce(extract(epoch FROM now() - min(l.due_at) FILTER (WHERE l.claimed_by IS NULL AND l.due_at <= now())), 0),
        count(l.shop_id) FILTER (WHERE l.failures > 0),
        coalesce(extract(epoch FROM now() - min(l.failing_since)), 0)
    FROM unnest(ARRAY['shop', 'mail', 'promises', 'texts', 'collections']) AS each
    LEFT JOIN public.lane l ON l.kind = each AND (l.due_at IS NOT NULL OR l.claimed_by IS NOT NULL)
    GROUP BY each
$$;

REVOKE EXECUTE ON FUNCTION lane_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lane_figures() TO backline_app;
