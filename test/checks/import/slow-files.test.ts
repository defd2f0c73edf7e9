import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { laneWork } from '../../../web/app/worker.ts'
import type { Database } from '../../../web/platform/db/client.ts'
import type { Lend } from '../../../web/platform/queue/run-turns.ts'
import type { Services } from '../../../web/platform/services.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { aShopToImport } from './a-shop-to-import.ts'

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

test('while the rows of an import do not come, the turn of the shop leaves its slot to others', async () => {
  const { shop, services, bulk } = await aShopToImport(floor.db)
  const begun = Promise.withResolvers<void>()
  const silence = Promise.withResolvers<void>()
  async function* late(bytes: Buffer) {
    yield bytes.subarray(0, 100)
    begun.resolve()
    await silence.promise
    yield bytes.subarray(100)
  }
  bulk.bodyOf = (bytes) => ReadableStream.from(late(bytes))
  let lent = 0
  const lend: Lend = async (waiting) => {
    lent += 1
    try {
      return await waiting()
    } finally {
      lent -= 1
    }
  }
  const parts = { ...services, config: { dataDir: tmpdir() }, mailer: {} } as unknown as Services
  const { takeTurn } = laneWork(parts, new AbortController().signal).shop
  const turn = takeTurn(shop, lend)
  await begun.promise
  await vi.waitFor(() => expect(lent).toBe(1))
  silence.resolve()
  expect(await turn).toMatchObject({ error: null })
  expect(lent).toBe(0)
})
