import pg from 'pg'
import { clock } from '../../clock.ts'
import { StartFaults } from '../../errors.ts'
import type { Database } from '../client.ts'
import { appRole, keepUsualSettings, proveProtection, unprotected } from './app-role.ts'

/** PostgreSQL's code is that of every refused right. */
const maySetNoRole = 'permission denied to set role'

const noAnswer = 'Nothing answers at the address in %: start PostgreSQL there, or name another.'

const unknownAuthority =
  'This machine does not know who signed the certificate of the server in %: sslrootcert=/path/to/ca.pem names the authority, sslmode=no-verify does without.'

const noFile = 'A file that sslrootcert, sslcert or sslkey in % names is not there, or may not be read.'

/** What the driver and PostgreSQL say, by their codes, in words; `%` is the variable that holds the address. */
const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  ETIMEDOUT: noAnswer,
  ENOTFOUND: 'The host in % does not exist.',
  EAI_AGAIN: 'The host in % cannot be looked up just now.',
  ENOENT: noFile,
  EACCES: noFile,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  CERT_HAS_EXPIRED: 'The certificate of the server in % has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server in % is for another host than the address names.',
  '53300': 'The server in % has no connection left: raise max_connections, or run fewer processes.',
  '57P03': 'The server in % is starting or stopping: start the app again when it is there.',
  '28000': `The login in % is refused: it may not exist, may not log in (ALTER ROLE … LOGIN PASSWORD '…'), not from this machine, or only with TLS (pg_hba.conf; sslmode=verify-full).`,
  '28P01': 'The login or the password in % is wrong.',
  '3D000': "The database in % does not exist: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
  [maySetNoRole]: `The login in % may not take the role "${appRole}" on. An administrator runs: GRANT ${appRole} TO it; or set APP_DATABASE_URL.`,
}

const oldestVersion = 15

const notEntered =
  "The shop of a transaction is not told to the nodes that have the tables, so nothing would be found: ALTER DATABASE … SET citus.propagate_set_commands TO 'local'."

const otherDatabase =
  'APP_DATABASE_URL leads to another database than DATABASE_URL: what one stores the other would not find.'

const pooled =
  'A pooler that changes connections between transactions stands at the address in %; migrations, locks and notifications need PostgreSQL itself there. Only APP_DATABASE_URL may lead to the pooler.'

export type ServerFacts = {
  readonly encoding: string
  readonly version: string
  /** Takes no changes. */
  readonly isStandby: boolean
}

/** Before anything is changed: throws `StartFaults` with all that keeps the app from working with this database. */
export async function checkDatabase({ ownerUrl, appUrl, hasOwnLogin }: Database): Promise<void> {
  const faults = await faultsAt(ownerUrl, 'DATABASE_URL', async (client) => {
    const { rows } = await client.query<ServerFacts>(
      `SELECT current_setting('server_encoding') AS encoding, current_setting('server_version') AS version,
              pg_is_in_recovery() AS "isStandby"`,
    )
    const faults = rows.flatMap(serverFaults)
    faults.push(...(await ownerFaults(client)))
    if (await changesConnections(client, ownerUrl)) faults.push(pooled)
    return faults
  })
  // The owner's login may only take the role on once the migrations have made it.
  if (hasOwnLogin) faults.push(...(await faultsAt(appUrl, 'APP_DATABASE_URL', provenLogin)))
  if (hasOwnLogin && faults.length === 0) faults.push(...(await otherDatabaseFaults(ownerUrl, appUrl)))
  if (faults.length > 0) throw new StartFaults('The database', faults)
}

/** After the migrations: throws `StartFaults` where the app may not work as who it is connected. */
export async function checkLogin({ appUrl, hasOwnLogin }: Database): Promise<void> {
  const faults = await faultsAt(appUrl, hasOwnLogin ? 'APP_DATABASE_URL' : 'DATABASE_URL', async (client) => {
    const faults = [...(await provenLogin(client)), ...(await enteredEverywhere(client))]
    if (hasOwnLogin && faults.length === 0) await keepUsualSettings(client)
    return faults
  })
  if (faults.length > 0) throw new StartFaults('The database', faults)
}

export function serverFaults({ encoding, version, isStandby }: ServerFacts): string[] {
  const faults: string[] = []
  if (encoding !== 'UTF8') {
    faults.push(
      `The database's encoding is ${encoding}; it must be UTF8, which only a new one can have: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    )
  }
  if (Number.parseInt(version, 10) < oldestVersion) {
    faults.push(`PostgreSQL is version ${version}; it must be ${oldestVersion} or newer.`)
  }
  if (isStandby) faults.push('DATABASE_URL leads to a standby, which takes no changes; name the primary.')
  return faults
}

/** Who may not make and change tables cannot migrate. */
async function ownerFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ login: string; makes: boolean; owner: string | null; owns: boolean | null }>(
    `SELECT current_user::text AS login, has_schema_privilege('public', 'CREATE') AS makes,
            pg_get_userbyid(relowner)::text AS owner, pg_has_role(relowner, 'USAGE') AS owns
       FROM (SELECT to_regclass('public.shop') AS shop) AS known LEFT JOIN pg_class ON oid = shop`,
  )
  return rows.flatMap(({ login, makes, owner, owns }) => {
    if (owns === false)
      return [`The tables belong to "${owner}", and DATABASE_URL logs in as "${login}": it must be their owner.`]
    return makes
      ? []
      : [`DATABASE_URL logs in as "${login}", which may make no tables: ALTER DATABASE … OWNER TO "${login}".`]
  })
}

/** Whether somebody else is given the connection to PostgreSQL that a client had, though the client is still there. */
async function changesConnections(client: pg.Client, url: string): Promise<boolean> {
  const pid = 'SELECT pg_backend_pid() AS pid'
  const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  other.on('error', () => undefined)
  try {
    await other.connect()
    const { rows: own } = await client.query<{ pid: number }>(pid)
    const { rows: others } = await other.query<{ pid: number }>(pid)
    return own[0]?.pid === others[0]?.pid
  } finally {
    await other.end().catch(() => undefined)
  }
}

/** A lock that one of them holds is there for the other, if they ask the same database of the same server. */
async function otherDatabaseFaults(ownerUrl: string, appUrl: string): Promise<string[]> {
  const lock = `hashtextextended('${clock.newId()}', 0)`
  return faultsAt(ownerUrl, 'DATABASE_URL', async (owner) => {
    await owner.query(`SELECT pg_advisory_lock(${lock})`)
    return faultsAt(appUrl, 'APP_DATABASE_URL', async (app) => {
      const { rows } = await app.query<{ isFree: boolean }>(`SELECT pg_try_advisory_xact_lock(${lock}) AS "isFree"`)
      return rows[0]?.isFree ? [otherDatabase] : []
    })
  })
}

async function provenLogin(client: pg.Client): Promise<string[]> {
  await proveProtection(client)
  return []
}

/**
 * What a transaction says of its shop must hold where the rows are, which may be on other nodes than the one that is asked.
 * Where it does not, nothing would be shown, and nothing said.
 */
async function enteredEverywhere(client: pg.Client): Promise<string[]> {
  const shop = 'asked for when the app starts'
  await client.query(`BEGIN; SELECT enter_shop('${shop}')`)
  // Answered by the node that would have the shop's rows.
  const { rows } = await client.query<{ entered: string | null }>(
    "SELECT current_setting('app.shop_id', true) AS entered, count(*) FROM shop WHERE shop_id = $1",
    [shop],
  )
  await client.query('ROLLBACK')
  return rows.every(({ entered }) => entered === shop) ? [] : [notEntered]
}

async function faultsAt(
  url: string,
  variable: string,
  look: (client: pg.Client) => Promise<string[]>,
): Promise<string[]> {
  let client: pg.Client | undefined
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
    return (await look(client)).map((fault) => fault.replace('%', variable))
  } catch (error) {
    const fault = inWords(error)
    if (fault === null) throw error
    return [fault.replace('%', variable)]
  } finally {
    await client?.end().catch(() => undefined)
  }
}

/** What an operator can do about it; null where nobody knows. */
function inWords(error: unknown): string | null {
  const refusal = unprotected(error)
  if (refusal) return refusal.message
  if (!(error instanceof Error)) return null
  if (/unsupported startup parameter/.test(error.message)) {
    return 'A pooler stands at the address in %, where the app needs a login of its own: set APP_DATABASE_URL to it, and DATABASE_URL to PostgreSQL itself.'
  }
  if (/does not support SSL connections/.test(error.message)) {
    return 'The server in % knows no TLS: switch it on there (ssl = on), or say sslmode=disable where the way to it is your own.'
  }
  if (/timeout/.test(error.message) && !('code' in error)) return noAnswer
  if (/connection to the remote node/.test(error.message)) {
    return `A node of the database does not let in who logs in by %: ${error.message}`
  }
  if (error instanceof AggregateError) return inWords(error.errors[0])
  if (!('code' in error)) return null
  const sentence = sentences[error.message.startsWith(maySetNoRole) ? maySetNoRole : String(error.code)]
  return sentence ?? `The database in % cannot be used: ${error.message}`
}
