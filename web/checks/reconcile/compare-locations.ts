import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { readLocations } from '../../mirror/shopify/read-locations.ts'
import { settleLocationRead } from '../../mirror/store/items/catalogue.ts'
import { askForNativeReading } from '../../mirror/store/marks/native-reading.ts'
import { markPromisesAtLocationsDue } from '../../mirror/store/marks/promise-marks.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import type { Services } from '../../platform/services.ts'
import { recordPlaces } from '../record-locations.ts'
import { distrustLocations, loadMirrorLocations } from '../store/mirror.ts'
import { advanceReconcile, type Difference, type ReconcileRecord, recordDifferences } from '../store/reconciles.ts'
import { likelyCause } from './likely-cause.ts'

export async function compareLocations({ db, admin }: Services, shop: string, running: ReconcileRecord): Promise<void> {
  const readAt = await withShopSql(db, shop, databaseTime)
  const read = await readLocations(admin, shop)
  await withShopSql(db, shop, async (tx) => {
    const mirror = new Map((await loadMirrorLocations(tx)).map((location) => [location.id, location]))
    const differences = read.flatMap(({ locationId, name, active, changedAt }): Difference[] => {
      const ours = mirror.get(locationId)
      if (ours && ours.name === name && ours.active === active && !ours.isGone) return []
      const known = ours ? { name: ours.name, active: ours.active && !ours.isGone } : null
      const cause = likelyCause(changedAt, ours ?? null)
      return [{ thing: 'location', thingId: locationId, name, cause, ours: known, theirs: { name, active } }]
    })
    await distrustLocations(
      tx,
      differences.map((one) => one.thingId),
    )
    const cause: Cause = { kind: 'reconcile', topic: 'reconcile', triggeredAt: readAt }
    const { changed, moved } = await recordPlaces(tx, read)
    await markItemsDue(tx, new Map(moved.map(({ itemId }) => [itemId, [cause]])))
    await settleLocationRead(tx, readAt)
    await markPromisesAtLocationsDue(tx, changed)
    await askForNativeReading(tx)
    await recordDifferences(tx, running.reconcileId, differences)
    await advanceReconcile(tx, running.reconcileId, { step: 'variants', position: '' })
  })
}
