-- What goes over all shops, and what is done to one by itself, where tables are sharded by shop: no function that reads a table in
-- a statement of others, each table of a shop named with it, and rows gathered before they are written
-- (docs/decisions/0022-keep-sql-to-what-an-engine-sharded-by-shop-can-run.md). What they answer is what it was.

-- The day is worked out once for each time zone.
CREATE OR REPLACE FUNCTION shops_with_a_new_day() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH zones AS MATERIALIZED (
        SELECT DISTINCT time_zone FROM public.shop WHERE uninstalled_at IS NULL
    ), days AS MATERIALIZED (
        SELECT time_zone, public.day_in(time_zone, now()) AS day FROM zones
    )
    SELECT s.shop_id FROM public.shop s
    JOIN days d ON d.time_zone IS NOT DISTINCT FROM s.time_zone
    WHERE s.uninstalled_at IS NULL AND (s.day_begun IS NULL OR s.day_begun < d.day)
    ORDER BY s.shop_id
$$;

CREATE OR REPLACE FUNCTION begin_new_day(of_shop text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := public.shop_day(of_shop);
BEGIN
    UPDATE public.shop SET day_begun = today
    WHERE shop_id = of_shop AND uninstalled_at IS NULL AND (day_begun IS NULL OR day_begun < today);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    WITH late AS MATERIALIZED (
        SELECT DISTINCT ON (p.item_id) p.item_id, jsonb_build_array(
            jsonb_build_object('triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', 'overdue')
            || CASE WHEN o.supplier_order_id IS NOT NULL THEN jsonb_build_object(
                'kind', 'supplier-order', 'topic', 'supplier-orders/overdue',
                'supplierOrderId', o.supplier_order_id::text, 'number', o.number)
            ELSE jsonb_build_object(
                'kind', 'delivery', 'topic', 'native/' || a.native_kind, 'order', coalesce(d.name, '')) END) AS causes
        FROM public.arrival a
        JOIN public.peg p ON p.shop_id = of_shop AND p.arrival_id = a.arrival_id
        LEFT JOIN public.supplier_order o ON o.shop_id = of_shop AND o.supplier_order_id = a.supplier_order_id
        LEFT JOIN public.native_document d
          ON d.shop_id = of_shop AND d.kind = a.native_kind AND d.document_id = a.native_document
        WHERE a.shop_id = of_shop AND a.is_ordered AND a.due < today
        ORDER BY p.item_id, a.due, a.arrival_id
    )
    INSERT INTO public.due_item AS known (shop_id, item_id, causes)
    SELECT of_shop, item_id, causes FROM late ORDER BY item_id
    ON CONFLICT (shop_id, item_id) DO UPDATE
    SET version = excluded.version, due_at = excluded.due_at,
        causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END;
    WITH told AS MATERIALIZED (
        SELECT DISTINCT k.order_id FROM public.shop b, public.backorder k
        WHERE b.shop_id = of_shop AND b.messages_on
          AND k.shop_id = of_shop AND k.state = 'open' AND k.next_arrival_on < today
    )
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT of_shop, order_id FROM told ORDER BY order_id
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    WITH told AS MATERIALIZED (
        SELECT DISTINCT p.item_id FROM public.storefront_promise p
        WHERE p.shop_id = of_shop AND p.state IS NOT NULL AND (p.follows_today OR p.from_day < today)
    )
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT of_shop, item_id FROM told ORDER BY item_id
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_shop(of_shop);
END
$$;

CREATE OR REPLACE FUNCTION shops_with_scheduled_days() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT u.shop_id
    FROM public.scheduled_units u
    JOIN public.shop s ON s.shop_id = u.shop_id AND s.uninstalled_at IS NULL
    WHERE NOT u.is_noticed AND u.fulfill_at < now() + make_interval(days => s.scheduled_days_before + 2)
      AND public.day_in(s.time_zone, u.fulfill_at) <= public.day_in(s.time_zone, now()) + s.scheduled_days_before
    ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION notice_scheduled_days_of(of_shop text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    zone text;
    last_day date;
    items text[];
BEGIN
    SELECT s.time_zone, public.day_in(s.time_zone, now()) + s.scheduled_days_before INTO zone, last_day
    FROM public.shop s WHERE s.shop_id = of_shop;
    WITH taken AS MATERIALIZED (
        SELECT u.fulfillment_order_line_id
        FROM public.scheduled_units u
        WHERE u.shop_id = of_shop AND NOT u.is_noticed AND public.day_in(zone, u.fulfill_at) <= last_day
        ORDER BY 1
        FOR NO KEY UPDATE OF u
    ), come AS (
        UPDATE public.scheduled_units u SET is_noticed = true
        FROM taken t
        WHERE u.shop_id = of_shop AND u.fulfillment_order_line_id = t.fulfillment_order_line_id
        RETURNING u.line_id
    )
    SELECT array_agg(DISTINCT l.item_id) INTO items
    FROM come c JOIN public.order_line l ON l.shop_id = of_shop AND l.line_id = c.line_id
    WHERE l.item_id IS NOT NULL;
    IF items IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO public.due_item AS known (shop_id, item_id, causes)
    SELECT of_shop, item, jsonb_build_array(jsonb_build_object(
        'kind', 'delivery', 'topic', 'scheduled/day-came',
        'triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    FROM unnest(items) AS item ORDER BY item
    ON CONFLICT (shop_id, item_id) DO UPDATE
    SET version = excluded.version, due_at = excluded.due_at,
        causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END;
    PERFORM public.nudge_shop(of_shop);
END
$$;

-- As native_due_at has it of one shop.
CREATE OR REPLACE FUNCTION shops_with_native_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.askable_shop s
    LEFT JOIN public.native_reading r ON r.shop_id = s.shop_id
    WHERE public.reads_native(s.scopes) AND coalesce(r.postponed_until, now()) <= now()
      AND (r.shop_id IS NULL OR r.due_at IS NOT NULL
           OR EXISTS (SELECT FROM public.native_document d WHERE d.shop_id = s.shop_id AND d.is_read_due))
    ORDER BY s.shop_id
$$;

CREATE OR REPLACE FUNCTION work_figures() RETURNS TABLE (
    waiting bigint, lag_seconds double precision, due_marks bigint, parked bigint, shops_needing_attention bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT w.waiting, w.lag, d.due, p.parked, a.shops
    FROM (SELECT count(*) AS waiting, coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision AS lag
            FROM public.delivery WHERE state = 'waiting') AS w
    CROSS JOIN (SELECT count(*) AS due FROM public.due_item) AS d
    CROSS JOIN (SELECT count(*) AS parked FROM public.delivery WHERE state = 'parked') AS p
    CROSS JOIN (SELECT count(*) AS shops FROM public.shop WHERE attention IS NOT NULL AND uninstalled_at IS NULL) AS a
$$;

CREATE OR REPLACE FUNCTION shops_that_lag(seconds double precision[]) RETURNS TABLE (over double precision, shops bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH behind AS MATERIALIZED (
        SELECT shop_id, extract(epoch FROM clock_timestamp() - min(received_at)) AS lag
        FROM public.delivery WHERE state = 'waiting' GROUP BY shop_id
    )
    SELECT limits.over, count(behind.shop_id)
    FROM unnest(seconds) AS limits (over)
    LEFT JOIN behind ON behind.lag > limits.over
    GROUP BY limits.over
$$;
