import { z } from 'zod'
import { line, text } from '../../platform/contract/inputs.ts'

/** Bytes of a picture that is handed in. */
export const logoBytes = 180_000

export const letterheadTexts = z.object({
  /** Name and address, a line each; none: as Shopify tells them. */
  address: z.array(line(100)).max(8),
  /** At the foot of every page: bank details, VAT number. */
  footer: text(500).refine((said) => said.split('\n').length <= 6, 'must have six lines at most'),
  /** At the end of each document. */
  terms: text(20_000).refine((said) => said.split('\n').length <= 500, 'must have 500 lines at most'),
})
export type LetterheadTexts = z.infer<typeof letterheadTexts>

export const wholeLetterhead = letterheadTexts.extend({
  /** Told back with an edit, which is refused where somebody else was faster. */
  version: z.number().int(),
  /** As it is printed: what was handed in, without what it takes not to draw it. */
  logo: z
    .object({
      kind: z.enum(['png', 'jpeg']),
      width: z.number().int(),
      height: z.number().int(),
      bytes: z.base64(),
    })
    .nullable(),
  /** What Shopify tells of the shop, and is printed where no address is written. */
  shop: z.object({ name: z.string(), address: z.array(z.string()) }),
})
export type Letterhead = z.infer<typeof wholeLetterhead>

export const letterheadInput = letterheadTexts.extend({ version: z.number().int() })
/** A PNG or JPEG file. */
export const logoInput = z.object({
  bytes: z.base64().max(Math.ceil(logoBytes / 3) * 4, `must be at most ${logoBytes} bytes`),
})
