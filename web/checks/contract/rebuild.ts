import { z } from 'zod'
import { ledgerNumbers } from '../../backorders/contract/ledger.ts'
import { pageAround } from '../../platform/contract/pages.ts'

/** Every plan of the shop, worked out anew from what Shopify says now. */
const rebuild = z.object({
  rebuildId: z.string(),
  startedAt: z.iso.datetime(),
  /** Null while items are still being worked out. */
  finishedAt: z.iso.datetime().nullable(),
  /** When its differences were handed to the planner; null if they were not. */
  appliedAt: z.iso.datetime().nullable(),
  /** Items to work out, and how many are. */
  items: z.object({ expected: z.number().int(), done: z.number().int() }),
  /** Items left out because news of them is on its way: they are planned as soon as it is here. */
  waiting: z.number().int(),
  /** Items of which other units would be owed, sold or shipped beyond stock, than are recorded. */
  owed: z.number().int(),
})
export type Rebuild = z.infer<typeof rebuild>

/** A line whose numbers would change. Ids are gids; null where nothing is recorded yet. */
const rebuildDifference = z.object({
  lineId: z.string(),
  itemId: z.string(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  orderName: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  before: ledgerNumbers.nullable(),
  after: ledgerNumbers,
})
export type RebuildDifference = z.infer<typeof rebuildDifference>

/** `rebuild` is null where none was ever asked for. */
export const findRebuildOutput = z.object({
  rebuild: rebuild.nullable(),
  rows: z.array(rebuildDifference),
  ...pageAround,
})
export type FoundRebuild = z.infer<typeof findRebuildOutput>

export const rebuildChoice = z.object({ rebuildId: z.string().regex(/^[0-9]{1,18}$/, 'is not the id of a rebuild') })

export const startedRebuild = z.object({ rebuildId: z.string() })
