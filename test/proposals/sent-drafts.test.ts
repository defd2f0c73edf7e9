import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type {
  SupplierMessage,
  SupplierOrderDetail,
  SupplierOrderListOutput,
} from '../../web/supplier-orders/contract/supplier-orders.ts'
import { aShopToOrderFor } from './a-shop-to-order-for.ts'

let the: Awaited<ReturnType<typeof aShopToOrderFor>>
beforeAll(async () => {
  the = await aShopToOrderFor()
})
afterAll(() => the.close())
beforeEach(async () => {
  await the.clear()
  await the.sells(await supplierByMail(), '10', { pack: 4 })
})

async function supplierByMail(): Promise<string> {
  const supplierId = await the.supplier('First')
  await the.run('update supplier set email = $1', ['orders@first.example'])
  return supplierId
}

/** A draft with 8 of item 10, 5 of them for somebody. */
async function draft(): Promise<string> {
  await the.short('10', 5)
  const { drafts } = (await the.create(await the.propose())).body
  return drafts[0]?.supplierOrderId ?? ''
}

type Refused = { readonly message: string; readonly data: { readonly reason: string } }

const send = <Body = SupplierMessage>(id: string, said: object = {}) =>
  the.post<Body>(`/api/supplier-orders/${id}/send`, { key: randomUUID(), to: 'orders@first.example', ...said })
const find = async (id: string) => (await the.get<SupplierOrderDetail>(`/api/supplier-orders/${id}`)).body
const onDrafts = async () =>
  (await the.onDrafts()).map(({ number, units, for: raisedFor }) => [number, units, raisedFor])

test('a draft that is being sent, was sent or was saved as a file gets no more units: they go on a new one', async () => {
  const id = await draft()
  await send(id)
  for (const [state, savedAs] of [
    ['waiting', null],
    ['sent', null],
    ['sent', 'order-1.eml'],
  ]) {
    await the.run('update supplier_message set state = $1, saved_as = $2', [state, savedAs])
    await the.short('10', 1)
    const proposalId = await the.propose()
    expect((await the.found(proposalId)).rows[0]?.supplierOrder?.number).not.toBe(1)
    expect((await the.create(proposalId)).body.drafts.map(({ number }) => number)).toEqual([2])
  }
  expect(await onDrafts()).toEqual([
    [1, 8, 5],
    [2, 4, 3],
  ])
})

test('a draft whose e-mail could not be sent gets more as before', async () => {
  const id = await draft()
  await send(id)
  await the.run(`update supplier_message set state = 'refused', trouble = 'no such mailbox'`)
  await the.short('10', 6)
  const proposalId = await the.propose()
  expect((await the.found(proposalId)).rows).toMatchObject([{ supplierOrder: { number: 1 } }])
  await the.create(proposalId)
  expect(await onDrafts()).toEqual([[1, 12, 11]])
  expect(await find(id)).toMatchObject({ sending: null, lastSent: null })
})

test('what was proposed for a draft before it was sent, and is confirmed after, goes on a new one, every unit of it', async () => {
  const id = await draft()
  await the.short('10', 2)
  const proposalId = await the.propose()
  expect((await the.found(proposalId)).rows).toMatchObject([{ supplierOrder: { number: 1 }, draftValue: '8' }])
  await send(id)
  expect((await the.found(proposalId)).rows).toMatchObject([{ supplierOrder: null, draftValue: '0' }])
  expect((await the.create(proposalId)).body).toMatchObject({
    units: 4,
    needed: 2,
    drafts: [{ number: 2, isNew: true }],
  })
  expect(await onDrafts()).toEqual([
    [1, 8, 5],
    [2, 4, 2],
  ])
  expect((await the.found(proposalId)).rows).toMatchObject([{ supplierOrder: { number: 2 } }])
})

test('whichever of sending and confirming is first, what was put on the draft is on the paper that was sent', async () => {
  const id = await draft()
  await the.short('10', 6)
  const proposalId = await the.propose()
  const [sent] = await Promise.all([send(id), the.create(proposalId)])
  const [paper] = await the.query<{ csv: string }>('select csv from supplier_message where message_id = $1', [
    sent.body.messageId,
  ])
  const [first] = await the.onDrafts()
  expect(paper?.csv).toContain(`,${first?.units},1,EUR`)
  expect((await the.onDrafts()).reduce((sum, line) => sum + line.for, 0)).toBe(11)
})

test('an order says that it was sent, to whom, and whether it was changed after that', async () => {
  const id = await draft()
  expect(await find(id)).toMatchObject({ sending: null, lastSent: null })
  const { messageId } = (await send(id)).body
  const lastSent = { messageId, to: 'orders@first.example', isChangedSince: false }
  expect(await find(id)).toMatchObject({ state: 'draft', sending: 'waiting', lastSent })
  await the.run(`update supplier_message set state = 'sent', saved_as = 'order-1.eml'`)
  const { rows } = (await the.get<SupplierOrderListOutput>('/api/supplier-orders')).body
  expect(rows).toMatchObject([{ state: 'draft', sending: 'saved' }])

  const [line] = await the.query<{ id: string }>('select supplier_order_line_id::text as id from supplier_order_line')
  const { version } = await find(id)
  const lines = [{ supplierOrderLineId: line?.id, units: 12 }]
  expect((await the.post(`/api/supplier-orders/${id}/edit`, { version, lines })).status).toBe(200)
  expect((await find(id)).lastSent).toMatchObject({ messageId, isChangedSince: true })
  const again = (await send(id)).body
  expect((await find(id)).lastSent).toMatchObject({ messageId: again.messageId, isChangedSince: false })
})

test('whoever sends without knowing that it was sent meanwhile is told so, and sends it again by pressing again', async () => {
  const id = await draft()
  const first = await send(id, { lastMessageId: null })
  expect(first.status).toBe(200)
  expect(await send<Refused>(id, { lastMessageId: null })).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('sent to orders@first.example'), data: { reason: 'sent-meanwhile' } },
  })
  expect((await find(id)).messages).toHaveLength(1)
  expect((await send(id, { lastMessageId: first.body.messageId })).status).toBe(200)
  expect((await find(id)).messages).toHaveLength(2)
})
