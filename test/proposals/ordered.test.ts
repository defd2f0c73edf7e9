import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChosenDemand, CreatedDrafts, FoundProposal } from '../../web/proposals/contract/proposals.ts'
import type { SupplierOrderDetail } from '../../web/supplier-orders/contract/supplier-orders.ts'
import { aPurchase, type Purchase } from '../supplier-orders/a-purchase.ts'
import { shop as mugs } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'

let shop: Purchase
beforeEach(async () => {
  shop = await aPurchase()
  await asOwner(
    shop.databaseUrl,
    `insert into catalogue_entry (shop_id, supplier_id, item_id, cost, pack_size) values ($1, $2, '901', 2.5, 4)`,
    [mugs, shop.supplierId],
  )
  await shop.waiting([
    { line: '1', orderName: '#1', openedAt: '2026-11-01T10:00:00Z' },
    { line: '2', orderName: '#2', openedAt: '2026-11-02T10:00:00Z' },
    { line: '3', orderName: '#3', openedAt: '2026-11-03T10:00:00Z' },
  ])
})
afterEach(() => shop.close())

/** Two clicks: "Order these", and "Create drafts". */
async function orderThese(from: ChosenDemand = { all: true }): Promise<CreatedDrafts> {
  const { body } = await shop.post<{ proposalId: string }>('/api/proposals', { from })
  return (await shop.post<CreatedDrafts>(`/api/proposals/${body.proposalId}/create`, {})).body
}

async function toOrderAgain(supplierOrderId: string) {
  return (await shop.get<SupplierOrderDetail>(`/api/supplier-orders/${supplierOrderId}`)).body.toOrderAgain
}

async function stillToOrder(): Promise<number> {
  const { body } = await shop.post<{ proposalId: string }>('/api/proposals', { from: { all: true } })
  return (await shop.get<FoundProposal>(`/api/proposals/${body.proposalId}`)).body.proposal.needed
}

test('what is grouped and then ordered gives everyone a day, and nothing is left to order', async () => {
  const { drafts } = await orderThese()
  const id = drafts[0]?.supplierOrderId ?? ''
  expect(await shop.waits()).toMatchObject([{ uncovered: 3 }, { uncovered: 3 }, { uncovered: 3 }])
  await shop.change(id, 'order', { due: '2026-12-01' })
  const served = { pegged: 3, uncovered: 0, readyOn: '2026-12-01' }
  expect(await shop.waits()).toMatchObject([served, served, served])
  expect(await shop.linesOf(id)).toMatchObject([{ units: 12, servedLines: 3, surplus: 3 }])
  expect(await stillToOrder()).toBe(0)
})

test('after a cancellation every affected line is uncovered again, and regrouped in two clicks', async () => {
  const first = (await orderThese()).drafts[0]?.supplierOrderId ?? ''
  await shop.change(first, 'order', { due: '2026-12-01' })
  expect(await toOrderAgain(first)).toEqual({ lines: 0, units: 0, owed: 0 })
  await shop.change(first, 'cancel')
  const waiting = { pegged: 0, uncovered: 3, readyOn: null }
  expect(await shop.waits()).toMatchObject([waiting, waiting, waiting])

  // Whoever came after that did not wait for it.
  await shop.waiting([{ line: '4', orderName: '#4', openedAt: '2099-01-01T10:00:00Z' }])
  expect(await toOrderAgain(first)).toEqual({ lines: 3, units: 9, owed: 0 })
  const again = await orderThese({ cancelledOrderId: first })
  // In packs of four: what is over serves the fourth.
  expect(again).toMatchObject({ units: 12, needed: 9, drafts: [{ number: 2, isNew: true }] })
  expect(await toOrderAgain(first)).toEqual({ lines: 0, units: 0, owed: 0 })
  await shop.change(again.drafts[0]?.supplierOrderId ?? '', 'order', { due: '2026-12-20' })
  const served = { pegged: 3, uncovered: 0, readyOn: '2026-12-20' }
  expect(await shop.waits()).toMatchObject([served, served, served, served])
})

test('a draft that is cancelled or lowered gives back what it was raised for', async () => {
  const id = (await orderThese()).drafts[0]?.supplierOrderId ?? ''
  const [line] = await shop.linesOf(id)
  await shop.change(id, 'edit', { lines: [{ supplierOrderLineId: line?.supplierOrderLineId, units: 4 }] })
  expect(await stillToOrder()).toBe(5)
  await shop.change(id, 'cancel')
  expect(await stillToOrder()).toBe(9)
})

test('fifty people who press "Order these" at once order each unit once', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => orderThese()))
  expect(answers.reduce((sum, { needed }) => sum + needed, 0)).toBe(9)
  expect(answers.reduce((sum, { units }) => sum + units, 0)).toBe(12)
  const { drafts } = answers.find(({ total }) => total > 0) ?? { drafts: [] }
  expect(await shop.linesOf(drafts[0]?.supplierOrderId ?? '')).toMatchObject([{ units: 12 }])
  expect(await stillToOrder()).toBe(0)
})
