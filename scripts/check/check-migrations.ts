// Are prisma/migrations and prisma/schema.prisma the same database, is prisma/database.sql what the migrations make, and may the
// version before serve while they run? Asked of a PostgreSQL that is thrown away.
import { readFileSync } from 'node:fs'
import { readMigrations } from '../../web/platform/db/server/migrate.ts'
import { databaseSql, databaseSqlFaults, databaseSqlFile } from '../migrations/database-sql.ts'
import { migrationFaults } from '../migrations/migration-faults.ts'
import { oldVersionFaults } from '../migrations/old-version-faults.ts'
import { withScratchPostgres } from '../migrations/scratch-postgres.ts'

/** Migrations up to this one were written before their rules were kept by a machine, and are not changed. */
const lastFree = '20261212020000-finished-orders-leave'

const faults = await withScratchPostgres(async (createDatabase) => {
  const [migratedUrl, emptyUrl] = [await createDatabase('migrated'), await createDatabase('described')]
  const migrations = await readMigrations()
  const changelog = readFileSync('CHANGELOG.md', 'utf8')
  return [
    ...(await oldVersionFaults({ url: migratedUrl, migrations, lastFree, changelog })),
    ...(await migrationFaults(readFileSync('prisma/schema.prisma', 'utf8'), { migratedUrl, emptyUrl })),
    ...databaseSqlFaults(readFileSync(databaseSqlFile, 'utf8'), await databaseSql(migratedUrl)),
  ]
})

for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
