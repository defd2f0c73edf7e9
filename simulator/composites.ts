// Verbs made of other verbs: each inner verb is a change of its own.

import { z } from 'zod'
import { Refused, Unknown } from './store/refusals.ts'
import type { ShopState } from './store/state.ts'
import { readWish } from './store/verb.ts'

export type CompositeContext = { readonly shop: ShopState; run(verb: string, wish: unknown): unknown }

export type Composite = {
  readonly says: string
  readonly example: unknown
  run(context: CompositeContext, wish: unknown): unknown
}

const batchWish = z.object({ verbs: z.array(z.object({ verb: z.string(), body: z.unknown().default({}) })) })

const batch: Composite = {
  says: 'Runs verbs one after the other. Each answers for itself: what is refused says `error`, and the others go on.',
  example: { verbs: [{ verb: 'adjust-stock', body: { sku: 'MUG-1', delta: 1 } }] },
  run(context, wish) {
    const { verbs } = readWish(batchWish, wish)
    return { results: verbs.map(({ verb, body }) => answerOf(() => context.run(verb, body))) }
  },
}

function answerOf(run: () => unknown): unknown {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof Refused || cause instanceof Unknown) return { error: cause.message }
    throw cause
  }
}

export const composites: Readonly<Record<string, Composite>> = { batch }
