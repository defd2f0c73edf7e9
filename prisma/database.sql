-- What the migrations make of a database and prisma/schema.prisma cannot say, as it is today. Nobody runs this file: it is written by
-- `node scripts/write-database-sql.ts`, and npm run check compares it with the database.

-- schema
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO backline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO backline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO backline_app;

-- function accept_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[])
CREATE OR REPLACE FUNCTION public.accept_deliveries(shops text[], webhook_ids text[], topics text[], triggered_ats timestamp with time zone[], bodies bytea[], wanted boolean[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    stored integer;
    shops_with_news text[];
BEGIN
    INSERT INTO public.shop (shop_id)
    SELECT DISTINCT shop FROM unnest(shops) AS shop ORDER BY shop
    ON CONFLICT DO NOTHING;

    -- Numbered in order of arrival, inserted in order of key: two batches with the same deliveries must not deadlock.
    WITH arrived AS MATERIALIZED (
        SELECT nextval('public.delivery_sequence_seq') AS sequence, *
        FROM unnest(shops, webhook_ids, topics, triggered_ats, bodies, wanted)
            AS d (shop_id, webhook_id, topic, triggered_at, body, is_wanted)
    ), new AS (
        INSERT INTO public.delivery (shop_id, webhook_id, sequence, topic, triggered_at, body, state, settled_at)
        SELECT shop_id, webhook_id, sequence, topic, triggered_at,
            CASE WHEN is_wanted THEN body END,
            CASE WHEN is_wanted THEN 'waiting' ELSE 'ignored' END,
            CASE WHEN is_wanted THEN NULL ELSE now() END
        FROM arrived ORDER BY shop_id, webhook_id
        ON CONFLICT DO NOTHING
        RETURNING shop_id, state
    )
    SELECT count(*), array_agg(DISTINCT shop_id) FILTER (WHERE state = 'waiting') INTO stored, shops_with_news FROM new;

    PERFORM public.nudge_shops(shops_with_news);
    RETURN stored;
END
$function$;
REVOKE EXECUTE ON FUNCTION accept_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[]) TO backline_app;

-- function backorder_search_words(text,text,text,text)
CREATE OR REPLACE FUNCTION public.backorder_search_words(shop_id text, order_name text, sku text, title text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
RETURN array_to_tsvector(ARRAY(SELECT ((backorder_search_words.shop_id || ' '::text) || word.word) FROM unnest(words_of(concat_ws(' '::text, backorder_search_words.order_name, backorder_search_words.sku, backorder_search_words.title))) word(word)));
GRANT EXECUTE ON FUNCTION backorder_search_words(text,text,text,text) TO PUBLIC;

-- function begin_new_day(text)
CREATE OR REPLACE FUNCTION public.begin_new_day(of_shop text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION begin_new_day(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_new_day(text) TO backline_app;

-- function begin_new_days()
CREATE OR REPLACE FUNCTION public.begin_new_days()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION begin_new_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_new_days() TO backline_app;

-- function claim_lanes(text,text[],integer[])
CREATE OR REPLACE FUNCTION public.claim_lanes(worker text, kinds text[], most integer[])
 RETURNS TABLE(shop text, of_kind text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    wanted record;
BEGIN
    PERFORM set_config('enable_seqscan', 'off', true);
    PERFORM public.gather_nudges();
    FOR wanted IN SELECT * FROM unnest(kinds, most) AS each (kind, number) LOOP
        RETURN QUERY
            UPDATE public.lane l SET claimed_by = worker, claimed_at = now(), due_at = NULL
            WHERE l.ctid = ANY (ARRAY(
                SELECT n.ctid FROM public.lane n
                WHERE n.kind = wanted.kind AND n.due_at <= now() AND n.claimed_by IS NULL
                  -- What is due later is further back in line, and is not looked at.
                  AND greatest(n.due_at, n.paid_until) <= now() + interval '10 seconds'
                ORDER BY greatest(n.due_at, n.paid_until) LIMIT wanted.number
                FOR UPDATE SKIP LOCKED))
            RETURNING l.shop_id, l.kind;
    END LOOP;
END
$function$;
REVOKE EXECUTE ON FUNCTION claim_lanes(text,text[],integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_lanes(text,text[],integer[]) TO backline_app;

-- function count_backorders()
CREATE OR REPLACE FUNCTION public.count_backorders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    IF current_setting('app.keeps_counts', true) = 'yes' THEN
        RETURN NULL;
    END IF;
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
$function$;
REVOKE EXECUTE ON FUNCTION count_backorders() FROM PUBLIC;

-- function day_in(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.day_in(time_zone text, instant timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    RETURN (instant AT TIME ZONE coalesce(time_zone, 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (instant AT TIME ZONE 'UTC')::date;
END
$function$;
GRANT EXECUTE ON FUNCTION day_in(text,timestamp with time zone) TO PUBLIC;
GRANT EXECUTE ON FUNCTION day_in(text,timestamp with time zone) TO backline_app;

-- function distribute(regclass)
CREATE OR REPLACE FUNCTION public.distribute(new_table regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    IF public.is_distributed('public.shop') AND NOT public.is_distributed(new_table) THEN
        EXECUTE 'SELECT create_distributed_table($1, ''shop_id'', colocate_with => ''public.shop'')' USING new_table;
    END IF;
END
$function$;
REVOKE EXECUTE ON FUNCTION distribute(regclass) FROM PUBLIC;

-- function distribute_tables()
CREATE OR REPLACE PROCEDURE public.distribute_tables()
 LANGUAGE plpgsql
AS $procedure$
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
$procedure$;
REVOKE EXECUTE ON FUNCTION distribute_tables() FROM PUBLIC;

-- function drop_old_triggers()
CREATE OR REPLACE FUNCTION public.drop_old_triggers()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT t.tgname AS name, t.tgrelid::regclass AS of_table FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
        ORDER BY 2, 1
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', old.name, old.of_table);
    END LOOP;
END
$function$;
REVOKE EXECUTE ON FUNCTION drop_old_triggers() FROM PUBLIC;

-- function end_turns(text,text[],text[],double precision[],text[])
CREATE OR REPLACE FUNCTION public.end_turns(worker text, shops text[], kinds text[], waits double precision[], errors text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT public.end_turns(worker, shops, kinds, waits, errors, array_fill(0::double precision, ARRAY[cardinality(shops)]))
$function$;
REVOKE EXECUTE ON FUNCTION end_turns(text,text[],text[],double precision[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_turns(text,text[],text[],double precision[],text[]) TO backline_app;

-- function end_turns(text,text[],text[],double precision[],text[],double precision[])
CREATE OR REPLACE FUNCTION public.end_turns(worker text, shops text[], kinds text[], waits double precision[], errors text[], used double precision[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    turn record;
BEGIN
    FOR turn IN
        SELECT * FROM unnest(shops, kinds, waits, errors, used) AS t (shop, kind, wait, error, used) ORDER BY shop, kind
    LOOP
        UPDATE public.lane l SET
            claimed_by = NULL, claimed_at = NULL,
            failures = CASE WHEN turn.error IS NULL THEN 0 ELSE l.failures + 1 END,
            failing_since = CASE WHEN turn.error IS NOT NULL THEN coalesce(l.failing_since, now()) END,
            error = turn.error,
            rests_until = CASE WHEN turn.error IS NOT NULL THEN now() + least(2 ^ least(l.failures, 20), 300) * interval '1 second' END,
            due_at = CASE
                WHEN turn.error IS NOT NULL THEN now() + least(2 ^ least(l.failures, 20), 300) * interval '1 second'
                ELSE least(l.due_at, now() + turn.wait * interval '1 millisecond') END,
            paid_until = least(
                greatest(l.paid_until, l.claimed_at) + 8 * turn.used * interval '1 millisecond',
                now() + interval '10 seconds')
        WHERE l.shop_id = turn.shop AND l.kind = turn.kind AND l.claimed_by = worker;
    END LOOP;
END
$function$;
REVOKE EXECUTE ON FUNCTION end_turns(text,text[],text[],double precision[],text[],double precision[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_turns(text,text[],text[],double precision[],text[],double precision[]) TO backline_app;

-- function enter_shop(text)
CREATE OR REPLACE FUNCTION public.enter_shop(shop text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF NOT pg_catalog.row_security_active('public.shop') THEN
        RAISE EXCEPTION 'row-level security does not bind the role "%"', current_user USING ERRCODE = 'BL001';
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL app.shop_id TO %L', shop);
    -- The driver writes moments without their zone.
    SET LOCAL timezone TO 'UTC';
END
$function$;
REVOKE EXECUTE ON FUNCTION enter_shop(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_shop(text) TO backline_app;

-- function find_backorders(text[],text[],text,text,text,text)
CREATE OR REPLACE FUNCTION public.find_backorders(words text[], states text[], of_order text, of_item text, of_location text, of_line text)
 RETURNS TABLE(backorder_id bigint, ordered_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    shop text := current_setting('app.shop_id', true);
    wanted tsquery;
BEGIN
    SELECT string_agg(quote_literal(shop || ' ' || word) || ':*', ' & ')::tsquery INTO wanted
    FROM unnest(words) AS word;

    RETURN QUERY EXECUTE
        'SELECT b.backorder_id, b.ordered_at FROM public.backorder b
          WHERE b.shop_id = $1 AND b.state = ANY($2)
            AND public.backorder_search_words(b.shop_id, b.order_name, b.sku, b.title) @@ $3'
        || CASE WHEN of_order IS NULL THEN '' ELSE ' AND b.order_id = $4' END
        || CASE WHEN of_item IS NULL THEN '' ELSE ' AND b.item_id = $5' END
        || CASE WHEN of_location IS NULL THEN '' ELSE ' AND b.location_id = $6' END
        || CASE WHEN of_line IS NULL THEN '' ELSE ' AND b.line_id = $7' END
    USING shop, states, wanted, of_order, of_item, of_location, of_line;
END
$function$;
REVOKE EXECUTE ON FUNCTION find_backorders(text[],text[],text,text,text,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_backorders(text[],text[],text,text,text,text) TO backline_app;

-- function forget_causes(text,text[])
CREATE OR REPLACE FUNCTION public.forget_causes(of_shop text, orders text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION forget_causes(text,text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_causes(text,text[]) TO backline_app;

-- function forget_causes_at(text,text[],text[])
CREATE OR REPLACE FUNCTION public.forget_causes_at(of_shop text, orders text[], items text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    UPDATE public.ledger g SET cause = g.cause - ARRAY['webhookId', 'orderId', 'order']
    FROM public.backorder b
    WHERE g.shop_id = of_shop AND b.shop_id = of_shop AND b.backorder_id = g.backorder_id AND b.item_id = ANY (items)
      AND g.cause->>'orderId' <> b.order_id
      AND (g.cause->>'orderId' = ANY (orders) OR b.order_id = ANY (orders));
    SELECT public.forget_marks(of_shop, orders, items)
$function$;
REVOKE EXECUTE ON FUNCTION forget_causes_at(text,text[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_causes_at(text,text[],text[]) TO backline_app;

-- function forget_closed_orders(text)
CREATE OR REPLACE FUNCTION public.forget_closed_orders(only_of text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION forget_closed_orders(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_closed_orders(text) TO backline_app;

-- function forget_jobs(text)
CREATE OR REPLACE FUNCTION public.forget_jobs(shop text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    DELETE FROM public.nudge WHERE shop_id = shop;
    DELETE FROM public.lane WHERE shop_id = shop;
$function$;
REVOKE EXECUTE ON FUNCTION forget_jobs(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_jobs(text) TO backline_app;

-- function forget_marks(text,text[],text[])
CREATE OR REPLACE FUNCTION public.forget_marks(of_shop text, orders text[], items text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION forget_marks(text,text[],text[]) FROM PUBLIC;

-- function forget_old_checks()
CREATE OR REPLACE FUNCTION public.forget_old_checks()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH old AS (
        DELETE FROM public.reconcile r
        WHERE r.finished_at < now() - interval '90 days'
          AND EXISTS (SELECT FROM public.reconcile later
                      WHERE later.shop_id = r.shop_id AND later.reconcile_id > r.reconcile_id AND later.finished_at IS NOT NULL)
        RETURNING r.shop_id, r.reconcile_id
    )
    DELETE FROM public.reconcile_difference d USING old
    WHERE d.shop_id = old.shop_id AND d.reconcile_id = old.reconcile_id;

    WITH old AS (
        DELETE FROM public.rebuild WHERE finished_at < now() - interval '30 days' RETURNING shop_id, rebuild_id
    )
    DELETE FROM public.rebuild_difference d USING old
    WHERE d.shop_id = old.shop_id AND d.rebuild_id = old.rebuild_id;
$function$;
REVOKE EXECUTE ON FUNCTION forget_old_checks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_checks() TO backline_app;

-- function forget_old_csv_files()
CREATE OR REPLACE FUNCTION public.forget_old_csv_files()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    old record;
    forgotten integer := 0;
BEGIN
    FOR old IN
        SELECT shop_id, upload_id FROM public.csv_upload
        WHERE touched_at < now() - interval '7 days' ORDER BY touched_at LIMIT 20 FOR UPDATE SKIP LOCKED
    LOOP
        DELETE FROM public.csv_upload_part WHERE shop_id = old.shop_id AND upload_id = old.upload_id;
        DELETE FROM public.csv_upload_row WHERE shop_id = old.shop_id AND upload_id = old.upload_id;
        DELETE FROM public.csv_upload WHERE shop_id = old.shop_id AND upload_id = old.upload_id;
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END
$function$;
REVOKE EXECUTE ON FUNCTION forget_old_csv_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_csv_files() TO backline_app;

-- function forget_old_deliveries()
CREATE OR REPLACE FUNCTION public.forget_old_deliveries()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    DELETE FROM public.delivery d USING public.shop s
    WHERE d.shop_id = s.shop_id AND d.state IN ('done', 'ignored') AND d.settled_at < now() - interval '7 days'
$function$;
REVOKE EXECUTE ON FUNCTION forget_old_deliveries() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_deliveries() TO backline_app;

-- function forget_old_message_files()
CREATE OR REPLACE FUNCTION public.forget_old_message_files()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH old AS (
        SELECT shop_id, message_id FROM public.supplier_message
        WHERE pdf IS NOT NULL AND created_at < now() - interval '90 days' AND state <> 'waiting'
        ORDER BY created_at LIMIT 500 FOR UPDATE SKIP LOCKED
    ), forgotten AS (
        UPDATE public.supplier_message m SET pdf = NULL, csv = NULL
        FROM old WHERE m.shop_id = old.shop_id AND m.message_id = old.message_id RETURNING 1
    )
    SELECT count(*)::integer FROM forgotten
$function$;
REVOKE EXECUTE ON FUNCTION forget_old_message_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_message_files() TO backline_app;

-- function forget_old_proposals()
CREATE OR REPLACE FUNCTION public.forget_old_proposals()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    old record;
    forgotten integer := 0;
BEGIN
    FOR old IN
        SELECT shop_id, proposal_id FROM public.proposal
        WHERE made_at < now() - interval '7 days' ORDER BY made_at LIMIT 20 FOR UPDATE SKIP LOCKED
    LOOP
        DELETE FROM public.proposed_line WHERE shop_id = old.shop_id AND proposal_id = old.proposal_id;
        DELETE FROM public.proposed_order WHERE shop_id = old.shop_id AND proposal_id = old.proposal_id;
        DELETE FROM public.proposal WHERE shop_id = old.shop_id AND proposal_id = old.proposal_id;
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END
$function$;
REVOKE EXECUTE ON FUNCTION forget_old_proposals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_proposals() TO backline_app;

-- function gather_nudges()
CREATE OR REPLACE FUNCTION public.gather_nudges()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH heard AS (
        DELETE FROM public.nudge
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.nudge LIMIT 5000 FOR UPDATE SKIP LOCKED))
        RETURNING shop_id, kind, due_at
    )
    INSERT INTO public.lane AS known (shop_id, kind, due_at)
    SELECT shop_id, kind, min(due_at) FROM heard GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shop_id, kind) DO UPDATE
    SET due_at = greatest(least(known.due_at, excluded.due_at), known.rests_until)
    WHERE known.due_at IS NULL OR known.due_at > greatest(excluded.due_at, known.rests_until)
$function$;
REVOKE EXECUTE ON FUNCTION gather_nudges() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gather_nudges() TO backline_app;

-- function hear_again(text)
CREATE OR REPLACE FUNCTION public.hear_again(of_shop text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    UPDATE public.delivery SET state = 'waiting', received_at = now()
    WHERE shop_id = of_shop AND state = 'done' AND body IS NOT NULL AND received_at < now() - interval '16 minutes';
    SELECT public.nudge_shop(of_shop)
$function$;
REVOKE EXECUTE ON FUNCTION hear_again(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hear_again(text) TO backline_app;

-- function is_distributed(regclass)
CREATE OR REPLACE FUNCTION public.is_distributed(which regclass)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    found boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        RETURN false;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = $1)' INTO found USING which;
    RETURN found;
END
$function$;
REVOKE EXECUTE ON FUNCTION is_distributed(regclass) FROM PUBLIC;

-- function is_later(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.is_later(shop text, fulfill_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT is_later.fulfill_at IS NULL
        OR public.shop_day_of(shop, is_later.fulfill_at)
           > public.shop_day(shop) + (SELECT s.scheduled_days_before FROM public.shop s WHERE s.shop_id = shop)
$function$;
GRANT EXECUTE ON FUNCTION is_later(text,timestamp with time zone) TO PUBLIC;
GRANT EXECUTE ON FUNCTION is_later(text,timestamp with time zone) TO backline_app;

-- function known_zone(text)
CREATE OR REPLACE FUNCTION public.known_zone(time_zone text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    PERFORM to_timestamp(0) AT TIME ZONE time_zone;
    RETURN coalesce(time_zone, 'UTC');
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN 'UTC';
END
$function$;
GRANT EXECUTE ON FUNCTION known_zone(text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION known_zone(text) TO backline_app;

-- function lane_figures()
CREATE OR REPLACE FUNCTION public.lane_figures()
 RETURNS TABLE(kind text, waiting bigint, wait_seconds double precision, failing bigint, failing_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT each, count(l.shop_id) FILTER (WHERE l.claimed_by IS NULL AND l.due_at <= now()),
        coalesce(extract(epoch FROM now() - min(l.due_at) FILTER (WHERE l.claimed_by IS NULL AND l.due_at <= now())), 0),
        count(l.shop_id) FILTER (WHERE l.failures > 0),
        coalesce(extract(epoch FROM now() - min(l.failing_since)), 0)
    FROM unnest(ARRAY['shop', 'mail', 'promises', 'texts', 'collections']) AS each
    LEFT JOIN public.lane l ON l.kind = each AND (l.due_at IS NOT NULL OR l.claimed_by IS NOT NULL)
    GROUP BY each
$function$;
REVOKE EXECUTE ON FUNCTION lane_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lane_figures() TO backline_app;

-- function look_at_filled_tables()
CREATE OR REPLACE FUNCTION public.look_at_filled_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    ANALYZE (SKIP_LOCKED) public.variant, public.item, public.stock_point, public.shop_order, public.order_line,
        public.fulfillment_order_line;
END
$function$;
REVOKE EXECUTE ON FUNCTION look_at_filled_tables() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION look_at_filled_tables() TO backline_app;

-- function mail_figures()
CREATE OR REPLACE FUNCTION public.mail_figures()
 RETURNS TABLE(waiting bigint, oldest_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::double precision
    FROM public.supplier_message WHERE state = 'waiting'
$function$;
REVOKE EXECUTE ON FUNCTION mail_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail_figures() TO backline_app;

-- function mark_promises_of_entries()
CREATE OR REPLACE FUNCTION public.mark_promises_of_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
GRANT EXECUTE ON FUNCTION mark_promises_of_entries() TO PUBLIC;

-- function mark_promises_of_order_days()
CREATE OR REPLACE FUNCTION public.mark_promises_of_order_days()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    INSERT INTO public.promise_due (shop_id, item_id)
    SELECT DISTINCT e.shop_id, e.item_id
    FROM changed c
    JOIN before b USING (shop_id, supplier_id)
    JOIN public.catalogue_entry e USING (shop_id, supplier_id)
    WHERE c.order_days IS DISTINCT FROM b.order_days
    ORDER BY 1, 2
    ON CONFLICT (shop_id, item_id) DO UPDATE SET version = excluded.version;
    PERFORM public.nudge_promises(ARRAY(
        SELECT DISTINCT c.shop_id FROM changed c JOIN before b USING (shop_id, supplier_id)
        WHERE c.order_days IS DISTINCT FROM b.order_days));
    RETURN NULL;
END
$function$;
GRANT EXECUTE ON FUNCTION mark_promises_of_order_days() TO PUBLIC;

-- function mark_promises_of_orders()
CREATE OR REPLACE FUNCTION public.mark_promises_of_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    INSERT INTO public.order_promise_due (shop_id, order_id)
    SELECT DISTINCT c.shop_id, c.order_id
    FROM changed c
    JOIN public.shop s ON s.shop_id = c.shop_id AND s.messages_on
    ORDER BY 1, 2
    ON CONFLICT (shop_id, order_id) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END
$function$;
GRANT EXECUTE ON FUNCTION mark_promises_of_orders() TO PUBLIC;

-- function mark_promises_of_suppliers()
CREATE OR REPLACE FUNCTION public.mark_promises_of_suppliers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
GRANT EXECUTE ON FUNCTION mark_promises_of_suppliers() TO PUBLIC;

-- function native_due_at(text)
CREATE OR REPLACE FUNCTION public.native_due_at(wanted text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
    SELECT greatest(now(), r.postponed_until)
      FROM public.shop s LEFT JOIN public.native_reading r ON r.shop_id = s.shop_id
     WHERE s.shop_id = wanted AND s.uninstalled_at IS NULL AND public.reads_native(s.scopes)
       AND (r.shop_id IS NULL OR r.due_at IS NOT NULL
            OR EXISTS (SELECT FROM public.native_document d WHERE d.shop_id = wanted AND d.is_read_due))
$function$;
GRANT EXECUTE ON FUNCTION native_due_at(text) TO PUBLIC;

-- function notice_scheduled_days()
CREATE OR REPLACE FUNCTION public.notice_scheduled_days()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION notice_scheduled_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_scheduled_days() TO backline_app;

-- function notice_scheduled_days_of(text)
CREATE OR REPLACE FUNCTION public.notice_scheduled_days_of(of_shop text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION notice_scheduled_days_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_scheduled_days_of(text) TO backline_app;

-- function nudge_collections(text)
CREATE OR REPLACE FUNCTION public.nudge_collections(shop text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(ARRAY[shop], 'collections') $function$;
REVOKE EXECUTE ON FUNCTION nudge_collections(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_collections(text) TO backline_app;

-- function nudge_lanes(text[],text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.nudge_lanes(shops text[], kind text, due timestamp with time zone DEFAULT now())
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    INSERT INTO public.nudge (shop_id, kind, due_at)
    SELECT DISTINCT shop, nudge_lanes.kind, nudge_lanes.due FROM unnest(shops) AS shop WHERE shop IS NOT NULL;
    SELECT pg_notify('lanes', greatest(0, ceil(extract(epoch FROM due - now()) * 1000))::integer::text)
    WHERE cardinality(shops) > 0 AND due <= now() + interval '1 second';
$function$;
REVOKE EXECUTE ON FUNCTION nudge_lanes(text[],text,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_lanes(text[],text,timestamp with time zone) TO backline_app;

-- function nudge_mail(text[])
CREATE OR REPLACE FUNCTION public.nudge_mail(shops text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(shops, 'mail') $function$;
REVOKE EXECUTE ON FUNCTION nudge_mail(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_mail(text[]) TO backline_app;

-- function nudge_promises(text[])
CREATE OR REPLACE FUNCTION public.nudge_promises(shops text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(shops, 'promises') $function$;
REVOKE EXECUTE ON FUNCTION nudge_promises(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_promises(text[]) TO backline_app;

-- function nudge_shop(text)
CREATE OR REPLACE FUNCTION public.nudge_shop(shop text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_shops(ARRAY[shop]) $function$;
REVOKE EXECUTE ON FUNCTION nudge_shop(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_shop(text) TO backline_app;

-- function nudge_shops(text[])
CREATE OR REPLACE FUNCTION public.nudge_shops(shops text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(shops, 'shop') $function$;
REVOKE EXECUTE ON FUNCTION nudge_shops(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_shops(text[]) TO backline_app;

-- function nudge_texts(text[])
CREATE OR REPLACE FUNCTION public.nudge_texts(shops text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(shops, 'texts') $function$;
REVOKE EXECUTE ON FUNCTION nudge_texts(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION nudge_texts(text[]) TO backline_app;

-- function read_native_when_allowed()
CREATE OR REPLACE FUNCTION public.read_native_when_allowed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    UPDATE native_reading
       SET due_at = now(), step = 'transfers', position = NULL, started_at = NULL, postponed_until = NULL, trouble = NULL
     WHERE shop_id = NEW.shop_id;
    RETURN NULL;
END
$function$;
GRANT EXECUTE ON FUNCTION read_native_when_allowed() TO PUBLIC;

-- function reads_native(text)
CREATE OR REPLACE FUNCTION public.reads_native(scopes text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
    SELECT string_to_array(coalesce(scopes, ''), ',') @> ARRAY['read_inventory_transfers', 'read_inventory_shipments',
        'read_inventory_shipments_received_items', 'read_inventory_purchase_orders']
$function$;
GRANT EXECUTE ON FUNCTION reads_native(text) TO PUBLIC;

-- function release_lanes(bigint,text,text[],text[])
CREATE OR REPLACE FUNCTION public.release_lanes(space bigint, worker text, shops text[], kinds text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
    held record;
    released integer := 0;
BEGIN
    PERFORM set_config('enable_seqscan', 'off', true);
    FOR held IN
        -- Sorted apart, or the key of all lanes would be read for its order.
        WITH claimed AS MATERIALIZED (
            SELECT l.shop_id, l.kind, l.claimed_by, l.claimed_at FROM public.lane l WHERE l.claimed_by IS NOT NULL
        )
        SELECT c.shop_id, c.kind, c.claimed_by FROM claimed c
        WHERE CASE WHEN c.claimed_by = worker
            THEN c.claimed_at < now() - interval '10 seconds'
                 AND NOT EXISTS (SELECT FROM unnest(shops, kinds) AS at (shop, kind) WHERE at.shop = c.shop_id AND at.kind = c.kind)
            ELSE NOT EXISTS (
                SELECT FROM pg_locks k
                WHERE k.locktype = 'advisory' AND k.granted
                  AND k.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND k.classid = space::oid AND k.objid = (hashtext(c.claimed_by)::bigint & 4294967295)::oid)
            END
        ORDER BY 1, 2
    LOOP
        UPDATE public.lane l SET claimed_by = NULL, claimed_at = NULL, due_at = least(l.due_at, now())
        WHERE l.shop_id = held.shop_id AND l.kind = held.kind AND l.claimed_by = held.claimed_by;
        released := released + 1;
    END LOOP;
    IF released > 0 THEN
        PERFORM pg_notify('lanes', '');
    END IF;
    RETURN released;
END
$function$;
REVOKE EXECUTE ON FUNCTION release_lanes(bigint,text,text[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_lanes(bigint,text,text[],text[]) TO backline_app;

-- function search_key(text)
CREATE OR REPLACE FUNCTION public.search_key(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (octet_length(written) = length(written)) THEN lower(written) ELSE replace(replace(replace(replace(translate(lower(NORMALIZE(regexp_replace(NORMALIZE(written, NFKD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), NFKC)), 'øłđðħŧıĸŋ’‘ʼ′‐‑‒–—−'::text, 'olddhtikn''''''''------'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'þ'::text, 'th'::text) END;
GRANT EXECUTE ON FUNCTION search_key(text) TO PUBLIC;

-- function shop_day(text)
CREATE OR REPLACE FUNCTION public.shop_day(shop text)
 RETURNS date
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    RETURN (now() AT TIME ZONE coalesce((SELECT s.time_zone FROM public.shop s WHERE s.shop_id = shop), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (now() AT TIME ZONE 'UTC')::date;
END
$function$;
GRANT EXECUTE ON FUNCTION shop_day(text) TO PUBLIC;

-- function shop_day_of(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.shop_day_of(shop text, instant timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
    RETURN (instant AT TIME ZONE coalesce((SELECT s.time_zone FROM public.shop s WHERE s.shop_id = shop), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (instant AT TIME ZONE 'UTC')::date;
END
$function$;
GRANT EXECUTE ON FUNCTION shop_day_of(text,timestamp with time zone) TO PUBLIC;

-- function shops_that_lag(double precision[])
CREATE OR REPLACE FUNCTION public.shops_that_lag(seconds double precision[])
 RETURNS TABLE(over double precision, shops bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH behind AS MATERIALIZED (
        SELECT shop_id, extract(epoch FROM clock_timestamp() - min(received_at)) AS lag
        FROM public.delivery WHERE state = 'waiting' GROUP BY shop_id
    )
    SELECT limits.over, count(behind.shop_id)
    FROM unnest(seconds) AS limits (over)
    LEFT JOIN behind ON behind.lag > limits.over
    GROUP BY limits.over
$function$;
REVOKE EXECUTE ON FUNCTION shops_that_lag(double precision[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_that_lag(double precision[]) TO backline_app;

-- function shops_that_leave()
CREATE OR REPLACE FUNCTION public.shops_that_leave()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT shop_id FROM public.shop WHERE removal_due_at < 'infinity' AND removal_due_at <= now()
    UNION
    SELECT shop_id FROM public.shop WHERE erasure_due_at < 'infinity' AND erasure_due_at <= now()
$function$;
REVOKE EXECUTE ON FUNCTION shops_that_leave() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_that_leave() TO backline_app;

-- function shops_with_a_new_day()
CREATE OR REPLACE FUNCTION public.shops_with_a_new_day()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH zones AS MATERIALIZED (
        SELECT DISTINCT time_zone FROM public.shop WHERE uninstalled_at IS NULL
    ), days AS MATERIALIZED (
        SELECT time_zone, public.day_in(time_zone, now()) AS day FROM zones
    )
    SELECT s.shop_id FROM public.shop s
    JOIN days d ON d.time_zone IS NOT DISTINCT FROM s.time_zone
    WHERE s.uninstalled_at IS NULL AND (s.day_begun IS NULL OR s.day_begun < d.day)
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_a_new_day() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_a_new_day() TO backline_app;

-- function shops_with_a_night(integer)
CREATE OR REPLACE FUNCTION public.shops_with_a_night(most integer)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_a_night(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_a_night(integer) TO backline_app;

-- function shops_with_mail()
CREATE OR REPLACE FUNCTION public.shops_with_mail()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL AND NOT s.mail_off
      AND EXISTS (SELECT FROM public.supplier_message m WHERE m.shop_id = s.shop_id AND m.state = 'waiting' AND m.due_at <= now())
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_mail() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_mail() TO backline_app;

-- function shops_with_native_work()
CREATE OR REPLACE FUNCTION public.shops_with_native_work()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT s.shop_id FROM public.askable_shop s
    LEFT JOIN public.native_reading r ON r.shop_id = s.shop_id
    WHERE public.reads_native(s.scopes) AND coalesce(r.postponed_until, now()) <= now()
      AND (r.shop_id IS NULL OR r.due_at IS NOT NULL
           OR EXISTS (SELECT FROM public.native_document d WHERE d.shop_id = s.shop_id AND d.is_read_due))
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_native_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_native_work() TO backline_app;

-- function shops_with_news_to_hear_again()
CREATE OR REPLACE FUNCTION public.shops_with_news_to_hear_again()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT DISTINCT d.shop_id
    FROM public.delivery d
    JOIN public.shop s ON s.shop_id = d.shop_id AND s.uninstalled_at IS NULL
    WHERE d.state = 'done' AND d.body IS NOT NULL AND d.received_at < now() - interval '16 minutes'
    ORDER BY 1
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_news_to_hear_again() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_news_to_hear_again() TO backline_app;

-- function shops_with_old_orders()
CREATE OR REPLACE FUNCTION public.shops_with_old_orders()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL
      AND EXISTS (SELECT FROM public.shop_order o
                  WHERE o.shop_id = s.shop_id AND o.forget_asked_at IS NULL
                    AND o.ordered_at < now() - make_interval(days => s.keeps_finished_days))
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_old_orders() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_old_orders() TO backline_app;

-- function shops_with_promises()
CREATE OR REPLACE FUNCTION public.shops_with_promises()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_promises() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_promises() TO backline_app;

-- function shops_with_scheduled_days()
CREATE OR REPLACE FUNCTION public.shops_with_scheduled_days()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT DISTINCT u.shop_id
    FROM public.scheduled_units u
    JOIN public.shop s ON s.shop_id = u.shop_id AND s.uninstalled_at IS NULL
    WHERE NOT u.is_noticed AND u.fulfill_at < now() + make_interval(days => s.scheduled_days_before + 2)
      AND public.day_in(s.time_zone, u.fulfill_at) <= public.day_in(s.time_zone, now()) + s.scheduled_days_before
    ORDER BY 1
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_scheduled_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_scheduled_days() TO backline_app;

-- function shops_with_texts()
CREATE OR REPLACE FUNCTION public.shops_with_texts()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT s.shop_id FROM public.askable_shop s
    JOIN public.published_texts t USING (shop_id)
    WHERE t.due_at <= now() OR t.due_at IS NULL AND t.checked_at < now() - interval '20 hours'
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_texts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_texts() TO backline_app;

-- function shops_with_touched_locations()
CREATE OR REPLACE FUNCTION public.shops_with_touched_locations()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT s.shop_id FROM public.askable_shop s
    WHERE s.locations_touched_at >= coalesce(s.locations_read_at, '-infinity')
      AND EXISTS (SELECT FROM public.session WHERE session.shop_id = s.shop_id)
    ORDER BY s.shop_id
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_touched_locations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_touched_locations() TO backline_app;

-- function shops_with_work()
CREATE OR REPLACE FUNCTION public.shops_with_work()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
REVOKE EXECUTE ON FUNCTION shops_with_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_work() TO backline_app;

-- function start_nightly_reconcile(text)
CREATE OR REPLACE FUNCTION public.start_nightly_reconcile(of_shop text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    INSERT INTO public.reconcile (shop_id, reason) VALUES (of_shop, 'nightly') ON CONFLICT DO NOTHING;
    SELECT public.nudge_shop(of_shop)
$function$;
REVOKE EXECUTE ON FUNCTION start_nightly_reconcile(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION start_nightly_reconcile(text) TO backline_app;

-- function start_nightly_reconciles()
CREATE OR REPLACE FUNCTION public.start_nightly_reconciles()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH tonight AS (
        SELECT shop_id, installed_at,
            (date_trunc('day', now() AT TIME ZONE 'UTC') + make_interval(mins => abs(hashtext(shop_id)::bigint % 360)::int))
                AT TIME ZONE 'UTC' AS minute
        FROM public.shop WHERE uninstalled_at IS NULL AND opened_at IS NOT NULL
    ), shops AS (
        SELECT shop_id, installed_at, CASE WHEN minute > now() THEN minute - interval '1 day' ELSE minute END AS minute
        FROM tonight
    ), started AS (
        INSERT INTO public.reconcile (shop_id, reason)
        SELECT shop_id, 'nightly' FROM shops
        WHERE installed_at < minute
          AND NOT EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = shops.shop_id AND (r.finished_at IS NULL OR r.started_at >= minute))
        ON CONFLICT DO NOTHING
        RETURNING shop_id
    )
    SELECT public.nudge_shops(ARRAY(SELECT shop_id FROM started))
$function$;
REVOKE EXECUTE ON FUNCTION start_nightly_reconciles() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION start_nightly_reconciles() TO backline_app;

-- function store_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[])
CREATE OR REPLACE FUNCTION public.store_deliveries(shops text[], webhook_ids text[], topics text[], triggered_ats timestamp with time zone[], bodies bytea[], wanted boolean[], OUT stored integer, OUT unknown text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '300ms'
AS $function$
DECLARE
    known text[];
    shops_with_news text[];
BEGIN
    -- Locked: the end of an erasure comes before all of these, or after them.
    known := ARRAY(SELECT s.shop_id FROM public.shop s WHERE s.shop_id = ANY (shops) ORDER BY s.shop_id FOR KEY SHARE);
    unknown := ARRAY(SELECT DISTINCT shop FROM unnest(shops) AS shop WHERE shop <> ALL (known));

    -- Numbered in order of arrival, inserted in order of key: two batches with the same deliveries must not deadlock.
    WITH arrived AS MATERIALIZED (
        SELECT nextval('public.delivery_sequence_seq') AS sequence, *
        FROM unnest(shops, webhook_ids, topics, triggered_ats, bodies, wanted)
            AS d (shop_id, webhook_id, topic, triggered_at, body, is_wanted)
    ), new AS (
        INSERT INTO public.delivery (shop_id, webhook_id, sequence, topic, triggered_at, body, state, settled_at)
        SELECT shop_id, webhook_id, sequence, topic, triggered_at,
            CASE WHEN is_wanted THEN body END,
            CASE WHEN is_wanted THEN 'waiting' ELSE 'ignored' END,
            CASE WHEN is_wanted THEN NULL ELSE now() END
        FROM arrived WHERE shop_id = ANY (known) ORDER BY shop_id, webhook_id
        ON CONFLICT DO NOTHING
        RETURNING shop_id, state
    )
    SELECT count(*), array_agg(DISTINCT shop_id) FILTER (WHERE state = 'waiting') INTO stored, shops_with_news FROM new;

    -- What Shopify sends of one order comes as several deliveries, one shortly after the other: one turn for all of them.
    PERFORM public.nudge_lanes(shops_with_news, 'shop', now() + interval '30 milliseconds');
END
$function$;
REVOKE EXECUTE ON FUNCTION store_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_deliveries(text[],text[],text[],timestamp with time zone[],bytea[],boolean[]) TO backline_app;

-- function wake_promises(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.wake_promises(shop text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(ARRAY[shop], 'promises', run_at) $function$;
REVOKE EXECUTE ON FUNCTION wake_promises(text,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wake_promises(text,timestamp with time zone) TO backline_app;

-- function wake_shop(text,timestamp with time zone)
CREATE OR REPLACE FUNCTION public.wake_shop(shop text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT public.nudge_lanes(ARRAY[shop], 'shop', run_at) $function$;
REVOKE EXECUTE ON FUNCTION wake_shop(text,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wake_shop(text,timestamp with time zone) TO backline_app;

-- function words_of(text)
CREATE OR REPLACE FUNCTION public.words_of(query text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
RETURN ARRAY(SELECT DISTINCT word.word FROM regexp_split_to_table(search_key(words_of.query), '[^[:alnum:]]+'::text) word(word) WHERE (word.word <> ''::text));
GRANT EXECUTE ON FUNCTION words_of(text) TO PUBLIC;

-- function work_figures()
CREATE OR REPLACE FUNCTION public.work_figures()
 RETURNS TABLE(waiting bigint, lag_seconds double precision, due_marks bigint, parked bigint, shops_needing_attention bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT w.waiting, w.lag, d.due, p.parked, a.shops
    FROM (SELECT count(*) AS waiting, coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision AS lag
            FROM public.delivery WHERE state = 'waiting') AS w
    CROSS JOIN (SELECT count(*) AS due FROM public.due_item WHERE due_at < 'infinity') AS d
    CROSS JOIN (SELECT count(*) AS parked FROM public.delivery WHERE state = 'parked') AS p
    CROSS JOIN (SELECT count(*) AS shops FROM public.shop WHERE attention IS NOT NULL AND uninstalled_at IS NULL) AS a
$function$;
REVOKE EXECUTE ON FUNCTION work_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_figures() TO backline_app;

-- view askable_shop
CREATE VIEW askable_shop WITH (security_invoker=true) AS
 SELECT shop_id,
    scopes,
    opened_at,
    installed_at,
    locations_read_at,
    locations_touched_at
   FROM shop s
  WHERE uninstalled_at IS NULL AND (attention IS NULL OR (EXISTS ( SELECT
           FROM session o
          WHERE o.shop_id = s.shop_id)));
GRANT DELETE, INSERT, SELECT, UPDATE ON askable_shop TO backline_app;

-- table arrival
ALTER TABLE arrival ADD CONSTRAINT arrival_comes_from_somewhere CHECK ((supplier_order_id IS NULL) = (supplier_order_line_id IS NULL) AND (supplier_order_id IS NULL) = (native_document IS NOT NULL) AND (native_document IS NULL) = (native_kind IS NULL) AND (native_document IS NULL) = (native_shipment IS NULL));
ALTER TABLE arrival ADD CONSTRAINT arrival_units_are_positive CHECK (units > 0);
CREATE UNIQUE INDEX arrival_native_is_unique ON arrival USING btree (shop_id, native_kind, native_document, native_shipment, item_id) WHERE native_document IS NOT NULL;
CREATE INDEX arrival_shop_id_due_idx ON arrival USING btree (shop_id, due) WHERE is_ordered;
CREATE INDEX arrival_shop_id_item_id_idx ON arrival USING btree (shop_id, item_id) WHERE is_ordered;
ALTER TABLE arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON arrival AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON arrival TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE arrival_arrival_id_seq TO backline_app;

-- table backorder
ALTER TABLE backorder SET (fillfactor=80);
ALTER TABLE backorder ADD CONSTRAINT backorder_counts_units CHECK (units >= 0 AND shipped >= 0 AND covered >= 0 AND backordered >= 0 AND pegged >= 0 AND uncovered >= 0);
ALTER TABLE backorder ADD CONSTRAINT backorder_state_is_known CHECK (state = ANY (ARRAY['open'::text, 'ready'::text, 'unpaid'::text, 'scheduled'::text, 'unclaimed'::text, 'moved'::text, 'closed'::text, 'cancelled'::text])) NOT VALID;
ALTER TABLE backorder ADD CONSTRAINT backorder_units_are_pegged_or_uncovered CHECK ((pegged + uncovered) = backordered);
CREATE INDEX backorder_by_search_words ON backorder USING gin (backorder_search_words(shop_id, order_name, sku, title));
CREATE INDEX backorder_on_order ON backorder USING btree (shop_id, ordered_at DESC, backorder_id DESC) WHERE state = 'open'::text AND pegged > 0;
CREATE INDEX backorder_to_order ON backorder USING btree (shop_id, ordered_at DESC, backorder_id DESC) WHERE state = 'open'::text AND uncovered > 0;
CREATE TRIGGER count_changed_backorders AFTER UPDATE ON backorder REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_deleted_backorders AFTER DELETE ON backorder REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_new_backorders AFTER INSERT ON backorder REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER count_no_backorders AFTER TRUNCATE ON backorder FOR EACH STATEMENT EXECUTE FUNCTION count_backorders();
CREATE TRIGGER mark_promises AFTER INSERT ON backorder REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON backorder REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();
CREATE TRIGGER mark_promises_without AFTER DELETE ON backorder REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_orders();
ALTER TABLE backorder ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON backorder AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON backorder TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE backorder_backorder_id_seq TO backline_app;

-- table backorder_count
ALTER TABLE backorder_count SET (fillfactor=50);
ALTER TABLE backorder_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON backorder_count AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON backorder_count TO backline_app;

-- table catalogue_entry
ALTER TABLE catalogue_entry ADD CONSTRAINT catalogue_entry_numbers_make_sense CHECK (cost >= 0::numeric AND minimum_quantity >= 1 AND pack_size >= 1 AND lead_time_days >= 0 AND rank >= 1);
CREATE TRIGGER mark_promises AFTER INSERT ON catalogue_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON catalogue_entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_without AFTER DELETE ON catalogue_entry REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
ALTER TABLE catalogue_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON catalogue_entry AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON catalogue_entry TO backline_app;

-- table csv_upload
ALTER TABLE csv_upload ADD CONSTRAINT csv_upload_kind_is_known CHECK (kind = ANY (ARRAY['suppliers'::text, 'catalogue'::text, 'supplier-orders'::text])) NOT VALID;
ALTER TABLE csv_upload ADD CONSTRAINT csv_upload_state_is_known CHECK (state = ANY (ARRAY['open'::text, 'checked'::text, 'confirmed'::text]));
ALTER TABLE csv_upload ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON csv_upload AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON csv_upload TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE csv_upload_upload_id_seq TO backline_app;

-- table csv_upload_part
ALTER TABLE csv_upload_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON csv_upload_part AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON csv_upload_part TO backline_app;

-- table csv_upload_row
ALTER TABLE csv_upload_row ADD CONSTRAINT csv_upload_row_outcome_is_known CHECK (outcome = ANY (ARRAY['create'::text, 'update'::text, 'same'::text, 'problem'::text]));
ALTER TABLE csv_upload_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON csv_upload_row AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON csv_upload_row TO backline_app;

-- table data_request
CREATE INDEX data_request_open ON data_request USING btree (shop_id, asked_at) WHERE answered_at IS NULL;
ALTER TABLE data_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON data_request AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON data_request TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE data_request_data_request_id_seq TO backline_app;

-- table data_request_order
ALTER TABLE data_request_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON data_request_order AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON data_request_order TO backline_app;

-- table delivery
ALTER TABLE delivery SET (fillfactor=90, autovacuum_vacuum_scale_factor=0.05);
ALTER TABLE delivery ADD CONSTRAINT delivery_is_parked_for_a_reason CHECK (state <> 'parked'::text OR reason IS NOT NULL);
ALTER TABLE delivery ADD CONSTRAINT delivery_state_is_known CHECK (state = ANY (ARRAY['waiting'::text, 'done'::text, 'ignored'::text, 'parked'::text]));
ALTER TABLE delivery ADD CONSTRAINT delivery_waits_with_its_body CHECK ((state <> ALL (ARRAY['waiting'::text, 'parked'::text])) OR body IS NOT NULL);
CREATE INDEX delivery_over ON delivery USING btree (shop_id, settled_at) WHERE state = ANY (ARRAY['done'::text, 'ignored'::text]);
CREATE INDEX delivery_parked ON delivery USING btree (shop_id, sequence) WHERE state = 'parked'::text;
CREATE INDEX delivery_to_hear_again ON delivery USING btree (shop_id, received_at) WHERE state = 'done'::text AND body IS NOT NULL;
CREATE INDEX delivery_waiting ON delivery USING btree (shop_id, sequence) WHERE state = 'waiting'::text;
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON delivery AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON delivery TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE delivery_sequence_seq TO backline_app;

-- table due_item
ALTER TABLE due_item SET (fillfactor=70, autovacuum_vacuum_scale_factor=0.05);
ALTER TABLE due_item ADD CONSTRAINT due_item_counts_attempts CHECK (attempts >= 0);
ALTER TABLE due_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON due_item AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON due_item TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE due_item_version_seq TO backline_app;

-- table fulfilled_units
ALTER TABLE fulfilled_units ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON fulfilled_units AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON fulfilled_units TO backline_app;

-- table fulfillment_order_line
ALTER TABLE fulfillment_order_line ADD CONSTRAINT fulfillment_order_line_counts_units CHECK (units >= 0 AND remaining >= 0);
ALTER TABLE fulfillment_order_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON fulfillment_order_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON fulfillment_order_line TO backline_app;

-- table import
ALTER TABLE import ADD CONSTRAINT import_counts_attempts CHECK (attempts >= 0);
CREATE UNIQUE INDEX import_under_way ON import USING btree (shop_id) WHERE finished_at IS NULL;
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON import AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON import TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE import_import_id_seq TO backline_app;

-- table import_part
ALTER TABLE import_part SET (fillfactor=50);
ALTER TABLE import_part ADD CONSTRAINT import_part_counts CHECK (bytes_done >= 0 AND done >= 0 AND spent_ms >= 0);
ALTER TABLE import_part ADD CONSTRAINT import_part_is_known CHECK (part = ANY (ARRAY['locations'::text, 'catalogue'::text, 'stock'::text, 'orders'::text, 'routing'::text, 'strangers'::text]));
ALTER TABLE import_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON import_part AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON import_part TO backline_app;

-- table import_row
ALTER TABLE import_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON import_row AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON import_row TO backline_app;

-- table item
CREATE INDEX item_lower_sku ON item USING btree (shop_id, lower(sku)) WHERE sku IS NOT NULL;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON item AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON item TO backline_app;

-- table item_rule
ALTER TABLE item_rule ADD CONSTRAINT item_rule_max_backorder_is_not_negative CHECK (max_backorder >= 0);
ALTER TABLE item_rule ADD CONSTRAINT item_rule_supply_is_known CHECK (supply = ANY (ARRAY['stocked'::text, 'made-to-order'::text, 'discontinued'::text]));
CREATE TRIGGER mark_promises AFTER INSERT ON item_rule REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
CREATE TRIGGER mark_promises_again AFTER UPDATE ON item_rule REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_entries();
ALTER TABLE item_rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON item_rule AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON item_rule TO backline_app;

-- table joined_goods
ALTER TABLE joined_goods ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON joined_goods AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON joined_goods TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE joined_goods_joined_goods_id_seq TO backline_app;

-- table lane
ALTER TABLE lane ADD CONSTRAINT lane_kind_is_known CHECK (kind = ANY (ARRAY['shop'::text, 'mail'::text, 'promises'::text, 'texts'::text, 'collections'::text]));
CREATE INDEX lane_in_line ON lane USING btree (kind, GREATEST(due_at, paid_until)) WHERE due_at IS NOT NULL OR claimed_by IS NOT NULL;
ALTER TABLE lane ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON lane AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON lane TO backline_app;

-- table ledger
ALTER TABLE ledger ADD CONSTRAINT ledger_cause_is_known CHECK (cause_kind = ANY (ARRAY['delivery'::text, 'receipt'::text, 'supplier-order'::text, 'edit'::text, 'reconcile'::text, 'merchant'::text]));
ALTER TABLE ledger ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON ledger AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT ON ledger TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE ledger_ledger_id_seq TO backline_app;

-- table letterhead
ALTER TABLE letterhead ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON letterhead AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON letterhead TO backline_app;

-- table line_wish
CREATE INDEX line_wish_pin ON line_wish USING btree (shop_id, pin) WHERE pin IS NOT NULL;
ALTER TABLE line_wish ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON line_wish AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON line_wish TO backline_app;

-- table listed_product
ALTER TABLE listed_product ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON listed_product AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON listed_product TO backline_app;

-- table location
ALTER TABLE location ADD CONSTRAINT location_counts_is_known CHECK (counts = ANY (ARRAY['shopify'::text, 'received'::text]));
ALTER TABLE location ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON location AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON location TO backline_app;

-- table merchant_text
ALTER TABLE merchant_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON merchant_text AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON merchant_text TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE merchant_text_version_seq TO backline_app;

-- table native_document
ALTER TABLE native_document ADD CONSTRAINT native_document_kind_is_known CHECK (kind = ANY (ARRAY['transfer'::text, 'purchase-order'::text]));
CREATE INDEX native_document_to_read ON native_document USING btree (shop_id) WHERE is_read_due;
ALTER TABLE native_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON native_document AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON native_document TO backline_app;

-- table native_reading
ALTER TABLE native_reading ADD CONSTRAINT native_reading_step_is_known CHECK (step = ANY (ARRAY['transfers'::text, 'purchase-orders'::text, 'rest'::text]));
ALTER TABLE native_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON native_reading AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON native_reading TO backline_app;

-- table nudge
ALTER TABLE nudge ADD CONSTRAINT nudge_kind_is_known CHECK (kind = ANY (ARRAY['shop'::text, 'mail'::text, 'promises'::text, 'texts'::text, 'collections'::text]));
ALTER TABLE nudge ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON nudge AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON nudge TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE nudge_nudge_id_seq TO backline_app;

-- table order_line
ALTER TABLE order_line SET (fillfactor=90);
ALTER TABLE order_line ADD CONSTRAINT order_line_counts_units CHECK (units >= 0 AND open >= 0);
CREATE INDEX order_line_open_by_item ON order_line USING btree (shop_id, item_id) WHERE open > 0;
CREATE INDEX order_line_placeless ON order_line USING btree (shop_id, line_id) WHERE placeless > 0;
CREATE INDEX order_line_sent_by_item ON order_line USING btree (shop_id, item_id) WHERE units <> open OR units = 0;
CREATE INDEX order_line_unclaimed ON order_line USING btree (shop_id, item_id) WHERE unclaimed > 0 AND open > 0;
CREATE INDEX order_line_without_item ON order_line USING btree (shop_id, variant_id) WHERE item_id IS NULL;
ALTER TABLE order_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON order_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON order_line TO backline_app;

-- table order_promise
ALTER TABLE order_promise SET (fillfactor=80);
CREATE INDEX order_promise_compare_due ON order_promise USING btree (shop_id, order_id) WHERE compare_due;
CREATE INDEX order_promise_write_due ON order_promise USING btree (shop_id, version DESC) WHERE write_due;
ALTER TABLE order_promise ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON order_promise AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON order_promise TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE order_promise_version_seq TO backline_app;

-- table order_promise_due
ALTER TABLE order_promise_due ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON order_promise_due AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON order_promise_due TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE order_promise_due_version_seq TO backline_app;

-- table ordered_for
ALTER TABLE ordered_for ADD CONSTRAINT ordered_for_units_are_positive CHECK (units > 0);
ALTER TABLE ordered_for ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON ordered_for AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON ordered_for TO backline_app;

-- table owed_peg
ALTER TABLE owed_peg ADD CONSTRAINT owed_peg_has_units CHECK (units > 0);
ALTER TABLE owed_peg ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON owed_peg AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON owed_peg TO backline_app;

-- table owed_stock
ALTER TABLE owed_stock ADD CONSTRAINT owed_stock_units_add_up CHECK (units > 0 AND pegged >= 0 AND pegged <= units);
ALTER TABLE owed_stock ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON owed_stock AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON owed_stock TO backline_app;

-- table peg
ALTER TABLE peg ADD CONSTRAINT peg_units_are_positive CHECK (units > 0);
ALTER TABLE peg ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON peg AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON peg TO backline_app;

-- table promise_due
ALTER TABLE promise_due ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON promise_due AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON promise_due TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE promise_due_version_seq TO backline_app;

-- table promise_override
ALTER TABLE promise_override ADD CONSTRAINT promise_override_about_is_known CHECK (about = ANY (ARRAY['variant'::text, 'supplier'::text]));
ALTER TABLE promise_override ADD CONSTRAINT promise_override_says_something CHECK (fixed_day IS NOT NULL OR note IS NOT NULL OR hide);
ALTER TABLE promise_override ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON promise_override AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON promise_override TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE promise_override_version_seq TO backline_app;

-- table proposal
ALTER TABLE proposal ADD CONSTRAINT proposal_rule_is_known CHECK (rule = ANY (ARRAY['preferred'::text, 'cheapest'::text, 'fastest'::text]));
ALTER TABLE proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON proposal AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON proposal TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE proposal_proposal_id_seq TO backline_app;

-- table proposed_line
ALTER TABLE proposed_line ADD CONSTRAINT proposed_line_refusal_is_known CHECK (refusal = ANY (ARRAY['no-supplier'::text, 'discontinued'::text, 'made-elsewhere'::text, 'too-many'::text, 'closed-location'::text, 'no-longer-sold'::text]));
ALTER TABLE proposed_line ADD CONSTRAINT proposed_line_units_are_not_negative CHECK (needed >= 0 AND units >= 0);
ALTER TABLE proposed_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON proposed_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON proposed_line TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE proposed_line_proposed_line_id_seq TO backline_app;

-- table proposed_order
ALTER TABLE proposed_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON proposed_order AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON proposed_order TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE proposed_order_proposed_order_id_seq TO backline_app;

-- table published_texts
ALTER TABLE published_texts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON published_texts AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON published_texts TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE published_texts_version_seq TO backline_app;

-- table rebuild
ALTER TABLE rebuild ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON rebuild AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON rebuild TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE rebuild_rebuild_id_seq TO backline_app;

-- table rebuild_difference
ALTER TABLE rebuild_difference ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON rebuild_difference AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON rebuild_difference TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE rebuild_difference_difference_id_seq TO backline_app;

-- table receipt
ALTER TABLE receipt ADD CONSTRAINT receipt_state_is_known CHECK (state = ANY (ARRAY['posting'::text, 'posted'::text, 'refused'::text]));
CREATE INDEX receipt_corrects ON receipt USING btree (shop_id, corrects) WHERE corrects IS NOT NULL;
CREATE INDEX receipt_posting ON receipt USING btree (shop_id, due_at) WHERE state = 'posting'::text;
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON receipt AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON receipt TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE receipt_receipt_id_seq TO backline_app;

-- table receipt_line
ALTER TABLE receipt_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON receipt_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON receipt_line TO backline_app;

-- table receipt_part
ALTER TABLE receipt_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON receipt_part AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON receipt_part TO backline_app;

-- table reconcile
ALTER TABLE reconcile ADD CONSTRAINT reconcile_reason_is_known CHECK (reason = ANY (ARRAY['asked'::text, 'nightly'::text, 'outage'::text]));
ALTER TABLE reconcile ADD CONSTRAINT reconcile_step_is_known CHECK (step = ANY (ARRAY['locations'::text, 'variants'::text, 'changed-orders'::text, 'listed-orders'::text, 'open-orders'::text, 'items'::text, 'stock'::text]));
CREATE UNIQUE INDEX reconcile_under_way ON reconcile USING btree (shop_id) WHERE finished_at IS NULL;
ALTER TABLE reconcile ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON reconcile AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON reconcile TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE reconcile_reconcile_id_seq TO backline_app;

-- table reconcile_difference
ALTER TABLE reconcile_difference ADD CONSTRAINT reconcile_difference_cause_is_known CHECK (cause = ANY (ARRAY['lost-webhook'::text, 'drift'::text, 'edit-outside'::text]));
ALTER TABLE reconcile_difference ADD CONSTRAINT reconcile_difference_thing_is_known CHECK (thing = ANY (ARRAY['location'::text, 'variant'::text, 'order'::text, 'item'::text, 'stock'::text, 'backorder'::text, 'transfer'::text]));
ALTER TABLE reconcile_difference ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON reconcile_difference AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON reconcile_difference TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE reconcile_difference_difference_id_seq TO backline_app;

-- table released_line
ALTER TABLE released_line ADD CONSTRAINT released_line_units_are_not_negative CHECK (units >= 0);
ALTER TABLE released_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON released_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON released_line TO backline_app;

-- table said_column
ALTER TABLE said_column ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON said_column AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON said_column TO backline_app;

-- table scheduled_units
ALTER TABLE scheduled_units ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON scheduled_units AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON scheduled_units TO backline_app;

-- table session
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON session AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON session TO backline_app;

-- table shop
ALTER TABLE shop ADD CONSTRAINT shop_counts_from CHECK (counts_from = ANY (ARRAY['placed'::text, 'paid'::text]));
ALTER TABLE shop ADD CONSTRAINT shop_is_named CHECK (shop_id <> ''::text);
ALTER TABLE shop ADD CONSTRAINT shop_messages_owner CHECK (messages_owner = ANY (ARRAY['app'::text, 'merchant'::text]));
CREATE INDEX shop_erasure_due ON shop USING btree (erasure_due_at) WHERE erasure_due_at < 'infinity'::timestamp with time zone;
CREATE INDEX shop_removal_due ON shop USING btree (removal_due_at) WHERE removal_due_at < 'infinity'::timestamp with time zone;
CREATE TRIGGER shop_reads_native AFTER UPDATE OF scopes, uninstalled_at ON shop FOR EACH ROW WHEN (reads_native(new.scopes) AND new.uninstalled_at IS NULL AND (NOT reads_native(old.scopes) OR old.uninstalled_at IS NOT NULL)) EXECUTE FUNCTION read_native_when_allowed();
ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON shop AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON shop TO backline_app;

-- table shop_budget
ALTER TABLE shop_budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON shop_budget AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON shop_budget TO backline_app;

-- table shop_order
ALTER TABLE shop_order SET (fillfactor=85);
CREATE INDEX shop_order_read_due ON shop_order USING btree (shop_id, order_id) WHERE read_due;
CREATE INDEX shop_order_to_forget ON shop_order USING btree (shop_id, order_id) WHERE forget_asked_at IS NOT NULL AND forgotten_at IS NULL;
CREATE INDEX shop_order_to_leave ON shop_order USING btree (shop_id, ordered_at, order_id) WHERE forget_asked_at IS NULL;
CREATE INDEX shop_order_unread ON shop_order USING btree (shop_id, order_id) WHERE unread_since IS NOT NULL OR routing_unread_since IS NOT NULL;
ALTER TABLE shop_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON shop_order AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON shop_order TO backline_app;

-- table stock_point
ALTER TABLE stock_point SET (fillfactor=80);
ALTER TABLE stock_point ADD CONSTRAINT stock_point_counts_strangers CHECK (strangers >= 0);
CREATE INDEX stock_point_held_back ON stock_point USING btree (shop_id, item_id, location_id) WHERE held_back > 0;
CREATE INDEX stock_point_strangers ON stock_point USING btree (shop_id, strangers) WHERE strangers > 0;
ALTER TABLE stock_point ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON stock_point AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON stock_point TO backline_app;

-- table storefront_promise
ALTER TABLE storefront_promise SET (fillfactor=80);
ALTER TABLE storefront_promise ADD CONSTRAINT storefront_promise_counts_units CHECK (room >= 0 AND units >= 0);
ALTER TABLE storefront_promise ADD CONSTRAINT storefront_promise_days_are_in_order CHECK ((from_day IS NULL) = (to_day IS NULL) AND from_day <= to_day);
ALTER TABLE storefront_promise ADD CONSTRAINT storefront_promise_state_is_known CHECK (state = ANY (ARRAY['backorder'::text, 'made-to-order'::text, 'discontinued'::text, 'limit-reached'::text]));
CREATE INDEX storefront_promise_compare_due ON storefront_promise USING btree (shop_id, variant_id) WHERE compare_due;
CREATE INDEX storefront_promise_write_due ON storefront_promise USING btree (shop_id, version DESC) WHERE write_due;
ALTER TABLE storefront_promise ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON storefront_promise AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON storefront_promise TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE storefront_promise_version_seq TO backline_app;

-- table supplier
ALTER TABLE supplier ADD CONSTRAINT supplier_numbers_are_not_negative CHECK (lead_time_days >= 0 AND minimum_value >= 0::numeric);
ALTER TABLE supplier ADD CONSTRAINT supplier_order_days_are_weekdays CHECK (order_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);
CREATE UNIQUE INDEX supplier_name_is_unique ON supplier USING btree (shop_id, lower(name));
CREATE TRIGGER mark_promises AFTER UPDATE ON supplier REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_suppliers();
CREATE TRIGGER mark_promises_of_order_days AFTER UPDATE ON supplier REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_promises_of_order_days();
ALTER TABLE supplier ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_supplier_id_seq TO backline_app;

-- table supplier_address_change
ALTER TABLE supplier_address_change ADD CONSTRAINT supplier_address_change_way_is_known CHECK (way = ANY (ARRAY['hand'::text, 'file'::text]));
ALTER TABLE supplier_address_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_address_change AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_address_change TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_address_change_change_id_seq TO backline_app;

-- table supplier_message
ALTER TABLE supplier_message ADD CONSTRAINT supplier_message_state_is_known CHECK (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text]));
CREATE INDEX supplier_message_waiting ON supplier_message USING btree (shop_id, due_at) WHERE state = 'waiting'::text;
CREATE INDEX supplier_message_with_files ON supplier_message USING btree (created_at) WHERE pdf IS NOT NULL;
ALTER TABLE supplier_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_message AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_message TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_message_message_id_seq TO backline_app;

-- table supplier_order
ALTER TABLE supplier_order ADD CONSTRAINT supplier_order_money_is_not_negative CHECK (tax >= 0::numeric AND shipping >= 0::numeric AND exchange_rate > 0::numeric);
ALTER TABLE supplier_order ADD CONSTRAINT supplier_order_state_is_known CHECK (state = ANY (ARRAY['draft'::text, 'ordered'::text, 'partly-received'::text, 'received'::text, 'closed'::text, 'cancelled'::text]));
CREATE UNIQUE INDEX supplier_order_reference_is_unique ON supplier_order USING btree (shop_id, supplier_id, lower(reference)) WHERE reference IS NOT NULL;
ALTER TABLE supplier_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_order AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_order TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_order_supplier_order_id_seq TO backline_app;

-- table supplier_order_event
ALTER TABLE supplier_order_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_order_event AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_order_event TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_order_event_event_id_seq TO backline_app;

-- table supplier_order_line
ALTER TABLE supplier_order_line ADD CONSTRAINT supplier_order_line_units_make_sense CHECK (units >= 0 AND accepted >= 0 AND rejected >= 0 AND cancelled >= 0 AND cancelled <= units AND cost >= 0::numeric);
ALTER TABLE supplier_order_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_order_line AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_order_line TO backline_app;
GRANT SELECT, USAGE ON SEQUENCE supplier_order_line_supplier_order_line_id_seq TO backline_app;

-- table supplier_order_number
ALTER TABLE supplier_order_number ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON supplier_order_number AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON supplier_order_number TO backline_app;

-- table variant
CREATE INDEX variant_barcode ON variant USING btree (shop_id, barcode) WHERE barcode IS NOT NULL;
CREATE INDEX variant_lower_sku ON variant USING btree (shop_id, lower(sku)) WHERE sku IS NOT NULL;
CREATE INDEX variant_read_due ON variant USING btree (shop_id, variant_id) WHERE read_due;
ALTER TABLE variant ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON variant AS PERMISSIVE FOR ALL TO public USING ((shop_id = current_setting('app.shop_id'::text, true))) WITH CHECK ((shop_id = current_setting('app.shop_id'::text, true)));
GRANT DELETE, INSERT, SELECT, UPDATE ON variant TO backline_app;
