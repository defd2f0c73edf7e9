-- The letters that its bytes were taken for, what a person said of that, and what was left out and why.
ALTER TABLE "csv_upload" ADD COLUMN "reading" JSONB NOT NULL DEFAULT '{}';
