import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { page } from '../../platform/shopify/reading.ts'
import { idOf } from '../../platform/values/ids.ts'
import type { LocationFact } from '../rules/shop-facts.ts'

const reply = z.object({
  locations: page(
    z.object({
      id: z.string(),
      name: z.string(),
      isActive: z.boolean(),
      fulfillsOnlineOrders: z.boolean().default(true),
      isFulfillmentService: z.boolean().default(false),
      fulfillmentService: z.object({ serviceName: z.string() }).nullish(),
      updatedAt: z.string(),
    }),
  ),
})

/** Every location of the shop, inactive ones included. */
export async function readLocations(admin: AdminClient, shop: string): Promise<LocationFact[]> {
  const heardAt = new Date(clock.now()).toISOString()
  const found: LocationFact[] = []
  let after: string | null = null
  for (;;) {
    const { locations } = reply.parse(await admin.run(shop, 'read-locations', { after }))
    for (const node of locations.nodes) {
      found.push({
        kind: 'location',
        locationId: idOf(node.id),
        name: node.name,
        active: node.isActive,
        role: {
          fulfilsOnline: node.fulfillsOnlineOrders,
          isService: node.isFulfillmentService,
          serviceName: node.fulfillmentService?.serviceName ?? null,
        },
        changedAt: node.updatedAt,
        heardAt,
      })
    }
    if (!locations.pageInfo.hasNextPage) return found
    after = locations.pageInfo.endCursor
  }
}
