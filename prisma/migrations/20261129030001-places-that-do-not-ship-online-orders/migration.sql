-- Shopify fulfils no online order from some locations: their stock is nothing to a shopper on the storefront. Others belong
-- to a fulfilment service, which writes what is available there itself. Webhooks say neither, so both are read.
ALTER TABLE "location" ADD COLUMN "fulfils_online" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "location" ADD COLUMN "is_service" BOOLEAN NOT NULL DEFAULT false;

-- When a webhook last told of a location: the locations are read once more after that.
ALTER TABLE "shop" ADD COLUMN "locations_touched_at" TIMESTAMPTZ(6);
UPDATE "shop" SET "locations_touched_at" = now() WHERE "uninstalled_at" IS NULL;

-- Of what the storefront counts as stock, the units that are where no online order is fulfilled from.
ALTER TABLE "storefront_promise" ADD COLUMN "elsewhere" INTEGER NOT NULL DEFAULT 0;
