-- Where a message was saved that no mail server could be given.
ALTER TABLE "supplier_message" ADD COLUMN "saved_as" TEXT;

-- Where a supplier's answers go, and where goods do.
ALTER TABLE "shop" ADD COLUMN "contact_email" TEXT;
ALTER TABLE "location" ADD COLUMN "address" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What is still to come of one order.
CREATE INDEX "arrival_shop_id_supplier_order_id_idx" ON "arrival"("shop_id", "supplier_order_id");
