-- What a shopper was told of a line before the order was placed, as the cart wrote it: the days of the sentence, and when
-- they were worked out. Nothing else of a line's properties is kept.
ALTER TABLE "order_line"
    ADD COLUMN "told_from" DATE,
    ADD COLUMN "told_to" DATE,
    ADD COLUMN "told_at" TIMESTAMPTZ(6);
