import { z } from 'zod'
import { defineVerb } from '../verb.ts'

export const switchBlock = defineVerb({
  says: 'Puts a block of the app into the theme or takes it out, as in the theme editor. All of them are in to begin with.',
  body: z.object({ block: z.string().regex(/^[a-z-]{1,64}$/), on: z.boolean() }),
  example: { block: 'product-promise', on: false },
  run({ shop }, { block, on }) {
    if (on) shop.blocksOff.delete(block)
    else shop.blocksOff.set(block, { block })
    return { block, on }
  },
})
