// What was sent lately. Shopify sends one body of a topic once in 15 minutes, counted from the first time: whoever cuts
// payloads down to what does not change, or subscribes to topics that name nothing else, misses what comes after.
// https://shopify.dev/docs/apps/build/webhooks/best-practices#avoid-debounces

import { createHash } from 'node:crypto'

const WINDOW_MS = 15 * 60_000

export function createRecentBodies() {
  const sentAt = new Map<string, Map<string, number>>()

  return {
    /** Whether this was sent to the shop's app within the last 15 minutes; if not, it is remembered as sent now. */
    isRepeat(shop: string, address: string, body: string, now: number): boolean {
      const sent = sentAt.get(shop) ?? new Map<string, number>()
      sentAt.set(shop, sent)
      // Oldest first, as they were put in.
      for (const [key, at] of sent) {
        if (now - at < WINDOW_MS) break
        sent.delete(key)
      }
      const key = createHash('sha1').update(address).update('\n').update(body).digest('base64')
      if (sent.has(key)) return true
      sent.set(key, now)
      return false
    },
  }
}
