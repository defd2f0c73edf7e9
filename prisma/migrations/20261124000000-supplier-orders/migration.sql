-- Suppliers, what they sell, what is ordered from them, what came, and which arrival serves which order line.

CREATE TABLE "supplier" (
    "shop_id" TEXT NOT NULL,
    "supplier_id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "email" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "currency" TEXT NOT NULL,
    "lead_time_days" INTEGER,
    "minimum_value" DECIMAL(20,6),
    "order_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "notes" TEXT NOT NULL DEFAULT '',
    "archived_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("shop_id","supplier_id"),
    CONSTRAINT "supplier_order_days_are_weekdays" CHECK ("order_days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
    CONSTRAINT "supplier_numbers_are_not_negative" CHECK ("lead_time_days" >= 0 AND "minimum_value" >= 0)
);

CREATE UNIQUE INDEX "supplier_name_is_unique" ON "supplier"("shop_id", lower("name"));

CREATE TABLE "catalogue_entry" (
    "shop_id" TEXT NOT NULL,
    "supplier_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "supplier_sku" TEXT,
    "cost" DECIMAL(20,6),
    "minimum_quantity" INTEGER NOT NULL DEFAULT 1,
    "pack_size" INTEGER NOT NULL DEFAULT 1,
    "lead_time_days" INTEGER,
    "rank" INTEGER NOT NULL DEFAULT 1,
    "discontinued" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_entry_pkey" PRIMARY KEY ("shop_id","supplier_id","item_id"),
    CONSTRAINT "catalogue_entry_numbers_make_sense" CHECK ("cost" >= 0 AND "minimum_quantity" >= 1 AND "pack_size" >= 1 AND "lead_time_days" >= 0 AND "rank" >= 1)
);

CREATE INDEX "catalogue_entry_shop_id_item_id_idx" ON "catalogue_entry"("shop_id", "item_id");

-- How an item is supplied; an item without a row is stocked and may be sold without limit.
CREATE TABLE "item_rule" (
    "shop_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "supply" TEXT NOT NULL DEFAULT 'stocked',
    "max_backorder" INTEGER,
    "max_is_incoming" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "item_rule_pkey" PRIMARY KEY ("shop_id","item_id"),
    CONSTRAINT "item_rule_supply_is_known" CHECK ("supply" IN ('stocked', 'made-to-order', 'discontinued')),
    CONSTRAINT "item_rule_max_backorder_is_not_negative" CHECK ("max_backorder" >= 0)
);

-- What the merchant wants of one order line: its rank, and the arrival that must serve it first.
CREATE TABLE "line_wish" (
    "shop_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "pin" BIGINT,

    CONSTRAINT "line_wish_pkey" PRIMARY KEY ("shop_id","line_id")
);

-- The last number that was given to a supplier order: one row a shop, locked while a number is given, so none is lost.
CREATE TABLE "supplier_order_number" (
    "shop_id" TEXT NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "supplier_order_number_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "supplier_order" (
    "shop_id" TEXT NOT NULL,
    "supplier_order_id" BIGSERIAL NOT NULL,
    "number" INTEGER NOT NULL,
    "supplier_id" BIGINT NOT NULL,
    "location_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "exchange_rate" DECIMAL(20,10),
    "state" TEXT NOT NULL DEFAULT 'draft',
    "tax" DECIMAL(20,6) NOT NULL DEFAULT 0,
    "shipping" DECIMAL(20,6) NOT NULL DEFAULT 0,
    "notes" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ordered_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "supplier_order_pkey" PRIMARY KEY ("shop_id","supplier_order_id"),
    CONSTRAINT "supplier_order_state_is_known" CHECK ("state" IN ('draft', 'ordered', 'partly-received', 'received', 'closed', 'cancelled')),
    CONSTRAINT "supplier_order_money_is_not_negative" CHECK ("tax" >= 0 AND "shipping" >= 0 AND "exchange_rate" > 0)
);

CREATE UNIQUE INDEX "supplier_order_number_is_unique" ON "supplier_order"("shop_id", "number");
CREATE INDEX "supplier_order_shop_id_state_number_idx" ON "supplier_order"("shop_id", "state", "number" DESC);
CREATE INDEX "supplier_order_shop_id_supplier_id_state_idx" ON "supplier_order"("shop_id", "supplier_id", "state");

-- One item of a supplier order. Still to come: units - accepted - rejected - cancelled, not below zero.
CREATE TABLE "supplier_order_line" (
    "shop_id" TEXT NOT NULL,
    "supplier_order_line_id" BIGSERIAL NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "supplier_sku" TEXT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "cost" DECIMAL(20,6),
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "supplier_order_line_pkey" PRIMARY KEY ("shop_id","supplier_order_line_id"),
    CONSTRAINT "supplier_order_line_units_make_sense" CHECK ("units" >= 0 AND "accepted" >= 0 AND "rejected" >= 0 AND "cancelled" BETWEEN 0 AND "units" AND "cost" >= 0)
);

CREATE UNIQUE INDEX "supplier_order_line_item_is_unique" ON "supplier_order_line"("shop_id", "supplier_order_id", "item_id");
CREATE INDEX "supplier_order_line_shop_id_item_id_idx" ON "supplier_order_line"("shop_id", "item_id");

-- The order lines that a supplier order line was raised for. While the order is a draft these units count as ordered.
CREATE TABLE "ordered_for" (
    "shop_id" TEXT NOT NULL,
    "supplier_order_line_id" BIGINT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "ordered_for_pkey" PRIMARY KEY ("shop_id","supplier_order_line_id","line_id","location_id"),
    CONSTRAINT "ordered_for_units_are_positive" CHECK ("units" > 0)
);

CREATE INDEX "ordered_for_shop_id_line_id_idx" ON "ordered_for"("shop_id", "line_id");

-- Units of a supplier order line that are still to come, on one day or on none. They serve demand while the order is
-- ordered or partly received.
CREATE TABLE "arrival" (
    "shop_id" TEXT NOT NULL,
    "arrival_id" BIGSERIAL NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "supplier_order_line_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "due" DATE,
    "is_ordered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("shop_id","arrival_id"),
    CONSTRAINT "arrival_units_are_positive" CHECK ("units" > 0)
);

CREATE INDEX "arrival_shop_id_supplier_order_line_id_idx" ON "arrival"("shop_id", "supplier_order_line_id");
CREATE INDEX "arrival_shop_id_item_id_idx" ON "arrival"("shop_id", "item_id") WHERE "is_ordered";
CREATE INDEX "arrival_shop_id_due_idx" ON "arrival"("shop_id", "due") WHERE "is_ordered";

-- Which arrival will serve which backordered units: the recorded plan.
CREATE TABLE "peg" (
    "shop_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "arrival_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "peg_pkey" PRIMARY KEY ("shop_id","line_id","location_id","arrival_id"),
    CONSTRAINT "peg_units_are_positive" CHECK ("units" > 0)
);

CREATE INDEX "peg_shop_id_arrival_id_idx" ON "peg"("shop_id", "arrival_id");
CREATE INDEX "peg_shop_id_item_id_idx" ON "peg"("shop_id", "item_id");

-- One delivery of goods from a supplier, or the correction of one. Its adjustment of Shopify's stock carries the key.
CREATE TABLE "receipt" (
    "shop_id" TEXT NOT NULL,
    "receipt_id" BIGSERIAL NOT NULL,
    "supplier_id" BIGINT NOT NULL,
    "location_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'posting',
    "key" UUID NOT NULL,
    "corrects" BIGINT,
    "note" TEXT NOT NULL DEFAULT '',
    "confirmed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "posted_at" TIMESTAMPTZ(6),
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("shop_id","receipt_id"),
    CONSTRAINT "receipt_state_is_known" CHECK ("state" IN ('posting', 'posted', 'refused'))
);

CREATE UNIQUE INDEX "receipt_key_is_unique" ON "receipt"("shop_id", "key");
CREATE INDEX "receipt_posting" ON "receipt"("shop_id", "due_at") WHERE "state" = 'posting';

CREATE TABLE "receipt_line" (
    "shop_id" TEXT NOT NULL,
    "receipt_id" BIGINT NOT NULL,
    "supplier_order_line_id" BIGINT NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "item_id" TEXT NOT NULL,
    "accepted" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "reject_reason" TEXT,
    "held_back" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "receipt_line_pkey" PRIMARY KEY ("shop_id","receipt_id","supplier_order_line_id")
);

CREATE INDEX "receipt_line_shop_id_supplier_order_id_idx" ON "receipt_line"("shop_id", "supplier_order_id");

-- What happened to a supplier order, for its timeline.
CREATE TABLE "supplier_order_event" (
    "shop_id" TEXT NOT NULL,
    "event_id" BIGSERIAL NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "supplier_order_event_pkey" PRIMARY KEY ("shop_id","event_id")
);

CREATE INDEX "supplier_order_event_shop_id_supplier_order_id_event_id_idx" ON "supplier_order_event"("shop_id", "supplier_order_id", "event_id");

-- A copy of what a supplier was sent.
CREATE TABLE "supplier_message" (
    "shop_id" TEXT NOT NULL,
    "message_id" BIGSERIAL NOT NULL,
    "supplier_order_id" BIGINT NOT NULL,
    "key" UUID NOT NULL,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "csv" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,

    CONSTRAINT "supplier_message_pkey" PRIMARY KEY ("shop_id","message_id"),
    CONSTRAINT "supplier_message_state_is_known" CHECK ("state" IN ('waiting', 'sent', 'refused'))
);

CREATE UNIQUE INDEX "supplier_message_key_is_unique" ON "supplier_message"("shop_id", "key");
CREATE INDEX "supplier_message_shop_id_supplier_order_id_idx" ON "supplier_message"("shop_id", "supplier_order_id");
CREATE INDEX "supplier_message_waiting" ON "supplier_message"("shop_id", "due_at") WHERE "state" = 'waiting';

-- Units of the shelf that the merchant keeps out of the queue.
ALTER TABLE "stock_point" ADD COLUMN "held_back" INTEGER NOT NULL DEFAULT 0;

-- What the shop says of itself, for documents, money and days.
ALTER TABLE "shop" ADD COLUMN "name" TEXT;
ALTER TABLE "shop" ADD COLUMN "currency" TEXT;
ALTER TABLE "shop" ADD COLUMN "time_zone" TEXT;
ALTER TABLE "shop" ADD COLUMN "address" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "shop" ADD COLUMN "details_read_at" TIMESTAMPTZ(6);

-- When the earliest of the arrivals that a line needs is due; null: none has a day.
ALTER TABLE "backorder" ADD COLUMN "next_arrival_on" DATE;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['supplier', 'catalogue_entry', 'item_rule', 'line_wish', 'supplier_order_number', 'supplier_order',
        'supplier_order_line', 'ordered_for', 'arrival', 'peg', 'receipt', 'receipt_line', 'supplier_order_event', 'supplier_message'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY own_shop_only ON public.%I USING (shop_id = current_setting(''app.shop_id'', true))
             WITH CHECK (shop_id = current_setting(''app.shop_id'', true))', name
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO backline_app', name);
    END LOOP;
END
$$;

GRANT USAGE, SELECT ON SEQUENCE "supplier_supplier_id_seq", "supplier_order_supplier_order_id_seq",
    "supplier_order_line_supplier_order_line_id_seq", "arrival_arrival_id_seq", "receipt_receipt_id_seq",
    "supplier_order_event_event_id_seq", "supplier_message_message_id_seq" TO backline_app;

-- A receipt that is not posted yet, and a message that is not sent yet, are something to do.
CREATE OR REPLACE FUNCTION shops_with_work() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE EXISTS (SELECT FROM public.delivery d WHERE d.shop_id = s.shop_id AND d.state = 'waiting')
       OR s.uninstalled_at IS NULL AND (
            EXISTS (SELECT FROM public.due_item i WHERE i.shop_id = s.shop_id AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.variant v WHERE v.shop_id = s.shop_id AND v.read_due)
         OR EXISTS (SELECT FROM public.shop_order o WHERE o.shop_id = s.shop_id AND o.read_due AND (o.read_from IS NULL OR o.read_from <= now()))
         OR EXISTS (SELECT FROM public.import i WHERE i.shop_id = s.shop_id AND i.finished_at IS NULL AND i.due_at <= now())
         OR EXISTS (SELECT FROM public.rebuild r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
         OR EXISTS (SELECT FROM public.reconcile r WHERE r.shop_id = s.shop_id AND r.finished_at IS NULL)
         OR EXISTS (SELECT FROM public.receipt r WHERE r.shop_id = s.shop_id AND r.state = 'posting' AND r.due_at <= now())
         OR EXISTS (SELECT FROM public.supplier_message m WHERE m.shop_id = s.shop_id AND m.state = 'waiting' AND m.due_at <= now())
       )
    ORDER BY s.shop_id
$$;
