-- Shops of which a webhook told of a location after the locations were read: the sweep has them read, also where the nudge
-- was lost, and once after this upgrade.
CREATE FUNCTION shops_with_touched_locations() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL AND s.attention IS NULL
      AND s.locations_touched_at >= coalesce(s.locations_read_at, '-infinity')
      AND EXISTS (SELECT FROM public.session WHERE session.shop_id = s.shop_id)
    ORDER BY s.shop_id
$$;

REVOKE EXECUTE ON FUNCTION shops_with_touched_locations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_touched_locations() TO backline_app;
