import { z } from 'zod'
import { defineVerb } from '../verb.ts'
import { rates } from './mischief.ts'

const probability = z.number().min(0).max(1).default(0)

const adminFaults = z.object({
  status500: probability,
  html: probability,
  timeout: probability,
  throttle: probability,
  unauthorized: z.boolean().default(false),
  latencyMs: z.int().min(0).max(10_000).default(0),
  costTimes: z.number().min(1).default(1),
  unreadable: z.array(z.string().startsWith('gid://shopify/')).default([]),
  failsWhole: z.boolean().default(false),
  hidesOldRouting: z.boolean().default(false),
})

const bulkFaults = z.object({
  takesMs: z.int().min(0).nullable().default(null),
  isHeld: z.boolean().default(false),
  fail: probability,
  failAs: z.enum(['INTERNAL_SERVER_ERROR', 'ACCESS_DENIED', 'TIMEOUT', 'CANCELED']).default('INTERNAL_SERVER_ERROR'),
  timeoutBeyond: z.int().min(0).nullable().default(null),
  only: z.string().nullable().default(null),
  damaged: z.array(z.string().startsWith('gid://shopify/')).default([]),
  cut: probability,
})

export const faults = defineVerb({
  says: 'From now on Shopify is in trouble, with these probabilities: Admin calls are answered 500, with a page of HTML, never (though they took effect) or THROTTLED, or every token is refused, every answer takes `latencyMs`, queries cost `costTimes` what they do, of the records `unreadable` (gids) nothing is told beyond their plain fields (or, with `failsWhole`, nothing of whatever is asked for with one of them), and fulfillment orders of orders too old to be read are not shown either; webhooks as in `mischief`; bulk operations take so long, read nothing while they are held, fail (as `failAs`), time out where they find more than `timeoutBeyond` records (`only` those of one query, by its name), have lines of the records `damaged` (gids) that nobody can read, or their file breaks off. The same seed does the same again. An empty body ends all of it.',
  body: z.object({
    admin: adminFaults.prefault({}),
    webhooks: rates.prefault({}),
    bulk: bulkFaults.prefault({}),
    seed: z.int().default(1),
  }),
  example: { admin: { status500: 0.2, throttle: 0.1 }, webhooks: { lose: 0.02 }, bulk: { takesMs: 5000 }, seed: 7 },
  run(change, { admin, webhooks, bulk, seed }) {
    change.shop.faults = { admin, bulk, random: seed }
    change.shop.mischief = { rates: webhooks, only: [], random: seed }
    return { admin, webhooks, bulk, seed }
  },
})
