import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { storefrontRoutes } from '../contract/storefront-routes.ts'
import { type MerchantTexts, mostNotes, textLanguages } from '../contract/storefront-texts.ts'
import { countNotes, loadTexts, markTextsDue, type TextChange, writeText } from '../store/merchant-texts.ts'
import { loadTextsPublishing } from '../store/published-texts.ts'

const api = implement(storefrontRoutes).$context<ApiContext>()

export const texts = api.texts.handler(({ context: { db, shop } }) => withShopSql(db, shop, merchantTexts))

/** The metafield is written by a job: what is saved here is shown to shoppers seconds later. */
export const writeTexts = api.writeTexts.handler(({ input: { changes }, context: { db, shop } }) =>
  withShopSql(db, shop, async (tx) => {
    const named = new Map(changes.map((change) => [`${change.key} ${change.language}`, change]))
    if (named.size < changes.length) throw unprocessable('One text is named twice.')
    await markTextsDue(tx)
    for (const { version = null, ...change } of changes) {
      if (!(await writeText(tx, { ...change, version }))) throw changedMeanwhile(change)
    }
    if ((await countNotes(tx)) > mostNotes) throw unprocessable(`There can be no more than ${mostNotes} notes.`)
    return await merchantTexts(tx)
  }),
)

async function merchantTexts(tx: ShopSql): Promise<MerchantTexts> {
  return {
    languages: [...textLanguages],
    texts: await loadTexts(tx, textLanguages),
    published: await loadTextsPublishing(tx),
  }
}

function changedMeanwhile({ key, language }: Pick<TextChange, 'key' | 'language'>) {
  const message = `Somebody else changed the text ${key} (${language}) meanwhile. Nothing of yours was saved.`
  return new ORPCError('CONFLICT', { message, data: { key, language } })
}

function unprocessable(message: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message })
}
