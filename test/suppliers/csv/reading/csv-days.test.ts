import { describe, expect, test } from 'vitest'
import { type DayOrder, type DayStyle, dayIn, daySurvey } from '../../../../web/suppliers/csv/cells/calendar-days.ts'
import { statusOf } from '../../../../web/suppliers/csv/cells/order-status.ts'
import { columnsOf, missingColumn } from '../../../../web/suppliers/csv/columns.ts'

const unknown: DayStyle = { order: null, isMixed: false }

function styleOf(cells: readonly string[], said: DayOrder | null = null): DayStyle {
  const survey = daySurvey([{ header: 'ETA', field: 'due' }])
  for (const cell of cells) survey.add([cell])
  return survey.style(said)
}

describe('a date of a file', () => {
  test.each([
    ['2026-12-04', '2026-12-04'],
    ['2026/12/4', '2026-12-04'],
    ['2026-12-04T23:30:00Z', '2026-12-04'],
    ['2026-12-04 10:00:00 +0100', '2026-12-04'],
    ['20261204', '2026-12-04'],
    ['2026年12月4日', '2026-12-04'],
    ['4.12.2026', '2026-12-04'],
    ['04. 12. 2026', '2026-12-04'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/26', '2026-12-25'],
    ['4/4/2026', '2026-04-04'],
    ['4 Dec 2026', '2026-12-04'],
    ['04-Dec-26', '2026-12-04'],
    ['Dec 4, 2026 10:00 AM', '2026-12-04'],
    ['December 4th, 2026', '2026-12-04'],
    ['Fri, Dec 4, 2026', '2026-12-04'],
    ['4. Dezember 2026', '2026-12-04'],
    ['4 déc. 2026', '2026-12-04'],
    ['4 de diciembre de 2026', '2026-12-04'],
    ['4 dicembre 2026', '2026-12-04'],
    ['4 grudnia 2026', '2026-12-04'],
    ['4 de dezembro de 2026', '2026-12-04'],
    ['4 december 2026', '2026-12-04'],
    ['4. marts 2026', '2026-03-04'],
  ])('%s is %s', (cell, day) => {
    expect(dayIn(cell, unknown)).toEqual({ value: day })
  })

  test.each(['soon', '46000', '2026-02-30', '13/13/2026', '4 Foo 2026', 'week 49', '12/2026'])('%s is none', (cell) => {
    expect(dayIn(cell, unknown)).toMatchObject({ wrong: 'is not a date' })
  })

  test('that could be two days is a problem until another of the file shows how they are written, or somebody says it', () => {
    const doubt = 'could be 2026-04-03 or 2026-03-04: the file does not show which'
    expect(dayIn('3/4/2026', styleOf(['5/5/2026']))).toEqual({ wrong: doubt, isDoubtful: true })
    expect(dayIn('3/4/2026', styleOf(['25/12/2026']))).toEqual({ value: '2026-04-03' })
    expect(dayIn('3/4/2026', styleOf(['12/25/2026']))).toEqual({ value: '2026-03-04' })
    expect(dayIn('3/4/2026', styleOf(['12/25/2026', '25/12/2026']))).toEqual({ wrong: doubt, isDoubtful: true })
    expect(dayIn('3/4/2026', styleOf([], 'month-first'))).toEqual({ value: '2026-03-04' })
    expect(dayIn('25/12/2026', styleOf([], 'month-first'))).toMatchObject({ isDoubtful: true })
  })
})

describe('the columns of a list of purchase orders', () => {
  const read = (header: string) => {
    const columns = columnsOf('supplier-orders', header.split(','))
    return missingColumn('supplier-orders', columns, false) ?? columns.map(({ field }) => field)
  }

  test.each([
    [
      'PO Number,Supplier,Status,SKU,Barcode,Product,Qty Ordered,Qty Received,Cost Price,Expected Date,Location',
      'orderNumber,supplierName,status,sku,barcode,title,units,received,cost,due,location',
    ],
    ['Order Ref,Company Name,Item Qty,Item Code,Item Name', 'orderNumber,supplierName,units,sku,title'],
    ['DocNum,CardName,DocDueDate,ItemCode,Quantity,Price', 'orderNumber,supplierName,due,sku,units,cost'],
    [
      'Order Number,Supplier Name,Order Date,Delivery Date,Warehouse Code,Product Code,Order Quantity,Unit Price',
      'orderNumber,supplierName,orderedOn,due,location,sku,units,cost',
    ],
    [
      'Bestellnummer,Lieferant,Artikelnummer,Bestellmenge,Geliefert,Liefertermin,Lager,Status,EK-Preis',
      'orderNumber,supplierName,sku,units,received,due,location,status,cost',
    ],
    [
      'N° de commande,Fournisseur,Référence,Quantité commandée,Quantité reçue,Date de livraison prévue,Statut',
      'orderNumber,supplierName,sku,units,received,due,status',
    ],
    ['Número de pedido,Proveedor,Código,Cantidad,Fecha prevista', 'orderNumber,supplierName,sku,units,due'],
    ['Numero ordine,Fornitore,Codice articolo,Quantità,Data di consegna', 'orderNumber,supplierName,sku,units,due'],
    ['Bestelnummer,Leverancier,Artikelcode,Aantal besteld,Leverdatum', 'orderNumber,supplierName,sku,units,due'],
    ['Numer zamówienia,Dostawca,Kod produktu,Ilość,Data dostawy', 'orderNumber,supplierName,sku,units,due'],
    [
      'Número do pedido,Fornecedor,Código do produto,Quantidade,Data de entrega',
      'orderNumber,supplierName,sku,units,due',
    ],
    ['Ordrenummer,Leverandør,Varenummer,Antal,Leveringsdato', 'orderNumber,supplierName,sku,units,due'],
    ['Ordernummer,Leverantör,Artikelnummer,Antal,Leveransdatum', 'orderNumber,supplierName,sku,units,due'],
    ['発注番号,サプライヤー名,品番,発注数量,入荷予定日', 'orderNumber,supplierName,sku,units,due'],
  ])('%s', (header, fields) => {
    expect(read(header)).toEqual(fields.split(','))
  })

  test('say what is missing', () => {
    expect(read('PO,Supplier,Qty')).toBe('No column has SKUs, barcodes, or ids of items.')
    expect(read('Supplier,SKU,Qty')).toBe('No column has the numbers of purchase orders.')
    expect(read('PO,Supplier,SKU')).toBe('No column says how many were ordered.')
    expect(read('Handle,Title,SKU,Location,Incoming,Unavailable,Committed,Available,On hand')).toMatch(
      /^No column has the numbers.*says how many come, not with which order.*export the purchase orders instead\.$/,
    )
  })
})

test.each([
  ['Partially received', 'open'],
  ['ON ORDER', 'open'],
  ['Teilweise geliefert', 'open'],
  ['Draft', 'draft'],
  ['Brouillon', 'draft'],
  ['Canceled', 'cancelled'],
  ['Storniert', 'cancelled'],
  ['Fully received', 'received'],
  ['Closed', 'received'],
])('the status %s is %s', (cell, status) => {
  expect(statusOf(cell)).toEqual({ value: status })
})
