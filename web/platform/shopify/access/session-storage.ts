import { Session } from '@shopify/shopify-api'
import type { Logger } from 'pino'
import {
  deleteSessions,
  listSessions,
  loadSession,
  recordSession,
  replaceSession,
  type SessionRow,
} from '../../db/access/sessions.ts'
import type { Database } from '../../db/client.ts'
import { invariant } from '../../errors.ts'
import { shopName } from '../shop-name.ts'
import type { TokenCipher } from './token-cipher.ts'

/** What Shopify's packages expect of a session storage. */
export type SessionStorage = {
  storeSession(session: Session): Promise<boolean>
  /** One more than they expect: false, and nothing is stored, where there is no session to replace any more. */
  replaceSession(session: Session): Promise<boolean>
  loadSession(id: string): Promise<Session | undefined>
  deleteSession(id: string): Promise<boolean>
  deleteSessions(ids: string[]): Promise<boolean>
  findSessionsByShop(shop: string): Promise<Session[]>
}

/** Sessions in PostgreSQL with sealed tokens. Nothing of `onlineAccessInfo`, which is personal data, is kept. */
export function createSessionStorage(db: Database, cipher: TokenCipher, log: Logger): SessionStorage {
  return {
    async storeSession(session) {
      await recordSession(db, toRow(session, cipher))
      return true
    },
    replaceSession: (session) => replaceSession(db, toRow(session, cipher)),
    async loadSession(id) {
      const row = await loadSession(db, shopOf(id), id)
      return row ? toSession(row, cipher, log) : undefined
    },
    async deleteSession(id) {
      await deleteSessions(db, shopOf(id), [id])
      return true
    },
    async deleteSessions(ids) {
      for (const [shop, shopsIds] of Map.groupBy(ids, shopOf)) await deleteSessions(db, shop, shopsIds)
      return true
    },
    async findSessionsByShop(shop) {
      const rows = await listSessions(db, shop)
      return rows.flatMap((row) => toSession(row, cipher, log) ?? [])
    },
  }
}

// The library's ids are `offline_{shop}` and `{shop}_{user}`; no row is visible without naming its shop.
function shopOf(id: string): string {
  const shop = shopName(id.replace(/^offline_/, '').replace(/_\d+$/, ''))
  invariant(shop, 'a session id must name its shop')
  return shop
}

function toRow(session: Session, cipher: TokenCipher): SessionRow {
  const { id, shop: shopId } = session
  const seal = (token: string | undefined, column: string) =>
    token === undefined ? null : cipher.encrypt(token, `${id}/${column}`)
  return {
    shopId,
    id,
    isOnline: session.isOnline,
    state: session.state,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    accessToken: seal(session.accessToken, 'access_token'),
    refreshToken: seal(session.refreshToken, 'refresh_token'),
    refreshTokenExpires: session.refreshTokenExpires ?? null,
  }
}

// A session that cannot be read (its key is gone, or the row was tampered with) is as good as none: the next time the
// merchant opens the app it is replaced.
function toSession(row: SessionRow, cipher: TokenCipher, log: Logger): Session | undefined {
  const unseal = (sealed: string | null, column: string) => sealed && cipher.decrypt(sealed, `${row.id}/${column}`)
  const accessToken = unseal(row.accessToken, 'access_token')
  const refreshToken = unseal(row.refreshToken, 'refresh_token')
  if (accessToken === null || (row.refreshToken !== null && refreshToken === null)) {
    log.error({ shop: row.shopId, session: row.id }, 'stored tokens cannot be decrypted')
    return undefined
  }
  return new Session({
    id: row.id,
    shop: row.shopId,
    isOnline: row.isOnline,
    state: row.state,
    accessToken,
    ...(row.scope !== null && { scope: row.scope }),
    ...(row.expires !== null && { expires: row.expires }),
    ...(refreshToken !== null && { refreshToken }),
    ...(row.refreshTokenExpires !== null && { refreshTokenExpires: row.refreshTokenExpires }),
  })
}
