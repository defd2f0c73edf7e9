import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { differences } from '../support/oracle.ts'
import { aShopFloor, type ShopFloor } from '../support/shop-floor.ts'

let floor: ShopFloor
beforeAll(async () => {
  floor = await aShopFloor()
})
afterAll(async () => await floor.close())

it('loses nothing and doubles nothing when the app is killed again and again while a retail day comes in', async () => {
  let app = await run(floor)
  const shop = await floor.openShop('killed.myshopify.com', 'plus', 'retail')
  await shop.verb('mischief', { duplicate: 0.1, late: 0.2, reorder: 0.2, lose: 0, seed: 7 })
  await shop.verb('next-day')
  for (const handled of [30, 200, 500, 900]) {
    await until(async () => (await shop.truth()).webhooks.sent >= handled)
    await kill(app)
    app = await run(floor)
  }
  await shop.settle(180)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  await kill(app)
}, 300_000)

async function run({ env, appUrl }: ShopFloor): Promise<ChildProcess> {
  const app = spawn(process.execPath, ['web/server/main.ts'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'ignore',
  })
  await until(async () => {
    const reply = await fetch(`${appUrl}/health/ready`).catch(() => null)
    return reply?.ok === true
  })
  return app
}

async function kill(app: ChildProcess): Promise<void> {
  const gone = once(app, 'exit')
  app.kill('SIGKILL')
  await gone
}

/** Asks again and again; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}
