import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/start.ts'
import { adminPage } from '../../../web/app/http/admin-page.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { createAdminClient } from '../../../web/platform/shopify/admin-client.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { aConfig, apiKey, secret, someParts } from '../../support/shopify/app-parts.ts'

const shop = 'mugs.myshopify.com'

let fresh: FreshDatabase
let db: Database
let simulator: Simulator
let dist: string
let server: Server
let parts: ReturnType<typeof someParts>

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  dist = await mkdtemp(join(tmpdir(), 'backline-dist-'))
  await writeFile(join(dist, 'index.html'), '<!doctype html><html><head></head></html>')
  const keys = { clientId: apiKey, clientSecret: secret }
  simulator = await startSimulator({ port: 0, appUrl: 'http://127.0.0.1:9', ...keys, dataDir: null, quiet: true })
  parts = someParts(db, aConfig({ shopifyOrigin: `${simulator.url}/shopify` }))
  server = express()
    .use(adminPage({ ...parts, dist }))
    .listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  simulator.pointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  await simulator.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dist, { recursive: true })
  await db.close()
  await fresh.drop()
})

test('a merchant who opens the app lets it in, and it stays in when its token expires', async () => {
  const admin = createAdminClient({ ...parts, onAccessLost: async () => undefined })
  const readLocations = () => admin.run(shop, 'read-locations', {})
  const locations = { locations: { nodes: [expect.objectContaining({ isActive: true })] } }

  await simulator.createShop({ shop, kind: 'empty' })
  const first = await parts.access.token(shop)
  expect(await readLocations()).toMatchObject(locations)

  await asOwner(fresh.url, 'update session set expires = now()')
  expect(await readLocations()).toMatchObject(locations)
  expect(await parts.access.token(shop)).not.toBe(first)
})
