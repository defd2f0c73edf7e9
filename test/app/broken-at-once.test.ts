import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createAppPool } from '../../web/platform/db/client.ts'
import { isDatabaseAway } from '../../web/platform/db/database-away.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'

// https://www.postgresql.org/docs/current/protocol-message-formats.html
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const welcome = message('R', Buffer.alloc(4))
const isReady = message('Z', Buffer.from('I'))
const farewell = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'))

/** A server that is shut down just as somebody connects: the first answer and the last words come together. */
async function aServerThatEnds(): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(Buffer.concat([welcome, isReady, farewell])))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return `postgres://anybody@127.0.0.1:${address.port}/shops`
}

it('a connection that ends in the moment in which it is there is the database being away, and not the end of the app', async () => {
  const pool = createAppPool(await aServerThatEnds())
  onTestFinished(() => pool.end())
  const failure = await withShopSql({ pool }, 'a.myshopify.com', (tx) => tx.queryWithoutShop('select 1')).catch(
    (error) => error,
  )
  expect(isDatabaseAway(failure)).toBe(true)
})
