// npm run journey: the whole app on a database that is named, with a simulated Shopify, and every number compared with the truth.
//   -- --database postgres://owner:…@host/name         the tables' owner; the database may hold other shops
//   -- --app-database postgres://backline_app:…@host   the app's own login, a pooler as well; otherwise the owner takes the role on
//   -- --seed 1 --longest 20                           what happens, the same each time, and so many steps of it
import { parseArgs } from 'node:util'
import pg from 'pg'
import { aFloorOn } from '../test/support/running/floor-on.ts'
import { wholeJourney } from '../test/support/running/whole-journey.ts'
import { StartFaults } from '../web/platform/errors.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    'app-database': { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    longest: { type: 'string', default: '20' },
  },
})
const { database: url, 'app-database': appDatabaseUrl } = values
if (url === undefined) {
  console.error('Name a database: npm run journey -- --database postgres://owner:…@host/name')
  process.exit(2)
}

const floor = await aFloorOn({ url, drop: async () => undefined }, { pointsTimes: 100, appDatabaseUrl })
try {
  const app = await floor.startApp()
  const faults = await wholeJourney(floor, { seed: Number(values.seed), longest: Number(values.longest) })
  console.log(`${await versionOf(url)}: ${faults.length === 0 ? 'all is well' : faults.join('\n  ')}`)
  process.exitCode = faults.length === 0 ? 0 : 1
  await app.stop()
} catch (error) {
  if (!(error instanceof StartFaults)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await floor.close()
}

async function versionOf(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ version: string }>(
    `SELECT 'PostgreSQL ' || current_setting('server_version') AS version`,
  )
  await client.end()
  return rows[0]?.version ?? 'an unknown version'
}
