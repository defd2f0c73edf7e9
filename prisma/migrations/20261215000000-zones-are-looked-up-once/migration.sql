-- The time zone itself, or UTC where none is known, or none that PostgreSQL knows. To find that out costs more than any day, so a
-- statement asks once and works out the days of all its rows from what it was told; `day_in` finds it out for each.
CREATE FUNCTION known_zone(time_zone text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM to_timestamp(0) AT TIME ZONE time_zone;
    RETURN coalesce(time_zone, 'UTC');
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN 'UTC';
END
$$;

GRANT EXECUTE ON FUNCTION known_zone(text) TO backline_app;
