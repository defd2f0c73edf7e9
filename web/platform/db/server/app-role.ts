import type pg from 'pg'
import { DatabaseUnprotected } from '../../errors.ts'
import { otherLimits, settingsOf } from '../work-limits.ts'

/** The role that serves requests and jobs. It owns nothing, so row-level security binds it. */
export const appRole = 'backline_app'

/** The driver writes moments without their zone. */
const usualSettings = { TimeZone: 'UTC', ...settingsOf(otherLimits) }

/** A server that says nothing must not keep whoever waits for the connection. */
const patienceMs = 5_000

/** What `enter_shop` throws. */
const notBound = 'BL001'

/**
 * The owner's address for connections that take the app's role on as they start. For development, where one login is
 * enough: what could make the app send SQL of its own could give the role back. A pooler does not pass it on.
 */
export function asAppRole(ownerUrl: string): string {
  const address = new URL(ownerUrl)
  const own = address.searchParams.get('options')
  const settings = Object.entries({ role: appRole, ...usualSettings }).map(([name, value]) => `-c ${name}=${value}`)
  address.searchParams.set('options', [...(own ? [own] : []), ...settings].join(' '))
  return address.href
}

/**
 * Gives the app's login its settings, in this database: they hold for new connections, also for those that a pooler makes.
 * A role may do that for itself. As often as one likes, by any number of processes at once.
 */
export async function keepUsualSettings(client: pg.ClientBase): Promise<void> {
  const settings = Object.entries(usualSettings).map(([name, value]) => `('${name}', '${value}')`)
  await client.query(`
    DO $$
    DECLARE
      setting record;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('settings of ${appRole}', 0));
      FOR setting IN SELECT * FROM (VALUES ${settings.join()}) AS usual (name, value) LOOP
        EXECUTE format('ALTER ROLE ${appRole} IN DATABASE %I SET %I TO %L', current_database(), setting.name, setting.value);
      END LOOP;
    END
    $$`)
}

type Standing = {
  readonly role: string
  readonly login: string
  /** Null where the tables are not there yet. */
  readonly isBound: boolean | null
  readonly isMighty: boolean
  /** The roles with which the login could get past row-level security. */
  readonly mayBecome: readonly string[]
}

/**
 * Proves that a connection runs as the app's role and that row-level security binds it; throws `DatabaseUnprotected`
 * with the reason. Who logs in as that role must not be able to become another that is not bound.
 */
export async function proveProtection(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<Standing>(question)
  if (rows.length === 0) throw new DatabaseUnprotected('The database does not say as whom the app is connected.')
  const faults = rows.flatMap(faultsOf)
  if (faults.length > 0) throw new DatabaseUnprotected(faults.join(' '))
}

function faultsOf({ role, login, isBound, isMighty, mayBecome }: Standing): string[] {
  if (role !== appRole) {
    return [
      `The app is connected to the database as "${role}" and not as "${appRole}": a pooler may have dropped the role, or APP_DATABASE_URL names another.`,
    ]
  }
  const faults: string[] = []
  if (isMighty) faults.push(`The role "${role}" is a superuser, bypasses row-level security or may create roles.`)
  if (isBound === false) faults.push(`Row-level security does not bind the role "${role}".`)
  if (login === appRole && mayBecome.length > 0) {
    faults.push(`The role "${login}" is a member of ${mayBecome.join(', ')}, which row-level security does not bind.`)
  }
  return faults
}

const standing = `
  SELECT current_user::text AS role, session_user::text AS login, rolsuper OR rolbypassrls OR rolcreaterole AS "isMighty",
         CASE WHEN to_regclass('public.shop') IS NOT NULL THEN row_security_active('public.shop') END AS "isBound",
         ARRAY(SELECT other.rolname::text FROM pg_roles other
                WHERE other.rolname <> session_user AND pg_has_role(session_user, other.oid, 'MEMBER')
                  AND (other.rolsuper OR other.rolbypassrls
                       OR other.oid = (SELECT relowner FROM pg_class WHERE oid = to_regclass('public.shop')))) AS "mayBecome"
    FROM pg_roles WHERE rolname = current_user`

const question: pg.QueryConfig & { readonly query_timeout: number } = { text: standing, query_timeout: patienceMs }

/** The refusal to work unprotected in an error, also where a library has wrapped it; null if it is another error. */
export function unprotected(error: unknown): DatabaseUnprotected | null {
  if (!(error instanceof Error)) return null
  if (error instanceof DatabaseUnprotected) return error
  // Prisma has codes of its own, and PostgreSQL's in what it says.
  if (('code' in error && error.code === notBound) || error.message.includes(`Code: \`${notBound}\``)) {
    return new DatabaseUnprotected('Row-level security does not bind the role of a transaction.', { cause: error })
  }
  return unprotected(error.cause)
}
