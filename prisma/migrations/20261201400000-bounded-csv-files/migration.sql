-- What the files that a shop hands in take up, and since when nobody touched them: so many are kept at once, and none for
-- ever. `version` counts what changes a file, so that what was worked out of it beside a transaction is not kept for another.
ALTER TABLE "csv_upload"
    ADD COLUMN "bytes" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "csv_upload_touched_at_idx" ON "csv_upload"("touched_at");

ALTER TABLE "csv_upload_part" ADD COLUMN "line_ends" INTEGER NOT NULL DEFAULT 0;

-- Files of all shops that nobody came back for, the oldest first and some at a time. Answers how many went.
CREATE FUNCTION forget_old_csv_files() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

REVOKE EXECUTE ON FUNCTION forget_old_csv_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_csv_files() TO backline_app;
