-- What to order from whom, before it is ordered: the merchant looks at it, changes it, and then creates its drafts.

CREATE TABLE "proposal" (
    "shop_id" TEXT NOT NULL,
    "proposal_id" BIGSERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6),
    "created_units" INTEGER NOT NULL DEFAULT 0,
    "created_needed" INTEGER NOT NULL DEFAULT 0,
    "no_longer_needed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("shop_id","proposal_id"),
    CONSTRAINT "proposal_rule_is_known" CHECK ("rule" IN ('preferred', 'cheapest', 'fastest'))
);

CREATE INDEX "proposal_shop_id_made_at_idx" ON "proposal"("shop_id", "made_at");

-- What would be ordered from one supplier for one destination; supplier_order_id is the draft that it goes into.
CREATE TABLE "proposed_order" (
    "shop_id" TEXT NOT NULL,
    "proposed_order_id" BIGSERIAL NOT NULL,
    "proposal_id" BIGINT NOT NULL,
    "supplier_id" BIGINT NOT NULL,
    "location_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "supplier_order_id" BIGINT,
    "is_new" BOOLEAN,
    "draft_value" DECIMAL(26,6) NOT NULL DEFAULT 0,
    "order_on" DATE NOT NULL,

    CONSTRAINT "proposed_order_pkey" PRIMARY KEY ("shop_id","proposed_order_id")
);

CREATE UNIQUE INDEX "proposed_order_place_is_unique" ON "proposed_order"("shop_id", "proposal_id", "supplier_id", "location_id");
CREATE INDEX "proposed_order_shop_id_proposal_id_proposed_order_id_idx" ON "proposed_order"("shop_id", "proposal_id", "proposed_order_id");

-- One item of a proposed order, or with a refusal an item that cannot be ordered. for_units[n] are for for_backorders[n].
CREATE TABLE "proposed_line" (
    "shop_id" TEXT NOT NULL,
    "proposed_line_id" BIGSERIAL NOT NULL,
    "proposal_id" BIGINT NOT NULL,
    "proposed_order_id" BIGINT,
    "refusal" TEXT,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "supplier_sku" TEXT,
    "cost" DECIMAL(20,6),
    "minimum_quantity" INTEGER NOT NULL DEFAULT 1,
    "pack_size" INTEGER NOT NULL DEFAULT 1,
    "expected_on" DATE,
    "not_compared" INTEGER NOT NULL DEFAULT 0,
    "needed" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "on_draft" INTEGER NOT NULL DEFAULT 0,
    "needed_on_draft" INTEGER NOT NULL DEFAULT 0,
    "for_backorders" BIGINT[],
    "for_units" INTEGER[],
    "is_edited" BOOLEAN NOT NULL DEFAULT false,
    "is_left_out" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "proposed_line_pkey" PRIMARY KEY ("shop_id","proposed_line_id"),
    CONSTRAINT "proposed_line_refusal_is_known" CHECK ("refusal" IN ('no-supplier', 'discontinued', 'made-elsewhere')),
    CONSTRAINT "proposed_line_units_are_not_negative" CHECK ("needed" >= 0 AND "units" >= 0)
);

CREATE INDEX "proposed_line_shop_id_proposed_order_id_proposed_line_id_idx" ON "proposed_line"("shop_id", "proposed_order_id", "proposed_line_id");
CREATE INDEX "proposed_line_shop_id_proposal_id_proposed_line_id_idx" ON "proposed_line"("shop_id", "proposal_id", "proposed_line_id");

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['proposal', 'proposed_order', 'proposed_line'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "proposal_proposal_id_seq", "proposed_order_proposed_order_id_seq",
    "proposed_line_proposed_line_id_seq" TO backline_app;
