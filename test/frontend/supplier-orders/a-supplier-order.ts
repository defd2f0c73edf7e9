import { ORPCError } from '@orpc/client'
import type { FoundProposal, Proposal, ProposedLine, ProposedOrder } from '../../../web/proposals/contract/proposals.ts'
import type {
  HandOut,
  OpenLine,
  ReceiptDetail,
  ReceiptProposal as ReceivingProposal,
} from '../../../web/receiving/contract/receipts.ts'
import type {
  SupplierOrderDetail,
  SupplierOrderLine,
  SupplierOrderListOutput,
  SupplierOrderRow,
} from '../../../web/supplier-orders/contract/supplier-orders.ts'

const at = '2026-11-20T10:00:00.000Z'

/** All rows of a list on one page. */
export const onePage = <Row>(rows: Row[]) => ({ rows, total: rows.length, next: null, previous: null })

export const refusal = (status: 409 | 422, message: string, data?: object) =>
  new ORPCError('REFUSED', { status, message, data })

export function aProposal(said: Partial<Proposal> = {}, orders: ProposedOrder[] = [aProposedOrder()]): FoundProposal {
  const proposal: Proposal = {
    proposalId: '5',
    rule: 'preferred',
    madeAt: at,
    createdAt: null,
    shopCurrency: 'GBP',
    orderLines: 3,
    needed: 5,
    owed: 0,
    units: 8,
    refused: [],
    ...said,
  }
  return { proposal, ...onePage(orders) }
}

export function aProposedOrder(said: Partial<ProposedOrder> = {}): ProposedOrder {
  return {
    proposedOrderId: '11',
    supplier: { supplierId: '2', name: 'Moorland Mugs' },
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    currency: 'EUR',
    supplierOrder: null,
    orderOn: '2026-11-20',
    lines: 1,
    leftOut: 0,
    needed: 5,
    units: 8,
    surplus: 3,
    value: '20.00',
    surplusValue: '7.50',
    unpriced: 0,
    draftValue: '0',
    minimumValue: null,
    belowMinimum: null,
    ...said,
  }
}

export function aProposedLine(said: Partial<ProposedLine> = {}): ProposedLine {
  return {
    proposedLineId: '21',
    version: 1,
    itemId: 'gid://shopify/InventoryItem/3',
    title: 'Red mug',
    sku: 'MUG-RED',
    imageUrl: null,
    supplierSku: 'M-7',
    needed: 5,
    units: 8,
    isEdited: false,
    isLeftOut: false,
    owed: 0,
    isOwedLeftOut: false,
    onDraft: 0,
    neededOnDraft: 0,
    surplus: 3,
    minimumQuantity: 1,
    packSize: 4,
    fitsPacks: true,
    cost: '2.50',
    value: '20.00',
    surplusValue: '7.50',
    expectedOn: '2026-12-04',
    notCompared: 0,
    serves: [
      { backorderId: '7', orderId: 'gid://shopify/Order/1', orderName: '#1001', lineId: '1', units: 3, orderedAt: at },
      { backorderId: '8', orderId: 'gid://shopify/Order/2', orderName: '#1002', lineId: '2', units: 1, orderedAt: at },
    ],
    servesTotal: 3,
    ...said,
  }
}

export function anOrderRow(said: Partial<SupplierOrderRow> = {}): SupplierOrderRow {
  return {
    supplierOrderId: '9',
    number: 12,
    reference: null,
    supplier: { supplierId: '2', name: 'Moorland Mugs' },
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    state: 'ordered',
    isLate: false,
    sending: null,
    lines: 1,
    units: 10,
    accepted: 0,
    outstanding: 10,
    currency: 'EUR',
    total: '25.00',
    nextDue: '2026-12-04',
    createdAt: at,
    orderedAt: at,
    ...said,
  }
}

export function anOrderList(
  rows: SupplierOrderRow[],
  said: Partial<SupplierOrderListOutput> = {},
): SupplierOrderListOutput {
  const counts = { draft: 0, ordered: 0, 'partly-received': 0, received: 0, closed: 0, cancelled: 0, late: 0 }
  return { ...onePage(rows), counts: { ...counts, ordered: rows.length }, ...said }
}

const allowed = ['edit', 'correct', 'send', 'receive', 'cancel'] as const

export function anOrder(said: Partial<SupplierOrderDetail> = {}): SupplierOrderDetail {
  const row = anOrderRow(said)
  return {
    ...row,
    version: 4,
    isOneDue: true,
    supplier: { ...row.supplier, email: 'orders@moorland.example', language: 'en' },
    shopCurrency: 'GBP',
    exchangeRate: '0.85',
    subtotal: '25.00',
    tax: '0',
    shipping: '0',
    totalInShop: '21.25',
    notes: '',
    receivedAt: null,
    closedAt: null,
    cancelledAt: null,
    moves: [
      ...allowed.map((move) => ({ move, refusal: null })),
      { move: 'order', refusal: 'already-ordered' },
      { move: 'close', refusal: 'units-to-come' },
    ],
    suggestedDue: { day: '2026-12-04', because: 'history' },
    toOrderAgain: { lines: 0, units: 0, owed: 0 },
    lastSent: null,
    events: [],
    messages: [],
    ...said,
  }
}

/** The same order before it is ordered. */
export function aDraft(said: Partial<SupplierOrderDetail> = {}): SupplierOrderDetail {
  const moves = (['edit', 'correct', 'order', 'send', 'cancel'] as const).map((move) => ({ move, refusal: null }))
  return anOrder({ state: 'draft', orderedAt: null, nextDue: null, moves, ...said })
}

export function aLine(said: Partial<SupplierOrderLine> = {}): SupplierOrderLine {
  return {
    supplierOrderLineId: '31',
    itemId: 'gid://shopify/InventoryItem/3',
    title: 'Red mug',
    sku: 'MUG-RED',
    supplierSku: 'M-7',
    imageUrl: null,
    units: 10,
    accepted: 0,
    rejected: 0,
    cancelled: 0,
    outstanding: 10,
    cost: '2.50',
    total: '25.00',
    landedCost: '2.125',
    arrivals: [{ arrivalId: '41', units: 10, due: '2026-12-04', isLate: false }],
    servedLines: 2,
    owed: 0,
    surplus: 3,
    ...said,
  }
}

export function anOpenLine(said: Partial<OpenLine> = {}): OpenLine {
  return {
    supplierOrderLineId: '31',
    supplierOrderId: '9',
    number: 12,
    supplierId: '2',
    supplierName: 'Moorland Mugs',
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    itemId: 'gid://shopify/InventoryItem/3',
    sku: 'MUG-RED',
    supplierSku: 'M-7',
    barcode: '400100',
    title: 'Red mug',
    imageUrl: null,
    units: 10,
    accepted: 0,
    rejected: 0,
    cancelled: 0,
    came: 0,
    outstanding: 10,
    due: '2026-12-04',
    ...said,
  }
}

export function aHandOut(said: Partial<HandOut> = {}): HandOut {
  return {
    lineId: 'gid://shopify/LineItem/1',
    orderId: 'gid://shopify/Order/1',
    orderName: '#1001',
    orderedAt: at,
    backorderId: '7',
    itemId: 'gid://shopify/InventoryItem/3',
    sku: 'MUG-RED',
    title: 'Red mug',
    units: 3,
    covered: 0,
    gets: 3,
    backordered: 0,
    isLineComplete: true,
    isOrderComplete: true,
    readyOn: 'now',
    isDelayed: false,
    rank: 0,
    pinnedTo: null,
    pinnableTo: ['31'],
    alsoAt: [],
    ...said,
  }
}

export function aReceivingProposal(rows: HandOut[]): ReceivingProposal {
  const given = rows.reduce((sum, { gets }) => sum + gets, 0)
  return {
    locationId: 'gid://shopify/Location/4',
    items: [
      {
        itemId: 'gid://shopify/InventoryItem/3',
        sku: 'MUG-RED',
        title: 'Red mug',
        accepted: 6,
        rejected: 1,
        heldBack: 0,
        owed: 0,
        given,
        surplus: 6 - given,
        overReceived: 0,
        stillWaiting: 0,
      },
    ],
    rows,
    total: rows.length,
    orders: { complete: rows.filter((row) => row.isOrderComplete).length, partial: 0 },
  }
}

export function aReceipt(said: Partial<ReceiptDetail> = {}): ReceiptDetail {
  return {
    receiptId: '51',
    supplierId: '2',
    supplierName: 'Moorland Mugs',
    locationId: 'gid://shopify/Location/4',
    locationName: 'Leeds',
    supplierOrders: [{ supplierOrderId: '9', number: 12 }],
    state: 'posted',
    corrects: null,
    note: '',
    confirmedAt: at,
    postedAt: at,
    trouble: null,
    lines: 1,
    accepted: 6,
    rejected: 1,
    heldBack: 0,
    receiptLines: [
      {
        supplierOrderLineId: '31',
        supplierOrderId: '9',
        number: 12,
        itemId: 'gid://shopify/InventoryItem/3',
        sku: 'MUG-RED',
        title: 'Red mug',
        accepted: 6,
        rejected: 1,
        rejectReason: 'Broken',
        heldBack: 0,
        acceptedNow: 6,
        rejectedNow: 1,
      },
    ],
    corrections: [],
    ...said,
  }
}
