-- As before, and marks that name none of the orders are not locked: whoever records news or plans the item holds them, in another order.
CREATE OR REPLACE FUNCTION forget_marks(of_shop text, orders text[], items text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mark record;
    fresh bigint := nextval('public.due_item_version_seq');
BEGIN
    FOR mark IN
        SELECT d.item_id, d.causes FROM public.due_item d
        WHERE d.shop_id = of_shop AND d.item_id = ANY (items)
          AND EXISTS (SELECT FROM jsonb_array_elements(d.causes) AS e(cause) WHERE e.cause->>'orderId' = ANY (orders))
        ORDER BY d.item_id FOR NO KEY UPDATE
    LOOP
        UPDATE public.due_item SET version = fresh, causes = (
            SELECT jsonb_agg(CASE WHEN e.cause->>'orderId' = ANY (orders) THEN e.cause - ARRAY['webhookId', 'orderId', 'order']
                                  ELSE e.cause END ORDER BY e.nth)
            FROM jsonb_array_elements(mark.causes) WITH ORDINALITY AS e(cause, nth))
        WHERE shop_id = of_shop AND item_id = mark.item_id;
    END LOOP;
END
$$;
