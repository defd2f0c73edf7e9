-- An order changes what others get, whose ledgers name it as the cause: it is named there no more. Looked for among the backorders of
-- the items that it has lines or backorders of.
CREATE FUNCTION forget_causes(of_shop text, orders text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE public.ledger g SET cause = g.cause - ARRAY['webhookId', 'orderId', 'order']
    FROM public.backorder b
    WHERE g.shop_id = of_shop AND b.shop_id = of_shop AND b.backorder_id = g.backorder_id
      AND b.item_id IN (SELECT l.item_id FROM public.order_line l WHERE l.shop_id = of_shop AND l.order_id = ANY (orders)
                        UNION SELECT o.item_id FROM public.backorder o WHERE o.shop_id = of_shop AND o.order_id = ANY (orders))
      AND g.cause->>'orderId' = ANY (orders)
$$;
REVOKE EXECUTE ON FUNCTION forget_causes(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_causes(text, text[]) TO backline_app;

-- As before, and no other ledger names the order.
CREATE OR REPLACE FUNCTION forget_closed_orders(only_of text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone record;
    forgotten integer := 0;
BEGIN
    FOR gone IN
        SELECT o.shop_id, o.order_id FROM public.shop_order o
        WHERE o.forget_asked_at IS NOT NULL AND o.forgotten_at IS NULL
          AND o.shop_id = coalesce(only_of, o.shop_id)
          AND NOT EXISTS (SELECT FROM public.order_line l
                          WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.open > 0)
          AND NOT EXISTS (SELECT FROM public.backorder b
                          WHERE b.shop_id = o.shop_id AND b.order_id = o.order_id AND b.state IN ('open', 'ready'))
        ORDER BY o.shop_id, o.order_id LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        UPDATE public.ledger g
        SET cause = jsonb_strip_nulls(jsonb_build_object(
            'kind', g.cause->'kind', 'topic', g.cause->'topic', 'triggeredAt', g.cause->'triggeredAt'))
        FROM public.backorder b
        WHERE g.shop_id = gone.shop_id AND b.shop_id = gone.shop_id AND b.order_id = gone.order_id
          AND g.backorder_id = b.backorder_id;
        PERFORM public.forget_causes(gone.shop_id, ARRAY[gone.order_id]);
        UPDATE public.backorder SET order_name = 'Removed', title = 'Removed', sku = NULL, first_promise = NULL
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        UPDATE public.order_line
        SET title = 'Removed', sku = NULL, told_from = NULL, told_to = NULL, told_at = NULL, told_doubted = false
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        UPDATE public.shop_order SET name = 'Removed', financial_status = NULL, forgotten_at = now()
        WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        DELETE FROM public.data_request_order WHERE shop_id = gone.shop_id AND order_id = gone.order_id;
        DELETE FROM public.reconcile_difference d
        WHERE d.shop_id = gone.shop_id
          AND (d.thing = 'order' AND d.thing_id = gone.order_id
               OR d.thing = 'backorder' AND split_part(d.thing_id, '@', 1) IN (
                  SELECT l.line_id FROM public.order_line l WHERE l.shop_id = gone.shop_id AND l.order_id = gone.order_id));
        DELETE FROM public.rebuild_difference d
        WHERE d.shop_id = gone.shop_id
          AND d.line_id IN (SELECT l.line_id FROM public.order_line l WHERE l.shop_id = gone.shop_id AND l.order_id = gone.order_id);
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END
$$;
