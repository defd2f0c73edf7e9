import { z } from 'zod'
import type { Change } from './change.ts'
import { Refused } from './refusals.ts'

/** Something a merchant, a shopper or a warehouse does. The wish comes from outside and is checked first. */
export type Verb<Answer = unknown> = {
  readonly says: string
  readonly example: unknown
  run(change: Change, wish: unknown): Answer
}

export function defineVerb<Schema extends z.ZodType, Answer>(verb: {
  says: string
  body: Schema
  example: z.input<Schema>
  run(change: Change, wish: z.output<Schema>): Answer
}): Verb<Answer> {
  return {
    says: verb.says,
    example: verb.example,
    run: (change, wish) => verb.run(change, readWish(verb.body, wish)),
  }
}

/** The wish as its schema reads it; what does not fit is refused with every fault named. */
export function readWish<Schema extends z.ZodType>(body: Schema, wish: unknown): z.output<Schema> {
  const read = body.safeParse(wish)
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw new Refused(faults.join('; '))
}

/** A whole number of units, at least one. */
export const units = z.int().min(1)
export const sku = z.string().min(1)
/** An order's gid or name. */
export const order = z.string().min(1)
/** A location's gid or name; the first active one when left out. */
export const location = z.string().min(1)
