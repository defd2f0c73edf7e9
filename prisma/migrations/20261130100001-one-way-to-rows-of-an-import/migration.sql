-- One index for what belongs to no other row, in the order of the file, and for what belongs to one. Of two PostgreSQL, having no
-- statistics of rows that have just come, took the wrong one and went through the whole file each time.
DROP INDEX "import_row_shop_id_import_id_part_slice_parent_id_row_end_idx";
ALTER TABLE "import_row" DROP CONSTRAINT "import_row_pkey";
ALTER TABLE "import_row"
    ADD CONSTRAINT "import_row_pkey" PRIMARY KEY ("shop_id","import_id","part","slice","parent_id","row_end");
