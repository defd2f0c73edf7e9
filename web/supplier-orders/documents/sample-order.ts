import { type Day, dayNumber, dayOf } from '../../platform/values/day.ts'
import type { OrderDocument, PrintedLetterhead } from './order-document.ts'

type Shop = { readonly name: string; readonly address: readonly string[] }

/** An order that there is not, for a look at what every order has around it. */
export function sampleOrder(
  letterhead: PrintedLetterhead & { readonly shop: { readonly address: Shop['address'] } },
  { language, today, name }: { readonly language: string; readonly today: Day; readonly name: string },
): OrderDocument {
  const items = [
    { sku: 'MUG-RED', title: 'Mug, red, 0.3 l', units: 24, cost: '2.5', total: '60' },
    { sku: 'MUG-BLUE', title: 'Mug, blue, 0.3 l', units: 12, cost: '2.5', total: '30' },
    { sku: 'BOWL-L', title: 'Bowl, large', units: 6, cost: '11.9', total: '71.4' },
  ]
  const due = dayOf((dayNumber(today) ?? 0) + 14)
  return {
    number: 1,
    day: today,
    language,
    currency: 'EUR',
    shop: { name, address: letterhead.shop.address },
    letterhead,
    supplier: { name: 'Example Pottery', contact: 'Alex Example', emails: ['orders@example.com'] },
    deliverTo: [name, ...letterhead.shop.address],
    lines: items.map((item, at) => ({
      ...item,
      supplierSku: `EX-${at + 1}`,
      parts: [{ units: item.units, due }],
    })),
    subtotal: '161.4',
    tax: '0',
    shipping: '9.9',
    total: '171.3',
    notes: '',
  }
}
