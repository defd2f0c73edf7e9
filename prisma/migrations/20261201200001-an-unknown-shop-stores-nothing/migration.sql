-- Stores deliveries, once each, and nudges their shops; answers how many, and of which shops nobody ever opened the app. Of
-- those nothing is stored: the shop of a webhook stands in a header that nobody signed, and the import of a shop's first
-- session reads all there is. `accept_deliveries` made a row for any name; the version before calls it, and may still run.
CREATE FUNCTION store_deliveries(
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

    PERFORM public.nudge_shops(shops_with_news);
END
$$;

REVOKE EXECUTE ON FUNCTION store_deliveries(text[], text[], text[], timestamptz[], bytea[], boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_deliveries(text[], text[], text[], timestamptz[], bytea[], boolean[]) TO backline_app;
