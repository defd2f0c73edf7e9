-- The location that a transfer leaves, null where it comes from outside: what leaves a location where only what was received
-- counts is there no longer. Transfers from a location that were read before are read again.
ALTER TABLE "native_document" ADD COLUMN "origin_id" TEXT;
UPDATE "native_document" SET "is_read_due" = true, "version" = "version" + 1
 WHERE "kind" = 'transfer' AND NOT "is_from_outside" AND "read_at" IS NOT NULL AND "gone_at" IS NULL;
