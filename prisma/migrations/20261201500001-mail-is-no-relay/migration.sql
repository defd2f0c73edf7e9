-- Nothing is sent to suppliers of this shop while it is on: for whoever runs the app.
ALTER TABLE "shop" ADD COLUMN "mail_off" BOOLEAN NOT NULL DEFAULT false;

-- What was sent of late is counted with each message.
CREATE INDEX "supplier_message_shop_id_created_at_idx" ON "supplier_message"("shop_id", "created_at");

-- Messages of such shops wait, and nobody is woken for them.
CREATE OR REPLACE FUNCTION shops_with_mail() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.shop_id FROM public.shop s
    WHERE s.uninstalled_at IS NULL AND NOT s.mail_off
      AND EXISTS (SELECT FROM public.supplier_message m WHERE m.shop_id = s.shop_id AND m.state = 'waiting' AND m.due_at <= now())
    ORDER BY s.shop_id
$$;
