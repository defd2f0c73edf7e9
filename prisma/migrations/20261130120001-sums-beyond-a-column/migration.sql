-- One line has at most a million units, and an item any number of lines: what sums them up is not bounded as they are.
ALTER TABLE "stock_point" ALTER COLUMN "unclaimed" TYPE BIGINT;
ALTER TABLE "proposed_line"
    ALTER COLUMN "needed" TYPE BIGINT,
    ALTER COLUMN "needed_on_draft" TYPE BIGINT,
    ALTER COLUMN "owed" TYPE BIGINT;
ALTER TABLE "proposal"
    ALTER COLUMN "created_units" TYPE BIGINT,
    ALTER COLUMN "created_needed" TYPE BIGINT,
    ALTER COLUMN "no_longer_needed" TYPE BIGINT;
ALTER TABLE "storefront_promise"
    ALTER COLUMN "room" TYPE BIGINT,
    ALTER COLUMN "elsewhere" TYPE BIGINT;
