-- Whether an order is paid, in Shopify's own word (`paid`, `pending`, `authorized`, …); null where it was never told.
ALTER TABLE "shop_order" ADD COLUMN "financial_status" TEXT;

-- From when an order's lines wait for stock: when it is placed, or when it is paid.
ALTER TABLE "shop" ADD COLUMN "counts_from" TEXT NOT NULL DEFAULT 'placed';
ALTER TABLE "shop" ADD CONSTRAINT "shop_counts_from" CHECK ("counts_from" IN ('placed', 'paid'));
