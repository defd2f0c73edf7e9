-- Items of which stock points would owe other numbers, found by a rebuild beside the lines that would change.
ALTER TABLE "rebuild" ADD COLUMN "owed_items" TEXT[];
