import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { otherShop } from '../../support/an-api.ts'
import { aCsvShop } from './a-csv-shop.ts'

let shop: Awaited<ReturnType<typeof aCsvShop>>
beforeAll(async () => {
  shop = await aCsvShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.empty())

const three = `Email,Supplier,Currency,Lead time (days),Minimum order value,Order days,Notes
orders@hartley.example,Hartley & Sons,gbp,14,"1,250.50","Mon, Thu",Closed in August
,Nordlys,NOK,3 weeks,,,
jose@azul.example,Casa Azul,EUR,,99.9,,
`

describe('a file of suppliers', () => {
  test('is looked at before anything is written, and then written', async () => {
    const { uploadId, upload, rows } = await shop.preview(three)
    expect(upload).toMatchObject({
      state: 'checked',
      decimalSign: '.',
      counts: { rows: 3, create: 3, update: 0, same: 0, problem: 0 },
    })
    expect(upload.columns.map(({ field }) => field)).toEqual([
      'email',
      'supplierName',
      'currency',
      'leadTimeDays',
      'minimumValue',
      'orderDays',
      'notes',
    ])
    expect(rows[1]).toEqual({
      line: 3,
      cells: ['', 'Nordlys', 'NOK', '3 weeks', '', '', ''],
      meanings: [null, null, null, '21', null, null, null],
      outcome: 'create',
      problems: [],
    })
    expect(await shop.suppliers()).toEqual([])

    expect((await shop.confirm(uploadId)).body).toMatchObject({ written: 3, upload: { state: 'confirmed' } })
    const plain = { contact: null, email: null, language: 'en', days: null, minimum: null, orderDays: [], notes: '' }
    expect(await shop.suppliers()).toEqual([
      { ...plain, name: 'Casa Azul', email: 'jose@azul.example', currency: 'EUR', minimum: '99.9', version: 1 },
      {
        ...plain,
        name: 'Hartley & Sons',
        email: 'orders@hartley.example',
        currency: 'GBP',
        days: 14,
        minimum: '1250.5',
        orderDays: [1, 4],
        notes: 'Closed in August',
        version: 1,
      },
      { ...plain, name: 'Nordlys', currency: 'NOK', days: 21, version: 1 },
    ])
  })

  test('writes nothing when it is thrown away', async () => {
    const { uploadId } = await shop.preview(three)
    expect((await shop.cancel(uploadId)).status).toBe(200)
    expect(await shop.suppliers()).toEqual([])
    expect((await shop.confirm(uploadId)).status).toBe(404)
    expect((await shop.get(`/api/csv-uploads/${uploadId}`)).status).toBe(404)
  })

  test('changes only what it says: columns it lacks and empty cells leave what there is', async () => {
    await shop.confirm((await shop.preview(three)).uploadId)
    const { uploadId, upload } = await shop.preview(`Name,Lead time,Email
hartley & sons,10,
Nordlys,21,
Casa Azul,,jose@azul.example
`)
    expect(upload.counts).toEqual({ rows: 3, create: 0, update: 1, same: 2, problem: 0 })
    expect((await shop.confirm(uploadId)).body.written).toBe(1)
    expect(await shop.suppliers()).toMatchObject([
      { name: 'Casa Azul', version: 1 },
      {
        name: 'hartley & sons',
        email: 'orders@hartley.example',
        days: 10,
        minimum: '1250.5',
        orderDays: [1, 4],
        version: 2,
      },
      { name: 'Nordlys', days: 21, version: 1 },
    ])
  })

  test('shows every problem of every row, and writes the others', async () => {
    const { uploadId, upload, rows } = await shop.preview(`Name,Email,Currency,Lead time,Minimum order value
Good,,EUR,7,10.00
,a@b.example,EUR,,
Odd,nobody,,soon,ten
Good,,EUR,,
Poor,,,,
Long,,EUR,1,2.00,and more
`)
    expect(upload.counts).toMatchObject({ rows: 6, create: 1, problem: 5 })
    expect(
      rows.map(({ line, problems }) => [line, problems.map(({ header, message }) => `${header}: ${message}`)]),
    ).toEqual([
      [2, []],
      [3, ['Name: is missing']],
      [
        4,
        [
          'Currency: is missing: a new supplier needs a currency',
          'Email: is not an email address',
          'Lead time: is not a number of days',
          'Minimum order value: is not an amount',
        ],
      ],
      [5, ['Name: is in line 2 already']],
      [6, ['Currency: is missing: a new supplier needs a currency']],
      [7, ['null: has more cells than the header']],
    ])
    expect((await shop.confirm(uploadId)).body.written).toBe(1)
    expect(await shop.suppliers()).toMatchObject([{ name: 'Good', days: 7, minimum: '10' }])
  })

  test('may leave the currency of new suppliers to one answer', async () => {
    const { uploadId, upload } = await shop.preview('Supplier\nAcme\nBolt\n')
    expect(upload.counts.problem).toBe(2)
    expect((await shop.check(uploadId, 'EUR')).body.counts).toMatchObject({ create: 2, problem: 0 })
    await shop.confirm(uploadId)
    expect(await shop.suppliers()).toMatchObject([
      { name: 'Acme', currency: 'EUR' },
      { name: 'Bolt', currency: 'EUR' },
    ])
  })

  test('knows suppliers by their id, so that they can be renamed; not by another shop’s', async () => {
    await shop.confirm((await shop.preview(three)).uploadId)
    const found = await shop.get<{ rows: { supplierId: string; name: string }[] }>('/api/suppliers')
    const [azul, hartley] = found.body.rows.map(({ supplierId }) => supplierId)
    const { uploadId, rows } = await shop.preview(`Supplier ID,Name
${azul},Blue House
${hartley},Nordlys
999999,Nobody
`)
    expect(rows.map(({ outcome, problems }) => [outcome, problems[0]?.message])).toEqual([
      ['update', undefined],
      ['problem', 'is the name of another supplier'],
      ['problem', 'is no supplier of this shop'],
    ])
    await shop.confirm(uploadId)
    expect((await shop.suppliers()).map(({ name }) => name)).toEqual(['Blue House', 'Hartley & Sons', 'Nordlys'])
  })

  test('that renames a supplier to what another row names is refused that row', async () => {
    await shop.confirm((await shop.preview(three)).uploadId)
    const { rows: known } = (await shop.get<{ rows: { supplierId: string }[] }>('/api/suppliers')).body
    const { rows } = await shop.preview(
      `Supplier ID,Name,Currency\n,Blue House,EUR\n${known[0]?.supplierId},Blue House,\n`,
    )
    expect(rows.map(({ problems }) => problems[0]?.message)).toEqual([undefined, 'is in line 2 already'])
  })

  test('whose new name was taken meanwhile is to be checked again', async () => {
    await shop.confirm((await shop.preview(three)).uploadId)
    const { rows: known } = (await shop.get<{ rows: { supplierId: string }[] }>('/api/suppliers')).body
    const { uploadId } = await shop.preview(`Supplier ID,Name\n${known[0]?.supplierId},Blue House\n`)
    await shop.confirm((await shop.preview('Name,Currency\nBlue House,EUR\n')).uploadId)
    expect((await shop.confirm(uploadId)).status).toBe(409)
    expect((await shop.suppliers()).map(({ name }) => name)).toContain('Casa Azul')
  })

  test('with semicolons has commas before the cents, and what fits neither way is a problem', async () => {
    const { upload, rows } = await shop.preview(
      'Name;Währung;Min order value\nAcme;EUR;1.250,50\nBolt;EUR;12.50\nCord;EUR;100,00\nDune;EUR;1.000\n',
    )
    expect(upload.decimalSign).toBe(',')
    expect(rows.map(({ outcome, meanings }) => [outcome, meanings[2]])).toEqual([
      ['create', '1250.5'],
      ['problem', null],
      ['create', '100'],
      ['problem', null],
    ])
    expect(rows.flatMap(({ problems }) => problems.map(({ message }) => message))).toEqual([
      'is not written as the file’s other numbers, with “,” before the decimals',
      'could be 1.000 or 1000: the file does not show which',
    ])
  })

  test.each([
    ['without a column of names', 'Email,Currency\na@b.example,EUR\n', /No column has the names of suppliers/],
    ['without rows', 'Name,Currency\n', /has no rows/],
    ['that is empty', '', /has no rows/],
    ['with a quotation mark that is never closed', 'Name,Notes\nAcme,"open\n', /never closed/],
  ])('%s is refused in words', async (_what, file, message) => {
    const uploadId = await shop.handIn(file)
    const { status, body } = await shop.check(uploadId)
    expect([status, body]).toEqual([422, expect.objectContaining({ message: expect.stringMatching(message) })])
    expect((await shop.confirm(uploadId)).status).toBe(409)
  })

  test('is written once, however often and by however many it is confirmed', async () => {
    const { uploadId } = await shop.preview(three)
    const answers = await Promise.all(Array.from({ length: 6 }, () => shop.confirm(uploadId)))
    expect(answers.map(({ status, body }) => [status, body.written])).toEqual(answers.map(() => [200, 3]))
    expect(await shop.suppliers()).toMatchObject([{ version: 1 }, { version: 1 }, { version: 1 }])
    expect((await shop.cancel(uploadId)).status).toBe(409)
  })

  test('handed in again in a part is read as it is then', async () => {
    const uploadId = await shop.handIn('Name,Currency\nAcme,EUR\n')
    await shop.check(uploadId)
    const bytes = Buffer.from('Name,Currency\nBolt,EUR\n').toString('base64')
    const again = await shop.post(`/api/csv-uploads/${uploadId}/parts`, { part: 0, bytes })
    expect(again.body).toMatchObject({ state: 'open' })
    expect((await shop.confirm(uploadId)).status).toBe(409)
    await shop.check(uploadId)
    await shop.confirm(uploadId)
    expect(await shop.suppliers()).toMatchObject([{ name: 'Bolt' }])
  })

  test('is another shop’s business to nobody', async () => {
    const { uploadId } = await shop.preview(three)
    const path = `/api/csv-uploads/${uploadId}`
    expect((await shop.get(path, otherShop)).status).toBe(404)
    for (const step of ['check', 'confirm', 'cancel']) {
      expect((await shop.post(`${path}/${step}`, {}, otherShop)).status).toBe(404)
    }
    expect((await shop.rows(uploadId)).upload.state).toBe('checked')
  })
})
