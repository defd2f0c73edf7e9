import { spawnSync } from 'node:child_process'
import { findPgBouncer } from '../../test/support/database/find-pgbouncer.ts'

/** Brings in a PgBouncer for the tests behind one where it may, and says in one sentence what came of it. */
export function installPgBouncer(): string {
  console.log('No PgBouncer was found: installing one for the tests behind a pooler.')
  const isRoot = process.getuid?.() === 0
  const commands: [string, string[]][] = [
    ['apt-get', ['update', '-qq']],
    ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'pgbouncer']],
  ]
  for (const [command, args] of isRoot ? commands : []) {
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  if (findPgBouncer() !== null) return 'Installed PgBouncer with apt-get.'
  return 'PgBouncer could not be installed, so the tests behind a pooler will fail. Install pgbouncer, or name one in PGBOUNCER.'
}
