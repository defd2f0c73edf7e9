import { ORPCError } from '@orpc/client'
import { vi } from 'vitest'
import type { Api } from '../../../web/frontend/src/api/api.ts'
import type { CatalogueRow, ItemDetail, ItemRow } from '../../../web/suppliers/contract/catalogue.ts'
import type { CsvUpload, UploadRowsOutput } from '../../../web/suppliers/contract/csv-uploads.ts'
import type { SupplierDetail, SupplierListOutput, SupplierRow } from '../../../web/suppliers/contract/suppliers.ts'
import { aServer } from '../a-dashboard.tsx'

export function aSupplier(said: Partial<SupplierDetail> = {}): SupplierDetail {
  return {
    supplierId: '7',
    name: 'Acme Pottery',
    contact: 'Wile',
    email: 'orders@acme.example',
    alsoTo: [],
    cc: [],
    language: 'en',
    currency: 'EUR',
    leadTimeDays: 10,
    minimumValue: '250',
    orderDays: [1, 3],
    notes: '',
    archivedAt: null,
    version: 4,
    entries: 12,
    openOrders: 1,
    performance: {
      deliveries: 0,
      medianDays: null,
      ninetiethDays: null,
      onTimeShare: null,
      fillRate: null,
      nextOrder: null,
    },
    addressChanges: [],
    ...said,
  }
}

export function aListOf(rows: SupplierRow[], said: Partial<SupplierListOutput> = {}): SupplierListOutput {
  return { ...onePage(rows), ...said }
}

export function anEntry(said: Partial<CatalogueRow> = {}): CatalogueRow {
  return {
    itemId: 'gid://shopify/InventoryItem/3',
    sku: 'MUG-RED',
    title: 'Red mug',
    vendor: 'Acme',
    imageUrl: null,
    supplierId: '7',
    supplierSku: 'A-1',
    cost: '4.2',
    currency: 'EUR',
    minimumQuantity: 1,
    packSize: 6,
    leadTimeDays: null,
    rank: 1,
    discontinued: false,
    suppliers: 2,
    ...said,
  }
}

export function anItem(said: Partial<ItemRow> = {}): ItemRow {
  const { itemId, sku, title, vendor, imageUrl } = anEntry()
  const facts = { itemId, sku, title, vendor, imageUrl, uncovered: 3, supply: 'stocked' as const }
  return { ...facts, suppliers: 0, supplierId: null, supplierName: null, ...said }
}

export function anItemDetail(said: Partial<ItemDetail> = {}): ItemDetail {
  const { itemId, sku, title, vendor, imageUrl, suppliers: _, ...entry } = anEntry()
  const facts = { itemId, sku, title, vendor, imageUrl, uncovered: 3, unclaimed: 0, owed: [] }
  const sources = [{ ...entry, supplierName: 'Acme Pottery' }]
  return { ...facts, rule: { supply: 'stocked', maxBackorder: null }, sources, ...said }
}

export function anUpload(said: Partial<CsvUpload> = {}): CsvUpload {
  return {
    uploadId: '5',
    kind: 'suppliers',
    fileName: 'suppliers.csv',
    supplierId: null,
    state: 'checked',
    columns: [
      { header: 'Name', field: 'supplierName', note: null },
      { header: 'E-mail', field: 'email', note: null },
      { header: 'Shoe size', field: null, note: null },
    ],
    decimalSign: '.',
    encoding: 'utf-8',
    isEncodingGuessed: false,
    said: { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] },
    leftOut: [],
    newSuppliersIn: null,
    newSuppliers: [],
    newSupplierCount: 0,
    counts: { rows: 3, create: 1, update: 1, same: 0, problem: 1 },
    ...said,
  }
}

export function aPreview(said: Partial<CsvUpload> = {}): UploadRowsOutput {
  return {
    upload: anUpload(said),
    ...onePage([
      {
        line: 2,
        cells: ['Acme', 'a@acme.example', '44'],
        meanings: [null, null, null],
        outcome: 'create' as const,
        problems: [],
      },
      {
        line: 3,
        cells: ['Bolt', 'b@bolt.example', ''],
        meanings: [null, null, null],
        outcome: 'update' as const,
        problems: [],
      },
      {
        line: 4,
        cells: ['Crane', 'nonsense', ''],
        meanings: [null, null, null],
        outcome: 'problem' as const,
        problems: [{ header: 'E-mail', message: 'is not an email address', leaves: 'row' as const }],
      },
    ]),
  }
}

export function onePage<Row>(rows: Row[]) {
  return { rows, total: rows.length, next: null, previous: null }
}

export const refused = (status: 409 | 422, message: string, data?: object) =>
  new ORPCError(status === 409 ? 'CONFLICT' : 'UNPROCESSABLE_CONTENT', { status, message, data })

/** The server's answers about suppliers, faked at the contract. What a test does not set answers nothing. */
export function aSupplyServer() {
  const { api } = aServer()
  const silence = () => new Promise<never>(() => undefined)
  const of = <Area extends keyof Api, Name extends keyof Api[Area]>(_area: Area, _name: Name) =>
    vi.fn<Mocked<Api[Area][Name]>>(silence as Mocked<Api[Area][Name]>)
  const list = of('suppliers', 'list')
  const find = of('suppliers', 'find')
  const create = of('suppliers', 'create')
  const edit = of('suppliers', 'edit')
  const archive = of('suppliers', 'archive')
  const restore = of('suppliers', 'restore')
  const erase = of('suppliers', 'delete')
  const catalogue = of('catalogue', 'list')
  const put = of('catalogue', 'put')
  const assign = of('catalogue', 'assign')
  const remove = of('catalogue', 'remove')
  const items = of('items', 'list')
  const vendors = of('items', 'vendors')
  const item = of('items', 'find')
  const setRule = of('items', 'setRule')
  const begin = of('csvUploads', 'begin')
  const add = of('csvUploads', 'add')
  const check = of('csvUploads', 'check')
  const rows = of('csvUploads', 'rows')
  const confirm = of('csvUploads', 'confirm')
  const cancel = of('csvUploads', 'cancel')
  items.mockResolvedValue(onePage([]))
  list.mockResolvedValue(aListOf([aSupplier()]))
  const faked: Api = {
    ...api,
    suppliers: { list, find, create, edit, archive, restore, delete: erase },
    catalogue: { list: catalogue, put, assign, remove },
    items: { list: items, vendors, find: item, setRule },
    csvUploads: { begin, add, check, rows, confirm, cancel },
  }
  const server = {
    list,
    find,
    create,
    edit,
    archive,
    restore,
    erase,
    catalogue,
    put,
    assign,
    remove,
    items,
    vendors,
    item,
    setRule,
  }
  return { api: faked, ...server, begin, add, check, rows, confirm, cancel }
}

type Mocked<Call> = Call extends (...asked: infer Asked) => infer Answer ? (...asked: Asked) => Answer : never
