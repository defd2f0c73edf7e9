import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import { searchedWords } from '../../platform/db/search-sql.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { loadGranted } from '../../shop/store/shop-summary.ts'
import type { OverrideState } from '../contract/storefront.ts'
import { storefrontRoutes } from '../contract/storefront-routes.ts'
import { loadPagePath } from '../store/listed-products.ts'
import {
  clearOverride,
  findOverride,
  listOverrides,
  markOverridden,
  type Subject,
  setOverride,
} from '../store/override-edits.ts'
import { scopeOf } from '../store/publishing.ts'
import { countTold, findAnyVariant, findToldSamples, listToldVariants } from '../store/told-variants.ts'
import { checkTold, nameOfSubject } from './override-refusals.ts'
import { messages, switchMessages } from './storefront-messages.ts'
import { contractOverride, contractTold, contractVariant } from './storefront-rows.ts'
import { texts, writeTexts } from './storefront-texts.ts'

const api = implement(storefrontRoutes).$context<ApiContext>()

/** What shoppers are told, and what the merchant has them told instead. */
export const storefront = api.router({
  overview: api.overview.handler(({ context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const any = await findAnyVariant(tx)
      const samples = await findToldSamples(tx)
      const { scopes } = await loadGranted(tx)
      return {
        ...(await countTold(tx)),
        off: offWithout(scopeOf.variant, scopes),
        page: { path: (await loadPagePath(tx)) ?? usualPagePath, off: offWithout(pageScope, scopes) },
        samples: samples.map(contractTold),
        anyVariant: any && contractVariant(any),
      }
    }),
  ),
  variants: api.variants.handler(async ({ input: { query, promised, cursor, limit }, context: { db, shop } }) => {
    const filter = { words: searchedWords(query), promisedOnly: promised === 'yes' }
    const page = await withShopSql(db, shop, (tx) => listToldVariants(tx, filter, cursor ?? null, limit))
    return { rows: page.rows.map(contractTold), ...aroundOf(page) }
  }),
  overrides: api.overrides.handler(async ({ input, context: { db, shop } }) => {
    const { about, supplierId = null, cursor = null, limit } = input
    const anything = { about: about === 'any' ? null : about, id: null }
    const filter = supplierId === null ? anything : { about: 'supplier' as const, id: supplierId }
    const page = await withShopSql(db, shop, (tx) => listOverrides(tx, filter, cursor, limit))
    return { rows: page.rows.map(contractOverride), ...aroundOf(page) }
  }),
  override: api.override.handler(({ input: { of, version = null, ...fields }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const subject: Subject =
        'variantId' in of ? { about: 'variant', id: of.variantId } : { about: 'supplier', id: of.supplierId }
      const isCleared = fields.day === null && fields.note === null && !fields.hide
      const name = await nameOfSubject(tx, subject, { isCleared })
      if (!isCleared) await checkTold(tx, fields)
      const isChanged = isCleared
        ? await clearOverride(tx, subject, version)
        : await setOverride(tx, subject, fields, version)
      if (!isChanged) throw changedMeanwhile(name, await findOverride(tx, subject))
      await markOverridden(tx, subject)
      return { override: await findOverride(tx, subject) }
    }),
  ),
  texts,
  writeTexts,
  messages,
  switchMessages,
})

type Around = Parameters<typeof formatSequence>[0] | null

function aroundOf({ total, next, previous }: { total: number; next: Around; previous: Around }) {
  return { total, next: next && formatSequence(next), previous: previous && formatSequence(previous) }
}

/** The page is answered through Shopify's app proxy. */
const pageScope = 'write_app_proxy'
/** As `shopify.app.toml` sets it up; a test compares the two. */
const usualPagePath = '/apps/backorders'

function offWithout(scope: string, scopes: readonly string[]) {
  return scopes.includes(scope) ? null : { missingScopes: [scope] }
}

function changedMeanwhile(name: string, override: OverrideState | null) {
  const message = `Somebody else changed what shoppers are told of ${name} meanwhile. Nothing of yours was saved.`
  return new ORPCError('CONFLICT', { message, data: { reason: 'changed-meanwhile', override } })
}
