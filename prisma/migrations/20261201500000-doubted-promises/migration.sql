-- What a browser says that its shopper was told cannot have been told: the line is held to nothing, and no later news of the
-- order makes it otherwise.
ALTER TABLE "order_line" ADD COLUMN "told_doubted" BOOLEAN NOT NULL DEFAULT false;
