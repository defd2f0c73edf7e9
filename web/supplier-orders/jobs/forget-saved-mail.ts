import { clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/client.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import {
  hasSavedMail,
  listShopsWithSavedMail,
  removeSavedMail,
  removeSavedMailBefore,
} from '../../platform/mail/saved-mail.ts'
import type { Services } from '../../platform/services.ts'

const dayMs = 24 * 60 * 60 * 1000
/** As long as the database keeps the files of what was sent. */
const keptForMs = 90 * dayMs
/** Of a shop that is not there: longer than a process takes to save what it took up before the erasure. */
const keptOfNobodyForMs = dayMs

type Parts = Pick<Services, 'db' | 'config'>

/** Removes the saved mail of the shop if it is erased. */
export async function forgetSavedMailOf({ db, config: { dataDir } }: Parts, shop: string): Promise<void> {
  if (hasSavedMail(dataDir, shop) && !(await isKnown(db, shop))) await removeSavedMail(dataDir, shop)
}

/**
 * Removes saved mail that is old, and of shops that are erased: other machines than the one that erased them have folders of
 * their own, and a process may die as the rows of a shop are gone.
 */
export async function forgetSavedMail({ db, config: { dataDir } }: Parts): Promise<void> {
  for (const shop of await listShopsWithSavedMail(dataDir)) {
    const keptMs = (await isKnown(db, shop)) ? keptForMs : keptOfNobodyForMs
    await removeSavedMailBefore(dataDir, shop, new Date(clock.now() - keptMs))
  }
}

async function isKnown(db: Pick<Database, 'pool'>, shop: string): Promise<boolean> {
  const known = await withShopSql(db, shop, (tx) => tx.query('select from shop where shop_id = $1'))
  return known.length > 0
}
