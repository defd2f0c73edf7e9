import { describe, expect, test } from 'vitest'
import { checkCsvFile } from '../../../../web/suppliers/csv/check-csv-file.ts'
import { columnsOf } from '../../../../web/suppliers/csv/columns.ts'
import { checkedRows } from '../checked-rows.ts'

async function headerIn(file: string) {
  const lookups = {
    suppliers: async () => [],
    items: async () => [],
    oddCodes: async () => [],
    entries: async () => new Map(),
    today: async () => '2026-12-01',
    locations: async () => [],
    orders: async () => [],
  }
  const checked = await checkCsvFile(
    {
      ...{
        bytes: Buffer.from(file),
        kind: 'catalogue',
        supplierId: '1',
        newSuppliersIn: null,
        remembered: [],
        limits: { rows: 100 },
      },
      said: { encoding: null, decimalSign: null, dayOrder: null, locationId: null, columns: [] },
    },
    lookups,
  )
  if (!checked.ok) return checked.reason
  const [first] = await checkedRows(checked)
  const { columns } = checked
  return {
    line: (first?.line ?? 0) - 1,
    fields: columns.map(({ field }) => field),
    money: columns.map(({ money }) => money),
  }
}

describe('the columns are named', () => {
  test.each([
    ['in the first row', 'SKU,Cost\nMUG,2\n', 1],
    ['below titles with as many cells', 'Price list autumn 2026,\nAll prices net,\n,\nSKU,Cost\nMUG,2\n', 4],
    [
      'below titles of one cell',
      'Price list, autumn 2026\n\nAll prices net, ex works\nSKU;Cost\nMUG;2,50\nPOT;3,50\n',
      4,
    ],
    ['below an address', 'Hartley & Sons\n12 Kiln Lane\nStoke\nTel. +44 1782 1\n\nSKU\tCost\nMUG\t2\n', 6],
  ])('%s', async (_where, file, line) => {
    expect(await headerIn(file)).toMatchObject({ line, fields: ['sku', 'cost'] })
  })

  test('in two rows, the one above the other', async () => {
    const file = 'Item,,Price,Minimum\nSKU,Title,EUR,quantity\nMUG,Mug,2,6\n'
    expect(await headerIn(file)).toEqual({
      line: 2,
      fields: ['sku', 'title', 'cost', 'minimumQuantity'],
      money: [undefined, undefined, 'EUR', undefined],
    })
  })

  test('nowhere, and what is missing is said', async () => {
    expect(await headerIn('Price list\nMUG,2\nPOT,3\n')).toMatch(/^No column has SKUs, barcodes, or ids of items\./)
  })
})

describe('columns are known by what people call them', () => {
  const catalogue = [
    'supplierName',
    'sku',
    'supplierSku',
    'barcode',
    'cost',
    'minimumQuantity',
    'packSize',
    'leadTimeDays',
  ]
  test.each([
    [
      'de',
      'Lieferant;Artikel-Nr.;Lieferanten-Artikelnummer;EAN-Code;EK netto;Mindestbestellmenge;VPE;Lieferzeit (Tage)',
    ],
    [
      'fr',
      "Fournisseur;Référence;Réf. fournisseur;Code-barres;Prix d'achat HT;Quantité minimum;Colisage;Délai de livraison",
    ],
    [
      'es',
      'Proveedor;Referencia;Ref. proveedor;Código de barras;Precio de compra;Pedido mínimo;Unidades por caja;Plazo de entrega',
    ],
    [
      'it',
      "Fornitore;Codice articolo;Codice articolo fornitore;Codice a barre;Prezzo d'acquisto;Quantità minima;Pezzi per confezione;Tempi di consegna",
    ],
    [
      'nl',
      'Leverancier;Artikelnummer;Artikelnummer leverancier;Streepjescode;Inkoopprijs;Minimale bestelhoeveelheid;Verpakkingseenheid;Levertijd',
    ],
    [
      'pl',
      'Dostawca;Kod produktu;Kod dostawcy;Kod kreskowy;Cena zakupu;Minimalna ilość;Ilość w opakowaniu;Czas dostawy',
    ],
    [
      'pt',
      'Fornecedor;Código do produto;Referência do fornecedor;Código de barras;Preço de custo;Quantidade mínima;Embalagem;Prazo de entrega',
    ],
    ['da', 'Leverandør;Varenummer;Leverandørens varenr.;Stregkode;Indkøbspris;Minimumsantal;Kolli;Leveringstid'],
    [
      'sv',
      'Leverantör;Artikelnr;Leverantörens artikelnummer;Streckkod;Inköpspris;Minsta antal;Förpackning;Leveranstid',
    ],
    ['ja', '仕入先;商品コード;仕入先品番;JANコード;仕入価格;最小発注数;入数;納期'],
    ['en', 'Vendor;Product code;Supplier ref;UPC;Wholesale price;MOQ;Case pack;Lead time'],
  ])('in the language %s', (_language, headers) => {
    expect(columnsOf('catalogue', headers.split(';')).map(({ field }) => field)).toEqual(catalogue)
  })

  test.each([
    'Lieferantennummer',
    'Lieferanten-Nr.',
    'Code fournisseur',
    'Código de proveedor',
    'Codice fornitore',
    'Leveranciersnummer',
    'Numer dostawcy',
    'Leverandørnummer',
    'Leverantörsnummer',
    '仕入先コード',
    'Vendor number',
  ])('%s is the supplier’s own number and no item’s', (header) => {
    const [column] = columnsOf('catalogue', [header, 'SKU'])
    expect(column).toEqual({ header, field: null, note: 'is a number of the supplier’s, not of the item' })
  })

  test.each([
    [
      'de',
      'Firma;Ansprechpartner;E-Mail-Adresse;Sprache;Währung;Lieferzeit;Mindestbestellwert;Bestelltage;Bemerkungen',
    ],
    ['fr', 'Nom;Interlocuteur;Courriel;Langue;Devise;Délai;Minimum de commande;Jours de commande;Remarques'],
    [
      'es',
      'Empresa;Persona de contacto;Correo electrónico;Idioma;Moneda;Plazo de entrega;Pedido mínimo;Días de pedido;Observaciones',
    ],
    [
      'pl',
      'Nazwa firmy;Osoba kontaktowa;Adres e-mail;Język;Waluta;Czas dostawy;Minimum logistyczne;Dni zamówień;Uwagi',
    ],
    ['ja', '会社名;担当者;メールアドレス;言語;通貨;納期;最低発注金額;発注曜日;備考'],
  ])('of suppliers in the language %s', (_language, headers) => {
    const fields = [
      'supplierName',
      'contact',
      'email',
      'language',
      'currency',
      'leadTimeDays',
      'minimumValue',
      'orderDays',
      'notes',
    ]
    expect(columnsOf('suppliers', headers.split(';')).map(({ field }) => field)).toEqual(fields)
  })
})
