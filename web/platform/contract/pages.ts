import { z } from 'zod'

/** A place in a list that is kept in the order in which things came. */
type SequencePosition = { readonly direction: 'after' | 'before'; readonly sequence: string }

export function formatSequence({ direction, sequence }: SequencePosition): string {
  return `${direction === 'after' ? 'a' : 'b'}.${sequence}`
}

/** `a` reads on after a row and `b` back before it. Opaque to callers: only what an answer gave is taken. */
const sequenceCursor = z
  .string()
  .regex(/^[ab]\.[0-9]{1,18}$/, 'is not one that this list gave')
  .transform((cursor): SequencePosition => {
    return { direction: cursor.startsWith('a') ? 'after' : 'before', sequence: cursor.slice(2) }
  })

export const pageInput = z.object({
  cursor: sequenceCursor.optional(),
  limit: z.coerce.number().int().min(1).max(250).default(50),
})

/** Beside the rows of a page: how many there are on all of them, and the cursors of its neighbours. */
export const pageAround = {
  total: z.number().int(),
  next: z.string().nullable(),
  previous: z.string().nullable(),
}
