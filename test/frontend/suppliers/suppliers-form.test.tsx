// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import { aSupplier, aSupplyServer, onePage, refused } from './suppliers-server.ts'

afterEach(() => vi.unstubAllGlobals())

const patiently = { timeout: 20_000 }
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))

test('a supplier whose address refused an e-mail says so, with what was answered', async () => {
  const server = aSupplyServer()
  const refusedMail = {
    to: 'orders@acme.example',
    count: 2,
    at: '2026-11-30T09:00:00Z',
    trouble: '550 no such mailbox',
  }
  server.find.mockResolvedValue(aSupplier({ refusedMail }))
  open(server.api, '/suppliers/7')
  expect(
    await screen.findByText(/^orders@acme.example refused 2 of our emails, the last on /, {}, patiently),
  ).toBeTruthy()
  expect(screen.getByText('550 no such mailbox')).toBeTruthy()
})

describe('a new supplier', () => {
  test('is refused field by field, and the first wrong one gets the focus', async () => {
    const server = aSupplyServer()
    open(server.api, '/suppliers/new')
    await screen.findByRole('heading', { name: 'New supplier' }, patiently)
    type('Email for orders', 'nonsense')
    type('Minimum order', 'lots')
    type('Lead time', '-3.5')
    save()
    for (const problem of [
      'Enter a name of 200 characters or fewer',
      'Enter up to 10 email addresses, as in orders@example.com',
      'Enter an amount, as in 250 or 99.50',
      'Enter whole days, at most 3,650',
    ]) {
      expect(await screen.findByText(problem)).toBeTruthy()
    }
    expect(screen.getByLabelText('Currency').getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(screen.getByLabelText(/^Name/))
    expect(server.create).not.toHaveBeenCalled()
    type('Lead time', '14')
    expect(screen.queryByText('Enter whole days, at most 3,650')).toBeNull()
  })

  test.each([
    ['are in its catalogue once it is saved', { entries: 12 }, '/suppliers/7/catalogue'],
    ['can be given to it once more where that did not work', unavailable(), '/suppliers/unsupplied'],
  ])('has the name of the vendor that it is for, whose items %s', async (_what, answer, next) => {
    const server = aSupplyServer()
    server.create.mockResolvedValue(aSupplier())
    server.find.mockResolvedValue(aSupplier())
    server.catalogue.mockResolvedValue(onePage([]))
    if (answer instanceof Error) server.assign.mockRejectedValue(answer)
    else server.assign.mockResolvedValue(answer)
    const { address } = open(server.api, '/suppliers/new?vendor=Acme')
    await screen.findByDisplayValue('Acme', undefined, patiently)
    expect(screen.getByText('Items of the vendor Acme that have no supplier are added to its catalogue.')).toBeTruthy()
    type('Currency', 'EUR')
    save()
    await waitFor(() => expect(address()).toBe(next))
    expect(server.assign).toHaveBeenCalledWith({ supplierId: '7', to: { vendor: 'Acme' } })
  })

  test('is written as it was meant, and its catalogue comes next', async () => {
    const server = aSupplyServer()
    server.create.mockResolvedValue(aSupplier())
    server.find.mockResolvedValue(aSupplier())
    server.catalogue.mockResolvedValue(onePage([]))
    const { address } = open(server.api, '/suppliers/new')
    await screen.findByRole('heading', { name: 'New supplier' }, patiently)
    type(/^Name/, 'Acme')
    type('Email for orders', ' orders@acme.example; sales@acme.example ')
    type('Copy to (Cc)', 'Orders@acme.example kim@acme.example')
    expect(screen.getAllByText(/is listed twice\. It’s kept once\.$/).map((one) => one.textContent)).toEqual([
      'Orders@acme.example is listed twice. It’s kept once.',
    ])
    type('Email for orders', 'orders@acme.example, sales@acme.example, SALES@acme.example')
    expect(screen.getAllByText(/is listed twice/)).toHaveLength(2)
    type('Email for orders', ' orders@acme.example; sales@acme.example ')
    type('Minimum order', '1.250,50')
    type('Currency', 'NOK')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Thursday' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Tuesday' }))
    save()
    await waitFor(() => expect(address()).toBe('/suppliers/7/catalogue'))
    expect(server.create).toHaveBeenCalledWith({
      name: 'Acme',
      contact: null,
      email: 'orders@acme.example',
      alsoTo: ['sales@acme.example'],
      cc: ['Orders@acme.example', 'kim@acme.example'],
      language: 'en',
      currency: 'NOK',
      leadTimeDays: null,
      minimumValue: '1250.50',
      orderDays: [2, 4],
      notes: '',
    })
    expect(await screen.findByText('What does this supplier sell?', undefined, patiently)).toBeTruthy()
  })

  test('is kept in the form where its name is taken or nobody answers', async () => {
    const server = aSupplyServer()
    server.create.mockRejectedValueOnce(refused(422, 'Another supplier is named Acme.'))
    open(server.api, '/suppliers/new?vendor=Acme')
    await screen.findByDisplayValue('Acme', undefined, patiently)
    type('Currency', 'EUR')
    save()
    expect(await screen.findByText('Another supplier is named Acme.')).toBeTruthy()
    server.create.mockRejectedValueOnce(unavailable())
    save()
    expect(await screen.findByText(/Backline does not answer\. Nothing was changed/)).toBeTruthy()
    expect(screen.getByDisplayValue('Acme')).toBeTruthy()
  })
})

describe('an edit', () => {
  async function editing() {
    const server = aSupplyServer()
    server.find.mockResolvedValue(aSupplier())
    const { address } = open(server.api, '/suppliers/7')
    await screen.findByDisplayValue('Acme Pottery', undefined, patiently)
    return { server, address }
  }
  const button = (name: string) => screen.getByRole('button', { name })
  const saveBar = () => screen.queryByRole('button', { name: 'Save' })

  test('is of the version that was read, and begins from what was saved', async () => {
    const { server } = await editing()
    expect(saveBar(), 'nothing is unsaved').toBeNull()
    type('Lead time', '21')
    server.edit.mockImplementation(async () => {
      const saved = aSupplier({ leadTimeDays: 21, version: 5 })
      server.find.mockResolvedValue(saved)
      return saved
    })
    save()
    await waitFor(() => expect(saveBar()).toBeNull())
    expect(server.edit).toHaveBeenCalledOnce()
    expect(server.edit.mock.lastCall?.[0]).toMatchObject({ supplierId: '7', version: 4, leadTimeDays: 21 })
    type('Contact person', 'Bugs')
    save()
    await waitFor(() => expect(server.edit.mock.lastCall?.[0]).toMatchObject({ version: 5, contact: 'Bugs' }))
  })

  test('is discarded on wish', async () => {
    await editing()
    type('Notes', 'Ask for Wile')
    fireEvent.click(button('Discard'))
    expect(screen.getByLabelText('Notes')).toHaveProperty('value', '')
  })

  test('is not lost and overwrites nothing where somebody else was faster', async () => {
    const { server } = await editing()
    type('Notes', 'Mine')
    server.find.mockResolvedValue(aSupplier({ notes: 'Theirs', leadTimeDays: 33, version: 5 }))
    expect(await screen.findByText('Someone else edited this supplier', undefined, patiently)).toBeTruthy()
    expect(screen.getByText(/Lead time is now “33”\. Notes is now “Theirs”; yours is kept\./)).toBeTruthy()
    expect(screen.getByLabelText('Notes')).toHaveProperty('value', 'Mine')
    expect(screen.getByLabelText('Lead time')).toHaveProperty('value', '33')
    expect(server.edit).not.toHaveBeenCalled()
    save()
    await waitFor(() =>
      expect(server.edit.mock.lastCall?.[0]).toMatchObject({ version: 5, notes: 'Mine', leadTimeDays: 33 }),
    )
  })

  test('is discarded for what somebody else wrote meanwhile', async () => {
    const { server } = await editing()
    type('Notes', 'Mine')
    server.find.mockResolvedValue(aSupplier({ notes: 'Theirs', version: 5 }))
    expect(await screen.findByText('Someone else edited this supplier', undefined, patiently)).toBeTruthy()
    fireEvent.click(button('Discard'))
    expect(await screen.findByDisplayValue('Theirs')).toBeTruthy()
    expect(screen.queryByText('Someone else edited this supplier')).toBeNull()
  })

  test('is told where the server found it too late', async () => {
    const { server } = await editing()
    type('Notes', 'Mine')
    const words = 'Somebody else changed Acme Pottery meanwhile. Nothing of yours was saved.'
    server.edit.mockRejectedValue(refused(409, words))
    save()
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByDisplayValue('Mine')).toBeTruthy()
  })

  test('is left by a link only after a question', async () => {
    const { address } = await editing()
    type('Notes', 'Mine')
    fireEvent.click(screen.getByRole('link', { name: /Catalogue/ }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stay' }))
    expect(address()).toBe('/suppliers/7')
    fireEvent.click(screen.getByRole('link', { name: /Catalogue/ }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(address()).toBe('/suppliers/7/catalogue'))
  })

  test("is left by the admin's own answer, and asked of again where one never comes", async () => {
    const { address } = await editing()
    const leaveConfirmation = vi.fn(() => new Promise<void>(() => undefined))
    vi.stubGlobal('shopify', { idToken: async () => 'token', saveBar: { leaveConfirmation } })
    const go = () => fireEvent.click(screen.getByRole('link', { name: /Catalogue/ }))
    type('Notes', 'Mine')
    go()
    await waitFor(() => expect(leaveConfirmation).toHaveBeenCalledOnce())
    leaveConfirmation.mockRejectedValueOnce(new Error('The merchant stays.'))
    go()
    await waitFor(() => expect(leaveConfirmation).toHaveBeenCalledTimes(2))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(address()).toBe('/suppliers/7')
    expect(screen.getByDisplayValue('Mine')).toBeTruthy()
    leaveConfirmation.mockResolvedValueOnce()
    go()
    await waitFor(() => expect(address()).toBe('/suppliers/7/catalogue'))
  })
})

test('a supplier tells who changed where its orders go', async () => {
  const server = aSupplyServer()
  const changes = [
    { changeId: '9', user: '548380009', way: 'hand', from: 'orders@acme.example', to: 'a@elsewhere.example' },
    { changeId: '8', user: null, way: 'file', from: null, to: 'orders@acme.example' },
    { changeId: '7', user: '548380009', way: 'hand', from: 'old@acme.example', to: null },
  ] as const
  const at = '2026-11-20T10:00:00.000Z'
  server.find.mockResolvedValue(aSupplier({ addressChanges: changes.map((change) => ({ ...change, at })) }))
  open(server.api, '/suppliers/7')
  const history = within(await screen.findByRole('region', { name: 'Email address history' }, patiently))
  const entries = history.getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(entries[0]).toMatch(/^From orders@acme\.example to a@elsewhere\.example.* · Staff member 548380009$/)
  expect(entries[1]).toMatch(/^Set to orders@acme\.example.* · Staff member not known · From a CSV file$/)
  expect(entries[2]).toMatch(/^old@acme\.example was removed/)
})
