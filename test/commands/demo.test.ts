import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type RunningDemo, startDemo } from './demo-process.ts'

const mug = { title: 'Mug', variants: [{ sku: 'MUG', price: '4.00' }] }
const quickMs = 10_000

let folder: string
const started: RunningDemo[] = []

async function demo(...words: string[]): Promise<RunningDemo> {
  const running = await startDemo(folder, ...words)
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

test('Ctrl-C ends everything, and the next start is quick and has kept the shop', async () => {
  const first = await demo()
  await first.shop.verb('create-product', mug)
  await first.shop.verb('place-order', { lines: [{ sku: 'MUG', units: 3 }] })
  await first.shop.settle()
  const rows = await first.shop.backorders()
  expect(rows).toMatchObject([{ sku: 'MUG', units: 3, backordered: 3 }])

  expect(await first.interrupt()).toBe(0)
  await expect(fetch(first.simulatorUrl)).rejects.toThrow('fetch failed')
  expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false)

  const began = performance.now()
  const second = await demo()
  expect(performance.now() - began).toBeLessThan(quickMs)
  expect(await second.shop.backorders()).toEqual(rows)
})

test('a killed app is started again and goes on where it was', async () => {
  const running = await demo()
  await running.shop.verb('create-product', mug)
  process.kill(running.appPid, 'SIGKILL')
  await running.says('The app was killed by SIGKILL. Starting it again.')
  await running.shop.verb('place-order', { lines: [{ sku: 'MUG', units: 2 }] })
  await vi.waitUntil(async () => (await running.shop.truth()).webhooks.pending === 0, {
    timeout: 60_000,
    interval: 100,
  })
  await running.shop.settle()
  expect(await running.shop.backorders()).toMatchObject([{ sku: 'MUG', backordered: 2 }])
  expect(await running.interrupt()).toBe(0)
})

test('--fresh forgets the shop', async () => {
  const first = await demo()
  await first.shop.verb('create-product', mug)
  await first.interrupt()

  const second = await demo('--fresh')
  expect(second.text()).toContain('Removed what earlier demos kept.')
  expect((await second.shop.truth()).stock).toEqual([])
})
