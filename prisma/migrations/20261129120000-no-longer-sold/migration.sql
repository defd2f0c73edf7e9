-- Nothing is ordered of what was deleted in Shopify: no stock could hold it. It is refused by name.
ALTER TABLE "proposed_line" DROP CONSTRAINT "proposed_line_refusal_is_known";
ALTER TABLE "proposed_line" ADD CONSTRAINT "proposed_line_refusal_is_known"
    CHECK ("refusal" IN ('no-supplier', 'discontinued', 'made-elsewhere', 'too-many', 'closed-location', 'no-longer-sold'));
