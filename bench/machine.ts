import { cpus, loadavg, totalmem, type } from 'node:os'
import pg from 'pg'

/** What the figures are measured on, a line for each thing that matters to them; asked for before the first of them. */
export async function describeMachine(postgresUrl: string): Promise<string[]> {
  const cores = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`
  return [
    `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory}, ${type()} ${process.arch}`,
    `Node ${process.versions.node}, PostgreSQL ${await postgresVersion(postgresUrl)} (embedded, durable settings)`,
    `${(loadavg()[0] ?? 0).toFixed(1)} other processes running or waiting for a core in the minute before`,
  ]
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    return rows[0]?.server_version ?? 'unknown'
  } finally {
    await client.end()
  }
}
