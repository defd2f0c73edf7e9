-- Under which path of the shop shoppers last asked for the page of everything on backorder: merchants may move it.
ALTER TABLE "shop" ADD COLUMN "backorder_page_path" TEXT;
