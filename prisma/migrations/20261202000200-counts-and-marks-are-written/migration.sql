-- Whoever writes backorders writes how many there are as well, and the marks of what shoppers are told; so do those who write
-- suppliers, catalogues, rules and scopes (web/server/db). Triggers did that, which tables that lie on several nodes cannot have.
--
-- They stay for processes of the version before. Marks that are made twice are one; lines would be counted twice, so the trigger
-- leaves the count to a transaction that says it keeps it.
GRANT INSERT, UPDATE, DELETE ON "backorder_count" TO backline_app;

CREATE OR REPLACE FUNCTION count_backorders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('app.keeps_counts', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM public.backorder_count;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO public.backorder_count AS known (shop_id, location_id, state, lines)
        SELECT shop_id, location_id, state, count(*) FROM came GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (shop_id, location_id, state) DO UPDATE SET lines = known.lines + excluded.lines;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO public.backorder_count AS known (shop_id, location_id, state, lines)
        SELECT shop_id, location_id, state, -count(*) FROM went GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (shop_id, location_id, state) DO UPDATE SET lines = known.lines + excluded.lines;
        -- Of a shop that was erased nothing is left, not even a nought.
        DELETE FROM public.backorder_count AS known
        WHERE lines = 0 AND EXISTS (SELECT FROM went WHERE went.shop_id = known.shop_id);
    ELSE
        INSERT INTO public.backorder_count AS known (shop_id, location_id, state, lines)
        SELECT shop_id, location_id, state, sum(lines)
        FROM (
            SELECT shop_id, location_id, state, 1 AS lines FROM came
            UNION ALL
            SELECT shop_id, location_id, state, -1 FROM went
        ) AS moved
        GROUP BY 1, 2, 3 HAVING sum(lines) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (shop_id, location_id, state) DO UPDATE SET lines = known.lines + excluded.lines;
    END IF;
    RETURN NULL;
END
$$;

-- For when no process of the version before is left (docs/deploy.md, "Releases").
CREATE FUNCTION drop_old_triggers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT t.tgname AS name, t.tgrelid::regclass AS of_table FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
        ORDER BY 2, 1
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', old.name, old.of_table);
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION drop_old_triggers() FROM PUBLIC;
