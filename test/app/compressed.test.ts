import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { startWebProcess, type WebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
let web: WebProcess

beforeAll(async () => {
  fresh = await freshDatabase()
  web = await startWebProcess(fresh.url)
})
afterAll(async () => {
  await web.stop()
  await fresh.drop()
})

type Sent = { readonly encoding: string | undefined; readonly bytes: Buffer }

/** What goes over the wire, as it is there. */
function ask(path: string, accepted: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = get(`${web.url}${path}`, { headers: { 'accept-encoding': accepted } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }))
    })
    request.on('error', reject)
  })
}

describe('an answer to a browser', () => {
  it('is compressed, and says the same', async () => {
    const plain = await ask('/api/openapi.json', 'identity')
    const compressed = await ask('/api/openapi.json', 'gzip')
    expect(plain.encoding).toBeUndefined()
    expect(compressed.encoding).toBe('gzip')
    expect(gunzipSync(compressed.bytes)).toEqual(plain.bytes)
    expect(compressed.bytes.length).toBeLessThan(plain.bytes.length / 3)
  })

  it('is compressed better where the browser can read that', async () => {
    expect((await ask('/api/openapi.json', 'gzip, deflate, br')).encoding).toBe('br')
  })

  it('is left as it is where it is small', async () => {
    expect((await ask('/api/nothing', 'gzip')).encoding).toBeUndefined()
  })
})
