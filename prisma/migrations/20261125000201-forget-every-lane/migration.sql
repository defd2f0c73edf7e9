-- A shop has several lanes by now: its own, mail, promises, texts, collections. Their jobs name it in the queue.
CREATE OR REPLACE FUNCTION forget_jobs(shop text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs
    WHERE split_part(queue_name, ':', 2) = shop AND key IS NOT NULL AND locked_at IS NULL
$$;
