import { ZodError } from 'zod'
import type { ShopFact } from '../mirror/rules/shop-facts.ts'
import type { WaitingDelivery } from '../mirror/store/inbox/waiting-deliveries.ts'
import { parseLosslessly } from '../mirror/webhooks/payloads/json.ts'
import { ownTopics, topics } from '../mirror/webhooks/topics.ts'
import { beginningOf } from '../platform/values/beginning-of.ts'

/** A fact, and the delivery that told it. */
export type Told<Fact extends ShopFact = ShopFact> = { readonly fact: Fact; readonly from: WaitingDelivery }

export type ReadDeliveries = {
  readonly told: readonly Told[]
  /** Why a delivery could not be read, by webhook id. */
  readonly unreadable: ReadonlyMap<string, string>
}

/** Parses deliveries into facts. One that cannot be read is named with its reason, and holds up no other. */
export function readDeliveries(deliveries: readonly WaitingDelivery[]): ReadDeliveries {
  const told: Told[] = []
  const unreadable = new Map<string, string>()
  for (const from of deliveries) {
    try {
      const read = topics[from.topic] ?? ownTopics[from.topic]
      if (!read) throw new Error(`no reader for the topic ${from.topic}`)
      for (const fact of [read(parseLosslessly(from.body ?? new Uint8Array()), from.heardAt)].flat()) {
        told.push({ fact, from })
      }
    } catch (error) {
      unreadable.set(from.webhookId, reasonOf(error))
    }
  }
  return { told, unreadable }
}

function reasonOf(error: unknown): string {
  if (error instanceof ZodError) {
    const faults = error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`)
    return `not as its topic promises: ${faults.slice(0, 5).join('; ')}`
  }
  return beginningOf(`not readable: ${error instanceof Error ? error.message : String(error)}`, 500)
}
