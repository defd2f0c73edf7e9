-- A day begins: what was due before it is overdue, wherever it comes from, and told with another day or none. Orders tell of it
-- too, also where no number of the line changes with the day.
CREATE OR REPLACE FUNCTION begin_new_days() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH begun AS (
        UPDATE public.shop SET day_begun = public.shop_day(shop_id)
        WHERE uninstalled_at IS NULL AND (day_begun IS NULL OR day_begun < public.shop_day(shop_id))
        RETURNING shop_id, day_begun, messages_on
    ), marked AS (
        INSERT INTO public.due_item AS known (shop_id, item_id, causes)
        SELECT DISTINCT ON (a.shop_id, p.item_id) a.shop_id, p.item_id, jsonb_build_array(
            jsonb_build_object('triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', 'overdue')
            || CASE WHEN o.supplier_order_id IS NOT NULL THEN jsonb_build_object(
                'kind', 'supplier-order', 'topic', 'supplier-orders/overdue',
                'supplierOrderId', o.supplier_order_id::text, 'number', o.number)
            ELSE jsonb_build_object(
                'kind', 'delivery', 'topic', 'native/' || a.native_kind, 'order', coalesce(d.name, '')) END)
        FROM begun b
        JOIN public.arrival a ON a.shop_id = b.shop_id AND a.is_ordered AND a.due < b.day_begun
        JOIN public.peg p ON p.shop_id = a.shop_id AND p.arrival_id = a.arrival_id
        LEFT JOIN public.supplier_order o ON o.shop_id = a.shop_id AND o.supplier_order_id = a.supplier_order_id
        LEFT JOIN public.native_document d
          ON d.shop_id = a.shop_id AND d.kind = a.native_kind AND d.document_id = a.native_document
        ORDER BY a.shop_id, p.item_id, a.due, a.arrival_id
        ON CONFLICT (shop_id, item_id) DO UPDATE
        SET version = excluded.version, due_at = now(),
            causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END
        RETURNING shop_id
    ), told AS (
        INSERT INTO public.promise_due (shop_id, item_id)
        SELECT DISTINCT p.shop_id, p.item_id
        FROM begun b
        JOIN public.storefront_promise p ON p.shop_id = b.shop_id
        WHERE p.state IS NOT NULL AND (p.follows_today OR p.from_day < b.day_begun)
        ORDER BY p.shop_id, p.item_id
        ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version
    ), told_in_orders AS (
        INSERT INTO public.order_promise_due (shop_id, order_id)
        SELECT DISTINCT k.shop_id, k.order_id
        FROM begun b
        JOIN public.backorder k ON k.shop_id = b.shop_id AND k.state = 'open' AND k.next_arrival_on < b.day_begun
        WHERE b.messages_on
        ORDER BY k.shop_id, k.order_id
        ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version
    )
    SELECT public.nudge_shops(ARRAY(SELECT DISTINCT shop_id FROM marked))
$$;

-- What was told until now of what is overdue is the day of today: today begins once more.
UPDATE "shop" SET "day_begun" = "day_begun" - 1;
