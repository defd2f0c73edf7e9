import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Claim = {
  /** True if an earlier demo was cut off, so that its parts may still be ending. */
  wasLeftBehind: boolean
  release(): void
}

/** Lets one demo at a time use a folder. Answers a sentence if another one does. */
export function claimFolder(folder: string): Claim | string {
  const file = join(folder, 'demo.pid')
  const wasLeftBehind = existsSync(file)
  const owner = wasLeftBehind ? Number(readFileSync(file, 'utf8')) : 0
  if (owner > 0 && isDemo(owner)) {
    return `A demo already runs on ${folder} (process ${owner}). Stop it first, or give this one a folder of its own: DATA_DIR=.data/second`
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, String(process.pid))
  return { wasLeftBehind, release: () => rmSync(file, { force: true }) }
}

// A number in a file may by now belong to another program, above all after a restart of the machine.
function isDemo(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  if (existsSync('/proc/self/cmdline')) {
    return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('demo.ts')
  }
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
