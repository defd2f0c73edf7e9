// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import type { LedgerCause, LedgerNumbers } from '../../../web/backorders/contract/ledger.ts'
import { ledgerSentence } from '../../../web/frontend/src/backorders/words/ledger-words.ts'

const opened: LedgerNumbers = {
  units: 5,
  shipped: 0,
  covered: 2,
  backordered: 3,
  pegged: 0,
  uncovered: 3,
  state: 'open',
  readyOn: null,
  nextArrivalOn: null,
}
const own: Partial<LedgerCause> = { subject: '#1010', own: true }
const other: Partial<LedgerCause> = { subject: '#1004', own: false }

function said(
  cause: Partial<LedgerCause>,
  before: Partial<LedgerNumbers> | null,
  after: Partial<LedgerNumbers>,
): string {
  return ledgerSentence({
    ledgerId: '1',
    at: '2026-11-20T10:00:00.000Z',
    cause: {
      kind: 'delivery',
      topic: null,
      deliveryId: null,
      triggeredAt: null,
      subject: null,
      own: false,
      supplierOrder: null,
      what: null,
      note: null,
      owed: null,
      ...cause,
    },
    before: before && { ...opened, ...before },
    after: { ...opened, ...after },
  })
}

describe('a ledger entry says why units are where they are', () => {
  test.each<[string, Partial<LedgerCause>, Partial<LedgerNumbers> | null, Partial<LedgerNumbers>, string]>([
    [
      'the first',
      { ...own, topic: 'orders/create' },
      null,
      {},
      'This order was placed: 3 of 5 units had no stock behind them; 2 were covered from the shelf.',
    ],
    [
      'the first of one unit',
      { ...own, topic: 'orders/create' },
      null,
      { units: 1, covered: 0, backordered: 1, uncovered: 1 },
      'This order was placed: its one unit had no stock behind it.',
    ],
    ...['refunds/create', 'fulfillments/create', 'fulfillment_orders/order_routing_complete'].map(
      (topic): [string, Partial<LedgerCause>, null, Partial<LedgerNumbers>, string] => [
        `the first, of a line that was short since it was sold, where ${topic} was heard last`,
        { ...own, topic },
        null,
        { units: 2, covered: 1, backordered: 1, uncovered: 1 },
        'This order was placed: 1 of 2 units had no stock behind it; 1 was covered from the shelf.',
      ],
    ),
    [
      'units that were added to the order later',
      { ...own, topic: 'orders/edited' },
      null,
      { units: 2, covered: 1, backordered: 1, uncovered: 1 },
      'This order was edited: 1 of 2 units had no stock behind it; 1 was covered from the shelf.',
    ],
    [
      'stock that ran out',
      { topic: 'inventory_levels/update' },
      null,
      { covered: 0, backordered: 5, uncovered: 5 },
      'Stock ran out: none of its 5 units had stock behind it.',
    ],
    [
      'units that a till sold beyond stock',
      { ...other, topic: 'orders/create', owed: { before: 0, after: 2 } },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      { pegged: 1, uncovered: 2, readyOn: null },
      '2 units were sold or shipped beyond stock: 2 units are on no supplier order any more; no expected date. Arrivals fill that first.',
    ],
    [
      'goods that filled what was owed',
      {
        kind: 'receipt',
        supplierOrder: { supplierOrderId: '9', number: 12 },
        what: 'received',
        owed: { before: 2, after: 0 },
      },
      {},
      { covered: 3, backordered: 2, uncovered: 2 },
      'Supplier order 12 was received: 1 unit arrived and went to this line. Nothing is owed beyond stock there any more.',
    ],
    [
      'units freed by another order',
      { ...other, topic: 'orders/cancelled' },
      {},
      { covered: 4, backordered: 1, uncovered: 1 },
      'Order #1004 was cancelled: 2 units were freed and went to this line.',
    ],
    [
      'the last unit freed',
      { ...other, topic: 'refunds/create' },
      { covered: 4, backordered: 1, uncovered: 1 },
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready', readyOn: 'now' },
      'Order #1004 was refunded: 1 unit was freed and went to this line; all its units are covered, so it can ship.',
    ],
    [
      'stock',
      { topic: 'inventory_levels/update' },
      {},
      { covered: 3, backordered: 2, uncovered: 2 },
      'Stock changed: 1 unit of stock went to this line.',
    ],
    [
      'a receipt',
      { kind: 'receipt' },
      {},
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready' },
      'Goods arrived: 3 units arrived and went to this line; all its units are covered, so it can ship.',
    ],
    [
      'units taken by earlier demand',
      { ...other, topic: 'orders/edited' },
      {},
      { covered: 1, backordered: 4, uncovered: 4 },
      'Order #1004 was edited: 1 unit it had went to earlier demand, so it waits again.',
    ],
    [
      'units that did not come after all',
      { kind: 'receipt', what: 'receipt-corrected', supplierOrder: { supplierOrderId: '1', number: 4 } },
      {},
      { covered: 1, backordered: 4, uncovered: 4 },
      'Supplier order 4 had a receipt corrected: 1 unit did not come after all, so it waits again.',
    ],
    [
      'units that left the shelf',
      { topic: 'inventory_levels/update' },
      {},
      { covered: 0, backordered: 5, uncovered: 5 },
      'Stock changed: 2 units it had were no longer there, so they wait again.',
    ],
    [
      'a line that grew',
      { ...own, topic: 'orders/edited' },
      {},
      { units: 7, backordered: 5, uncovered: 5 },
      'This order was edited: the line now has 7 units instead of 5; 2 more units were short.',
    ],
    [
      'a line that shrank',
      { ...own, topic: 'orders/edited' },
      {},
      { units: 4, backordered: 2, uncovered: 2 },
      'This order was edited: the line now has 4 units instead of 5.',
    ],
    [
      'a part that shipped',
      { ...own, topic: 'fulfillments/create' },
      {},
      { shipped: 2, covered: 0 },
      'This order was fulfilled: 2 units shipped.',
    ],
    [
      'a part that shipped, as the order tells it',
      { ...own, topic: 'orders/updated' },
      {},
      { shipped: 1, covered: 1 },
      'This order was fulfilled: 1 unit shipped.',
    ],
    [
      'the rest that shipped',
      { ...own, topic: 'fulfillments/create' },
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready' },
      { shipped: 5, covered: 0, backordered: 0, uncovered: 0, state: 'closed' },
      'This order was fulfilled: 5 units shipped; nothing is left to ship.',
    ],
    [
      'a fulfilment that was cancelled',
      { ...own, topic: 'fulfillments/update' },
      { shipped: 2, covered: 0 },
      {},
      'This order had its fulfilment changed: 2 units did not ship after all.',
    ],
    [
      'a cancelled order',
      { ...own, topic: 'orders/cancelled' },
      {},
      { covered: 0, backordered: 0, uncovered: 0, state: 'cancelled' },
      'This order was cancelled: none of its units are owed any more.',
    ],
    [
      'a rule by which the order does not count',
      { kind: 'merchant', topic: 'rules/unpaid-left-out' },
      {},
      { covered: 0, backordered: 0, uncovered: 0, state: 'cancelled', notCounted: 'unpaid' },
      'You count orders once they are paid: none of its units are counted until the order is paid.',
    ],
    [
      'a supplier order',
      { kind: 'supplier-order' },
      {},
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      'A supplier order changed: 3 units will come with a supplier order; it is expected on Dec 4, 2026.',
    ],
    [
      'a supplier order that is gone',
      { kind: 'supplier-order' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      {},
      'A supplier order changed: 3 units are on no supplier order any more; no expected date.',
    ],
    [
      'a supplier order that was cancelled',
      { kind: 'supplier-order', supplierOrder: { supplierOrderId: '9', number: 12 }, what: 'cancelled' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      {},
      'Supplier order 12 was cancelled: 3 units are on no supplier order any more; no expected date.',
    ],
    [
      'a supplier order that is overdue',
      { kind: 'supplier-order', supplierOrder: { supplierOrderId: '9', number: 12 }, what: 'overdue' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-05' },
      'Supplier order 12 did not come on its day: it is expected on Dec 5, 2026.',
    ],
    [
      'a supplier order of which a part comes later',
      { kind: 'supplier-order', supplierOrder: { supplierOrderId: '9', number: 12 }, what: 'edited' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-24', nextArrivalOn: '2026-12-01' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-24', nextArrivalOn: '2026-12-04' },
      'Supplier order 12 was changed: the first of its units will come on Dec 4, 2026.',
    ],
    [
      'a supplier order that was to come before it was marked as ordered',
      {
        kind: 'supplier-order',
        supplierOrder: { supplierOrderId: '9', number: 12 },
        what: 'ordered',
        triggeredAt: '2026-12-08T10:00:00.000Z',
      },
      { pegged: 0, uncovered: 3, readyOn: null, nextArrivalOn: null },
      { pegged: 3, uncovered: 0, readyOn: null, nextArrivalOn: '2026-12-04' },
      'Supplier order 12 was ordered: 3 units will come with a supplier order; the first of its units were due on Dec 4, 2026.',
    ],
    [
      'goods that came',
      { kind: 'receipt', supplierOrder: { supplierOrderId: '9', number: 12 }, what: 'received' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04', nextArrivalOn: '2026-12-04' },
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready', readyOn: 'now' },
      'Supplier order 12 was received: 3 units arrived and went to this line; all its units are covered, so it can ship.',
    ],
    [
      'units that are not held back any more',
      { kind: 'merchant', topic: 'stock/held-back' },
      {},
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready', readyOn: 'now' },
      'You changed what is held back: 3 units went to this line from the shelf; all its units are covered, so it can ship.',
    ],
    [
      'a rank',
      { kind: 'merchant', topic: 'wishes/set' },
      { pegged: 3, uncovered: 0, readyOn: '2026-12-04' },
      {},
      'You changed who is served first: 3 units are on no supplier order any more; no expected date.',
    ],
    [
      'a check',
      { kind: 'reconcile', topic: 'stock/read' },
      {},
      { covered: 5, backordered: 0, uncovered: 0, state: 'ready' },
      'Stock was read again from Shopify: 3 units went to this line from the shelf; all its units are covered, so it can ship.',
    ],
    [
      'a note',
      { kind: 'merchant', note: 'Held back for the fair.' },
      {},
      { covered: 3, backordered: 2, uncovered: 2 },
      'You made a change: 1 unit went to this line from the shelf. Held back for the fair.',
    ],
    ['nothing moved', { topic: 'orders/updated' }, {}, {}, 'An order was changed: no unit moved.'],
    [
      'a topic that has no words',
      { topic: 'carts/create' },
      {},
      { covered: 3, backordered: 2, uncovered: 2 },
      'Shopify reported a change: 1 unit went to this line from the shelf.',
    ],
  ])('%s', (_, cause, before, after, sentence) => {
    expect(said(cause, before, after)).toBe(sentence)
  })
})
