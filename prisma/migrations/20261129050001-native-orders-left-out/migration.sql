-- A native order that the merchant says brings nothing more, although Shopify still has it open.
ALTER TABLE "native_document" ADD COLUMN "is_left_out" BOOLEAN NOT NULL DEFAULT false;
