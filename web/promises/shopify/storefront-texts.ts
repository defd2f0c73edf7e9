import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'

/** What themes read as `app.metafields.backline.texts`: words by key and language. */
const themeTexts = z.strictObject({
  v: z.literal(1),
  texts: z.record(z.string(), z.record(z.string(), z.string())),
})
export type ThemeTexts = z.infer<typeof themeTexts>

const reply = z.object({
  currentAppInstallation: z.object({ id: z.string(), metafield: z.object({ value: z.string() }).nullable() }),
})

/** The texts that Shopify has, null where it has none or none of this version, and the installation that they belong to. */
export async function readThemeTexts(
  admin: AdminClient,
  shop: string,
): Promise<{ installation: string; texts: ThemeTexts | null }> {
  const { id, metafield } = reply.parse(await admin.run(shop, 'read-texts', {})).currentAppInstallation
  return { installation: id, texts: metafield && parsed(metafield.value) }
}

/** Throws `ShopifyBusy`, `AccessLost` or `ShopifyRefused`. Twice is as good as once. */
export async function writeThemeTexts(
  admin: AdminClient,
  shop: string,
  installation: string,
  texts: ThemeTexts,
): Promise<void> {
  const metafield = { ownerId: installation, namespace: 'backline', key: 'texts', type: 'json' }
  await admin.run(shop, 'write-texts', { metafields: [{ ...metafield, value: JSON.stringify(texts) }] })
}

function parsed(value: string): ThemeTexts | null {
  try {
    return themeTexts.safeParse(JSON.parse(value)).data ?? null
  } catch {
    return null
  }
}
