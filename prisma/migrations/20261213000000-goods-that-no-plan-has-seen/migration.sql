-- Units of the item that came and that no plan has seen yet, with the location. Until now the causes told of them, and of those only
-- the newest few are kept.
ALTER TABLE "due_item" ADD COLUMN "just_received" JSONB NOT NULL DEFAULT '[]';
