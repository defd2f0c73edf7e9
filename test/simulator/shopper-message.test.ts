import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAdminCaller } from './admin/admin-caller.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from './simulator-floor.ts'

const promises = { v: 1, at: '2026-11-22T08:00:00.000Z', lines: [{ line: '1', units: 3, of: 5, to: '2026-12-09' }] }
let floor: SimulatorFloor

beforeAll(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', title: 'Red' }, { sku: 'CUP' }] })
  const lines = [
    { sku: 'MUG', units: 5 },
    { sku: 'CUP', units: 1 },
  ]
  const { orderId } = (await floor.verb('place-order', { lines })).body
  await floor.verb('place-order', { lines })
  const admin = await anAdminCaller(floor.simulator.url)
  const metafield = {
    ownerId: orderId,
    namespace: '$app',
    key: 'promises',
    type: 'json',
    value: JSON.stringify(promises),
  }
  const custom = { ...metafield, namespace: 'custom', key: 'gift', value: '"yes"' }
  await admin.run('write-promises', { metafields: [metafield, custom] })
})
afterAll(() => floor.close())

const message = (template: string, order = '#1001') => floor.verb('render-message', { order, template })
const says = async (template: string, order?: string) => (await message(template, order)).body.text

describe('a message to the shopper', () => {
  test('names the shop, the order and what was ordered', async () => {
    const template =
      '{{ shop.name }} {{ order.name }}:{% for line in order.line_items %} {{ line.quantity }} {{ line.title }} ({{ line.variant_title }}, {{ line.sku }}){% endfor %}'
    expect(await says(template)).toMatch(/^shop #1001: 5 Mug \(Red, MUG\) 1 Mug \(.*, CUP\)$/)
  })

  test('reads what the app wrote about the order, by the full name of its namespace', async () => {
    const field = 'order.metafields["app--610000002"].promises'
    expect(await says(`{{ ${field}.type }} {{ ${field}.value.v }} {{ ${field}.value.lines[0].to }}`)).toBe(
      'json 1 2026-12-09',
    )
    expect(await says('{{ order.metafields.custom.gift.value }}')).toBe('yes')
    expect(await says('[{{ order.metafields["$app"].promises.value.v }}{{ order.metafields["$app"].promises }}]')).toBe(
      '[]',
    )
  })

  test('may not be shown what an app keeps for itself, while what is the merchant’s is there', async () => {
    const template =
      '[{{ order.metafields["app--610000002"].promises.value.v }}{{ metafields["app--610000002"].promises.value.v }}] {{ order.metafields.custom.gift.value }}'
    const reply = await floor.verb('render-message', { order: '#1001', template, reserved: false })
    expect(reply.body.text).toBe('[] yes')
    expect(await says(template)).toBe('[11] yes')
  })

  test('finds nothing of it with another order', async () => {
    expect(await says('{% if order.metafields["app--610000002"].promises %}late{% else %}-{% endif %}', '#1002')).toBe(
      '-',
    )
  })

  test('has the properties of the order at the top level too, as older templates want them', async () => {
    expect(
      await says('{{ name }} {{ line_items.size }} {{ metafields["app--610000002"].promises.value.lines.size }}'),
    ).toBe('#1001 2 1')
  })

  test('tells days of the time zone of the shop', async () => {
    expect(await says("{{ '2026-11-22T03:00:00Z' | date: '%Y-%m-%d' }}")).toBe('2026-11-21')
    const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York' }).format(new Date())
    const before = today()
    const told = await says("{{ 'now' | date: '%Y-%m-%d' }}")
    expect([before, today()]).toContain(told)
  })

  test('changes nothing', async () => {
    const before = await floor.truth()
    await says('{{ order.name }}')
    expect(await floor.truth()).toEqual(before)
  })

  test.each([
    ['about an unknown order', { order: '#9', template: '' }, 'There is no order #9.'],
    ['that is no Liquid', { order: '#1001', template: '{% if %' }, 'The template cannot be rendered: '],
    [
      'with a filter that there is none of',
      { order: '#1001', template: '{{ name | sing }}' },
      'undefined filter: sing',
    ],
    [
      'with a snippet',
      { order: '#1001', template: "{% render 'package.json' %}" },
      'The template cannot be rendered: ',
    ],
    ['that never ends', { order: '#1001', template: '{% for i in (1..99999999) %}{% endfor %}' }, 'limit exceeded'],
    ['without a template', { order: '#1001' }, 'template: '],
  ])('%s is answered in words', async (_, wish, why) => {
    const reply = await floor.verb('render-message', wish)
    expect(reply).toEqual({ status: 422, body: { error: expect.stringContaining(why) } })
  })

  test('is in the handbook', async () => {
    const { addresses } = (await floor.get('/control')).body
    expect(Object.keys(addresses)).toContain('POST /control/{shop}/render-message {order, template}')
  })
})
