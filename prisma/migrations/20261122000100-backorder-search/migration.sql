-- The list of backorders answers in a few milliseconds for a shop with a million of them, whatever it is filtered by.
--
-- Every list is read newest first, state by state, and merged: four short walks through one index, never a sort. So
-- each index of a filter ends with state, opened_at and backorder_id.

DROP INDEX "backorder_shop_id_opened_at_backorder_id_idx";
DROP INDEX "backorder_shop_id_item_id_idx";
CREATE INDEX "backorder_shop_id_item_id_state_opened_at_backorder_id_idx" ON "backorder"("shop_id", "item_id", "state", "opened_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_shop_id_location_id_state_opened_at_backorder_id_idx" ON "backorder"("shop_id", "location_id", "state", "opened_at" DESC, "backorder_id" DESC);

-- How many there are -----------------------------------------------------------------------------------------------

-- Counting a million rows takes longer than reading a page of them, and the dashboard asks every second. The counts
-- are kept by the triggers below, in the same transaction as the rows, and by nothing else. They can be rebuilt:
-- SELECT shop_id, location_id, state, count(*) FROM backorder GROUP BY 1, 2, 3.
CREATE TABLE "backorder_count" (
    "shop_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,

    CONSTRAINT "backorder_count_pkey" PRIMARY KEY ("shop_id","location_id","state")
) WITH (fillfactor = 50);

ALTER TABLE "backorder_count" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "backorder_count" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
REVOKE ALL ON "backorder_count" FROM backline_app;
GRANT SELECT ON "backorder_count" TO backline_app;

-- The owner's, so that the app's role may read the counts and not write them.
CREATE FUNCTION count_backorders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
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

CREATE TRIGGER count_new_backorders AFTER INSERT ON "backorder"
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_changed_backorders AFTER UPDATE ON "backorder"
    REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_deleted_backorders AFTER DELETE ON "backorder"
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_no_backorders AFTER TRUNCATE ON "backorder"
    FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();

INSERT INTO "backorder_count" ("shop_id", "location_id", "state", "lines")
SELECT "shop_id", "location_id", "state", count(*) FROM "backorder" GROUP BY 1, 2, 3;

-- Text search ------------------------------------------------------------------------------------------------------

-- The words of a query, as `backorder_words` cuts them.
CREATE FUNCTION words_of(query text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN ARRAY(
    SELECT DISTINCT word FROM regexp_split_to_table(lower(query), '[^[:alnum:]]+') AS word WHERE word <> ''
);

DROP FUNCTION find_backorders(text);

-- Backorders of the transaction's shop in which every one of the words begins some word of order, SKU or title,
-- in no order. A filter that is null does not filter. A function of the owner, because under row-level security
-- PostgreSQL does not use an index for operators that are not leakproof, and text search is not. It names the shop
-- itself. Put together as text, so that only the filters that are given are planned with.
CREATE FUNCTION find_backorders(
    words text[], states text[], of_order text, of_item text, of_location text, of_line text
) RETURNS TABLE (backorder_id bigint, opened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shop text := current_setting('app.shop_id', true);
    wanted tsquery;
BEGIN
    SELECT string_agg(quote_literal(shop || ' ' || word) || ':*', ' & ')::tsquery INTO wanted
    FROM unnest(words) AS word;

    RETURN QUERY EXECUTE
        'SELECT b.backorder_id, b.opened_at FROM public.backorder b
          WHERE b.shop_id = $1 AND b.state = ANY($2)
            AND public.backorder_words(b.shop_id, b.order_name, b.sku, b.title) @@ $3'
        || CASE WHEN of_order IS NULL THEN '' ELSE ' AND b.order_id = $4' END
        || CASE WHEN of_item IS NULL THEN '' ELSE ' AND b.item_id = $5' END
        || CASE WHEN of_location IS NULL THEN '' ELSE ' AND b.location_id = $6' END
        || CASE WHEN of_line IS NULL THEN '' ELSE ' AND b.line_id = $7' END
    USING shop, states, wanted, of_order, of_item, of_location, of_line;
END
$$;

REVOKE EXECUTE ON FUNCTION find_backorders(text[], text[], text, text, text, text), count_backorders() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_backorders(text[], text[], text, text, text, text) TO backline_app;
