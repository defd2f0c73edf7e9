import { type Migration, migrate } from '../../web/platform/db/server/migrate.ts'
import { contractFaults, type Fault } from './contract-faults.ts'
import { lockingFaults } from './locking-faults.ts'
import { readContract } from './read-contract.ts'

/** A sentence of a migration's that takes a fault back: what it is about, and why nobody needs it. */
const claim = /^-- Safe while the version before serves: (.+?); (.+)$/gm

type Given = {
  readonly url: string
  readonly migrations: readonly Migration[]
  /** Migrations up to this one are as they are. */
  readonly lastFree: string
  readonly changelog: string
}

/**
 * What migrations would break for the version of the app that serves while they run, as sentences. An empty database is
 * brought up to date, and after each migration it is asked what it gives and demands; statements are read beside that.
 */
export async function oldVersionFaults({ url, migrations, lastFree, changelog }: Given): Promise<string[]> {
  const applied = migrations.filter(({ name }) => name <= lastFree)
  await migrate(url, applied)
  let before = await readContract(url)
  const faults: string[] = []
  for (const migration of migrations.filter(({ name }) => name > lastFree)) {
    applied.push(migration)
    await migrate(url, applied)
    const after = await readContract(url)
    const found = [
      ...contractFaults(before, after),
      ...(await lockingFaults(migration.sql, { before, after, changelog })),
    ]
    faults.push(...unclaimed(migration, found))
    before = after
  }
  return faults
}

function unclaimed({ name, sql }: Migration, found: readonly Fault[]): string[] {
  const claimed = new Set([...sql.matchAll(claim)].map(([, subject = '']) => subject))
  const subjects = new Set(found.map(({ subject }) => subject))
  return [
    ...found
      .filter(({ subject }) => !claimed.has(subject))
      .map(({ subject, fault }) => `${name}: ${subject} ${fault}.`),
    ...[...claimed]
      .filter((subject) => !subjects.has(subject))
      .map(
        (subject) =>
          `${name}: says that ${subject} is safe while the version before serves, of which there is no doubt.`,
      ),
  ]
}
