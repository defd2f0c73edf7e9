-- Who waits since when is the day of the order, not the moment in which it was noticed: lists go by that.
DROP INDEX "backorder_shop_id_state_opened_at_backorder_id_idx";
DROP INDEX "backorder_shop_id_item_id_state_opened_at_backorder_id_idx";
DROP INDEX "backorder_shop_id_location_id_state_opened_at_backorder_id_idx";
DROP INDEX "backorder_to_order";
DROP INDEX "backorder_on_order";

CREATE INDEX "backorder_shop_id_state_ordered_at_backorder_id_idx" ON "backorder"("shop_id", "state", "ordered_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_shop_id_item_id_state_ordered_at_backorder_id_idx" ON "backorder"("shop_id", "item_id", "state", "ordered_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_shop_id_location_id_state_ordered_at_backorder_id_idx" ON "backorder"("shop_id", "location_id", "state", "ordered_at" DESC, "backorder_id" DESC);
CREATE INDEX "backorder_to_order" ON "backorder"("shop_id", "ordered_at" DESC, "backorder_id" DESC)
    WHERE "state" = 'open' AND "uncovered" > 0;
CREATE INDEX "backorder_on_order" ON "backorder"("shop_id", "ordered_at" DESC, "backorder_id" DESC)
    WHERE "state" = 'open' AND "pegged" > 0;

DROP FUNCTION find_backorders(text[], text[], text, text, text, text);

CREATE FUNCTION find_backorders(
    words text[], states text[], of_order text, of_item text, of_location text, of_line text
) RETURNS TABLE (backorder_id bigint, ordered_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shop text := current_setting('app.shop_id', true);
    wanted tsquery;
BEGIN
    SELECT string_agg(quote_literal(shop || ' ' || word) || ':*', ' & ')::tsquery INTO wanted
    FROM unnest(words) AS word;

    RETURN QUERY EXECUTE
        'SELECT b.backorder_id, b.ordered_at FROM public.backorder b
          WHERE b.shop_id = $1 AND b.state = ANY($2)
            AND public.backorder_words(b.shop_id, b.order_name, b.sku, b.title) @@ $3'
        || CASE WHEN of_order IS NULL THEN '' ELSE ' AND b.order_id = $4' END
        || CASE WHEN of_item IS NULL THEN '' ELSE ' AND b.item_id = $5' END
        || CASE WHEN of_location IS NULL THEN '' ELSE ' AND b.location_id = $6' END
        || CASE WHEN of_line IS NULL THEN '' ELSE ' AND b.line_id = $7' END
    USING shop, states, wanted, of_order, of_item, of_location, of_line;
END
$$;

REVOKE EXECUTE ON FUNCTION find_backorders(text[], text[], text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_backorders(text[], text[], text, text, text, text) TO backline_app;
