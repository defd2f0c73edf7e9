-- A transaction enters a shop here and nowhere else. It proves first that row-level security binds whoever it runs as,
-- because behind a pooler each transaction may run on another connection than the one that was looked at.
-- SET LOCAL rather than set_config: an engine that is sharded by shop passes on only that.
CREATE FUNCTION enter_shop(shop text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT pg_catalog.row_security_active('public.shop') THEN
        RAISE EXCEPTION 'row-level security does not bind the role "%"', current_user USING ERRCODE = 'BL001';
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL app.shop_id TO %L', shop);
    -- The driver writes moments without their zone.
    SET LOCAL timezone TO 'UTC';
END
$$;

REVOKE EXECUTE ON FUNCTION enter_shop(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_shop(text) TO backline_app;
