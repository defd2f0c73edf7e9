import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aShopToOrderFor } from './a-shop-to-order-for.ts'

let the: Awaited<ReturnType<typeof aShopToOrderFor>>
beforeAll(async () => {
  the = await aShopToOrderFor()
})
afterAll(() => the.close())
beforeEach(() => the.clear())

const draftsOf = async () =>
  (await the.onDrafts()).map(({ number, item, units, arriving, for: raisedFor }) => ({
    number,
    item,
    units,
    arriving,
    raisedFor,
  }))

test('puts every unit on a draft, numbered without gaps, for the order lines that need it', async () => {
  const [s1, s2] = [await the.supplier('First'), await the.supplier('Second')]
  await the.sells(s1, '10', { cost: '2.5' })
  await the.sells(s2, '20', { pack: 4 })
  await the.short('10', 2)
  await the.short('10', 3)
  await the.short('20', 5)
  const proposalId = await the.propose()
  const { status, body } = await the.create(proposalId)
  expect(status).toBe(200)
  expect(body).toMatchObject({ units: 13, needed: 10, noLongerNeeded: 0, total: 2 })
  expect(body.drafts.map(({ number, isNew }) => [number, isNew])).toEqual([
    [1, true],
    [2, true],
  ])
  expect(await the.onDrafts()).toEqual([
    { number: 1, supplier: 'First', item: '10', units: 5, arriving: 5, for: 5 },
    { number: 2, supplier: 'Second', item: '20', units: 8, arriving: 8, for: 5 },
  ])
  const found = await the.found(proposalId)
  expect(found.proposal.createdAt).toMatch(/^20/)
  expect(found.rows.map(({ supplierOrder }) => supplierOrder?.number)).toEqual([1, 2])
})

test('answers the same when it is pressed again, and a second proposal finds nothing to order', async () => {
  await the.sells(await the.supplier('First'), '10')
  await the.short('10', 2)
  const [one, other] = [await the.propose(), await the.propose()]
  const first = (await the.create(one)).body
  expect((await the.create(one)).body).toEqual(first)
  expect((await the.create(other)).body).toMatchObject({ units: 0, needed: 0, noLongerNeeded: 2, total: 0 })
  expect((await the.found(await the.propose())).proposal).toMatchObject({ needed: 0, orderLines: 0 })
  expect(await draftsOf()).toEqual([{ number: 1, item: '10', units: 2, arriving: 2, raisedFor: 2 }])
})

test('adds to the open draft of the same supplier, and uses what that has to spare first', async () => {
  await the.sells(await the.supplier('First'), '10', { pack: 4 })
  await the.short('10', 5)
  await the.create(await the.propose())
  await the.short('10', 2)
  const within = await the.propose()
  const [line] = await the.allLines(within)
  expect(line).toMatchObject({ needed: 2, units: 0, onDraft: 8, neededOnDraft: 5, surplus: 1 })
  expect((await the.found(within)).rows).toMatchObject([{ supplierOrder: { number: 1 }, draftValue: '8' }])
  expect((await the.create(within)).body).toMatchObject({ units: 0, needed: 2, drafts: [{ number: 1, isNew: false }] })
  await the.short('10', 3)
  await the.create(await the.propose())
  expect(await draftsOf()).toEqual([{ number: 1, item: '10', units: 12, arriving: 12, raisedFor: 10 }])
  const events = await the.query<{ kind: string }>('select kind from supplier_order_event order by event_id')
  expect(events.map(({ kind }) => kind)).toEqual(['created', 'demand-added', 'demand-added'])
  const [{ version } = { version: 0 }] = await the.query<{ version: number }>('select version from supplier_order')
  expect(version).toBe(3)
})

test('leaves a draft alone that was ordered meanwhile', async () => {
  await the.sells(await the.supplier('First'), '10')
  const early = await the.short('10', 5)
  await the.create(await the.propose())
  await the.run(`update supplier_order set state = 'ordered'`)
  await the.nowLacks(early, 0)
  await the.short('10', 2)
  await the.create(await the.propose())
  expect(await draftsOf()).toMatchObject([
    { number: 1, units: 5 },
    { number: 2, units: 2 },
  ])
})

test('buys what is still needed when drafts are created, not what was when they were proposed', async () => {
  await the.sells(await the.supplier('First'), '10', { pack: 5 })
  await the.short('10', 4)
  const shrinking = await the.short('10', 4)
  const proposalId = await the.propose()
  expect((await the.found(proposalId)).proposal).toMatchObject({ needed: 8, units: 10 })
  await the.nowLacks(shrinking, 1)
  expect((await the.create(proposalId)).body).toMatchObject({ units: 5, needed: 5, noLongerNeeded: 3 })
})

test('orders an edited quantity, another supplier, and nothing of what is left out', async () => {
  const [s1, s2] = [await the.supplier('First'), await the.supplier('Second')]
  for (const item of ['10', '20', '30', '40']) await the.sells(s1, item)
  await the.sells(s2, '30', { cost: '7', pack: 6, rank: 2 })
  for (const item of ['10', '20', '30', '40']) await the.short(item, 4)
  await the.short('40', 4)
  const proposalId = await the.propose()
  const [more, left, moved, fewer] = await the.allLines(proposalId)

  expect((await the.edit(more?.proposedLineId ?? '', 1, { units: 10 })).body.version).toBe(2)
  expect((await the.edit(left?.proposedLineId ?? '', 1, { isLeftOut: true })).status).toBe(200)
  expect((await the.edit(moved?.proposedLineId ?? '', 1, { supplierId: s2 })).status).toBe(200)
  expect((await the.edit(fewer?.proposedLineId ?? '', 1, { units: 5 })).status).toBe(200)

  const { proposal, rows } = await the.found(proposalId)
  expect(proposal).toMatchObject({ units: 21, needed: 16 })
  expect(rows).toMatchObject([
    { supplier: { name: 'First' }, lines: 2, leftOut: 1, units: 15, surplus: 6 },
    { supplier: { name: 'Second' }, lines: 1, units: 6, surplus: 2, value: '42', currency: 'EUR' },
  ])
  expect((await the.create(proposalId)).body).toMatchObject({ units: 21, needed: 13 })
  expect(await draftsOf()).toEqual([
    { number: 1, item: '10', units: 10, arriving: 10, raisedFor: 4 },
    { number: 1, item: '40', units: 5, arriving: 5, raisedFor: 5 },
    { number: 2, item: '30', units: 6, arriving: 6, raisedFor: 4 },
  ])
  expect((await the.found(await the.propose())).proposal.needed).toBe(7)
})

test('tells whoever edits an older version, or edits too late', async () => {
  await the.sells(await the.supplier('First'), '10')
  await the.short('10', 2)
  const proposalId = await the.propose()
  const [line] = await the.allLines(proposalId)
  const id = line?.proposedLineId ?? ''
  const edits = await Promise.all(Array.from({ length: 20 }, (_, at) => the.edit(id, 1, { units: 3 + at })))
  expect(edits.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
  await the.create(proposalId)
  expect((await the.edit(id, 2, { units: 5 })).status).toBe(409)
  expect((await the.post(`/api/proposals/${proposalId}/discard`, {})).status).toBe(409)
})

test('orders what nobody supplied from a supplier that the merchant names, but never what is discontinued', async () => {
  const s1 = await the.supplier('First')
  await the.short('10', 2)
  await the.short('20', 2)
  await the.run(`insert into item_rule (shop_id, item_id, supply) select shop_id, '20', 'discontinued' from supplier`)
  const proposalId = await the.propose()
  const { rows } = await the.refusals(proposalId)
  const [orphan, dead] = rows
  expect((await the.edit(orphan?.proposedLineId ?? '', 1, { units: 3 })).status).toBe(422)
  expect((await the.edit(orphan?.proposedLineId ?? '', 1, { supplierId: '999' })).status).toBe(422)
  expect((await the.edit(orphan?.proposedLineId ?? '', 1, { supplierId: s1 })).status).toBe(200)
  const refused = await the.edit(dead?.proposedLineId ?? '', 1, { supplierId: s1 })
  expect([refused.status, refused.body.message]).toEqual([422, 'The item is discontinued.'])
  expect((await the.found(proposalId)).proposal.refused).toEqual([{ reason: 'discontinued', lines: 1, units: 2 }])
  expect((await the.create(proposalId)).body).toMatchObject({ units: 2, needed: 2 })
})

test('refuses to order from a supplier that was archived meanwhile', async () => {
  await the.sells(await the.supplier('First'), '10')
  await the.short('10', 2)
  const proposalId = await the.propose()
  await the.run('update supplier set archived_at = now()')
  const { status, body } = await the.create(proposalId)
  expect([status, body]).toMatchObject([422, { message: expect.stringContaining('First is archived') }])
  expect(await draftsOf()).toEqual([])
})

test('refuses what would be more units than a line can have: proposed, edited, or added to a draft that grew', async () => {
  const first = await the.supplier('First')
  await the.sells(first, '10', { minimum: 1_000_000, pack: 999_999 })
  await the.sells(first, '20')
  await the.short('10', 3)
  await the.short('20', 400_000)
  const proposalId = await the.propose()
  expect((await the.found(proposalId)).proposal.refused).toEqual([{ reason: 'too-many', lines: 1, units: 3 }])
  const [line] = await the.allLines(proposalId)
  expect((await the.create(proposalId)).status).toBe(200)
  expect(await the.onDrafts()).toMatchObject([{ item: '20', units: 400_000 }])

  await the.short('20', 1)
  const [proposed, other] = [await the.propose(), await the.propose()]
  const [more] = await the.allLines(proposed)
  expect(await the.edit(more?.proposedLineId ?? '', 1, { units: 600_001 })).toMatchObject({
    status: 422,
    body: { message: 'The draft has 400000 units of it already, and a line has 1000000 at most.' },
  })
  expect(line).toMatchObject({ units: 400_000 })
  const [another] = await the.allLines(other)
  expect((await the.edit(another?.proposedLineId ?? '', 1, { units: 600_000 })).status).toBe(200)
  await the.run('update supplier_order_line set units = 900000')
  const { status, body } = await the.create(other)
  expect([status, body]).toMatchObject([422, { message: expect.stringMatching(/its draft would have 1500000 units/) }])
})

test('is gone when it is discarded', async () => {
  const proposalId = await the.propose()
  expect((await the.post(`/api/proposals/${proposalId}/discard`, {})).status).toBe(200)
  expect((await the.get(`/api/proposals/${proposalId}`)).status).toBe(404)
  expect((await the.create(proposalId)).status).toBe(404)
})

test('fifty people who order at once order each unit once, by one proposal or by fifty', async () => {
  const suppliers = await Promise.all(['A', 'B', 'C'].map((name) => the.supplier(name)))
  for (const [at, supplier] of suppliers.entries()) await the.sells(supplier, `${at + 1}0`, { pack: at + 1 })
  for (let line = 0; line < 30; line += 1) await the.short(`${(line % 3) + 1}0`, 1 + (line % 4))
  const proposals = await Promise.all(Array.from({ length: 25 }, () => the.propose()))
  const presses = [...proposals, ...Array.from({ length: 25 }, () => proposals[0] ?? '')]
  const answers = await Promise.all(presses.map((proposalId) => the.create(proposalId)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  const drafts = await the.onDrafts()
  expect(drafts.map(({ number }) => number)).toEqual([1, 2, 3])
  const lacking = await the.query<{ item: string; units: number }>(
    'select item_id as item, sum(uncovered)::int as units from backorder group by 1 order by 1',
  )
  expect(drafts.map((draft) => draft.for)).toEqual(lacking.map(({ units }) => units))
  expect(drafts.map(({ units }) => units)).toEqual(
    lacking.map(({ units }, at) => Math.ceil(units / (at + 1)) * (at + 1)),
  )
  const once = await the.query('select 1 from ordered_for group by line_id having count(*) > 1')
  expect(once).toEqual([])
})
