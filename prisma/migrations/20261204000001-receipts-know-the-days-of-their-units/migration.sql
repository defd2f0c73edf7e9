-- The days by which the units that came were due. Units that did not come after all are due then again.
ALTER TABLE "receipt_line" ADD COLUMN "came_of_days" JSONB;
