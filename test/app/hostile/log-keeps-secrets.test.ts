import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { deliver } from '../../support/running/web-process.ts'

const name = 'logged.myshopify.com'
const previousSecret = randomBytes(16).toString('hex')
const operatorToken = randomBytes(16).toString('hex')

/** Everyone here is invented. */
const shopper = {
  id: '115310627314723954',
  first_name: 'Philippa',
  last_name: 'Quennell',
  email: 'philippa@quennell.example',
  phone: '+44 7700 900461',
  default_address: { address1: '17 Marmalade Row', city: 'Tetbury', zip: 'GL8 8AA' },
}
const personal = [
  'Philippa',
  'Quennell',
  'philippa@',
  '900461',
  'Marmalade',
  'Tetbury',
  'GL8 8AA',
  '203.0.113.77',
  'Wilhelmina',
]
/** What a shopper types on a line is nobody's but theirs. */
const properties = [{ name: 'Engraving', value: 'For Wilhelmina' }]

let floor: ShopFloor
let app: ChildProcess
let log = ''
const hmacs: string[] = []

beforeAll(async () => {
  floor = await aShopFloor()
  const env = {
    ...floor.env,
    PATH: process.env['PATH'],
    LOG_LEVEL: 'trace',
    OPERATOR_TOKEN: operatorToken,
    SHOPIFY_API_SECRET: `${floor.env.SHOPIFY_API_SECRET},${previousSecret}`,
  }
  app = spawn(process.execPath, ['web/app/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [app.stdout, app.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  await vi.waitFor(async () => expect((await fetch(`${floor.appUrl}/health/ready`)).status).toBe(200), 90_000)
})
afterAll(async () => {
  app.kill('SIGKILL')
  await floor.close()
})

function sends(topic: string, body: string, secret = floor.env.SHOPIFY_API_SECRET, shop = name): Promise<Response> {
  hmacs.push(createHmac('sha256', secret).update(body).digest('base64'))
  return deliver(floor.appUrl, { topic, body, secret, shop })
}

/** An order as Shopify would send it if it forgot which fields we asked for. */
function orderOf(said: Record<string, unknown>): string {
  const at = '2026-11-22T09:00:00+00:00'
  const lines = [{ id: 2, variant_id: 3, title: 'Mug', quantity: 1, fulfillable_quantity: 1, properties }]
  const order = { id: 1, name: '#1', created_at: at, updated_at: at, line_items: lines, browser_ip: '203.0.113.77' }
  return JSON.stringify({ ...order, customer: shopper, email: shopper.email, shipping_address: shopper, ...said })
}

async function trade(shop: SimulatedShop): Promise<void> {
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3, properties }] })
  await shop.settle()
  expect(await shop.backorders()).toMatchObject([{ backordered: 3 }])
}

async function askOddly(shop: SimulatedShop): Promise<void> {
  for (const path of [
    '/api/backorders?limit=x',
    '/api/backorders/0',
    `/api/backorders?query=${shopper.email}`,
    '/api/%',
  ]) {
    await shop.api(path)
  }
  const forged = 'eyJhbGciOiJub25lIn0.eyJkZXN0IjoiaHR0cHM6Ly94In0.x'
  await fetch(`${floor.appUrl}/api/shop`, { headers: { authorization: `Bearer ${forged}` } })
  await fetch(`${floor.appUrl}/?shop=${name}&id_token=${forged}&hmac=deadbeef`, { headers: { accept: 'text/html' } })
  await fetch(`${floor.appUrl}/metrics`, { headers: { authorization: `Bearer ${operatorToken}` } })
}

async function sendOddly(): Promise<void> {
  await sends('orders/create', orderOf({}))
  await sends('orders/create', orderOf({ created_at: '0000-01-01T00:00:00Z' }))
  await sends('orders/create', orderOf({ line_items: shopper.email }))
  await sends('orders/create', `${orderOf({})}, ${shopper.email}`)
  await sends('orders/updated', orderOf({ id: shopper.email }), previousSecret)
  await sends('customers/data_request', JSON.stringify({ customer: shopper, orders_requested: [1] }))
  await sends('customers/redact', JSON.stringify({ customer: shopper, orders_to_redact: [1] }))
  await sends('customers/unheard_of', JSON.stringify({ customer: shopper }))
  await sends('orders/create', orderOf({}), 'a-guessed-secret')
  await sends('orders/create', orderOf({}), floor.env.SHOPIFY_API_SECRET, shopper.email)
}

const needing = () => queryAsOwner(floor.database.url, 'select from shop where attention is not null')

async function loseAccess(shop: SimulatedShop): Promise<void> {
  await asOwner(floor.database.url, 'update session set expires = now()')
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })
  await shop.settle()
  await shop.verb('revoke-tokens')
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })
  // Asked of the database: a call of the API would bring a new token, and the shop would need nobody.
  await vi.waitFor(async () => expect(await needing()).toHaveLength(1), 90_000)
  await shop.verb('install')
  await shop.settle()
}

describe('while a shop installs, trades, sends what it should not and loses access', () => {
  beforeAll(async () => {
    const shop = await floor.openShop(name)
    await trade(shop)
    await askOddly(shop)
    await sendOddly()
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), 90_000)
    await loseAccess(shop)
    await shop.verb('uninstall')
    await vi.waitFor(async () => expect(await tokens()).toEqual([]), 90_000)
    const gone = once(app, 'exit')
    app.kill('SIGTERM')
    await gone
  })

  const waiting = () => queryAsOwner(floor.database.url, `select from delivery where state = 'waiting'`)
  const tokens = () => queryAsOwner(floor.database.url, 'select from session')

  it('the log has much to say, errors included', () => {
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: number; shop?: string })
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.filter(({ level }) => level >= 40).length).toBeGreaterThan(2)
    expect(lines.filter(({ shop }) => shop === name).length).toBeGreaterThan(10)
  })

  it('no secret of ours is in it', () => {
    const { password } = new URL(floor.env.DATABASE_URL)
    const secrets = [floor.env.SHOPIFY_API_SECRET, previousSecret, floor.env.TOKEN_KEYS, operatorToken, password]
    for (const secret of secrets.filter((each) => each.length > 3)) expect(log).not.toContain(secret)
  })

  it('no access token, refresh token, session token or signature is in it', () => {
    expect(log).not.toMatch(/\bshp[a-z]{2}_\w+/)
    expect(log).not.toMatch(/\beyJ[\w-]{5,}/)
    expect(log).not.toMatch(/bearer \S/i)
    expect(log).not.toContain('deadbeef')
    for (const hmac of hmacs) expect(log).not.toContain(hmac)
  })

  it('nobody’s name, e-mail address, phone number or address is in it', () => {
    for (const word of personal) expect(log).not.toContain(word)
  })

  it('the shopper of a privacy request was not even stored', async () => {
    const kept = await queryAsOwner<{ row: string }>(
      floor.database.url,
      `select convert_from(body, 'UTF8') as row from delivery where topic like 'customers/%' and body is not null`,
    )
    expect(kept).toEqual([])
  })
})
