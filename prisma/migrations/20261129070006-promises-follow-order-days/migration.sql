-- What would come of ordering now hangs on the days on which the supplier takes orders.
CREATE FUNCTION mark_promises_of_order_days() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT e.shop_id, e.item_id
    FROM changed c
    JOIN before b USING (shop_id, supplier_id)
    JOIN public.catalogue_entry e USING (shop_id, supplier_id)
    WHERE c.order_days IS DISTINCT FROM b.order_days
    ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(
        SELECT DISTINCT c.shop_id FROM changed c JOIN before b USING (shop_id, supplier_id)
        WHERE c.order_days IS DISTINCT FROM b.order_days));
    RETURN NULL;
END
$$;

CREATE TRIGGER mark_promises_of_order_days AFTER UPDATE ON "supplier" REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_order_days();
