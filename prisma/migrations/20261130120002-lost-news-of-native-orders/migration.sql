-- Whether something was heard of the document since it was read: what differs of one of which nothing was, only a comparison found.
ALTER TABLE "native_document" ADD COLUMN "is_heard" BOOLEAN NOT NULL DEFAULT true;

ALTER TABLE "reconcile_difference" DROP CONSTRAINT "reconcile_difference_thing_is_known";
ALTER TABLE "reconcile_difference" ADD CONSTRAINT "reconcile_difference_thing_is_known"
    CHECK ("thing" IN ('location', 'variant', 'order', 'item', 'stock', 'backorder', 'transfer'));
