import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  asOwner,
  bareDatabase,
  type FreshDatabase,
  freshDatabase,
  queryAsOwner,
} from '../../support/database/database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => await fresh.drop())

const command = (settings: Record<string, string>, ...words: readonly string[]) =>
  promisify(execFile)(process.execPath, ['web/app/main.ts', ...words], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'development', HOST: '127.0.0.1', ...settings },
  })

const reconciles = () =>
  queryAsOwner<{ shop: string; reason: string }>(
    fresh.url,
    'select shop_id as shop, reason from reconcile order by shop_id, reconcile_id',
  )

it('after a restore every shop that has the app is reconciled by one command, and by running it twice no more', async () => {
  await asOwner(
    fresh.url,
    `insert into shop (shop_id, uninstalled_at) values ('a', null), ('b', null), ('gone', now()), ('locked-out', null)`,
  )
  await asOwner(
    fresh.url,
    `insert into session (shop_id, id, is_online, state) select shop, 'offline', false, '' from unnest(array['a', 'b', 'gone']) as shop`,
  )
  for (const _ of ['once', 'twice']) {
    const { stdout } = await command({ DATABASE_URL: fresh.url }, 'reconcile-all')
    expect(stdout).toBe('2 shops are being reconciled.\n')
    expect(await reconciles()).toEqual([
      { shop: 'a', reason: 'outage' },
      { shop: 'b', reason: 'outage' },
    ])
  }
  expect(
    await queryAsOwner(fresh.url, `select distinct shop_id as shop from nudge where kind = 'shop' order by 1`),
  ).toEqual([{ shop: 'a' }, { shop: 'b' }])
})

it('without a database it says what is missing', async () => {
  await expect(command({}, 'reconcile-all')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('DATABASE_URL is not set'),
  })
})

it('with a database that is not the right one it says why, and does nothing', async () => {
  const bare = await bareDatabase()
  const refused = (url: string) =>
    command({ DATABASE_URL: url }, 'reconcile-all').catch(({ code, stderr }) => ({ code, stderr }))
  const elsewhere = new URL(bare.url)
  elsewhere.pathname = '/not_there'
  const answers = [await refused(bare.url), await refused(elsewhere.href)]
  await bare.drop()
  expect(answers).toEqual([
    { code: 1, stderr: 'The database has a fault:\n- It has no tables of Backline: start the app first.\n' },
    { code: 1, stderr: expect.stringContaining('The database in DATABASE_URL does not exist') },
  ])
})

it('a command that there is none of starts nothing', async () => {
  await expect(command({ DATABASE_URL: fresh.url }, 'reconcile')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no command "reconcile".'),
  })
})
