import { afterEach, describe, expect, it, vi } from 'vitest'
import { start } from '../../../web/app/start.ts'
import { readConfig } from '../../../web/platform/config.ts'
import { serverFaults } from '../../../web/platform/db/server/check-database.ts'
import { StartFaults } from '../../../web/platform/errors.ts'
import {
  asOwner,
  bareDatabase,
  type FreshDatabase,
  freshDatabase,
  queryAsOwner,
} from '../../support/database/database.ts'
import { startWebProcess } from '../../support/running/web-process.ts'

const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

async function aDatabase(make: () => Promise<FreshDatabase>): Promise<FreshDatabase> {
  const database = await make()
  opened.push(() => database.drop())
  return database
}

function otherwise(address: string, change: (url: URL) => void): string {
  const url = new URL(address)
  change(url)
  return url.href
}

async function faultsOfStart(env: Record<string, string>): Promise<readonly string[]> {
  try {
    const app = await start(readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...env }))
    opened.push(() => app.stop())
    return []
  } catch (error) {
    if (error instanceof StartFaults) return error.faults
    throw error
  }
}

describe('the app does not start', () => {
  it.each(['LATIN1', 'SQL_ASCII'])(
    'on a database of %s, tells all else with it, and changes nothing',
    async (encoding) => {
      const { url, appUrl } = await aDatabase(bareDatabase)
      const name = `${new URL(url).pathname.slice(1)}_${encoding.toLowerCase()}`
      await asOwner(
        url,
        `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING '${encoding}'`,
      )
      opened.push(() => asOwner(url, `DROP DATABASE ${name} WITH (FORCE)`))
      const [ownerUrl = '', loginUrl = ''] = [url, appUrl].map((address) =>
        otherwise(address, (it) => {
          it.pathname = `/${name}`
        }),
      )
      const wrongPassword = otherwise(loginUrl, (it) => {
        it.password = 'forgotten'
      })
      expect(await faultsOfStart({ DATABASE_URL: ownerUrl, APP_DATABASE_URL: wrongPassword })).toEqual([
        `The database's encoding is ${encoding}; it must be UTF8, which only a new one can have: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
        'The login or the password in APP_DATABASE_URL is wrong.',
      ])
      expect(await queryAsOwner(ownerUrl, `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
    },
  )

  it('where an address leads nowhere, and never repeats a password', async () => {
    const { url, appUrl } = await aDatabase(freshDatabase)
    const faults = await faultsOfStart({
      DATABASE_URL: otherwise(url, (it) => {
        it.pathname = '/not_there'
      }),
      APP_DATABASE_URL: otherwise(appUrl, (it) => {
        it.port = '1'
      }),
    })
    expect(faults).toEqual([
      "The database in DATABASE_URL does not exist: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
      'Nothing answers at the address in APP_DATABASE_URL: start PostgreSQL there, or name another.',
    ])
  })

  it('where the owner’s login is not the owner', async () => {
    const [filled, empty] = [await aDatabase(freshDatabase), await aDatabase(bareDatabase)]
    const owner = new URL(filled.url).username
    expect(await faultsOfStart({ DATABASE_URL: filled.appUrl, APP_DATABASE_URL: filled.appUrl })).toEqual([
      `The tables belong to "${owner}", and DATABASE_URL logs in as "backline_app": it must be their owner.`,
    ])
    expect(await faultsOfStart({ DATABASE_URL: empty.appUrl, APP_DATABASE_URL: empty.appUrl })).toEqual([
      'DATABASE_URL logs in as "backline_app", which may make no tables: ALTER DATABASE … OWNER TO "backline_app".',
    ])
  })

  it('where the database lets a login not in, with what it says itself', async () => {
    const { url, appUrl } = await aDatabase(freshDatabase)
    const name = new URL(url).pathname.slice(1)
    await asOwner(url, `REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`)
    expect(await faultsOfStart({ DATABASE_URL: url, APP_DATABASE_URL: appUrl })).toEqual([
      `The database in APP_DATABASE_URL cannot be used: permission denied for database "${name}"`,
    ])
  })

  it('where the two logins lead to two databases', async () => {
    const [one, other] = [await aDatabase(freshDatabase), await aDatabase(freshDatabase)]
    expect(await faultsOfStart({ DATABASE_URL: one.url, APP_DATABASE_URL: other.appUrl })).toEqual([
      'APP_DATABASE_URL leads to another database than DATABASE_URL: what one stores the other would not find.',
    ])
  })

  it('where the shop of a transaction does not reach the tables', async () => {
    const { url, appUrl } = await aDatabase(freshDatabase)
    await asOwner(url, `CREATE OR REPLACE FUNCTION enter_shop(shop text) RETURNS void LANGUAGE sql AS 'SELECT'`)
    expect(await faultsOfStart({ DATABASE_URL: url, APP_DATABASE_URL: appUrl })).toEqual([
      expect.stringMatching(
        /^The shop of a transaction is not told to the nodes .* citus\.propagate_set_commands TO 'local'\.$/,
      ),
    ])
  })

  it('on a server that is too old, or takes no changes', () => {
    const good = { encoding: 'UTF8', isStandby: false }
    expect(serverFaults({ ...good, version: '15.20 (Debian 15.20-0+deb12u1)' })).toEqual([])
    expect(serverFaults({ ...good, version: '18.4' })).toEqual([])
    expect(serverFaults({ encoding: 'UTF8', isStandby: true, version: '14.9' })).toEqual([
      'PostgreSQL is version 14.9; it must be 15 or newer.',
      'DATABASE_URL leads to a standby, which takes no changes; name the primary.',
    ])
  })
})

it('a proxy that PROXIES does not count is told of, once', async () => {
  const { url } = await aDatabase(freshDatabase)
  const web = await startWebProcess(url)
  opened.push(() => web.stop())
  const warn = vi.spyOn(web.services.log, 'warn')
  for (const from of ['192.0.2.1', '192.0.2.2']) {
    await fetch(`${web.url}/health/live`, { headers: { 'x-forwarded-for': from } })
  }
  expect(warn.mock.calls.flat().filter((said) => String(said).includes('PROXIES is 0'))).toHaveLength(1)
})
