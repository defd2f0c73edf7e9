-- More units than a line of a supplier order can have are not proposed: nothing could be done with such a draft.
ALTER TABLE "proposed_line" DROP CONSTRAINT "proposed_line_refusal_is_known";
ALTER TABLE "proposed_line" ADD CONSTRAINT "proposed_line_refusal_is_known"
    CHECK ("refusal" IN ('no-supplier', 'discontinued', 'made-elsewhere', 'too-many'));
