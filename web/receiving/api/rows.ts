// From what is recorded of receipts to what the contract says: plain ids of Shopify's become gids here.

import type { z } from 'zod'
import type { HeldBack } from '../../planning/store/held-back.ts'
import { gid } from '../../platform/values/ids.ts'
import type { HeldBackRow } from '../contract/held-back.ts'
import type { HandOut, OpenLine, ReceiptLine, ReceiptProposal, ReceiptRow, receivedLine } from '../contract/receipts.ts'
import type { ProposedHandOut, ReceiveProposal } from '../receive-proposal.ts'
import type { SaidLine } from '../rules/receive-refusal.ts'
import type { OpenLineRecord } from '../store/open-lines.ts'
import type { ReceiptLineRecord, ReceiptRecord } from '../store/receipts.ts'

export function contractOpenLine({ state: _, ...line }: OpenLineRecord): OpenLine {
  return { ...line, itemId: gid('InventoryItem', line.itemId), locationId: gid('Location', line.locationId) }
}

export function contractReceipt({ troubleSaid, trouble, ...receipt }: ReceiptRecord): ReceiptRow {
  return {
    ...receipt,
    supplierOrders: [...receipt.supplierOrders],
    locationId: gid('Location', receipt.locationId),
    trouble: trouble === null ? null : { code: trouble, message: troubleSaid ?? '' },
  }
}

export function contractReceiptLine(line: ReceiptLineRecord): ReceiptLine {
  return { ...line, itemId: gid('InventoryItem', line.itemId) }
}

export function contractProposal(proposal: ReceiveProposal): ReceiptProposal {
  return {
    locationId: gid('Location', proposal.locationId),
    items: proposal.items.map(({ item, ...rest }) => ({ itemId: gid('InventoryItem', item), ...rest })),
    rows: proposal.handOuts.map(contractHandOut),
    total: proposal.total,
    orders: proposal.orders,
  }
}

function contractHandOut({ line, order, item, lineId: _, ...row }: ProposedHandOut): HandOut {
  return {
    ...row,
    lineId: gid('LineItem', line),
    orderId: gid('Order', order),
    itemId: gid('InventoryItem', item),
    isLineComplete: row.backordered === 0,
    pinnableTo: [...row.pinnableTo],
    alsoAt: [...row.alsoAt],
  }
}

export function contractHeldBack(place: HeldBack): HeldBackRow {
  return { ...place, itemId: gid('InventoryItem', place.itemId), locationId: gid('Location', place.locationId) }
}

type Asked = z.output<typeof receivedLine> & { readonly cameBefore?: number | undefined }

export function saidLine({ rejectReason, cameBefore, ...line }: Asked): SaidLine {
  return { ...line, rejectReason: rejectReason ?? null, cameBefore: cameBefore ?? null }
}
