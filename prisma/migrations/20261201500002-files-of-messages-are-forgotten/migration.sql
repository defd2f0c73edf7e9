-- What was sent, to whom, when and under which id stays; its files are kept for 90 days.
ALTER TABLE "supplier_message"
    ALTER COLUMN "pdf" DROP NOT NULL,
    ALTER COLUMN "csv" DROP NOT NULL;

CREATE INDEX "supplier_message_with_files" ON "supplier_message"("created_at") WHERE "pdf" IS NOT NULL;

-- Of all shops, some at a time. What still waits keeps its files. Answers how many were forgotten.
CREATE FUNCTION forget_old_message_files() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH old AS (
        SELECT shop_id, message_id FROM public.supplier_message
        WHERE pdf IS NOT NULL AND created_at < now() - interval '90 days' AND state <> 'waiting'
        ORDER BY created_at LIMIT 500 FOR UPDATE SKIP LOCKED
    ), forgotten AS (
        UPDATE public.supplier_message m SET pdf = NULL, csv = NULL
        FROM old WHERE m.shop_id = old.shop_id AND m.message_id = old.message_id RETURNING 1
    )
    SELECT count(*)::integer FROM forgotten
$$;

REVOKE EXECUTE ON FUNCTION forget_old_message_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_message_files() TO backline_app;
