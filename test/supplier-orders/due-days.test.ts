import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shop as mugs } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aPurchase, type Purchase, type Refused } from './a-purchase.ts'

let shop: Purchase
beforeAll(async () => {
  shop = await aPurchase()
})
afterAll(() => shop.close())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const asked = { confirmed: undefined }

/** Every place where a due day can be said, each with this one. */
async function everywhere(due: string, said: object = asked) {
  const draft = await shop.draft({ '901': 4 })
  const { supplierOrderId, version } = draft
  const [line] = await shop.linesOf(supplierOrderId)
  const lines = [{ supplierOrderLineId: line?.supplierOrderLineId, arrivals: [{ units: 4, due }] }]
  const added = [{ itemId: '902', units: 1, due }]
  const place = { supplierId: shop.supplierId, locationId: '1' }
  const say = (move: string, more: object) => shop.post<Refused>(shop.path(supplierOrderId, move), { version, ...more })
  return [
    await shop.post<Refused>('/api/supplier-orders', { ...place, lines: added, ...said }),
    await say('/edit/preview', { lines, ...said }),
    await say('/edit/preview', { added, ...said }),
    await say('/order', { due, ...said }),
    await say('/edit', { lines, ...said }),
  ]
}

describe('a due day', () => {
  it.each(['0000-01-01', '0026-12-20', '1999-12-31', '9999-12-31', '2026-02-30', '2026-1-1', 'soon'])(
    'is refused in words where it is %s, wherever it is said',
    async (due) => {
      for (const { status, body } of await everywhere(due)) {
        expect([status, body.message]).toEqual([
          400,
          expect.stringMatching(/must be a (calendar day|day of the years)/),
        ])
      }
      const native = await shop.post<Refused>('/api/native-orders/transfer/1/due', { due })
      expect([native.status, native.body.message]).toEqual([400, expect.stringContaining('due: must be a')])
    },
  )

  it.each([
    ['past', inDays(-1), 'in the past'],
    ['far', inDays(370), 'more than a year away'],
  ])('that is %s is asked about, and nothing is done before it is confirmed', async (doubt, due, words) => {
    const [created, ...others] = await everywhere(due)
    const refusal = { reason: 'unlikely-day', due, doubt }
    const previews = others.slice(0, 2)
    for (const reply of [created, ...others.slice(2)]) {
      expect(reply).toMatchObject({
        status: 422,
        body: { message: `${due} is ${words}. Confirm it if it is meant.`, data: refusal },
      })
    }
    for (const reply of previews) {
      expect(reply).toMatchObject({ status: 200, body: { unlikelyDays: [{ due, doubt }] } })
    }
    const native = await shop.post<Refused>('/api/native-orders/transfer/1/due', { due })
    expect([native.status, native.body.data]).toEqual([422, refusal])

    const confirmed = await everywhere(due, { confirmed: true })
    // What was ordered cannot be edited with the version from before.
    expect(confirmed.map(({ status }) => status)).toEqual([200, 200, 200, 200, 409])
  })

  it('that an order has already is not asked about again, whatever else of the line is changed', async () => {
    const { supplierOrderId } = await shop.ordered({ '901': 4 }, inDays(-3))
    const [line] = await shop.linesOf(supplierOrderId)
    const lines = [
      { supplierOrderLineId: line?.supplierOrderLineId, cost: '3', arrivals: [{ units: 4, due: inDays(-3) }] },
    ]
    expect((await shop.change(supplierOrderId, 'edit', { lines, ...asked })).status).toBe(200)
  })

  it('of a draft that has passed since is asked about when it is ordered', async () => {
    const { supplierOrderId } = await shop.draft({ '901': 4 })
    await asOwner(
      shop.databaseUrl,
      `update arrival set due = current_date - 2 where shop_id = $1 and supplier_order_id = $2`,
      [mugs, supplierOrderId],
    )
    const refused = await shop.change<Refused>(supplierOrderId, 'order', asked)
    expect([refused.status, refused.body.data]).toEqual([
      422,
      { reason: 'unlikely-day', due: inDays(-2), doubt: 'past' },
    ])
    expect((await shop.change(supplierOrderId, 'order', { confirmed: true })).status).toBe(200)
  })
})

it('a preview refuses what the edit refuses', async () => {
  const { supplierOrderId, version } = await shop.draft({ '901': 4 })
  const tried = async (said: object) => {
    const answers = [
      await shop.post<Refused>(shop.path(supplierOrderId, '/edit/preview'), { version, ...said }),
      await shop.post<Refused>(shop.path(supplierOrderId, '/edit'), { version, ...said }),
    ]
    expect(answers[0]?.body.message).toBe(answers[1]?.body.message)
    return answers.map(({ status }) => status)
  }
  expect(await tried({ added: [{ itemId: '901', units: 1 }] })).toEqual([422, 422])
  expect(await tried({ added: [{ itemId: '12345', units: 1 }] })).toEqual([422, 422])
  expect(await tried({ removed: ['999999'] })).toEqual([422, 422])
})

describe('the day of a whole order', () => {
  const slipped = inDays(40)
  const duesOf = async (id: string) =>
    (await shop.linesOf(id)).map(({ arrivals }) => arrivals.map(({ units, due }) => [units, due]))

  it('is one for all that is still to come, however it was split, and whom it touches is told before', async () => {
    await shop.waiting([{ line: '81', order: '8001', item: '905', units: 3 }])
    const { supplierOrderId, version } = await shop.ordered({ '905': 4, '906': 6 }, inDays(5))
    const [, second] = await shop.linesOf(supplierOrderId)
    const split = {
      supplierOrderLineId: second?.supplierOrderLineId,
      arrivals: [2, 4].map((units, at) => ({ units, due: inDays(6 + at) })),
    }
    await shop.change(supplierOrderId, 'edit', { lines: [split] })

    const preview = await shop.preview(supplierOrderId, 'edit', version + 1, { allDue: slipped })
    expect(preview.body).toMatchObject({
      total: 1,
      rows: [{ orderName: expect.any(String), units: 3 }],
      unlikelyDays: [],
    })
    expect(await duesOf(supplierOrderId)).toEqual([
      [[4, inDays(5)]],
      [
        [2, inDays(6)],
        [4, inDays(7)],
      ],
    ])
    expect((await shop.change(supplierOrderId, 'edit', { allDue: slipped })).body).toMatchObject({ nextDue: slipped })
    expect(await duesOf(supplierOrderId)).toEqual([[[4, slipped]], [[6, slipped]]])
    expect((await shop.waits()).find(({ line }) => line === '81')?.readyOn).toBe(slipped)
  })

  it('is not that of a line that is named, and none where the supplier has none', async () => {
    const { supplierOrderId } = await shop.ordered({ '907': 2, '908': 2 }, inDays(5))
    const [first] = await shop.linesOf(supplierOrderId)
    const lines = [{ supplierOrderLineId: first?.supplierOrderLineId, arrivals: [{ units: 2, due: inDays(9) }] }]
    await shop.change(supplierOrderId, 'edit', { lines, allDue: null })
    expect(await duesOf(supplierOrderId)).toEqual([[[2, inDays(9)]], [[2, null]]])
  })

  it('is asked about where it is past, and refused where somebody else was faster', async () => {
    const { supplierOrderId, version } = await shop.ordered({ '909': 2 }, inDays(5))
    const past = await shop.change<Refused>(supplierOrderId, 'edit', { allDue: inDays(-2), ...asked })
    expect([past.status, past.body.data]).toEqual([422, { reason: 'unlikely-day', due: inDays(-2), doubt: 'past' }])
    await shop.change(supplierOrderId, 'edit', { notes: 'Called' })
    expect((await shop.post(shop.path(supplierOrderId, '/edit'), { version, allDue: slipped })).status).toBe(409)
    expect(await duesOf(supplierOrderId)).toEqual([[[2, inDays(5)]]])
  })
})
