import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulkGroups, readBulkRow } from '../../../web/platform/shopify/bulk/bulk-groups.ts'
import { BulkRowsGone, readBulkLines } from '../../../web/platform/shopify/bulk/read-bulk-lines.ts'
import { createTransport } from '../../../web/platform/shopify/transport.ts'
import { sendForEver } from '../../support/shopify/shopify-stand-in.ts'

const rows = [
  { id: 'Order/1', name: '#1001' },
  { id: 'Line/1', title: 'Kaffeetasse für zwei', __parentId: 'Order/1' },
  { id: 'Line/2', title: '茶碗', __parentId: 'Order/1' },
  { id: 'Order/2', name: '#1002' },
]
const file = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

const server = createServer((request, response) => {
  const from = Number(/bytes=(\d+)/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (request.url === '/gone') return void response.writeHead(403).end('AccessDenied')
  if (request.url === '/busy') return void response.writeHead(503).end()
  if (request.url === '/endless') return void sendForEver(response)
  const isRanged = request.url === '/ranged' && from > 0
  response.writeHead(isRanged ? 206 : 200)
  // Torn in the middle of letters.
  for (const byte of file.subarray(isRanged ? from : 0, request.url === '/early' ? -5 : file.length))
    response.write(Buffer.from([byte]))
  if (request.url === '/torn') response.destroy()
  else response.end()
})
const transport = createTransport(null, 300_000)
let url: string
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

async function all<Thing>(things: AsyncIterable<Thing>): Promise<Thing[]> {
  const list: Thing[] = []
  for await (const thing of things) list.push(thing)
  return list
}

async function linesOf(path: string, from: number, bytes: number | null = null) {
  const lines = await all(readBulkLines(transport, `${url}${path}`, from, bytes))
  return { titles: lines.map((line) => JSON.parse(line.text)), end: lines.at(-1)?.end }
}

test('lines come whole, however the file is torn on the way', async () => {
  expect(await linesOf('/whole', 0)).toEqual({ titles: rows, end: file.length })
})

test.each(['/ranged', '/whole'])('reading goes on where it was left (%s)', async (path) => {
  const [, second] = await all(readBulkLines(transport, `${url}${path}`, 0, null))
  expect(await linesOf(path, second?.end ?? 0)).toEqual({ titles: rows.slice(2), end: file.length })
})

test('half a row of a file that ends early is none', async () => {
  expect(await linesOf('/whole', 0, file.length)).toMatchObject({ end: file.length })
  await expect(linesOf('/early', 0, file.length)).rejects.toMatchObject({ message: 'the rows ended early' })
})

test('a thing comes with all that belongs to it, and to that, wherever it was written', async () => {
  const lines = (await all(readBulkLines(transport, `${url}/whole`, 0, file.length))).map(({ text }) =>
    readBulkRow(text),
  )
  const [part] = [readBulkRow('{"id":"Part/1","__parentId":"Line/2"}')]
  const isRoot = (id: string) => id.startsWith('Order')
  const groups = bulkGroups(
    lines.filter(({ id }) => isRoot(id)),
    [...lines.filter(({ id }) => !isRoot(id)), part].toReversed(),
  )
  expect(groups.map(({ root, rows: own }) => [root.id, own.map(({ id }) => id).toSorted()])).toEqual([
    ['Order/1', ['Line/1', 'Line/2', 'Part/1']],
    ['Order/2', []],
  ])
})

test('rows that are gone, and rows that are late, are told apart', async () => {
  await expect(linesOf('/gone', 0)).rejects.toBeInstanceOf(BulkRowsGone)
  await expect(linesOf('/busy', 0)).rejects.toMatchObject({ code: 'shopify-busy' })
  await expect(linesOf('/torn', 0)).rejects.toMatchObject({ code: 'shopify-busy' })
})

test('a row that is no JSON is refused without a word of what is in it', async () => {
  const read = () => readBulkRow('{"id":"Order/1","note":Dear Ada}')
  expect(read).toThrow('is no JSON')
  expect(read).not.toThrow('Ada')
})

test('of a row without an end no more is held than one can have', async () => {
  const told = { code: 'shopify-busy', message: expect.stringContaining('longer than 8388608 bytes') }
  await expect(linesOf('/endless', 0)).rejects.toMatchObject(told)
})
