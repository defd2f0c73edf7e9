-- Shopify sends one body of a topic once in a quarter of an hour. News whose words come again keeps its body until then, and is
-- heard once more: what happened meanwhile may be what it said at first.
CREATE INDEX IF NOT EXISTS "delivery_to_hear_again" ON "delivery"("shop_id", "received_at") WHERE "state" = 'done' AND "body" IS NOT NULL;

CREATE FUNCTION shops_with_news_to_hear_again() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT d.shop_id
    FROM public.delivery d
    JOIN public.shop s ON s.shop_id = d.shop_id AND s.uninstalled_at IS NULL
    WHERE d.state = 'done' AND d.body IS NOT NULL AND d.received_at < now() - interval '16 minutes'
    ORDER BY 1
$$;

-- It waits as if it had just come, so that nobody takes its age for a delay.
CREATE FUNCTION hear_again(of_shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE public.delivery SET state = 'waiting', received_at = now()
    WHERE shop_id = of_shop AND state = 'done' AND body IS NOT NULL AND received_at < now() - interval '16 minutes';
    SELECT public.nudge_shop(of_shop)
$$;

REVOKE EXECUTE ON FUNCTION shops_with_news_to_hear_again(), hear_again(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_news_to_hear_again(), hear_again(text) TO backline_app;
