-- When the mail server refused a message for good. Null also where a message was given up because the server never took it.
ALTER TABLE "supplier_message" ADD COLUMN "refused_at" TIMESTAMPTZ(6);
