-- A lane that works all the time comes after one that has little to do, also if it was due before it: its place in line is when it
-- became due, or where what it used of late has put it, whichever is later. Whoever uses less than an eighth of a slot
-- is never put back, and nobody by more than ten seconds, so every lane comes round. Where nobody else waits a lane has its turn whatever its place.
ALTER TABLE "lane" ADD COLUMN "paid_until" TIMESTAMPTZ(6);

DROP INDEX "lane_in_line";
-- Of all shops: workers look for what is due, whosever it is. Lanes at rest are not in it.
CREATE INDEX "lane_in_line" ON "lane" ("kind", (greatest("due_at", "paid_until"))) WHERE "due_at" IS NOT NULL OR "claimed_by" IS NOT NULL;

-- Gives the worker lanes that are due, of each kind at most so many, the first in line first. By address, because a plan that
-- joins might read every lane there is.
CREATE OR REPLACE FUNCTION claim_lanes(worker text, kinds text[], most integer[]) RETURNS TABLE (shop text, of_kind text)
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
                  -- What is due later is further back in line, and is not looked at.
                  AND greatest(n.due_at, n.paid_until) <= now() + interval '10 seconds'
                ORDER BY greatest(n.due_at, n.paid_until) LIMIT wanted.number
                FOR UPDATE SKIP LOCKED))
            RETURNING l.shop_id, l.kind;
    END LOOP;
END
$$;

-- Ends turns. Each has milliseconds until the lane wants its next turn (NULL: when it is nudged), the error that it failed
-- with, if it did: then it rests, each time twice as long, up to five minutes; and for how many milliseconds it used a slot.
CREATE FUNCTION end_turns(
    worker text, shops text[], kinds text[], waits double precision[], errors text[], used double precision[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

-- Workers of the version before say nothing of what they used.
CREATE OR REPLACE FUNCTION end_turns(worker text, shops text[], kinds text[], waits double precision[], errors text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT public.end_turns(worker, shops, kinds, waits, errors, array_fill(0::double precision, ARRAY[cardinality(shops)]))
$$;

REVOKE EXECUTE ON FUNCTION end_turns(text, text[], text[], double precision[], text[], double precision[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_turns(text, text[], text[], double precision[], text[], double precision[]) TO backline_app;
