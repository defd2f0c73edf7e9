-- What day an instant is in a time zone; in UTC where that is not known, or none that PostgreSQL knows. It reads no table, so a
-- statement of a shop's tables may call it wherever they lie; `shop_day` and `shop_day_of` may not be called in one.
CREATE FUNCTION day_in(time_zone text, instant timestamptz) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (instant AT TIME ZONE coalesce(time_zone, 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (instant AT TIME ZONE 'UTC')::date;
END
$$;

GRANT EXECUTE ON FUNCTION day_in(text, timestamptz) TO backline_app;
