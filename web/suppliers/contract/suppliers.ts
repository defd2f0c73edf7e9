import { z } from 'zod'
import { ownId, written } from '../../platform/contract/inputs.ts'
import { currency, money } from '../../platform/contract/money.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'

/** An empty text is none. */
const optional = (most: number) =>
  written(most)
    .nullable()
    .transform((text) => text || null)

export const leadTimeDays = z.number().int().min(0).max(3650).nullable()

/** 1 = Monday to 7 = Sunday, each once, in their order. */
const orderDays = z
  .array(z.number().int().min(1).max(7))
  .max(7)
  .transform((days) => [...new Set(days)].sort((one, other) => one - other))

const address = z.email('is not an email address').max(254)
/** One that is named twice is kept once. */
const addresses = z.array(address).max(10)

export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as de or pt-BR')

/** What a merchant writes down about a supplier. */
export const supplierFields = z.object({
  name: written(200).min(1, 'must not be empty'),
  contact: optional(200),
  /** Orders go there; null: nowhere. */
  email: optional(254).pipe(address.nullable()),
  /** Others that orders go to, and those that get a copy: ten addresses in all. Absent in an edit: as they are. */
  alsoTo: addresses.optional(),
  cc: addresses.optional(),
  /** As in `de` or `pt-BR`: dates and numbers of what is sent are written its way. */
  language,
  currency,
  leadTimeDays,
  /** In the supplier's currency. */
  minimumValue: money.nullable(),
  /** Weekdays on which the supplier takes orders; none named: every day. */
  orderDays,
  notes: written(5_000),
})
export type SupplierFields = z.infer<typeof supplierFields>

const supplierRow = z.object({
  supplierId: z.string(),
  name: z.string(),
  contact: z.string().nullable(),
  email: z.string().nullable(),
  alsoTo: z.array(z.string()),
  cc: z.array(z.string()),
  language: z.string(),
  currency: z.string(),
  leadTimeDays: z.number().int().nullable(),
  minimumValue: z.string().nullable(),
  orderDays: z.array(z.number().int()),
  notes: z.string(),
  archivedAt: z.iso.datetime().nullable(),
  /** Told back with an edit, which is refused where somebody else was faster. */
  version: z.number().int(),
  /** Items in the catalogue, discontinued ones included. */
  entries: z.number().int(),
  /** Supplier orders that are drafts, ordered or partly received. */
  openOrders: z.number().int(),
})
export type SupplierRow = z.infer<typeof supplierRow>

/** What receipts of the last two years say. Shares are from 0 to 1; null where nothing is known yet. */
const supplierPerformance = z.object({
  /** Deliveries: one for each supplier order in each receipt. */
  deliveries: z.number().int(),
  /** Days from ordered to received, of what came: half came within `medianDays`, nine in ten within `ninetiethDays`. */
  medianDays: z.number().int().nullable(),
  ninetiethDays: z.number().int().nullable(),
  /** Of the units that had a due day, and were received or are overdue: those that came by it. */
  onTimeShare: z.number().min(0).max(1).nullable(),
  /** Of the units ordered in supplier orders that are over, or overdue: those that were accepted. */
  fillRate: z.number().min(0).max(1).nullable(),
  /** In how many days an order of today comes: what shoppers are told; null: too little came to say. */
  nextOrder: z.object({ soonestDays: z.number().int(), latestDays: z.number().int() }).nullable(),
})
export type SupplierPerformance = z.infer<typeof supplierPerformance>

/** To which addresses orders go from then on: `a@acme.example, b@acme.example; Cc: c@acme.example`. */
const addressChange = z.object({
  changeId: z.string(),
  at: z.iso.datetime(),
  /** Shopify's number of the staff member; null where it is not known. */
  user: z.string().nullable(),
  way: z.enum(['hand', 'file']),
  /** Null: it had none, or has none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type AddressChange = z.infer<typeof addressChange>

export const supplierDetail = supplierRow.extend({
  performance: supplierPerformance,
  /** The last 20, the newest first. */
  addressChanges: z.array(addressChange),
  /**
   * E-mails that an address of its refused for good in the last week, since it took one; of several addresses the one that
   * refused most; absent: none. After two nothing is sent there.
   */
  refusedMail: z
    .object({
      to: z.string(),
      count: z.number().int(),
      /** Of the last, with what the mail server said. */
      at: z.iso.datetime(),
      trouble: z.string(),
    })
    .optional(),
})
export type SupplierDetail = z.infer<typeof supplierDetail>

export const supplierListInput = pageInput.extend({
  /** Every word must be in the name, the contact or the e-mail address. */
  query: written(100).optional(),
  archived: z.enum(['no', 'yes']).default('no'),
})

export const supplierListOutput = z.object({
  /** By name. */
  rows: z.array(supplierRow),
  ...pageAround,
})
export type SupplierListOutput = z.infer<typeof supplierListOutput>

export const supplierChoice = z.object({ supplierId: ownId })

/** An edit names the version it was made from. */
export const supplierEdit = supplierFields.extend({ supplierId: ownId, version: z.number().int() })
export const supplierDeleted = z.object({ supplierId: z.string() })
export const supplierVersion = z.object({ supplierId: ownId, version: z.number().int() })
