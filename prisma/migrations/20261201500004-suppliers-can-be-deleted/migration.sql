-- Who a supplier was is gone; what was ordered from it stays, of a supplier that was deleted.
ALTER TABLE "supplier" ADD COLUMN "deleted_at" TIMESTAMPTZ(6);
