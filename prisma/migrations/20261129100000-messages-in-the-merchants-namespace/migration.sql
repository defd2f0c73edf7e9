-- Whose the metafield is that messages read of an order: the app's own, or one of the merchant's, which every template can read.
ALTER TABLE "shop" ADD COLUMN "messages_owner" TEXT NOT NULL DEFAULT 'app';
ALTER TABLE "shop" ADD CONSTRAINT "shop_messages_owner" CHECK ("messages_owner" IN ('app', 'merchant'));

-- The merchant's is defined in the shop. Forgotten each night, for a merchant may take the definition away.
ALTER TABLE "shop" ADD COLUMN "messages_defined" BOOLEAN NOT NULL DEFAULT false;

-- Something of ours may be where it was before the merchant chose another place: it goes away with the next write.
ALTER TABLE "order_promise" ADD COLUMN "left_elsewhere" BOOLEAN NOT NULL DEFAULT false;
