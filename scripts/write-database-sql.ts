// Writes prisma/database.sql anew, from a database that the migrations make: `node scripts/write-database-sql.ts`.
import { writeFileSync } from 'node:fs'
import { migrate } from '../web/platform/db/server/migrate.ts'
import { databaseSql, databaseSqlFile } from './migrations/database-sql.ts'
import { withScratchPostgres } from './migrations/scratch-postgres.ts'

const text = await withScratchPostgres(async (createDatabase) => {
  const url = await createDatabase('migrated')
  await migrate(url)
  return databaseSql(url)
})
writeFileSync(databaseSqlFile, text)
