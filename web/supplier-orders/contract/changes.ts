import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { ownId, text } from '../../platform/contract/inputs.ts'
import { currency, day, exchangeRate, money, units } from '../../platform/contract/money.ts'

// What is asked of a supplier order, and who would be affected.

const confirmed = z
  .boolean()
  .optional()
  .describe(
    'A due day that is past, or more than a year away, is meant. Without it such a day is refused: `unlikely-day`.',
  )

const newLine = z.object({
  itemId: shopifyId('InventoryItem'),
  units,
  /** Absent: what the supplier's catalogue says. */
  cost: money.nullish(),
  due: day.nullish(),
})

const mostLines = 1_000

export const newSupplierOrder = z.object({
  supplierId: ownId,
  locationId: shopifyId('Location'),
  /** Absent: the supplier's. */
  currency: currency.optional(),
  notes: text(10_000).optional(),
  lines: z.array(newLine).max(mostLines).default([]),
  confirmed,
})

const version = z.number().int().describe('The version that was looked at; a change made meanwhile refuses this one.')

const expected = z.object({ units, due: day.nullable() })

const editedLine = z.object({
  supplierOrderLineId: ownId,
  /** Of the whole line, what has come included. */
  units: units.optional(),
  cost: money.nullish(),
  /** What is still to come and when, all of it. Absent: the days stay, and what is taken off comes off the last. */
  arrivals: z.array(expected).max(50).optional(),
})

/** Only what is named changes. Lines are added and removed in drafts. */
export const supplierOrderEdit = z.object({
  supplierOrderId: ownId,
  version,
  notes: text(10_000).optional(),
  tax: money.optional(),
  shipping: money.optional(),
  exchangeRate: exchangeRate.nullish(),
  lines: z.array(editedLine).max(mostLines).optional(),
  /** The day of all that is still to come of every line that `lines` does not name; null: none. Absent: the days stay. */
  allDue: day.nullish(),
  added: z.array(newLine).max(mostLines).optional(),
  removed: z.array(ownId).max(mostLines).optional(),
  confirmed,
})
export type SupplierOrderEdit = z.input<typeof supplierOrderEdit>

export const orderingInput = z.object({
  supplierOrderId: ownId,
  version,
  /** For what has no day yet. Absent: the suggested day; null: none. */
  due: day.nullish(),
  confirmed,
})

export const cancelInput = z.object({
  supplierOrderId: ownId,
  version,
  /** What to cancel of what is still to come. Absent: all of it. */
  lines: z
    .array(z.object({ supplierOrderLineId: ownId, units }))
    .min(1)
    .max(mostLines)
    .optional(),
})

export const versionChoice = z.object({ supplierOrderId: ownId, version })

/** An order line that a change would touch. Days as on a backorder: `now` where it can leave. */
const affectedLine = z.object({
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  backorderId: z.string().nullable(),
  title: z.string(),
  sku: z.string().nullable(),
  units: z.number().int(),
  dayBefore: z.string().nullable(),
  dayAfter: z.string().nullable(),
  uncoveredBefore: z.number().int(),
  uncoveredAfter: z.number().int(),
})
export type AffectedLine = z.infer<typeof affectedLine>

/** The most affected first, at most 250 of `total`. */
export const affectedOutput = z.object({
  rows: z.array(affectedLine),
  total: z.number().int(),
  orders: z.number().int(),
  /** Days of the change that it has to be confirmed for: they are past, or more than a year away. */
  unlikelyDays: z.array(z.object({ due: day, doubt: z.enum(['past', 'far']) })),
})
export type AffectedOutput = z.infer<typeof affectedOutput>
