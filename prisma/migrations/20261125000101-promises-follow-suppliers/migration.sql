-- What was written for the storefront is compared with what is there: every night, and after an import.
ALTER TABLE "storefront_promise" ADD COLUMN "compare_due" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "storefront_promise_compare_due" ON "storefront_promise"("shop_id", "variant_id") WHERE "compare_due";

-- The newest wish is written first: a long list of others must not keep it waiting.
DROP INDEX "storefront_promise_write_due";
CREATE INDEX "storefront_promise_write_due" ON "storefront_promise"("shop_id", "version" DESC) WHERE "write_due";

CREATE OR REPLACE FUNCTION shops_with_promises() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND NOT EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.holds_plans)
      AND (EXISTS (SELECT FROM public.promise_due d WHERE d.shop_id = s.shop_id)
        OR 'write_products' = ANY(string_to_array(s.scopes, ','))
           AND (s.attention IS NULL OR EXISTS (SELECT FROM public.session o WHERE o.shop_id = s.shop_id))
           AND (EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.write_due)
             OR EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.compare_due)))
    ORDER BY s.shop_id
$$;

-- Lead times, preferred suppliers and rules are written in many places: by hand, by file, by archiving. Whoever writes them,
-- the promises of their items follow.
CREATE FUNCTION mark_promises_of_entries() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT c.shop_id, c.item_id FROM changed c ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(SELECT DISTINCT c.shop_id FROM changed c));
    RETURN NULL;
END
$$;

CREATE TRIGGER mark_promises AFTER INSERT ON "catalogue_entry" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON "catalogue_entry" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_without AFTER DELETE ON "catalogue_entry" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises AFTER INSERT ON "item_rule" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON "item_rule" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();

CREATE FUNCTION mark_promises_of_suppliers() RETURNS trigger
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
    PERFORM public.nudge_promises(ARRAY(SELECT DISTINCT c.shop_id FROM changed c));
    RETURN NULL;
END
$$;

CREATE TRIGGER mark_promises AFTER UPDATE ON "supplier" REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_suppliers();
