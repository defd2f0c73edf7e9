import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

/** Linux counts in hundredths of a second. */
const ticksASecond = 100

/**
 * How many milliseconds of a processor they took so far, all together: the app's process and every process of PostgreSQL but
 * those left out. Null where the system does not tell.
 */
export type ProcessorTime = () => Promise<number | null>

export async function processorTimeOf(
  appPid: number,
  databaseUrl: string,
  leftOut: readonly number[] = [],
): Promise<ProcessorTime> {
  const postmaster = await postmasterOf(databaseUrl)
  return async () => {
    if (postmaster === null) return null
    const names = await readdir('/proc')
    const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))))
    let ticks = 0
    for (const one of all) {
      if (one === null || leftOut.includes(one.pid)) continue
      if (one.pid === appPid || one.parent === postmaster) ticks += one.own
      // With those of its processes that have ended.
      if (one.pid === postmaster) ticks += one.own + one.ofEndedChildren
    }
    return (ticks * 1_000) / ticksASecond
  }
}

type Stat = { readonly pid: number; readonly parent: number; readonly own: number; readonly ofEndedChildren: number }

async function postmasterOf(databaseUrl: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    return (await statOf(rows[0]?.pid ?? 0))?.parent ?? null
  } finally {
    await client.end()
  }
}

/** proc(5): behind the name, which stands in parentheses, the parent is the 2nd field and the times are the 12th to 15th. */
async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null)
  if (text === null) return null
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
    (nth) => fields[nth],
  )
  return { pid, parent, own: user + system, ofEndedChildren: endedUser + endedSystem }
}
