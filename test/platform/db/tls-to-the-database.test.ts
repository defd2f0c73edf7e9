import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { start } from '../../../web/app/start.ts'
import { readConfig } from '../../../web/platform/config.ts'
import { saysNothingOfTls } from '../../../web/platform/database-address.ts'
import { StartFaults } from '../../../web/platform/errors.ts'
import { type Certificate, certificateFor } from '../../support/database/certificate.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { databaseOverTls } from '../../support/database/database-over-tls.ts'

const opened: (() => Promise<unknown>)[] = []
let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

/** A file with what is signed by whom, as sslrootcert names it. */
function fileOf({ cert }: Certificate, name: string): string {
  const file = join(inject('runFolder'), `${name}.pem`)
  writeFileSync(file, cert)
  return file
}

async function startOver(certificate: Certificate | null, settings: Readonly<Record<string, string>>) {
  const way = await databaseOverTls(database.url, certificate)
  opened.push(() => way.stop())
  const env = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: way.address(database.url, settings),
    APP_DATABASE_URL: way.address(database.appUrl, settings),
  }
  try {
    const app = await start(readConfig(env))
    opened.push(() => app.stop())
    const { status } = await fetch(`${app.url}/health/ready`)
    return { status, came: way.came, faults: [] }
  } catch (error) {
    if (error instanceof StartFaults) return { status: null, came: way.came, faults: error.faults }
    throw error
  }
}

const both = (fault: string) => ['DATABASE_URL', 'APP_DATABASE_URL'].map((variable) => fault.replace('%', variable))

describe('every connection to the database is encrypted', () => {
  it('and its certificate checked, with verify-full and the authority', async () => {
    const own = certificateFor('localhost')
    const { status, came } = await startOver(own, { sslmode: 'verify-full', sslrootcert: fileOf(own, 'own') })
    expect({ status, plain: came.plain }).toEqual({ status: 200, plain: 0 })
    expect(came.encrypted).toBeGreaterThan(5)
  })

  it('and nothing checked, with no-verify', async () => {
    const { status, came } = await startOver(certificateFor('elsewhere'), { sslmode: 'no-verify' })
    expect({ status, plain: came.plain }).toEqual({ status: 200, plain: 0 })
  })
})

it('no connection is, with disable', async () => {
  const { status, came } = await startOver(certificateFor('localhost'), { sslmode: 'disable' })
  expect({ status, encrypted: came.encrypted }).toEqual({ status: 200, encrypted: 0 })
})

describe('the app does not start, and says why, where', () => {
  const full = { sslmode: 'verify-full' }

  it('nobody knows who signed the certificate', async () => {
    expect((await startOver(certificateFor('localhost'), full)).faults).toEqual(
      both(
        'This machine does not know who signed the certificate of the server in %: sslrootcert=/path/to/ca.pem names the authority, sslmode=no-verify does without.',
      ),
    )
  })

  it('the certificate is for another host', async () => {
    const other = certificateFor('db.example.com')
    const { faults } = await startOver(other, { ...full, sslrootcert: fileOf(other, 'other') })
    expect(faults).toEqual(both('The certificate of the server in % is for another host than the address names.'))
  })

  it('the certificate has expired', async () => {
    const old = certificateFor('localhost', { from: new Date('2020-01-01'), to: new Date('2021-01-01') })
    const { faults } = await startOver(old, { ...full, sslrootcert: fileOf(old, 'old') })
    expect(faults).toEqual(both('The certificate of the server in % has expired.'))
  })

  it('the file of the authority is not there', async () => {
    const { faults } = await startOver(certificateFor('localhost'), { ...full, sslrootcert: '/nowhere/ca.pem' })
    expect(faults).toEqual(
      both('A file that sslrootcert, sslcert or sslkey in % names is not there, or may not be read.'),
    )
  })

  it('the server has no TLS', async () => {
    expect((await startOver(null, full)).faults).toEqual(
      both(
        'The server in % knows no TLS: switch it on there (ssl = on), or say sslmode=disable where the way to it is your own.',
      ),
    )
  })

  it.each(['require', 'prefer', 'allow', 'verify-ca', 'verify_full', ''])('sslmode is "%s"', (sslmode) => {
    const address = `postgres://backline:word@db.example.com/backline?sslmode=${sslmode}`
    expect(() => readConfig({ DATABASE_URL: address })).toThrow(
      `DATABASE_URL says sslmode=${sslmode}; it must be verify-full (the certificate and its name are checked; sslrootcert names an authority of your own), no-verify (neither is) or disable.`,
    )
  })
})

it('an address of another machine that does not mention TLS is told of, none of this machine', () => {
  const plain = (address: string) => saysNothingOfTls(`postgres://backline:word@${address}`)
  expect(['db.example.com/backline', '10.0.0.5:5432/backline', '[fd00::1]/backline'].map(plain)).toEqual([
    true,
    true,
    true,
  ])
  expect(
    ['localhost', '127.0.0.1:5432', '[::1]', '%2Fvar%2Frun%2Fpostgresql'].map((host) => plain(`${host}/backline`)),
  ).toEqual([false, false, false, false])
  expect(
    ['sslmode=disable', 'sslmode=verify-full', 'host=/var/run/postgresql'].map((rest) =>
      plain(`db.example.com/backline?${rest}`),
    ),
  ).toEqual([false, false, false])
})
