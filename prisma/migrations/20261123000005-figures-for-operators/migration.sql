-- What operators watch, over all shops. A function of the owner, because it must look across shops; it tells numbers and
-- no names. Every count reads a partial index or a table that is short when all is well.
CREATE FUNCTION work_figures() RETURNS TABLE (
    waiting bigint, lag_seconds double precision, due_marks bigint, parked bigint, shops_needing_attention bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision,
        (SELECT count(*) FROM public.due_item),
        (SELECT count(*) FROM public.delivery WHERE state = 'parked'),
        (SELECT count(*) FROM public.shop WHERE attention IS NOT NULL AND uninstalled_at IS NULL)
    FROM public.delivery WHERE state = 'waiting'
$$;

REVOKE EXECUTE ON FUNCTION work_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_figures() TO backline_app;
