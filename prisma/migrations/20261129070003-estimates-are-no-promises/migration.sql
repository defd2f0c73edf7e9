-- What was only planned is an estimate, and nobody is late against it: the first promise is what the shopper was told.
ALTER TABLE "backorder" ADD COLUMN "first_estimate" DATE;
UPDATE "backorder" SET "first_estimate" = "first_promise" WHERE "first_promise" IS NOT NULL;
UPDATE "backorder" b SET "first_promise" = coalesce(l."told_to", l."told_from")
  FROM "order_line" l
 WHERE l."shop_id" = b."shop_id" AND l."line_id" = b."line_id" AND b."first_promise" IS NOT NULL
   AND b."first_promise" IS DISTINCT FROM coalesce(l."told_to", l."told_from");
