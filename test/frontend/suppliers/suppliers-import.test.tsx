// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { csvPartBytes } from '../../../web/suppliers/contract/csv-uploads.ts'
import { open, unavailable } from '../a-dashboard.tsx'
import { aListOf, anUpload, aPreview, aSupplyServer, refused } from './suppliers-server.ts'

const patiently = { timeout: 20_000 }

async function handIn(server: ReturnType<typeof aSupplyServer>, file: File, at = '/suppliers/import') {
  const opened = open(server.api, at)
  const input = await screen.findByLabelText('CSV file', undefined, patiently)
  fireEvent.change(input, { target: { files: [file] } })
  return opened
}

const unsaid = { dayOrder: null, locationId: null }

describe('a CSV file', () => {
  test('is handed in whole, part by part, and looked at before anything is written', async () => {
    const server = aSupplyServer()
    server.begin.mockResolvedValue(anUpload({ state: 'open' }))
    server.add.mockResolvedValue(anUpload({ state: 'open' }))
    server.check.mockResolvedValue(anUpload())
    server.rows.mockResolvedValue(aPreview())
    const text = `Name,E-mail\n${'Ødegård,o@example.com\n'.repeat(9_000)}`
    const bytes = new TextEncoder().encode(text)
    const { address } = await handIn(server, new File([bytes], 'suppliers.csv'))
    await waitFor(() => expect(address()).toBe('/suppliers/import/5'), patiently)

    const parts = server.add.mock.calls.map(([input]) => input)
    expect(parts.map(({ part }) => part)).toEqual([0, 1])
    const sent = parts.map((part) => atob(part.bytes)).join('')
    expect(sent.length).toBe(bytes.length)
    expect(new TextDecoder().decode(Uint8Array.from(sent, (letter) => letter.charCodeAt(0)))).toBe(text)
    expect(parts[0] && atob(parts[0].bytes).length).toBe(csvPartBytes)
    expect(server.begin).toHaveBeenCalledWith({ kind: 'suppliers', supplierId: null, fileName: 'suppliers.csv' })
    expect(server.confirm).not.toHaveBeenCalled()
  })

  test('of a supplier’s catalogue is that supplier’s', async () => {
    const server = aSupplyServer()
    await handIn(server, new File(['a'], 'list.csv'), '/suppliers/import?kind=catalogue&supplier=7')
    await waitFor(() =>
      expect(server.begin).toHaveBeenCalledWith({ kind: 'catalogue', supplierId: '7', fileName: 'list.csv' }),
    )
  })

  test('that is empty, or that the server refuses, is refused in words', async () => {
    const server = aSupplyServer()
    await handIn(server, new File([], 'nothing.csv'))
    expect(await screen.findByText('This file is empty.')).toBeTruthy()
    expect(server.begin).not.toHaveBeenCalled()
    server.begin.mockResolvedValue(anUpload({ state: 'open' }))
    server.add.mockResolvedValue(anUpload({ state: 'open' }))
    server.check.mockRejectedValue(refused(422, 'No column of the file names a supplier.'))
    fireEvent.change(screen.getByLabelText('CSV file'), { target: { files: [new File(['x'], 'picture.png')] } })
    expect(await screen.findByText('No column of the file names a supplier.')).toBeTruthy()
  })
})

describe('a file whose columns are called otherwise', () => {
  const unnamedColumns = [
    { header: 'Nr', field: null, samples: ['MUG', 'CUP'] },
    { header: 'Was es kostet', field: null, samples: ['2,50'] },
    { header: 'MOQ', field: 'minimumQuantity' as const, samples: [] },
  ]

  test('is read with what the merchant says of them', async () => {
    const server = aSupplyServer()
    server.begin.mockResolvedValue(anUpload({ state: 'open' }))
    server.add.mockResolvedValue(anUpload({ state: 'open' }))
    server.check.mockRejectedValueOnce(refused(422, 'No column has SKUs.', { unnamedColumns }))
    server.check.mockResolvedValue(anUpload({ kind: 'catalogue' }))
    server.rows.mockResolvedValue(aPreview({ kind: 'catalogue' }))
    const list = new File(['Nr,Was es kostet'], 'list.csv')
    const { address } = await handIn(server, list, '/suppliers/import?kind=catalogue&supplier=7')
    expect(await screen.findByText('No column has SKUs.', undefined, patiently)).toBeTruthy()
    expect(screen.getByText('MUG · CUP')).toBeTruthy()
    expect((screen.getByRole('combobox', { name: 'MOQ' }) as HTMLSelectElement).value).toBe('minimumQuantity')
    fireEvent.change(screen.getByRole('combobox', { name: 'Was es kostet' }), { target: { value: 'sku' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Nr' }), { target: { value: 'sku' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Was es kostet' }), { target: { value: 'cost' } })
    fireEvent.click(screen.getByRole('button', { name: 'Read the file' }))
    await waitFor(() => expect(address()).toBe('/suppliers/import/5'), patiently)
    const columns = [
      { header: 'Was es kostet', field: 'cost' },
      { header: 'Nr', field: 'sku' },
    ]
    expect(server.check).toHaveBeenLastCalledWith({ uploadId: '5', columns })
  })

  test('says why it can still not be read, and another can be chosen', async () => {
    const server = aSupplyServer()
    server.begin.mockResolvedValue(anUpload({ state: 'open' }))
    server.add.mockResolvedValue(anUpload({ state: 'open' }))
    server.check.mockRejectedValueOnce(refused(422, 'No column has SKUs.', { unnamedColumns }))
    server.check.mockRejectedValue(refused(422, 'No column says which supplier a row is of.', { unnamedColumns }))
    await handIn(server, new File(['Nr,Was es kostet'], 'list.csv'), '/suppliers/import?kind=catalogue')
    const said = await screen.findByRole('combobox', { name: 'Nr' }, patiently)
    fireEvent.change(said, { target: { value: 'sku' } })
    fireEvent.click(screen.getByRole('button', { name: 'Read the file' }))
    expect(await screen.findByText('No column says which supplier a row is of.', undefined, patiently)).toBeTruthy()
    expect((screen.getByRole('combobox', { name: 'Nr' }) as HTMLSelectElement).value).toBe('sku')
    fireEvent.click(screen.getByRole('button', { name: 'Choose another file' }))
    expect(screen.getByLabelText('CSV file')).toBeTruthy()
  })
})

describe('the preview of a file', () => {
  test('shows every row, what becomes of it, and what is wrong where', async () => {
    const server = aSupplyServer()
    server.rows.mockResolvedValue(aPreview())
    open(server.api, '/suppliers/import/5')
    const table = await screen.findByRole('table', { name: 'Rows of the file' }, patiently)
    const headers = within(table).getAllByRole('columnheader')
    expect(headers.map((cell) => cell.textContent)).toEqual([
      'Row',
      'Becomes',
      'Problem',
      'NameSupplier',
      'E-mailEmail',
      'Shoe sizeNot understood, left out',
    ])
    const [, , , wrong] = within(table).getAllByRole('row')
    const cells = within(wrong as HTMLElement).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual([
      '4',
      'CriticalLeft out',
      'E-mail: is not an email address',
      'Crane',
      'nonsense',
      '',
    ])
    expect(cells.map((cell) => cell.dataset['marked'])[4]).toBe('true')
    expect(screen.getByText('suppliers.csv: 3 rows, 1 new, 1 changed, 1 with a problem, left out.')).toBeTruthy()
  })

  test('counts a row with two problems once, and each problem for itself', async () => {
    const server = aSupplyServer()
    const leftOut = [
      { header: 'Cost', message: 'is empty', leaves: 'row' as const, count: 3 },
      { header: null, message: 'Two suppliers are called “Crane”', leaves: 'row' as const, count: 1 },
    ]
    server.rows.mockResolvedValue(aPreview({ leftOut, counts: { rows: 3, create: 0, update: 0, same: 0, problem: 3 } }))
    open(server.api, '/suppliers/import/5')
    expect(
      await screen.findByText('3 rows are left out; one can have several problems:', undefined, patiently),
    ).toBeTruthy()
    expect(screen.getByText('“Cost” is empty: 3 rows')).toBeTruthy()
    expect(screen.getByText('Two suppliers are called “Crane”: 1 row')).toBeTruthy()
  })

  test('shows only the problems on wish', async () => {
    const server = aSupplyServer()
    server.rows.mockResolvedValue(aPreview())
    const { address } = open(server.api, '/suppliers/import/5')
    fireEvent.click(await screen.findByRole('link', { name: 'Problems 1' }, patiently))
    expect(address()).toBe('/suppliers/import/5?show=problem')
    await waitFor(() => expect(server.rows.mock.lastCall?.[0]).toEqual({ uploadId: '5', outcome: 'problem' }))
  })

  test('is written when it is confirmed, and says what was', async () => {
    const server = aSupplyServer()
    server.rows.mockResolvedValue(aPreview())
    server.confirm.mockImplementation(async () => {
      server.rows.mockResolvedValue(aPreview({ state: 'confirmed' }))
      return { upload: anUpload({ state: 'confirmed' }), written: 1 }
    })
    open(server.api, '/suppliers/import/5')
    fireEvent.click(await screen.findByRole('button', { name: 'Import 2 rows' }, patiently))
    expect(await screen.findByText('The file was imported', undefined, patiently)).toBeTruthy()
    expect(
      screen.getByText(
        '1 row was written. 1 row could not be, as something changed since the preview. 1 row had a problem and stayed out.',
      ),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Import 2 rows' })).toBeNull()
  })

  test('writes nothing where it is thrown away', async () => {
    const server = aSupplyServer()
    server.rows.mockResolvedValue(aPreview())
    server.cancel.mockResolvedValue({ uploadId: '5' })
    server.list.mockResolvedValue(aListOf([]))
    const { address } = open(server.api, '/suppliers/import/5')
    fireEvent.click(await screen.findByRole('button', { name: 'Throw away' }, patiently))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Throw away' }))
    await waitFor(() => expect(address()).toBe('/suppliers'))
    expect(server.confirm).not.toHaveBeenCalled()
  })

  test('cannot be confirmed where it would write nothing', async () => {
    const server = aSupplyServer()
    server.rows.mockResolvedValue(aPreview({ counts: { rows: 3, create: 0, update: 0, same: 0, problem: 3 } }))
    open(server.api, '/suppliers/import/5')
    const button = await screen.findByRole('button', { name: 'Import 0 rows' }, patiently)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('No row can be imported as it is. The problems say why.')).toBeTruthy()
  })

  test('creates suppliers that nobody knows only in a currency that was chosen', async () => {
    const server = aSupplyServer()
    const known = { kind: 'catalogue' as const, newSuppliers: ['Acme', 'Bolt'], newSupplierCount: 2 }
    server.rows.mockResolvedValue(aPreview({ kind: 'catalogue' }))
    server.check.mockImplementation(async () => {
      server.rows.mockResolvedValue(aPreview({ ...known, newSuppliersIn: 'GBP' }))
      return anUpload(known)
    })
    open(server.api, '/suppliers/import/5')
    const choice = await screen.findByRole('combobox', { name: 'Currency of new suppliers' }, patiently)
    expect(screen.getByText(/^Rows of suppliers that are not known yet stay out/)).toBeTruthy()
    fireEvent.change(choice, { target: { value: 'GBP' } })
    expect(await screen.findByText('Acme, Bolt will be created with the import.')).toBeTruthy()
    expect(server.check).toHaveBeenCalledWith({
      ...{ uploadId: '5', newSuppliersIn: 'GBP', encoding: null, decimalSign: null, ...unsaid, columns: [] },
    })
  })

  test('shows what would be written beside a cell, why things are left out, and lets the columns be said', async () => {
    const server = aSupplyServer()
    const columns = [
      { header: 'SKU', field: 'sku' as const, note: null },
      { header: 'Cost EUR', field: null, note: 'says the cost, and so do others: “Cost EUR”, “Cost USD”' },
      { header: 'Cost USD', field: null, note: 'says the cost, and so do others: “Cost EUR”, “Cost USD”' },
      { header: 'MOQ', field: 'minimumQuantity' as const, note: null },
    ]
    const leftOut = [
      { header: 'MOQ', message: 'is not a whole number of 1 or more', leaves: 'cell' as const, count: 2 },
    ]
    const row = { line: 2, cells: ['MUG', '2', '3', '1,000'], meanings: [null, null, null, '1000'], problems: [] }
    server.rows.mockResolvedValue({
      ...aPreview({ kind: 'catalogue', columns, leftOut, encoding: 'windows-1250', isEncodingGuessed: true }),
      rows: [{ ...row, outcome: 'create' }],
    })
    server.check.mockResolvedValue(anUpload({ kind: 'catalogue' }))
    open(server.api, '/suppliers/import/5')
    expect(await screen.findByText('1,000 → 1000', {}, patiently)).toBeTruthy()
    expect(screen.getByText(/^“Cost EUR” says the cost/)).toBeTruthy()
    expect(screen.getByText('Only these cells are left out, the rest of their rows is written:')).toBeTruthy()
    expect(screen.getByText(/^“MOQ” is not a whole.*: 2 cells$/)).toBeTruthy()
    expect(screen.getByText(/^Nothing in the file says its encoding, so this is a guess/)).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox', { name: 'Cost EUR' }), { target: { value: 'cost' } })
    await waitFor(() =>
      expect(server.check).toHaveBeenCalledWith({
        ...{ uploadId: '5', newSuppliersIn: null, encoding: null, decimalSign: null, ...unsaid },
        columns: [{ header: 'Cost EUR', field: 'cost' }],
      }),
    )
  })

  test('of a file that was thrown away says so; one that cannot be read is asked for again', async () => {
    const server = aSupplyServer()
    server.rows.mockRejectedValue(Object.assign(unavailable(), { status: 404 }))
    open(server.api, '/suppliers/import/5')
    expect(await screen.findByText('There is no such file', undefined, patiently)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Import another file' })).toBeTruthy()
  })
})
