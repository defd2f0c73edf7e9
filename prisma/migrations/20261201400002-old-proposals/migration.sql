-- Proposals of all shops that nobody comes back to, the oldest first and some at a time. Answers how many went.
CREATE FUNCTION forget_old_proposals() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
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
$$;

REVOKE EXECUTE ON FUNCTION forget_old_proposals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_proposals() TO backline_app;
