import { withShopSql } from '../../platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../platform/errors.ts'
import type { Turn } from '../../platform/queue/turn.ts'
import type { Services } from '../../platform/services.ts'
import {
  askAboutErasureLater,
  beginErasure,
  endErasure,
  erasePiece,
  isErasureDoubtful,
  takeBackErasure,
} from '../store/erasure.ts'
import { checkRemovalLater, loadTokens, loadToldRemoval, recordTokenLives, recordUninstall } from '../store/removal.ts'
import type { Standing } from '../store/shop-lifecycle.ts'

/**
 * What a shop's removal and erasure ask for now. Shopify's news of both are believed once Shopify does not let us in any more:
 * topics and times of webhooks are not signed, so an old one may come again. Answers whether anything was done.
 */
export async function takeLeave(
  services: Services,
  shop: string,
  { isToldRemoved, isToBeErased }: Pick<Standing, 'isToldRemoved' | 'isToBeErased'>,
  turn: Turn,
): Promise<boolean> {
  if (isToldRemoved) await checkRemoval(services, shop)
  if (isToBeErased) await erase(services, shop, turn)
  return isToldRemoved || isToBeErased
}

async function checkRemoval(services: Services, shop: string): Promise<void> {
  const { db, log } = services
  const { at, tokens } = await withShopSql(db, shop, async (tx) => ({
    at: await loadToldRemoval(tx),
    tokens: await loadTokens(tx),
  }))
  if (at === null) return
  const token = await stateOfToken(services, shop)
  await withShopSql(db, shop, async (tx) => {
    if (token === 'dead') return await recordUninstall(tx, at, tokens)
    if (token === 'unknown') return await checkRemovalLater(tx)
    const isOver = await recordTokenLives(tx)
    if (isOver) log.warn({ shop }, 'news of a removal is not true: Shopify goes on letting us in')
  })
}

async function erase(services: Services, shop: string, turn: Turn): Promise<void> {
  const { db, log } = services
  if (await withShopSql(db, shop, isErasureDoubtful)) {
    const token = await stateOfToken(services, shop)
    if (token === 'lives') log.warn({ shop }, 'an erasure is not done: Shopify goes on letting us in')
    if (token === 'lives') return await withShopSql(db, shop, takeBackErasure)
    if (token === 'unknown') return await withShopSql(db, shop, askAboutErasureLater)
  }
  if (!(await withShopSql(db, shop, beginErasure))) return
  while (await withShopSql(db, shop, erasePiece)) if (turn.isOver()) return
  await withShopSql(db, shop, endErasure)
  log.info({ shop }, 'everything of the shop is erased')
}

/** Whether Shopify lets us in: unknown where it is busy, or where a shop is frozen and the token may work again. */
async function stateOfToken({ admin }: Services, shop: string): Promise<'lives' | 'dead' | 'unknown'> {
  try {
    await admin.run(shop, 'read-shop', { after: null }, 'behind others')
    return 'lives'
  } catch (error) {
    if (error instanceof AccessLost) return error.isPassing ? 'unknown' : 'dead'
    if (error instanceof ShopifyBusy) return 'unknown'
    if (error instanceof ShopifyRefused) return 'lives'
    throw error
  }
}
