import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { ownId, written } from '../../platform/contract/inputs.ts'
import { day, toldDay } from '../../platform/contract/money.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'
import { textKey } from './storefront-texts.ts'

const variantId = shopifyId('ProductVariant')

const promiseState = z.enum(['backorder', 'made-to-order', 'discontinued', 'limit-reached'])
export type PromiseState = z.infer<typeof promiseState>

/** What a theme shows of a variant; `variantId` and `productId` are gids. */
const variantFacts = {
  variantId: z.string(),
  productId: z.string().nullable(),
  title: z.string().nullable(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  imageUrl: z.string().nullable(),
}

/** What shoppers are told of a variant that is short or limited, with what the merchant overrides already in it. */
const storefrontPromise = z.object({
  state: promiseState,
  from: toldDay.nullable(),
  to: toldDay.nullable(),
  /** How many more units may be sold without stock; null without a limit. */
  room: z.number().int().nullable(),
  /** For how many units beyond the stock the days are true; null for any number. */
  units: z.number().int().nullable(),
  /** What comes next is overdue, and no new day can be told. */
  delayed: z.boolean(),
  /** The merchant's text that is shown instead of the ordinary sentence. */
  note: z.string().nullable(),
  hide: z.boolean(),
  /** When Shopify was last given it; null while it waits to be given. */
  publishedAt: z.iso.datetime().nullable(),
})
export type StorefrontPromise = z.infer<typeof storefrontPromise>

/** What a merchant has shoppers told instead of what the plan says. All of it empty is no override. */
const overrideFields = {
  /** The day on which it ships, whatever the plan says; a day that is past is not taken, and counts no more once it is. */
  day: day.nullable(),
  /** The key of a text that is shown instead of the ordinary sentence. */
  note: textKey.nullable(),
  /** Nothing is told. */
  hide: z.boolean(),
}

const overrideState = z.object({
  ...overrideFields,
  day: toldDay.nullable(),
  note: z.string().nullable(),
  /** The day is past, and counts as none. */
  dayIsPast: z.boolean(),
  /** Told back with an edit, which is refused where somebody else was faster. */
  version: z.number().int(),
  changedAt: z.iso.datetime(),
})
export type OverrideState = z.infer<typeof overrideState>

/** Of a variant, or of all that is bought from a supplier where nothing is said of the variant itself. */
const overrideRow = overrideState.extend({
  variant: z.object(variantFacts).nullable(),
  supplier: z.object({ supplierId: z.string(), name: z.string() }).nullable(),
  /** The variant was deleted, or the supplier archived: the override says nothing to anybody. */
  isGone: z.boolean(),
})
export type OverrideRow = z.infer<typeof overrideRow>

export const overrideListInput = pageInput.extend({
  about: z.enum(['any', 'variant', 'supplier']).default('any'),
  /** Only the override of this supplier; of a variant, `variants` tells it. */
  supplierId: ownId.optional(),
})
/** The last changed first. */
export const overrideListOutput = z.object({ rows: z.array(overrideRow), ...pageAround })
export type OverrideList = z.infer<typeof overrideListOutput>

/** `version` is that of the override it was made from; none where there was none. */
export const overrideInput = z.object({
  of: z.union([z.strictObject({ variantId }), z.strictObject({ supplierId: ownId })]),
  day: overrideFields.day.default(null),
  note: overrideFields.note.default(null),
  hide: overrideFields.hide.default(false),
  version: z.number().int().nullish(),
})
export type OverrideInput = z.input<typeof overrideInput>
/** Null where nothing is overridden any more. */
export const overrideOutput = z.object({ override: overrideState.nullable() })

/** A variant that is still sold, what shoppers are told of it, and what is said of the variant itself. */
const toldVariant = z.object({
  ...variantFacts,
  promise: storefrontPromise.nullable(),
  override: overrideState.nullable(),
})
export type ToldVariant = z.infer<typeof toldVariant>

export const toldVariantListInput = pageInput.extend({
  /** Every word must be in the title, the SKU, the vendor or the barcode. */
  query: written(100).optional(),
  /** `yes`: only variants that shoppers are told something of. */
  promised: z.enum(['any', 'yes']).default('any'),
})
export const toldVariantListOutput = z.object({ rows: z.array(toldVariant), ...pageAround })
export type ToldVariantList = z.infer<typeof toldVariantListOutput>

const perState = z.object({
  backorder: z.number().int(),
  'made-to-order': z.number().int(),
  discontinued: z.number().int(),
  'limit-reached': z.number().int(),
})

const missing = z.object({ missingScopes: z.array(z.string()) })

export const storefrontOverview = z.object({
  /** How many variants shoppers are told of, by state; hidden ones are left out. */
  promised: perState,
  hidden: z.number().int(),
  /** Promises that Shopify was given as they are now, and those that wait to be given or taken back. */
  published: z.number().int(),
  waiting: z.number().int(),
  /** Nothing is published, because these scopes were not granted; null where it is. */
  off: missing.nullable(),
  /** The page of everything on backorder: its path in the shop, or the scopes without which there is none. */
  page: z.object({ path: z.string(), off: missing.nullable() }),
  /** One variant of each state that there is, and of those one that is delayed; one with a day and a picture before others. */
  samples: z.array(toldVariant.extend({ promise: storefrontPromise })),
  /** Any variant of the shop, to show what a state would look like that no variant has; null in an empty shop. */
  anyVariant: z.object(variantFacts).nullable(),
})
export type StorefrontOverview = z.infer<typeof storefrontOverview>

/**
 * Whether Shopify's own messages to shoppers can tell what is on backorder: then each order with units on backorder carries
 * its lines' promises in a metafield, which the merchant's notification templates read.
 */
export const storefrontMessages = z.object({
  /** The merchant has switched it on. Nothing is written to orders before. */
  isOn: z.boolean(),
  /** The scopes without which it cannot be on: asked for before it is switched on. */
  missingScopes: z.array(z.string()),
  /** Whose the metafield of an order is: the app's own, or the merchant's, which every template can read. */
  owner: z.enum(['app', 'merchant']),
  /** As templates name it. The app's own in full, `app--123`: null until Shopify was asked. */
  namespace: z.string().nullable(),
  /** Orders that tell something now, or are about to; and those that Shopify refused. */
  orders: z.number().int(),
  troubled: z.number().int(),
})
export type StorefrontMessages = z.infer<typeof storefrontMessages>

/** Without an owner it stays as it is. With another, what was written moves: the text that was pasted before says nothing more. */
export const messagesInput = z.strictObject({ isOn: z.boolean(), owner: z.enum(['app', 'merchant']).optional() })
export type MessagesWish = z.infer<typeof messagesInput>
