-- The day was said when the order was marked as ordered, and goes with that if it is undone.
ALTER TABLE "arrival" ADD COLUMN "dated_by_ordering" BOOLEAN NOT NULL DEFAULT false;
