-- The lanes of a shop are rows, and workers take them: what it costs to find the next turn does not grow with the number
-- of shops, as it did with a named queue for each (docs/decisions/0020-let-workers-take-lanes-that-are-rows.md).
--
-- Nothing here need survive a crash of PostgreSQL, for the sweep finds all that is due: unlogged, so that a turn writes no
-- WAL and waits for no disk.
CREATE UNLOGGED TABLE "lane" (
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(6),
    "error" TEXT,
    "rests_until" TIMESTAMPTZ(6),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("shop_id","kind"),
    CONSTRAINT "lane_kind_is_known" CHECK ("kind" IN ('shop', 'mail', 'promises', 'texts', 'collections'))
);

-- Of all shops: workers look for what is due, whosever it is. Lanes at rest are not in it.
CREATE INDEX "lane_in_line" ON "lane" ("kind", "due_at") WHERE "due_at" IS NOT NULL OR "claimed_by" IS NOT NULL;

-- A nudge is a row of its own. To write it into the lane's row would lock that until the end of a transaction that may take
-- long: other nudges of the shop, among them those of deliveries that came together with other shops', would wait for it.
CREATE UNLOGGED TABLE "nudge" (
    "shop_id" TEXT NOT NULL,
    "nudge_id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("shop_id","nudge_id"),
    CONSTRAINT "nudge_kind_is_known" CHECK ("kind" IN ('shop', 'mail', 'promises', 'texts', 'collections'))
);

ALTER TABLE "lane" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "lane" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
ALTER TABLE "nudge" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "nudge" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "lane", "nudge" TO backline_app;

-- Asking for a turn ------------------------------------------------------------------------------------------------

CREATE FUNCTION nudge_lanes(shops text[], kind text, due timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO public.nudge (shop_id, kind, due_at)
    SELECT DISTINCT shop, nudge_lanes.kind, nudge_lanes.due FROM unnest(shops) AS shop WHERE shop IS NOT NULL;
    SELECT pg_notify('lanes', '') WHERE cardinality(shops) > 0 AND due <= now();
$$;

CREATE OR REPLACE FUNCTION nudge_shops(shops text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(shops, 'shop') $$;

CREATE OR REPLACE FUNCTION nudge_mail(shops text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(shops, 'mail') $$;

CREATE OR REPLACE FUNCTION nudge_promises(shops text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(shops, 'promises') $$;

CREATE OR REPLACE FUNCTION nudge_texts(shops text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(shops, 'texts') $$;

CREATE OR REPLACE FUNCTION nudge_collections(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(ARRAY[shop], 'collections') $$;

CREATE OR REPLACE FUNCTION wake_shop(shop text, run_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(ARRAY[shop], 'shop', run_at) $$;

CREATE OR REPLACE FUNCTION wake_promises(shop text, run_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT public.nudge_lanes(ARRAY[shop], 'promises', run_at) $$;

-- Called by processes of the version before, which erase a shop without knowing these tables.
CREATE OR REPLACE FUNCTION forget_jobs(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM public.nudge WHERE shop_id = shop;
    DELETE FROM public.lane WHERE shop_id = shop;
$$;

-- Taking turns -----------------------------------------------------------------------------------------------------

-- Nudges that are committed make lanes due. A lane that is due earlier stays in its place; one that failed rests, however
-- often it is nudged. Whoever changes several lanes takes them in order of shop and kind.
CREATE FUNCTION gather_nudges() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

-- Gives the worker lanes that are due, of each kind at most so many, the longest due first. By address, because a plan that
-- joins might read every lane there is.
CREATE FUNCTION claim_lanes(worker text, kinds text[], most integer[]) RETURNS TABLE (shop text, of_kind text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
                ORDER BY n.due_at LIMIT wanted.number
                FOR UPDATE SKIP LOCKED))
            RETURNING l.shop_id, l.kind;
    END LOOP;
END
$$;

-- Ends turns. Each has milliseconds until the lane wants its next turn (NULL: when it is nudged) and the error that it failed
-- with, if it did: then it rests, each time twice as long, up to five minutes.
CREATE FUNCTION end_turns(worker text, shops text[], kinds text[], waits double precision[], errors text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    turn record;
    rest timestamptz;
BEGIN
    FOR turn IN SELECT * FROM unnest(shops, kinds, waits, errors) AS t (shop, kind, wait, error) ORDER BY shop, kind LOOP
        UPDATE public.lane l SET
            claimed_by = NULL, claimed_at = NULL,
            failures = CASE WHEN turn.error IS NULL THEN 0 ELSE l.failures + 1 END,
            failing_since = CASE WHEN turn.error IS NOT NULL THEN coalesce(l.failing_since, now()) END,
            error = turn.error,
            rests_until = CASE WHEN turn.error IS NOT NULL THEN now() + least(2 ^ least(l.failures, 20), 300) * interval '1 second' END,
            due_at = CASE
                WHEN turn.error IS NOT NULL THEN now() + least(2 ^ least(l.failures, 20), 300) * interval '1 second'
                ELSE least(l.due_at, now() + turn.wait * interval '1 millisecond') END
        WHERE l.shop_id = turn.shop AND l.kind = turn.kind AND l.claimed_by = worker;
    END LOOP;
END
$$;

-- Gives back what workers hold whose sign of life, an advisory lock of this space, is gone; and what this worker was given and
-- is not at, because it never heard of it: the ten seconds are for an answer, or an end, that is on its way.
CREATE FUNCTION release_lanes(space bigint, worker text, shops text[], kinds text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

REVOKE EXECUTE ON FUNCTION
    nudge_lanes(text[], text, timestamptz), gather_nudges(), claim_lanes(text, text[], integer[]),
    end_turns(text, text[], text[], double precision[], text[]), release_lanes(bigint, text, text[], text[])
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    nudge_lanes(text[], text, timestamptz), gather_nudges(), claim_lanes(text, text[], integer[]),
    end_turns(text, text[], text[], double precision[], text[]), release_lanes(bigint, text, text[], text[])
TO backline_app;

-- The queue that these lanes replace. Workers of the version before may still run: they find it empty, and their nudges come
-- here; so it stays until somebody drops it (docs/deploy.md), but it names no shop any more. What was in it the sweep finds.
DO $$
BEGIN
    IF to_regclass('graphile_worker._private_job_queues') IS NOT NULL THEN
        DELETE FROM graphile_worker._private_jobs;
        DELETE FROM graphile_worker._private_job_queues;
    END IF;
END
$$;
