-- Few lines have units of which no place was found: they are listed.
CREATE INDEX "order_line_placeless" ON "order_line"("shop_id", "line_id") WHERE "placeless" > 0;
