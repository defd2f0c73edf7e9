import pg from 'pg'
import { readShape } from './read-shape.ts'
import { schemaSql } from './schema-sql.ts'

type Databases = { migratedUrl: string; emptyUrl: string }

/** What the migrations and the schema disagree about, as sentences: both make a database, and the two are compared. */
export async function migrationFaults(schema: string, { migratedUrl, emptyUrl }: Databases): Promise<string[]> {
  await run(emptyUrl, await schemaSql(schema, emptyUrl))
  const [migrated, described] = await Promise.all([readShape(migratedUrl), readShape(emptyUrl)])
  if (migrated.size === 0) return ['the migrations make no tables']
  return [
    ...[...migrated].filter((line) => !described.has(line)).map((line) => `only the migrations have: ${line}`),
    ...[...described].filter((line) => !migrated.has(line)).map((line) => `only prisma/schema.prisma has: ${line}`),
  ].sort()
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
