-- A line that has open units, none of which is in the queue, says why, and one whose units wait elsewhere that they moved.
-- What there is satisfies it, as it did before: no row need be looked at.
ALTER TABLE "backorder" DROP CONSTRAINT "backorder_state_is_known";
ALTER TABLE "backorder" ADD CONSTRAINT "backorder_state_is_known"
  CHECK ("state" IN ('open', 'ready', 'unpaid', 'scheduled', 'unclaimed', 'moved', 'closed', 'cancelled')) NOT VALID;
