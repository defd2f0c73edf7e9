-- Goods that a line is pinned to may come with several arrivals: when some of them go on a transfer, it is pinned to these and to the
-- rest. Empty where `pin` is null.
ALTER TABLE "line_wish" ADD COLUMN "also_pinned" BIGINT[] DEFAULT ARRAY[]::BIGINT[];
