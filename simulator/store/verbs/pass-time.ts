import { z } from 'zod'
import { openDue } from '../orders/scheduled.ts'
import type { ShopState } from '../state.ts'
import { defineVerb } from '../verb.ts'

const MINUTE_MS = 60_000

export const passTime = defineVerb({
  says: 'So much time passes for what Shopify does by itself: a body that was sent more than 15 minutes ago is sent again, what is scheduled for then is opened, and files of bulk operations that are a week old are gone. Instants in payloads stay those of the clock on the wall.',
  body: z.object({ minutes: z.number().min(0).default(0), days: z.number().min(0).default(0) }),
  example: { minutes: 15 },
  run(change, { minutes, days }) {
    change.shop.passedMs += (minutes + days * 24 * 60) * MINUTE_MS
    openDue(change, change.shop.clock + change.shop.passedMs)
    expireFiles(change.shop, change.shop.clock + change.shop.passedMs)
    return { at: new Date(change.shop.clock + change.shop.passedMs).toISOString() }
  },
})

function expireFiles({ bulkOperations }: ShopState, at: number): void {
  for (const [id, operation] of bulkOperations) {
    const isOld = operation.keptUntilMs !== undefined && operation.keptUntilMs <= at
    if (isOld && operation.status === 'COMPLETED') bulkOperations.set(id, { ...operation, status: 'EXPIRED' })
  }
}
