import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import { clock } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { StartFaults } from '../platform/errors.ts'
import { createLog } from '../platform/log.ts'
import type { RunningApp } from './start.ts'

/** What was begun gets this long to end; then the process ends without it, which loses nothing. */
const stopTimeoutMs = 25_000

let isEnding = false

try {
  // What is set in the environment goes before what is in the file.
  if (existsSync('.env')) loadEnvFile('.env')
  await obey(process.argv[2], readConfig(process.env))
} catch (error) {
  if (error instanceof StartFaults) process.stderr.write(`${error.message}\n`)
  else createLog({ logLevel: 'fatal' }).fatal({ err: error }, 'Backline does not start')
  process.exit(1)
}

/** Without a command the app serves. What needs the generated client is only loaded when it is known to be there. */
async function obey(command: string | undefined, config: Config): Promise<void> {
  if (!existsSync(join(import.meta.dirname, '../platform/db/generated/client.ts'))) {
    throw new StartFaults('The program', ['It is not built: run "npm run build".'])
  }
  if (command === 'reconcile-all') {
    const { reconcileAll } = await import('./reconcile-all.ts')
    const shops = await reconcileAll(config)
    process.stdout.write(`${shops} ${shops === 1 ? 'shop is' : 'shops are'} being reconciled.\n`)
    return
  }
  if (command !== undefined) throw new StartFaults('The command line', [`There is no command "${command}".`])
  const { start } = await import('./start.ts')
  const starting = start(config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(starting))
  await starting
}

/** The terminal and npm may both pass a signal on, so a second one changes nothing. */
async function end(starting: Promise<RunningApp>): Promise<void> {
  if (isEnding) return
  isEnding = true
  clock.after(stopTimeoutMs, () => process.exit(1)).unref()
  const app = await starting
  await app.stop()
  process.exit(0)
}
