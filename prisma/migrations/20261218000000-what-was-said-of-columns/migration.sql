-- What a merchant said of the columns of a file by hand holds for the next file with such a header.
CREATE TABLE "said_column" (
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "field" TEXT,
    "said_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "said_column_pkey" PRIMARY KEY ("shop_id","kind","header")
);

ALTER TABLE "said_column" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop_only ON "said_column" USING (shop_id = current_setting('app.shop_id', true))
    WITH CHECK (shop_id = current_setting('app.shop_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "said_column" TO backline_app;

SELECT distribute('said_column');
