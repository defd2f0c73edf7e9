-- For operators: the greatest lag of all hides whether one shop waits or ten thousand, and mail that does not go out has no
-- delivery that waits. Both read an index of what waits alone.
CREATE FUNCTION shops_that_lag(seconds double precision[]) RETURNS TABLE (over double precision, shops bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT limits.over, count(behind.shop_id)
    FROM unnest(seconds) AS limits (over)
    LEFT JOIN (SELECT shop_id, extract(epoch FROM clock_timestamp() - min(received_at)) AS lag
               FROM public.delivery WHERE state = 'waiting' GROUP BY shop_id) AS behind ON behind.lag > limits.over
    GROUP BY limits.over
$$;

CREATE FUNCTION mail_figures() RETURNS TABLE (waiting bigint, oldest_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::double precision
    FROM public.supplier_message WHERE state = 'waiting'
$$;

REVOKE EXECUTE ON FUNCTION shops_that_lag(double precision[]), mail_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_that_lag(double precision[]), mail_figures() TO backline_app;
