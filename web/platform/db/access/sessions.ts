import type { Database } from '../client.ts'
import { queryByQuery, withShop } from '../with-shop.ts'

/** Shopify's OAuth session as it is kept: both tokens are sealed before they come here. */
export type SessionRow = {
  readonly shopId: string
  readonly id: string
  readonly isOnline: boolean
  readonly state: string
  readonly scope: string | null
  readonly expires: Date | null
  readonly accessToken: string | null
  readonly refreshToken: string | null
  readonly refreshTokenExpires: Date | null
}

export function recordSession(db: Database, row: SessionRow): Promise<void> {
  const { shopId, id, ...update } = row
  return withShop(db, shopId, async (tx) => {
    await tx.session.upsert({ where: { shopId_id: { shopId, id } }, create: row, update })
  })
}

/** Only in place of one that is still kept: a shop that removed the app meanwhile has none. Answers whether it was. */
export function replaceSession(db: Database, row: SessionRow): Promise<boolean> {
  const { shopId, id, ...data } = row
  return withShop(db, shopId, async (tx) => {
    const { count } = await tx.session.updateMany({ where: { shopId, id }, data })
    return count > 0
  })
}

/** Every call to Shopify begins with it, so it is asked in one go. */
export async function loadSession(db: Database, shopId: string, id: string): Promise<SessionRow | null> {
  const [row] = await queryByQuery(db, shopId).query<SessionRow>(
    `select shop_id as "shopId", id, is_online as "isOnline", state, scope, expires, access_token as "accessToken",
            refresh_token as "refreshToken", refresh_token_expires as "refreshTokenExpires"
       from session where shop_id = $1 and id = $2`,
    [id],
  )
  return row ?? null
}

export function listSessions(db: Database, shopId: string): Promise<SessionRow[]> {
  return withShop(db, shopId, (tx) => tx.session.findMany({ where: { shopId }, orderBy: { id: 'asc' } }))
}

export function deleteSessions(db: Database, shopId: string, ids: readonly string[]): Promise<void> {
  return withShop(db, shopId, async (tx) => {
    await tx.session.deleteMany({ where: { shopId, id: { in: [...ids] } } })
  })
}
