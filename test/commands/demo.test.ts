import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../support/database/database.ts'
import { differences } from '../support/truth/oracle.ts'
import { type RunningDemo, startDemo } from './demo-process.ts'

const mug = { title: 'Mug', variants: [{ sku: 'MUG', price: '4.00' }] }
const empty = ['--shop', 'empty']

let folder: string
const started: RunningDemo[] = []

async function demo(words: string[], databaseUrl = ''): Promise<RunningDemo> {
  const running = await startDemo({ folder, words, databaseUrl })
  started.push(running)
  return running
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-demo-'))
  chmodSync(folder, 0o755)
})

afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.interrupt()))
  rmSync(folder, { recursive: true })
})

test('the retail shop opens with days of real orders and the numbers of the truth', async () => {
  const { shop } = await demo([])
  await shop.settle(120)
  const truth = await shop.truth()
  expect(truth.orders.length).toBeGreaterThan(100)
  expect(truth.orders.some((order) => order.cancelledAt !== null)).toBe(true)
  const rows = await shop.backorders()
  expect(rows.length).toBeGreaterThan(100)
  expect(differences(truth, rows)).toEqual([])
}, 400_000)

test('Ctrl-C ends everything, and the next start opens nothing anew and has kept the shop', async () => {
  const first = await demo(empty)
  await first.shop.verb('create-product', mug)
  await first.shop.verb('place-order', { lines: [{ sku: 'MUG', units: 3 }] })
  await first.shop.settle()
  const rows = await first.shop.backorders()
  expect(rows).toMatchObject([{ sku: 'MUG', units: 3, backordered: 3 }])

  expect(await first.interrupt()).toBe(0)
  await expect(fetch(first.simulatorUrl)).rejects.toThrow('fetch failed')
  expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false)

  const second = await demo(empty)
  expect(second.text()).not.toContain('Opening')
  expect(await second.shop.backorders()).toEqual(rows)
})

test('a killed app is started again and goes on where it was', async () => {
  const running = await demo(empty)
  await running.shop.verb('create-product', mug)
  process.kill(running.appPid, 'SIGKILL')
  await running.says('The app was killed by SIGKILL. Starting it again.')
  await running.shop.verb('place-order', { lines: [{ sku: 'MUG', units: 2 }] })
  await running.shop.settle()
  expect(await running.shop.backorders()).toMatchObject([{ sku: 'MUG', backordered: 2 }])
  expect(await running.interrupt()).toBe(0)
})

test('--fresh forgets the shop', async () => {
  const first = await demo(empty)
  await first.shop.verb('create-product', mug)
  await first.interrupt()

  const second = await demo([...empty, '--fresh'])
  expect(second.text()).toContain('Removed what earlier demos kept.')
  expect((await second.shop.truth()).stock).toEqual([])
})

test('a PostgreSQL of your own is used and never emptied', async () => {
  const database = await freshDatabase()
  const first = await demo([...empty, '--fresh'], database.url)
  expect(first.text()).toContain('Starting on the PostgreSQL of DATABASE_URL')
  expect(existsSync(join(folder, 'postgres'))).toBe(false)
  await first.shop.verb('create-product', mug)
  await first.interrupt()

  const refused = await demo([...empty, '--fresh'], database.url)
  expect(refused.text()).toContain('--fresh does not empty a database that it did not make.')
  expect(await refused.interrupt()).toBe(1)

  const second = await demo(empty, database.url)
  expect((await second.shop.truth()).stock).toMatchObject([{ sku: 'MUG' }])
  await second.interrupt()
  await database.drop()
})
