import { z } from 'zod'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { page } from '../../platform/shopify/reading.ts'
import { idOf } from '../../platform/values/ids.ts'
import type { LocationAddress, ShopDetails } from '../store/shop-details.ts'

const lines = z.object({ formatted: z.array(z.string()) })

const reply = z.object({
  currentAppInstallation: z.object({ app: z.object({ id: z.string() }) }),
  shop: z.object({
    name: z.string(),
    contactEmail: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    shopAddress: lines,
  }),
  locations: page(z.object({ id: z.string(), address: lines })),
})

/** What the shop says of itself and of the app, and where its active locations are. */
export async function readShop(
  admin: AdminClient,
  shop: string,
): Promise<{ details: ShopDetails; addresses: LocationAddress[] }> {
  const addresses: LocationAddress[] = []
  let after: string | null = null
  for (;;) {
    const { shop: said, currentAppInstallation, locations } = reply.parse(await admin.run(shop, 'read-shop', { after }))
    for (const { id, address } of locations.nodes) {
      addresses.push({ locationId: idOf(id), address: address.formatted })
    }
    if (!locations.pageInfo.hasNextPage)
      return { details: detailsOf(said, idOf(currentAppInstallation.app.id)), addresses }
    after = locations.pageInfo.endCursor
  }
}

function detailsOf(said: z.infer<typeof reply>['shop'], appId: string): ShopDetails {
  return {
    name: said.name,
    currency: said.currencyCode,
    timeZone: said.ianaTimezone,
    address: said.shopAddress.formatted,
    contactEmail: said.contactEmail === '' ? null : said.contactEmail,
    appId,
  }
}
