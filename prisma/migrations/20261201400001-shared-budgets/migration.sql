-- What a shop's expensive calls have used up lately, in units of cost, whichever process answered them. It is used up less by
-- so much a second; a shop without a row has used nothing.
CREATE TABLE "shop_budget" (
    "shop_id" TEXT NOT NULL,
    "units" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shop_budget_pkey" PRIMARY KEY ("shop_id")
);

ALTER TABLE "shop_budget" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "shop_budget" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "shop_budget" TO backline_app;
