-- Where Citus is, tables can be laid out by shop over several nodes (docs/deploy.md, "Growing"). On one PostgreSQL nothing of this
-- does anything, so that migrations are the same for both. All of it is the owner's to call.

CREATE FUNCTION is_distributed(which regclass) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        RETURN false;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = $1)' INTO found USING which;
    RETURN found;
END
$$;

-- A migration calls this for each table of a shop that it makes, in the migration itself: a table that stays behind on one node
-- could not be joined with the others.
CREATE FUNCTION distribute(new_table regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF public.is_distributed('public.shop') AND NOT public.is_distributed(new_table) THEN
        EXECUTE 'SELECT create_distributed_table($1, ''shop_id'', colocate_with => ''public.shop'')' USING new_table;
    END IF;
END
$$;

-- Lays out what there is, once: migrate first, then this. Each table is a transaction of its own, and what was distributed before
-- is passed over, so it may be called again where it broke off.
CREATE PROCEDURE distribute_tables()
LANGUAGE plpgsql
AS $$
DECLARE
    name text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') THEN
        RAISE EXCEPTION 'Citus is not there' USING HINT = 'CREATE EXTENSION citus; and add the nodes.';
    END IF;
    -- Else no node but this one would know whose rows a transaction may see.
    EXECUTE pg_catalog.format('ALTER DATABASE %I SET citus.propagate_set_commands TO ''local''', pg_catalog.current_database());
    COMMIT;
    -- Functions that statements of a shop's tables call where the tables are.
    FOR name IN
        SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'public'::pg_catalog.regnamespace AND p.provolatile = 'i' AND p.prokind = 'f'
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1
    LOOP
        EXECUTE pg_catalog.format('SELECT create_distributed_function(%L)', name);
        COMMIT;
    END LOOP;
    -- Lanes and nudges stay where the workers ask: they are looked through for all shops.
    FOR name IN
        SELECT c.oid::pg_catalog.regclass::text
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id'
        WHERE c.relnamespace = 'public'::pg_catalog.regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('lane', 'nudge')
        ORDER BY c.relname <> 'shop', 1
    LOOP
        IF NOT public.is_distributed(name::pg_catalog.regclass) THEN
            EXECUTE pg_catalog.format('SELECT create_distributed_table(%L, %L, colocate_with => %L)',
                name, 'shop_id', CASE name WHEN 'shop' THEN 'none' ELSE 'public.shop' END);
        END IF;
        COMMIT;
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION is_distributed(regclass), distribute(regclass) FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE distribute_tables() FROM PUBLIC;
