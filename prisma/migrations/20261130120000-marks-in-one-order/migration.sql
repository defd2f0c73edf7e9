-- Whoever marks several promises marks orders before items, as plans do: of two that take the same marks in two orders, each can
-- hold what the other waits for, and PostgreSQL ends one of them.
CREATE OR REPLACE FUNCTION mark_promises_of_entries() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT b.shop_id, b.order_id
    FROM changed c
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    JOIN public.backorder b ON b.shop_id = c.shop_id AND b.item_id = c.item_id AND b.state = 'open'
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT c.shop_id, c.item_id FROM changed c ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(SELECT DISTINCT c.shop_id FROM changed c));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION mark_promises_of_suppliers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT w.shop_id, w.order_id
    FROM changed c
    JOIN before b USING (shop_id, supplier_id)
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    JOIN public.catalogue_entry e ON e.shop_id = c.shop_id AND e.supplier_id = c.supplier_id
    JOIN public.backorder w ON w.shop_id = e.shop_id AND w.item_id = e.item_id AND w.state = 'open'
    WHERE (c.archived_at IS NULL) IS DISTINCT FROM (b.archived_at IS NULL)
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
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

-- A day begins: what was due before it is overdue, wherever it comes from, and told with another day or none. Orders tell of it
-- too, also where no number of the line changes with the day.
CREATE OR REPLACE FUNCTION begin_new_days() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    begun text[] := ARRAY(
        SELECT s.shop_id FROM public.shop s
        WHERE s.uninstalled_at IS NULL AND (s.day_begun IS NULL OR s.day_begun < public.shop_day(s.shop_id))
        ORDER BY 1
        FOR NO KEY UPDATE);
BEGIN
    UPDATE public.shop SET day_begun = public.shop_day(shop_id) WHERE shop_id = ANY(begun);
    INSERT INTO public.due_item AS known (shop_id, item_id, causes)
    SELECT DISTINCT ON (a.shop_id, p.item_id) a.shop_id, p.item_id, jsonb_build_array(
        jsonb_build_object('triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', 'overdue')
        || CASE WHEN o.supplier_order_id IS NOT NULL THEN jsonb_build_object(
            'kind', 'supplier-order', 'topic', 'supplier-orders/overdue',
            'supplierOrderId', o.supplier_order_id::text, 'number', o.number)
        ELSE jsonb_build_object(
            'kind', 'delivery', 'topic', 'native/' || a.native_kind, 'order', coalesce(d.name, '')) END)
    FROM public.shop b
    JOIN public.arrival a ON a.shop_id = b.shop_id AND a.is_ordered AND a.due < b.day_begun
    JOIN public.peg p ON p.shop_id = a.shop_id AND p.arrival_id = a.arrival_id
    LEFT JOIN public.supplier_order o ON o.shop_id = a.shop_id AND o.supplier_order_id = a.supplier_order_id
    LEFT JOIN public.native_document d
      ON d.shop_id = a.shop_id AND d.kind = a.native_kind AND d.document_id = a.native_document
    WHERE b.shop_id = ANY(begun)
    ORDER BY a.shop_id, p.item_id, a.due, a.arrival_id
    ON CONFLICT (shop_id, item_id) DO UPDATE
    SET version = excluded.version, due_at = now(),
        causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END;
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT k.shop_id, k.order_id
    FROM public.shop b
    JOIN public.backorder k ON k.shop_id = b.shop_id AND k.state = 'open' AND k.next_arrival_on < b.day_begun
    WHERE b.shop_id = ANY(begun) AND b.messages_on
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT p.shop_id, p.item_id
    FROM public.shop b
    JOIN public.storefront_promise p ON p.shop_id = b.shop_id
    WHERE b.shop_id = ANY(begun) AND p.state IS NOT NULL AND (p.follows_today OR p.from_day < b.day_begun)
    ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_shops(begun);
END
$$;

-- Has the items planned whose scheduled units' day has come.
CREATE OR REPLACE FUNCTION notice_scheduled_days() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH taken AS (
        SELECT u.shop_id, u.fulfillment_order_line_id
        FROM public.scheduled_units u
        JOIN public.shop s ON s.shop_id = u.shop_id AND s.uninstalled_at IS NULL
        WHERE NOT u.is_noticed AND u.fulfill_at < now() + make_interval(days => s.scheduled_days_before + 2)
          AND NOT public.is_later(u.shop_id, u.fulfill_at)
        ORDER BY 1, 2
        FOR NO KEY UPDATE OF u
    ), come AS (
        UPDATE public.scheduled_units u SET is_noticed = true
        FROM taken t
        WHERE u.shop_id = t.shop_id AND u.fulfillment_order_line_id = t.fulfillment_order_line_id
        RETURNING u.shop_id, u.line_id
    ), marked AS (
        INSERT INTO public.due_item AS known (shop_id, item_id, causes)
        SELECT DISTINCT l.shop_id, l.item_id, jsonb_build_array(jsonb_build_object(
            'kind', 'delivery', 'topic', 'scheduled/day-came',
            'triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        FROM come c JOIN public.order_line l ON l.shop_id = c.shop_id AND l.line_id = c.line_id
        WHERE l.item_id IS NOT NULL
        ORDER BY 1, 2
        ON CONFLICT (shop_id, item_id) DO UPDATE
        SET version = excluded.version, due_at = now(),
            causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END
        RETURNING shop_id
    )
    SELECT public.nudge_shops(ARRAY(SELECT DISTINCT shop_id FROM marked))
$$;
