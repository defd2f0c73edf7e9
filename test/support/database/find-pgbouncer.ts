import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where packages put it, which is not on everybody's PATH. */
const usualFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** The PgBouncer that PGBOUNCER names, or the machine's; null if there is none. */
export function findPgBouncer(env: Record<string, string | undefined> = process.env): string | null {
  const folders = [...(env['PATH'] ?? '').split(delimiter), ...usualFolders].filter((folder) => folder !== '')
  const named = env['PGBOUNCER']
  const candidates = named ? [named] : folders.map((folder) => join(folder, 'pgbouncer'))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
