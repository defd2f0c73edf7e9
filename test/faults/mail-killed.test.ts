import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { start } from '../../web/app/start.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { aMailServer, type MailServer } from '../support/smtp-server.ts'
import { beginApp } from './app-process.ts'

const shop = 'mugs.myshopify.com'
const from = 'orders@backline.example'

let floor: ShopFloor
let server: MailServer
const opened: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  floor = await aShopFloor()
  server = await aMailServer()
})
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
  await server.close()
  await floor.close()
})

/** A supplier order whose message waits to be sent, as the button leaves it. */
async function aWaitingMessage(): Promise<void> {
  const url = floor.database.url
  await asOwner(url, 'insert into shop (shop_id) values ($1)', [shop])
  await asOwner(
    url,
    `with bought as (
       insert into supplier_order (shop_id, number, supplier_id, location_id, currency) values ($1, 1, 1, '1', 'EUR')
       returning supplier_order_id)
     insert into supplier_message (shop_id, supplier_order_id, key, to_address, subject, text, pdf, csv)
     select $1, supplier_order_id, gen_random_uuid(), 'orders@example.com', 'Order 1', 'Hello', 'pdf', 'csv' from bought`,
    [shop],
  )
}

const stateOfMessage = async () =>
  (await queryAsOwner<{ state: string }>(floor.database.url, 'select state from supplier_message')).map(
    (row) => row.state,
  )

it('a worker killed when the mail server had taken a message has it sent once more, as the same message', async () => {
  await aWaitingMessage()
  const env = { ROLE: 'worker', PORT: '0', FAILPOINT: 'after-mail', SMTP_URL: server.url, MAIL_FROM: from }
  const doomed = beginApp(floor, env)
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })
  expect([server.mails.length, await stateOfMessage()]).toEqual([1, ['waiting']])

  // Nobody takes it while its sender may live: here that time is over.
  await asOwner(floor.database.url, 'update supplier_message set due_at = now()')
  const worker = await start({ ...floor.config, role: 'worker', port: 0, mail: { smtpUrl: server.url, from } })
  opened.push(() => worker.stop())
  await vi.waitFor(async () => expect(await stateOfMessage()).toEqual(['sent']), { timeout: 50_000, interval: 100 })
  expect(server.mails.map(({ messageId }) => messageId)).toEqual([
    server.mails[0]?.messageId,
    server.mails[0]?.messageId,
  ])
})
