import { z } from 'zod'
import type { Composite } from './composite.ts'
import { fill } from './fill.ts'
import { nextDay } from './retail/next-day.ts'
import { stockArrives } from './retail/stock-arrives.ts'
import { Refused, Unknown } from './store/refusals.ts'
import { readWish } from './store/verb.ts'

const batchWish = z.object({ verbs: z.array(z.object({ verb: z.string(), body: z.unknown().default({}) })) })

const batch: Composite = {
  says: 'Runs verbs one after the other. Each answers for itself: what is refused says `error`, and the others go on.',
  example: { verbs: [{ verb: 'adjust-stock', body: { sku: 'MUG-1', delta: 1 } }] },
  run(context, wish) {
    const { verbs } = readWish(batchWish, wish)
    return { results: verbs.map(({ verb, body }) => answerOf(() => context.run(verb, body))) }
  },
}

const revokeTokens: Composite = {
  says: 'Every token of the app at this shop is dead at once, refresh tokens too: the Admin API answers 401 until the app exchanges a new one.',
  example: {},
  run(context) {
    context.revokeTokens()
    return { revoked: true }
  },
}

const scopesWish = z.object({ optional: z.array(z.string()) })

const changeScopes: Composite = {
  says: 'The merchant grants the app these of its optional scopes and takes back the others. Tokens act with them at once, and the app hears app/scopes_update if that is new.',
  example: { optional: ['write_products'] },
  run(context, wish) {
    return context.changeScopes(readWish(scopesWish, wish).optional)
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

export const composites: Readonly<Record<string, Composite>> = {
  batch,
  fill,
  'revoke-tokens': revokeTokens,
  'change-scopes': changeScopes,
  'next-day': nextDay,
  'stock-arrives': stockArrives,
}
