import type { Cause } from '../../../domain/shop-facts.ts'
import { databaseTime } from '../../db/database-time.ts'
import { distrustLocations, loadMirrorLocations } from '../../db/mirror/mirror.ts'
import { advanceReconcile, type Difference, type Reconcile, recordDifferences } from '../../db/mirror/reconciles.ts'
import { askForNativeReading } from '../../db/native/native-reading.ts'
import { markItemsDue } from '../../db/planning/due-items.ts'
import { markPromisesAtLocationsDue } from '../../db/promises/promise-marks.ts'
import { settleLocationRead } from '../../db/suppliers/catalogue.ts'
import { withShopSql } from '../../db/with-shop.ts'
import type { Services } from '../../services.ts'
import { readLocations } from '../../shopify/read-locations.ts'
import { recordPlaces } from '../record-locations.ts'
import { likelyCause } from './likely-cause.ts'

export async function compareLocations({ db, admin }: Services, shop: string, running: Reconcile): Promise<void> {
  const readAt = await withShopSql(db, shop, databaseTime)
  const read = await readLocations(admin, shop)
  await withShopSql(db, shop, async (tx) => {
    const mirror = new Map((await loadMirrorLocations(tx, shop)).map((location) => [location.id, location]))
    const differences = read.flatMap(({ locationId, name, active, changedAt }): Difference[] => {
      const ours = mirror.get(locationId)
      if (ours && ours.name === name && ours.active === active && !ours.isGone) return []
      const known = ours ? { name: ours.name, active: ours.active && !ours.isGone } : null
      const cause = likelyCause(changedAt, ours ?? null)
      return [{ thing: 'location', thingId: locationId, name, cause, ours: known, theirs: { name, active } }]
    })
    await distrustLocations(
      tx,
      shop,
      differences.map((one) => one.thingId),
    )
    const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: readAt }
    const { changed, moved } = await recordPlaces(tx, shop, read)
    await markItemsDue(tx, shop, new Map(moved.map(({ itemId }) => [itemId, [cause]])))
    await settleLocationRead(tx, shop, readAt)
    await markPromisesAtLocationsDue(tx, shop, changed)
    await askForNativeReading(tx, shop)
    await recordDifferences(tx, shop, running.reconcileId, differences)
    await advanceReconcile(tx, shop, running.reconcileId, { step: 'variants', position: '' })
  })
}
