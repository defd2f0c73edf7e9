import { z } from 'zod'

/** `catalogue` are variants and their items; `strangers` are units that belong to orders we may not read. */
const importPartName = z.enum(['locations', 'catalogue', 'stock', 'orders', 'routing', 'strangers'])
export type ImportPartName = z.infer<typeof importPartName>

const importPart = z.object({
  part: importPartName,
  /** `preparing`: Shopify is still writing it down, and `expected` is what it has found so far. */
  state: z.enum(['waiting', 'preparing', 'recording', 'done']),
  done: z.number().int(),
  /** Null where it cannot be told. */
  expected: z.number().int().nullable(),
})

const shopImport = z.object({
  importId: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** True while nothing can be said about backorders before it is over. */
  holdsPlans: z.boolean(),
  parts: z.array(importPart),
  /** How much of it is done, from 0 to 1. */
  share: z.number().min(0).max(1),
  /** Null where it cannot be told yet. */
  secondsLeft: z.number().int().nullable(),
  /** Why it does not go on for now: a code; null while it does. */
  trouble: z.string().nullable(),
  /** The part that it is about, and when Shopify is asked for that again; null where it is about all of it. */
  troubledPart: importPartName.nullable(),
  retryAt: z.iso.datetime().nullable(),
  /** Things that could not be recorded: they are among the updates set aside. */
  setAside: z.number().int(),
  /** At its end: committed units that belong to orders Shopify does not let us read. */
  strangerUnits: z.number().int().nullable(),
})
export type ShopImport = z.infer<typeof shopImport>

/** The import under way, or else the last one; null before the first. */
export const currentImport = z.object({ current: shopImport.nullable() })
export type CurrentImport = z.infer<typeof currentImport>
