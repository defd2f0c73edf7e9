-- What day an instant was where the shop is; in UTC where its time zone is not known, or none that PostgreSQL knows.
CREATE FUNCTION shop_day_of(shop text, instant timestamptz) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (instant AT TIME ZONE coalesce((SELECT s.time_zone FROM public.shop s WHERE s.shop_id = shop), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (instant AT TIME ZONE 'UTC')::date;
END
$$;
