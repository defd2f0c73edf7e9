import { z } from 'zod'

/** Id of one of our own records. */
export const ownId = z.string().regex(/^[0-9]{1,18}$/, 'is not the id of anything here')
/** PostgreSQL keeps no text with this character. */
const withoutNull = (given: z.ZodString) =>
  given.refine((said) => !said.includes('\0'), 'has a character that no text has')

/** Text that a person wrote, as it is. */
export const text = (most: number) => withoutNull(z.string().max(most))

/** Text that a person wrote, without spaces around it. */
export const written = (most: number) => withoutNull(z.string().trim().max(most))

/** One line that a person wrote. */
export const line = (most: number) =>
  text(most).refine((said) => !/[\p{Cc}\u2028\u2029]/u.test(said), 'must be one line')

/** Units. */
export const count = z.number().int().min(0).max(1_000_000)

/** Of a list that is worked out as a whole and has no cursors. */
export const offset = z.coerce.number().int().min(0).max(10_000_000).default(0).describe('How many rows to pass over.')
export const limit = z.coerce.number().int().min(1).max(250).default(50)
