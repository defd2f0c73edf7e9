-- Shopify's instants have whole seconds: of two changes of a variant within one, when they were heard of tells them apart.
ALTER TABLE "variant" ADD COLUMN "heard_at" TIMESTAMPTZ(6) NOT NULL DEFAULT '-infinity';

-- News of a product names its variants, which are looked up each time.
CREATE INDEX "variant_shop_id_product_id_idx" ON "variant"("shop_id", "product_id");
