-- Deliveries of many shops are stored by one statement. Where one shop's row is held by somebody else, as while the last of the shop is
-- erased, the statement is refused soon: then they are stored shop by shop, and only that shop's are sent again.
ALTER FUNCTION store_deliveries(text[], text[], text[], timestamptz[], bytea[], boolean[]) SET lock_timeout TO '300ms';
