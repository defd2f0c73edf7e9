-- What cannot be done is not due, and what is done to all shops is done to each by itself: a row that somebody holds, or a
-- shop with much to do, keeps no other waiting.

-- Shops of which Shopify may be asked something: they are installed, and have a token, or at least nobody found that they have
-- none. With a token left, access that was lost (a frozen shop) is tried again. Lane and sweep both go by this.
CREATE VIEW askable_shop WITH (security_invoker = true) AS
SELECT s.shop_id, s.scopes, s.opened_at, s.installed_at, s.locations_read_at, s.locations_touched_at
FROM public.shop s
WHERE s.uninstalled_at IS NULL
  AND (s.attention IS NULL OR EXISTS (SELECT FROM public.session o WHERE o.shop_id = s.shop_id));

GRANT SELECT ON askable_shop TO backline_app;

CREATE OR REPLACE FUNCTION shops_with_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE EXISTS (SELECT FROM public.delivery d WHERE d.shop_id = s.shop_id AND d.state = 'waiting')
    UNION
    SELECT s.shop_id FROM public.askable_shop s
    WHERE EXISTS (SELECT FROM public.due_item i WHERE i.shop_id = s.shop_id AND i.due_at <= now())
       OR EXISTS (SELECT FROM public.variant v WHERE v.shop_id = s.shop_id AND v.read_due)
       OR EXISTS (SELECT FROM public.shop_order o WHERE o.shop_id = s.shop_id AND o.read_due AND (o.read_from IS NULL OR o.read_from <= now()))
       OR EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.due_at <= now())
       OR EXISTS (SELECT FROM public.rebuild r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
       OR EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
       OR EXISTS (SELECT FROM public.receipt r WHERE r.shop_id = s.shop_id AND r.state = 'posting' AND r.due_at <= now())
    ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION shops_with_native_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.askable_shop s
    WHERE public.reads_native(s.scopes) AND public.native_due_at(s.shop_id) <= now()
    ORDER BY s.shop_id
$$;

CREATE OR REPLACE FUNCTION shops_with_touched_locations() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.askable_shop s
    WHERE s.locations_touched_at >= coalesce(s.locations_read_at, '-infinity')
      AND EXISTS (SELECT FROM public.session WHERE session.shop_id = s.shop_id)
    ORDER BY s.shop_id
$$;

CREATE OR REPLACE FUNCTION shops_with_texts() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.askable_shop s
    JOIN public.published_texts t USING (shop_id)
    WHERE t.due_at <= now() OR t.due_at IS NULL AND t.checked_at < now() - interval '20 hours'
    ORDER BY s.shop_id
$$;

-- What shoppers are to be told is worked out without Shopify; to write it takes Shopify.
CREATE OR REPLACE FUNCTION shops_with_promises() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND NOT EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.holds_plans)
      AND (EXISTS (SELECT FROM public.promise_due d WHERE d.shop_id = s.shop_id)
        OR EXISTS (SELECT FROM public.order_promise_due d WHERE d.shop_id = s.shop_id)
        OR EXISTS (SELECT FROM public.askable_shop a WHERE a.shop_id = s.shop_id)
           AND ('write_products' = ANY(string_to_array(s.scopes, ','))
                AND (EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.write_due)
                  OR EXISTS (SELECT FROM public.storefront_promise p WHERE p.shop_id = s.shop_id AND p.compare_due))
             OR 'write_orders' = ANY(string_to_array(s.scopes, ','))
                AND (EXISTS (SELECT FROM public.order_promise p WHERE p.shop_id = s.shop_id AND p.write_due)
                  OR EXISTS (SELECT FROM public.order_promise p WHERE p.shop_id = s.shop_id AND p.compare_due))))
    ORDER BY s.shop_id
$$;

-- Nightly reconciles ------------------------------------------------------------------------------------------------

-- Shops whose minute of the night has passed since their last reconcile, those first that wait the longest, at most so many: what was
-- missed while no worker ran is not begun all at once.
CREATE FUNCTION shops_with_a_night(most integer) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH tonight AS (
        SELECT s.shop_id, s.installed_at,
            (date_trunc('day', now() AT TIME ZONE 'UTC') + make_interval(mins => abs(hashtext(s.shop_id)::bigint % 360)::int))
                AT TIME ZONE 'UTC' AS minute
        FROM public.askable_shop s WHERE s.opened_at IS NOT NULL
    ), shops AS (
        SELECT shop_id, installed_at, CASE WHEN minute > now() THEN minute - interval '1 day' ELSE minute END AS minute
        FROM tonight
    )
    SELECT shops.shop_id FROM shops
    LEFT JOIN LATERAL (
        SELECT r.started_at, r.finished_at FROM public.reconcile r
        WHERE r.shop_id = shops.shop_id ORDER BY r.reconcile_id DESC LIMIT 1
    ) AS last ON true
    WHERE installed_at < minute
      AND (last.started_at IS NULL OR last.finished_at IS NOT NULL AND last.started_at < minute)
    ORDER BY minute, 1
    LIMIT most
$$;

CREATE FUNCTION start_nightly_reconcile(of_shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO public.reconcile (shop_id, reason) VALUES (of_shop, 'nightly') ON CONFLICT DO NOTHING;
    SELECT public.nudge_shop(of_shop)
$$;

-- New days ----------------------------------------------------------------------------------------------------------

-- The day is worked out once for each time zone: a shop's own zone may be one that PostgreSQL does not know, and to find that
-- out is dear.
CREATE FUNCTION shops_with_a_new_day() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH zones AS MATERIALIZED (
        SELECT DISTINCT ON (time_zone) time_zone, public.shop_day(shop_id) AS day
        FROM public.shop WHERE uninstalled_at IS NULL ORDER BY time_zone
    )
    SELECT s.shop_id FROM public.shop s
    JOIN zones z ON z.time_zone IS NOT DISTINCT FROM s.time_zone
    WHERE s.uninstalled_at IS NULL AND (s.day_begun IS NULL OR s.day_begun < z.day)
    ORDER BY s.shop_id
$$;

-- A day begins: what was due before it is overdue, wherever it comes from, and told with another day or none. Orders tell of it
-- too, also where no number of the line changes with the day.
CREATE FUNCTION begin_new_day(of_shop text) RETURNS void
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
    INSERT INTO public.due_item AS known (shop_id, item_id, causes)
    SELECT DISTINCT ON (p.item_id) a.shop_id, p.item_id, jsonb_build_array(
        jsonb_build_object('triggeredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', 'overdue')
        || CASE WHEN o.supplier_order_id IS NOT NULL THEN jsonb_build_object(
            'kind', 'supplier-order', 'topic', 'supplier-orders/overdue',
            'supplierOrderId', o.supplier_order_id::text, 'number', o.number)
        ELSE jsonb_build_object(
            'kind', 'delivery', 'topic', 'native/' || a.native_kind, 'order', coalesce(d.name, '')) END)
    FROM public.arrival a
    JOIN public.peg p ON p.shop_id = a.shop_id AND p.arrival_id = a.arrival_id
    LEFT JOIN public.supplier_order o ON o.shop_id = a.shop_id AND o.supplier_order_id = a.supplier_order_id
    LEFT JOIN public.native_document d
      ON d.shop_id = a.shop_id AND d.kind = a.native_kind AND d.document_id = a.native_document
    WHERE a.shop_id = of_shop AND a.is_ordered AND a.due < today
    ORDER BY p.item_id, a.due, a.arrival_id
    ON CONFLICT (shop_id, item_id) DO UPDATE
    SET version = excluded.version, due_at = now(),
        causes = CASE WHEN jsonb_array_length(known.causes) >= 8 THEN excluded.causes ELSE known.causes || excluded.causes END;
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT k.shop_id, k.order_id
    FROM public.shop b
    JOIN public.backorder k ON k.shop_id = b.shop_id AND k.state = 'open' AND k.next_arrival_on < today
    WHERE b.shop_id = of_shop AND b.messages_on
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT p.shop_id, p.item_id
    FROM public.storefront_promise p
    WHERE p.shop_id = of_shop AND p.state IS NOT NULL AND (p.follows_today OR p.from_day < today)
    ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_shop(of_shop);
END
$$;

-- Scheduled days ----------------------------------------------------------------------------------------------------

CREATE FUNCTION shops_with_scheduled_days() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT u.shop_id
    FROM public.scheduled_units u
    JOIN public.shop s ON s.shop_id = u.shop_id AND s.uninstalled_at IS NULL
    WHERE NOT u.is_noticed AND u.fulfill_at < now() + make_interval(days => s.scheduled_days_before + 2)
      AND NOT public.is_later(u.shop_id, u.fulfill_at)
    ORDER BY 1
$$;

-- Has the items planned whose scheduled units' day has come.
CREATE FUNCTION notice_scheduled_days_of(of_shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH taken AS (
        SELECT u.shop_id, u.fulfillment_order_line_id
        FROM public.scheduled_units u
        WHERE u.shop_id = of_shop AND NOT u.is_noticed AND NOT public.is_later(u.shop_id, u.fulfill_at)
        ORDER BY 2
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

REVOKE EXECUTE ON FUNCTION
    shops_with_a_night(integer), start_nightly_reconcile(text), shops_with_a_new_day(), begin_new_day(text),
    shops_with_scheduled_days(), notice_scheduled_days_of(text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    shops_with_a_night(integer), start_nightly_reconcile(text), shops_with_a_new_day(), begin_new_day(text),
    shops_with_scheduled_days(), notice_scheduled_days_of(text)
TO backline_app;
