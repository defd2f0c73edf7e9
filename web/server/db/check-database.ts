import pg from 'pg'
import { StartFaults } from '../errors.ts'
import { appRole, keepUsualSettings, proveProtection, unprotected } from './app-role.ts'
import type { Database } from './client.ts'

/** Throws `StartFaults` where the app may not serve from this database, or not as who it connects. */
export async function checkDatabase({ appUrl, hasOwnLogin }: Pick<Database, 'appUrl' | 'hasOwnLogin'>): Promise<void> {
  const faults = await faultsOfLogin(appUrl, hasOwnLogin)
  if (faults.length > 0) throw new StartFaults('The database', faults)
}

async function faultsOfLogin(appUrl: string, hasOwnLogin: boolean): Promise<string[]> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await proveProtection(client)
    if (hasOwnLogin) await keepUsualSettings(client)
    return []
  } catch (error) {
    const fault = inWords(error)
    if (fault === null) throw error
    return [fault]
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const sentences: Readonly<Record<string, string>> = {
  '28000': `The role "${appRole}" may not log in. An administrator runs: ALTER ROLE ${appRole} LOGIN PASSWORD '…'.`,
  '28P01': 'The password in APP_DATABASE_URL is wrong.',
  '42501': `The owner may not take the role "${appRole}" on. An administrator runs: GRANT ${appRole} TO its login; or set APP_DATABASE_URL.`,
}

/** What an operator can do about it; null where it is no matter of roles. */
function inWords(error: unknown): string | null {
  const refusal = unprotected(error)
  if (refusal) return refusal.message
  if (!(error instanceof pg.DatabaseError)) return null
  if (/unsupported startup parameter/.test(error.message)) {
    return 'A pooler stands at the address of the app, so the app needs a login of its own there: set APP_DATABASE_URL, and name the PostgreSQL itself in DATABASE_URL.'
  }
  return sentences[error.code ?? ''] ?? null
}
