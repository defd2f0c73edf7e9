-- What comes next of a variant is overdue, and no new day can be told: shoppers read that it is delayed.
ALTER TABLE "storefront_promise" ADD COLUMN "delayed" BOOLEAN NOT NULL DEFAULT false;
