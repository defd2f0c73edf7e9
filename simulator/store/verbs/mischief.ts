import { z } from 'zod'
import { defineVerb } from '../verb.ts'

const probability = z.number().min(0).max(1).default(0)

export const rates = z.object({
  duplicate: probability,
  late: probability,
  reorder: probability,
  lose: probability,
})

export const mischief = defineVerb({
  says: 'From now on webhooks come twice, late, out of order or never, with these probabilities; of the topics `only`, if any are named. The same seed does the same again. An empty body ends it.',
  body: rates.extend({ only: z.array(z.string()).default([]), seed: z.int().default(1) }),
  example: { duplicate: 0.2, late: 0.1, reorder: 0.3, lose: 0, seed: 7 },
  run(change, { only, seed, ...rates }) {
    change.shop.mischief = { rates, only, random: seed }
    return { ...rates, only, seed }
  },
})
