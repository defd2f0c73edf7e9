import fc from 'fast-check'

/** What breaks parsers, databases and people's assumptions. */
const nasty = fc.constantFrom<unknown>(
  null,
  true,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '🪣'.repeat(300),
  'x'.repeat(5_000),
  "'; drop table shop; --",
  '<script>alert(1)</script>',
  '__proto__',
  '2026-02-30T10:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
  'gid://shopify/Order/1?x=/../2',
  0,
  -1,
  1.5,
  1e308,
  -2_147_483_649,
  [],
  {},
  [[]],
  [null],
)
const digits = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((number) => new Written(String(number)))
const moment = fc
  .date({ min: new Date('1969-01-01'), max: new Date('2101-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anything = fc.oneof(
  nasty,
  digits,
  moment,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A number as it stands in the text: JavaScript would round it. */
class Written {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const id = fc.bigInt({ min: 1n, max: 2n ** 62n }).map((number) => new Written(String(number)))
const units = fc.integer({ min: -2, max: 50 })

function about(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const spoiled = Object.entries(fields).map(([name, usual]) => [
    name,
    fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: anything }),
  ])
  return fc.record(Object.fromEntries(spoiled), { requiredKeys: [] })
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const maybe = (usual: fc.Arbitrary<unknown>) => fc.option(usual)
const promise = fc
  .record({ from: maybe(fc.constant('2026-12-01')), to: maybe(fc.constant('2026-12-09')), at: maybe(moment) })
  .map((fields) => ({ name: '_promise', value: JSON.stringify(fields) }))
const typed = about({ name: text, value: fc.constant('typed by a shopper') })
const line = about({
  id,
  variant_id: maybe(id),
  sku: text,
  title: text,
  variant_title: maybe(text),
  quantity: units,
  current_quantity: units,
  fulfillable_quantity: units,
  properties: fc.array(fc.oneof(promise, typed), { maxLength: 3 }),
})
const variant = about({ id, title: text, sku: text, inventory_item_id: id, updated_at: moment })
const order = about({
  id,
  name: text,
  created_at: moment,
  updated_at: moment,
  cancelled_at: maybe(moment),
  line_items: fc.array(line, { maxLength: 4 }),
})
const fulfillmentOrder = id.map((number) => ({ id: `gid://shopify/FulfillmentOrder/${number.text}` }))

/** Bodies that resemble what topics with this beginning send. */
const shapes: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['orders/edited', about({ order_edit: about({ order_id: id, committed_at: moment }) })],
  ['orders/', order],
  ['refunds/', about({ id, order_id: id, created_at: moment })],
  [
    'fulfillments/',
    about({
      ...{ id, order_id: id, status: text, created_at: moment, updated_at: moment, location_id: maybe(id) },
      line_items: fc.array(about({ id, quantity: units }), { maxLength: 3 }),
    }),
  ],
  [
    'fulfillment_orders/',
    about({
      fulfillment_order: fulfillmentOrder,
      moved_fulfillment_order: maybe(fulfillmentOrder),
      merge_intents: fc.array(about({ fulfillment_order_id: id }), { maxLength: 3 }),
    }),
  ],
  ['inventory_levels/', about({ inventory_item_id: id, location_id: id, available: maybe(units), updated_at: moment })],
  ['inventory_items/', about({ id, sku: text, tracked: fc.boolean(), updated_at: moment })],
  ['products/', about({ id, title: text, updated_at: moment, variants: fc.array(variant, { maxLength: 3 }) })],
  ['locations/', about({ id, name: text, active: fc.boolean(), updated_at: moment })],
  ['app/scopes_update', about({ current: fc.array(text, { maxLength: 4 }) })],
  ['', about({ id })],
]

/** The text of a body for the topic: right in most of its fields, wrong in some, or nothing of the kind. */
export function payload(topic: string): fc.Arbitrary<string> {
  const [, shape = anything] = shapes.find(([beginning]) => topic.startsWith(beginning)) ?? []
  return fc.oneof(
    { weight: 8, arbitrary: shape.map(written) },
    { weight: 1, arbitrary: anything.map(written) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
}

function written(value: unknown): string {
  if (value instanceof Written) return value.text
  if (Array.isArray(value)) return `[${value.map(written).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}:${written(one)}`)
    .join()}}`
}
