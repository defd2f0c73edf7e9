// From what is recorded to what the contract says: plain ids become gids here, and nowhere else.

import type { Obstacle } from '../../mirror/rules/obstacle.ts'
import type { BackorderNumbers, BackorderState } from '../../planning/rules/record/backorder.ts'
import { formatCursor } from '../../platform/contract/filters.ts'
import { gid } from '../../platform/values/ids.ts'
import type { BackorderListOutput, BackorderRow, OwedPlace } from '../contract/backorders.ts'
import type { BackorderDetail, LedgerEntry, LedgerNumbers } from '../contract/ledger.ts'
import { shownStatuses } from '../rules/shown.ts'
import type { BackorderWithLedger, LedgerNumbersRecord, LedgerRecord } from '../store/backorder-detail.ts'
import type { BackorderPage } from '../store/backorder-list.ts'
import type { BackorderRecord } from '../store/backorder-record.ts'

export function contractList(page: BackorderPage, shop: string, today: string): BackorderListOutput {
  return {
    rows: page.rows.map((record) => contractRow(record, shop, today)),
    total: page.total,
    totalIsExact: page.totalIsExact,
    next: page.next && formatCursor(page.next),
    previous: page.previous && formatCursor(page.previous),
  }
}

export function contractDetail(found: BackorderWithLedger, shop: string, today: string): BackorderDetail {
  return {
    ...contractRow(found, shop, today),
    told: found.told,
    unclaimed: found.unclaimed,
    countsUnclaimed: found.countsUnclaimed,
    ...(found.scheduled.length > 0 && {
      scheduled: found.scheduled.map(({ locationId, locationName, units, on }) => ({
        ...{ locationName, units, on },
        locationId: gid('Location', locationId),
      })),
    }),
    pegs: [...found.pegs],
    owed: found.owed && contractOwed(found.owed),
    ledger: found.ledger.map((entry) => contractEntry(entry, found)),
    ledgerIsWhole: found.ledgerIsWhole,
  }
}

export function contractOwed(owed: OwedPlace): OwedPlace {
  return { ...owed, locationId: gid('Location', owed.locationId) }
}

export function contractRow(record: BackorderRecord, shop: string, today: string): BackorderRow {
  return {
    backorderId: record.backorderId,
    shop,
    orderId: gid('Order', record.orderId),
    orderName: record.orderName,
    lineId: gid('LineItem', record.lineId),
    itemId: gid('InventoryItem', record.itemId),
    variantId: record.variantId && gid('ProductVariant', record.variantId),
    sku: record.sku,
    title: record.title,
    imageUrl: record.imageUrl,
    locationId: gid('Location', record.locationId),
    locationName: record.locationName,
    units: record.units,
    shipped: record.shipped,
    covered: record.covered,
    backordered: record.backordered,
    pegged: record.pegged,
    uncovered: record.uncovered,
    inDrafts: record.inDrafts,
    readyOn: readyOn(record),
    nextArrivalOn: record.nextArrivalOn,
    firstPromise: record.firstPromise,
    firstEstimate: record.firstEstimate,
    ...contractState(record.state),
    shown: shownStatuses(record, record.firstPromise, today, record.obstacles),
    obstacles: contractObstacles(record.obstacles),
    ...lastKnown(record.obstacles),
    orderedAt: record.orderedAt,
    openedAt: record.openedAt,
  }
}

export function contractObstacles(obstacles: readonly Obstacle[]): Obstacle[] {
  return obstacles.map(({ reason, since }) => ({ reason, since: instant(since) }))
}

/** Since when its order cannot be read. */
function lastKnown(obstacles: readonly Obstacle[]): Pick<BackorderRow, 'lastKnownSince'> {
  const unread = obstacles.find(({ reason }) => reason === 'not-read')
  const since = instant(unread?.since)
  return since === null ? {} : { lastKnownSince: since }
}

/** What left the queue unserved is cancelled there, and says why where its order is not. */
function contractState(state: BackorderState): Pick<BackorderRow, 'state' | 'notCounted'> {
  switch (state) {
    case 'unpaid':
    case 'scheduled':
    case 'unclaimed':
    case 'moved':
      return { state: 'cancelled', notCounted: state }
    default:
      return { state }
  }
}

function readyOn({ state, readyOn: day }: Pick<BackorderNumbers, 'state' | 'readyOn'>): string | null {
  return state === 'ready' ? 'now' : day
}

function contractEntry(
  { ledgerId, at, causeKind, cause, before, after }: LedgerRecord,
  line: BackorderRecord,
): LedgerEntry {
  return {
    ledgerId,
    at,
    cause: {
      kind: causeKind,
      topic: cause.topic ?? null,
      deliveryId: cause.webhookId ?? null,
      triggeredAt: instant(cause.triggeredAt),
      subject: cause.order ?? (cause.orderId === line.orderId ? line.orderName : null),
      own: cause.orderId === undefined ? cause.order === line.orderName : cause.orderId === line.orderId,
      supplierOrder: supplierOrderOf(cause),
      what: cause.what ?? null,
      note: cause.note ?? null,
      owed: cause.owed ?? null,
    },
    before: before && contractNumbers(before),
    after: contractNumbers(after),
  }
}

function supplierOrderOf({ supplierOrderId, number }: LedgerRecord['cause']) {
  return supplierOrderId === undefined || number === undefined ? null : { supplierOrderId, number }
}

export function contractNumbers(numbers: LedgerNumbersRecord): LedgerNumbers {
  const { units, shipped, covered, backordered, pegged, uncovered, state, nextArrivalOn = null } = numbers
  return {
    units,
    shipped,
    covered,
    backordered,
    pegged,
    uncovered,
    ...contractState(state),
    readyOn: readyOn(numbers),
    nextArrivalOn,
  }
}

/** Shopify's times have an offset, and more digits than JavaScript keeps. */
function instant(text: string | null | undefined): string | null {
  const time = text == null ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
