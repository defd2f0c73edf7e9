import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimFolder } from '../../scripts/demo/claim-folder.ts'
import { freePort, portFault } from '../../scripts/demo/free-port.ts'
import { readOptions } from '../../scripts/demo/options.ts'
import { readSettings } from '../../scripts/demo/settings.ts'
import { tour } from '../../scripts/demo/tour.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-demo-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the command line', () => {
  test.each([
    ['nothing', [], { kind: 'retail', shop: 'retail.myshopify.com', isFresh: false, wantsHelp: false }],
    [
      'an empty shop',
      ['--shop', 'empty'],
      { kind: 'empty', shop: 'empty.myshopify.com', isFresh: false, wantsHelp: false },
    ],
    ['a fresh start', ['--fresh'], { kind: 'retail', shop: 'retail.myshopify.com', isFresh: true, wantsHelp: false }],
  ])('understands %s', (_, words, options) => {
    expect(readOptions(words)).toEqual(options)
  })

  test.each([
    ['a shop that does not exist', ['--shop', 'grocer'], /no shop 'grocer'/],
    ['a word it does not know', ['--colour'], /--colour/],
  ])('refuses %s', (_, words, reason) => {
    expect(() => readOptions(words)).toThrow(reason)
  })
})

describe('the settings', () => {
  test('put the simulator in the place of Shopify', async () => {
    const { config, simulatorUrl } = await readSettings({ PORT: '3456', SIMULATOR_PORT: '4567' })
    expect(simulatorUrl).toBe('http://127.0.0.1:4567')
    expect(config.standIn).toEqual({
      shopifyOrigin: 'http://127.0.0.1:4567/shopify',
      adminOrigin: 'http://127.0.0.1:4567',
      appBridgeUrl: 'http://127.0.0.1:4567/app-bridge.js',
    })
  })

  test('find free ports where any will do', async () => {
    const { config } = await readSettings({ PORT: '0', SIMULATOR_PORT: '0' })
    expect(config.port).toBeGreaterThan(0)
    expect(config.simulatorPort).toBeGreaterThan(0)
  })

  test('tell every fault at once', async () => {
    const faulty = readSettings({ PORT: 'http', SIMULATOR_PORT: '-1', ROLE: 'cook' })
    await expect(faulty).rejects.toThrow(/PORT is "http"[\s\S]*SIMULATOR_PORT is "-1"[\s\S]*ROLE is "cook"/)
  })

  test('refuse production, which must never speak to a simulator', async () => {
    const faulty = readSettings({
      NODE_ENV: 'production',
      SHOPIFY_API_KEY: 'key',
      SHOPIFY_API_SECRET: randomBytes(16).toString('hex'),
      TOKEN_KEYS: randomBytes(32).toString('base64'),
      DATABASE_URL: 'postgres://backline@127.0.0.1/backline',
      APP_DATABASE_URL: 'postgres://backline_app@127.0.0.1/backline',
      APP_URL: 'https://backline.example.com',
    })
    await expect(faulty).rejects.toThrow(/SHOPIFY_ORIGIN[\s\S]*ADMIN_ORIGIN[\s\S]*APP_BRIDGE_URL/)
  })

  test('give every database a simulated shop of its own', async () => {
    const url = 'postgres://ada:secret@127.0.0.1:5432/'
    const folders = await Promise.all(
      ['', `${url}one`, `${url}two`].map(async (DATABASE_URL) => (await readSettings({ DATABASE_URL })).simulatorDir),
    )
    expect(new Set(folders).size).toBe(3)
    expect(folders.join()).not.toContain('secret')
  })
})

describe('the folder', () => {
  test('belongs to one demo at a time', () => {
    const first = claimFolder(folder)
    expect(first).toMatchObject({ wasLeftBehind: false })
    writeFileSync(join(folder, 'demo.pid'), '1')
    expect(claimFolder(folder)).toMatchObject({ wasLeftBehind: true })
  })

  test('is free again once it is released', () => {
    const first = claimFolder(folder)
    if (typeof first === 'string') throw new Error(first)
    first.release()
    expect(claimFolder(folder)).toMatchObject({ wasLeftBehind: false })
  })
})

describe('the ports', () => {
  test('are told with a way out when they are taken', async () => {
    const port = await freePort()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect(await portFault('PORT', port, '127.0.0.1')).toMatch(
      new RegExp(`^Port ${port} is in use.*PORT=${port + 100}`),
    )
    await new Promise((resolve) => server.close(resolve))
    expect(await portFault('PORT', port, '127.0.0.1')).toBeNull()
  })
})

test.each(['retail', 'empty'] as const)('the tour of the %s shop names the three addresses', (kind) => {
  const shop = `${kind}.myshopify.com`
  const text = tour(
    { kind, shop, isFresh: false, wantsHelp: false },
    { simulatorUrl: 'http://127.0.0.1:4000', appPid: 1, dataDir: '.data' },
  )
  for (const place of ['admin', 'storefront', 'control'])
    expect(text).toContain(`http://127.0.0.1:4000/${place}/${shop}`)
})
