-- Orders go to several addresses of a supplier, and to others as a copy.
ALTER TABLE "supplier" ADD COLUMN "also_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "cc" TEXT[] DEFAULT ARRAY[]::TEXT[];

ALTER TABLE "supplier_message" ADD COLUMN "also_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "cc" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "recipients" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "still_to" TEXT[] DEFAULT ARRAY[]::TEXT[];
