import { z } from 'zod'
import { owedPlace } from '../../backorders/contract/backorders.ts'
import { shopifyId } from '../../platform/contract/filters.ts'
import { ownId, written } from '../../platform/contract/inputs.ts'
import { money } from '../../platform/contract/money.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'
import { leadTimeDays } from './suppliers.ts'

const itemId = shopifyId('InventoryItem')
const items = z.array(itemId).min(1).max(1_000)

/** What a supplier says of an item. */
export const entryFields = z.object({
  supplierSku: written(255)
    .nullable()
    .transform((text) => text || null),
  /** Of one unit, in the supplier's currency. */
  cost: money.nullable(),
  minimumQuantity: z.number().int().min(1).max(1_000_000),
  packSize: z.number().int().min(1).max(1_000_000),
  /** Null: as the supplier's. */
  leadTimeDays,
  /** 1 is preferred; of equal ranks the supplier that was created first. */
  rank: z.number().int().min(1).max(1_000),
  discontinued: z.boolean(),
})
export type EntryFields = z.infer<typeof entryFields>

/** `itemId` is a gid; sku, title, vendor and picture are the shop's own. */
const itemFacts = {
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  vendor: z.string().nullable(),
  imageUrl: z.string().nullable(),
}

const entryFacts = {
  supplierId: z.string(),
  supplierSku: z.string().nullable(),
  cost: z.string().nullable(),
  currency: z.string(),
  minimumQuantity: z.number().int(),
  packSize: z.number().int(),
  leadTimeDays: z.number().int().nullable(),
  rank: z.number().int(),
  discontinued: z.boolean(),
}

/** One item of a supplier's catalogue. */
const catalogueRow = z.object({
  ...itemFacts,
  ...entryFacts,
  /** How many suppliers that are not archived have the item. */
  suppliers: z.number().int(),
})
export type CatalogueRow = z.infer<typeof catalogueRow>

export const catalogueListInput = pageInput.extend({
  supplierId: ownId,
  /** Every word must be in the title, the SKU or the supplier's SKU. */
  query: written(100).optional(),
})

export const catalogueListOutput = z.object({
  /** By item, the newest of the shop first. */
  rows: z.array(catalogueRow),
  ...pageAround,
})
export type CatalogueList = z.infer<typeof catalogueListOutput>

export const entryInput = entryFields.extend({ supplierId: ownId, itemId })
export const entryOutput = catalogueRow
export const entriesChoice = z.object({ supplierId: ownId, itemIds: items })

/** A selection of items, or every item of a vendor's that no supplier has yet. */
export const assignInput = z.object({
  supplierId: ownId,
  to: z.union([
    z.strictObject({ itemIds: items }),
    z.strictObject({ vendor: written(255).min(1).describe('As Shopify’s products name it.') }),
  ]),
})

/** How many entries were added or removed. */
export const entriesOutcome = z.object({ entries: z.number().int() })

/** A vendor name of products with items that nobody supplies yet, and the supplier of that name if there is one. */
const vendorSuggestion = z.object({
  vendor: z.string(),
  /** Items of the vendor without a supplier. */
  items: z.number().int(),
  /** Units of them that need ordering. */
  uncovered: z.number().int(),
  supplierId: z.string().nullable(),
  supplierName: z.string().nullable(),
})
export type VendorSuggestion = z.infer<typeof vendorSuggestion>

/** At most 250, those with the most units to order first. */
export const suggestionsOutput = z.object({ rows: z.array(vendorSuggestion) })

const supply = z.enum(['stocked', 'made-to-order', 'discontinued'])
export type Supply = z.infer<typeof supply>

const itemRow = z.object({
  ...itemFacts,
  /** Units of it that need ordering. */
  uncovered: z.number().int(),
  supply,
  /** How many suppliers have it, and the preferred one. */
  suppliers: z.number().int(),
  supplierId: z.string().nullable(),
  supplierName: z.string().nullable(),
})
export type ItemRow = z.infer<typeof itemRow>

export const itemListInput = pageInput.extend({
  /** Every word must be in the title, the SKU or the vendor. */
  query: written(100).optional(),
  vendor: written(255).optional(),
  /** `none`: items that nobody supplies. `some`: items that somebody does. */
  supplied: z.enum(['any', 'none', 'some']).default('any'),
  /** `yes`: only items with units that need ordering. */
  needed: z.enum(['any', 'yes']).default('any'),
})

export const itemListOutput = z.object({
  /** The newest of the shop first. */
  rows: z.array(itemRow),
  ...pageAround,
})
export type ItemList = z.infer<typeof itemListOutput>

/** How many more units may be sold without stock: a number, as many as are on their way, or null for no limit. */
const maxBackorder = z.union([z.number().int().min(0).max(1_000_000), z.literal('incoming')]).nullable()

const itemRule = z.object({ supply, maxBackorder })
export type ItemRule = z.infer<typeof itemRule>

export const itemChoice = z.object({ itemId })
export const itemRuleInput = itemRule.extend({ itemId })

/** One of an item's suppliers, archived ones left out. */
const itemSource = z.object({ ...entryFacts, supplierName: z.string() })
export type ItemSource = z.infer<typeof itemSource>

export const itemDetail = z.object({
  ...itemFacts,
  /** Units of it that need ordering. */
  uncovered: z.number().int(),
  /** Open units of it that took no stock when they were ordered. */
  unclaimed: z.number().int(),
  /** Where it was sold or shipped beyond stock. */
  owed: z.array(owedPlace),
  rule: itemRule,
  /** The preferred one first. */
  sources: z.array(itemSource),
})
export type ItemDetail = z.infer<typeof itemDetail>
