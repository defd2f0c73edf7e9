-- What a supplier's goods are said to be, or that nothing is said of them, is said of waiting orders as well: when a supplier is
-- archived, or is bought from again, the promises of those orders follow, as the storefront's do.
CREATE OR REPLACE FUNCTION mark_promises_of_suppliers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT e.shop_id, e.item_id
    FROM changed c
    JOIN before b USING (shop_id, supplier_id)
    JOIN public.catalogue_entry e USING (shop_id, supplier_id)
    WHERE (c.lead_time_days, c.archived_at IS NULL) IS DISTINCT FROM (b.lead_time_days, b.archived_at IS NULL)
    ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT w.shop_id, w.order_id
    FROM changed c
    JOIN before b USING (shop_id, supplier_id)
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    JOIN public.catalogue_entry e ON e.shop_id = c.shop_id AND e.supplier_id = c.supplier_id
    JOIN public.backorder w ON w.shop_id = e.shop_id AND w.item_id = e.item_id AND w.state = 'open'
    WHERE (c.archived_at IS NULL) IS DISTINCT FROM (b.archived_at IS NULL)
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(SELECT DISTINCT c.shop_id FROM changed c));
    RETURN NULL;
END
$$;
