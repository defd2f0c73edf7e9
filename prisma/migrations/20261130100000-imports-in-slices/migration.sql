-- What Shopify cannot write down at once is asked for in slices of time, each by an operation of its own; one that comes to
-- nothing is begun anew after a pause that grows. What of a file cannot be recorded is set aside, and counted.
ALTER TABLE "import_part"
    ADD COLUMN "slice" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "from_at" TIMESTAMPTZ(6),
    ADD COLUMN "before_at" TIMESTAMPTZ(6),
    ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "trouble" TEXT,
    ADD COLUMN "set_aside" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "import_part" DROP CONSTRAINT "import_part_pkey";
ALTER TABLE "import_part" ADD CONSTRAINT "import_part_pkey" PRIMARY KEY ("shop_id","import_id","part","slice");

ALTER TABLE "import_row" ADD COLUMN "slice" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_row" DROP CONSTRAINT "import_row_pkey";
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_pkey" PRIMARY KEY ("shop_id","import_id","part","slice","row_end");
DROP INDEX "import_row_shop_id_import_id_part_parent_id_row_end_idx";
CREATE INDEX "import_row_shop_id_import_id_part_slice_parent_id_row_end_idx"
    ON "import_row"("shop_id", "import_id", "part", "slice", "parent_id", "row_end");
