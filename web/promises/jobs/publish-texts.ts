import { isDeepStrictEqual } from 'node:util'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../platform/errors.ts'
import { endlessTurn, type Turn } from '../../platform/queue/turn.ts'
import type { Services } from '../../platform/services.ts'
import { readThemeTexts, type ThemeTexts, writeThemeTexts } from '../shopify/storefront-texts.ts'
import { type DueTexts, loadDueTexts, postponeTexts, settleTexts } from '../store/published-texts.ts'

const firstWaitSeconds = 15
const longestWaitSeconds = 3_600
const longestBusySeconds = 300
/** A frozen shop is asked again; one without a token waits for its merchant and is left alone by the sweep. */
const withoutAccessSeconds = 300

/**
 * Gives Shopify the merchant's texts where it has others. What Shopify has is asked each time, outside any transaction: so a
 * process that died after writing writes nothing twice, and an installation that lost its texts gets them back.
 */
export async function publishTexts(services: Services, shop: string, turn: Turn = endlessTurn): Promise<number | null> {
  for (;;) {
    const due = await withShopSql(services.db, shop, loadDueTexts)
    if (due === null) return null
    try {
      const isWritten = await bringAbout(services, shop, { v: 1, texts: due.texts })
      await withShopSql(services.db, shop, (tx) => settleTexts(tx, due.version, { isWritten }))
    } catch (error) {
      await postpone(services, shop, due, error)
    }
    if (turn.isOver()) return 0
  }
}

/** Answers whether anything had to be written. */
async function bringAbout({ admin }: Services, shop: string, wished: ThemeTexts): Promise<boolean> {
  const { installation, texts } = await readThemeTexts(admin, shop)
  const isNothing = texts === null && Object.keys(wished.texts).length === 0
  if (isNothing || isDeepStrictEqual(texts, wished)) return false
  await writeThemeTexts(admin, shop, installation, wished)
  return true
}

async function postpone({ db, log }: Services, shop: string, due: DueTexts, error: unknown): Promise<void> {
  const { version, attempts } = due
  const later = (seconds: number, trouble: string | null = null) =>
    withShopSql(db, shop, (tx) => postponeTexts(tx, version, { seconds, trouble }))
  if (error instanceof ShopifyBusy) {
    return await later(Math.max(Math.ceil(error.retryAfterMs / 1_000), Math.min(2 ** attempts, longestBusySeconds)))
  }
  if (error instanceof AccessLost) return await later(withoutAccessSeconds)
  if (!(error instanceof ShopifyRefused)) throw error
  log.warn({ shop, code: error.code }, 'Shopify refuses the texts of a shop')
  await later(Math.min(firstWaitSeconds * 2 ** attempts, longestWaitSeconds), error.message)
}
