import { z } from 'zod'
import { findVariant } from '../find.ts'
import { gid } from '../ids.ts'
import { metafieldKey } from '../metafields.ts'
import { defineVerb, sku } from '../verb.ts'

export const setMetafield = defineVerb({
  says: 'Writes what the app would write about a variant, in its reserved namespace; a value of null takes it away.',
  body: z.object({ sku, key: z.string().regex(/^[a-z0-9_-]{3,64}$/), value: z.json() }),
  example: {
    sku: 'MUG-1',
    key: 'promise',
    value: { v: 1, state: 'backorder', from: '2026-12-04', to: '2026-12-08', room: null, at: '2026-11-22T08:00:00Z' },
  },
  run({ shop, now }, wish) {
    const ownerId = gid('ProductVariant', findVariant(shop, wish.sku).id)
    const at = metafieldKey({ ownerId, namespace: '$app', key: wish.key })
    if (wish.value === null) {
      shop.metafields.delete(at)
    } else {
      const value = JSON.stringify(wish.value)
      shop.metafields.set(at, { ownerId, namespace: '$app', key: wish.key, type: 'json', value, updatedAt: now })
    }
    return { ownerId, namespace: '$app', key: wish.key }
  },
})
