-- A turn costs much the same whatever it records, and the deliveries of one order come one shortly after the other: a lane is due
-- some milliseconds after the first of them. Workers are told of it at once, with how many milliseconds are left, for
-- whoever looks earlier finds nothing; those of the version before do, and find it when they look the next time.
CREATE OR REPLACE FUNCTION nudge_lanes(shops text[], kind text, due timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO public.nudge (shop_id, kind, due_at)
    SELECT DISTINCT shop, nudge_lanes.kind, nudge_lanes.due FROM unnest(shops) AS shop WHERE shop IS NOT NULL;
    SELECT pg_notify('lanes', greatest(0, ceil(extract(epoch FROM due - now()) * 1000))::integer::text)
    WHERE cardinality(shops) > 0 AND due <= now() + interval '1 second';
$$;

CREATE OR REPLACE FUNCTION store_deliveries(
    shops text[], webhook_ids text[], topics text[], triggered_ats timestamptz[], bodies bytea[], wanted boolean[],
    OUT stored integer, OUT unknown text[]
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;
