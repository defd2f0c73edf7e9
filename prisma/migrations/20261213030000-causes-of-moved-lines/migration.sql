-- What made an item due names the order as well, and waits where nobody may ask Shopify: planned then, it would be named anew. A plan
-- that looked at the marks before finds another version, and looks again.
CREATE FUNCTION forget_marks(of_shop text, orders text[], items text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mark record;
    left_over jsonb;
    fresh bigint := nextval('public.due_item_version_seq');
BEGIN
    FOR mark IN
        SELECT d.item_id, d.causes FROM public.due_item d
        WHERE d.shop_id = of_shop AND d.item_id = ANY (items) ORDER BY d.item_id FOR NO KEY UPDATE
    LOOP
        left_over := (
            SELECT jsonb_agg(CASE WHEN e.cause->>'orderId' = ANY (orders) THEN e.cause - ARRAY['webhookId', 'orderId', 'order']
                                  ELSE e.cause END ORDER BY e.nth)
            FROM jsonb_array_elements(mark.causes) WITH ORDINALITY AS e(cause, nth));
        IF left_over <> mark.causes THEN
            UPDATE public.due_item SET version = fresh, causes = left_over
            WHERE shop_id = of_shop AND item_id = mark.item_id;
        END IF;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION forget_causes(of_shop text, orders text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    items text[] := ARRAY(SELECT l.item_id FROM public.order_line l WHERE l.shop_id = of_shop AND l.order_id = ANY (orders)
                          UNION SELECT o.item_id FROM public.backorder o WHERE o.shop_id = of_shop AND o.order_id = ANY (orders));
BEGIN
    UPDATE public.ledger g SET cause = g.cause - ARRAY['webhookId', 'orderId', 'order']
    FROM public.backorder b
    WHERE g.shop_id = of_shop AND b.shop_id = of_shop AND b.backorder_id = g.backorder_id AND b.item_id = ANY (items)
      AND g.cause->>'orderId' = ANY (orders);
    PERFORM public.forget_marks(of_shop, orders, items);
END
$$;

-- Lines of these orders are not of these items any more. By their items nobody finds any more what the orders changed for others there, or
-- others for them: it is named no more.
CREATE FUNCTION forget_causes_at(of_shop text, orders text[], items text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE public.ledger g SET cause = g.cause - ARRAY['webhookId', 'orderId', 'order']
    FROM public.backorder b
    WHERE g.shop_id = of_shop AND b.shop_id = of_shop AND b.backorder_id = g.backorder_id AND b.item_id = ANY (items)
      AND g.cause->>'orderId' <> b.order_id
      AND (g.cause->>'orderId' = ANY (orders) OR b.order_id = ANY (orders));
    SELECT public.forget_marks(of_shop, orders, items)
$$;

REVOKE EXECUTE ON FUNCTION forget_marks(text, text[], text[]) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION forget_causes_at(text, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_causes_at(text, text[], text[]) TO backline_app;
