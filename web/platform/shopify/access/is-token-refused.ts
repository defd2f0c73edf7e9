import { clock } from '../../clock.ts'
import { AccessLost, invariant, ShopifyBusy } from '../../errors.ts'
import type { Shopify } from '../api.ts'
import { type CostBuckets, costliness } from '../cost-bucket.ts'
import { loadOperations } from '../operations.ts'
import { postOperation } from '../post-operation.ts'

/** A page is not held up for longer: who says nothing in that time refuses nothing. */
const answerWithinMs = 2_000

type Parts = {
  readonly shopify: Pick<Shopify, 'transport' | 'apiVersion'>
  readonly buckets: CostBuckets
  readonly token: (shop: string) => Promise<string>
  readonly wasReplaced: (shop: string, token: string) => Promise<boolean>
}

const query = loadOperations().get('read-shop')
const variables = { after: null }
const cost = costliness('read-shop', variables)

/** Asks once, of a token that is renewed where it is about to expire. One that is refused, and not renewed either, is forgotten. */
export async function isTokenRefused(parts: Parts, shop: string): Promise<boolean> {
  const waiting = new AbortController()
  const inTime = clock.sleep(answerWithinMs, waiting.signal).then(
    () => false,
    () => false,
  )
  try {
    return await Promise.race([ask(parts, shop), inTime])
  } finally {
    waiting.abort()
  }
}

async function ask({ shopify, buckets, token: tokenOf, wasReplaced }: Parts, shop: string): Promise<boolean> {
  invariant(query, 'an operation must be one of operations/')
  try {
    const token = await tokenOf(shop)
    // Nobody who opens the app waits for points; what it costs is counted, so that others do not ask for too much.
    buckets.spend(shop, cost)
    const reply = await postOperation(shopify, { shop, token, query, variables })
    if (reply.cost) buckets.learn(shop, cost, reply.cost)
    return reply.kind === 'unauthorized' && !(await wasReplaced(shop, token))
  } catch (error) {
    if (error instanceof AccessLost) return true
    if (error instanceof ShopifyBusy) return false
    throw error
  }
}
